"""The layouts of sheets: those that a ledger keeps, and those that ship with the program."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from ledger.book import resources
from ledger.book.exporting import words
from ledger.errors import BrokenFileError, UnknownRecordError
from ledger.index import filed, lookups
from ledger.problems import Problem, problem
from ledger.records import paths
from ledger.records.layout import Layout
from ledger.records.sheet_kinds import SheetKind
from ledger.store import form, yaml
from ledger.words import mark

if TYPE_CHECKING:
    from ledger.book.reading import Reading

USUAL: dict[SheetKind, str] = {
    "issue": "问题台账",
    "visit": "走访记录",
    "household": "户册",
    "station": "站点名册",
    "task": "任务清单",
    "activity": "活动记录",
}
"""The layout of each kind where none is named."""


def names(ledger: "Reading") -> list[str]:
    """The layouts that can be named: the ledger's own first."""
    shipped = sorted(path.stem for path in (resources.data() / "layouts").glob("*.yaml"))
    return list(dict.fromkeys([*_own(ledger), *shipped]))


def own(ledger: "Reading", kind: SheetKind) -> list[Layout]:
    """The ledger's own layouts of a kind, but for those that break a rule."""
    found = []
    for name in _own(ledger):
        with suppress(BrokenFileError):
            found.append(find(ledger, name))
    return [layout for layout in found if layout.kind == kind]


def unsound(
    ledger: "Reading",
    twin: Callable[[Layout], tuple[int, str] | None],
    named: Iterable[str] | None = None,
) -> Iterator[Problem]:
    """The ledger's own layouts with two columns under one header.

    Args:
        ledger: the ledger.
        twin: finds such a column and its header; it knows what columns are called.
        named: the layouts to look at; all that keep the rules of a layout where left out.
    """
    for name in _own(ledger) if named is None else named:
        path = paths.layout(name)
        body = ledger.git.file(path) or b""
        with suppress(BrokenFileError):
            if body and (found := twin(form.read(Layout, body, path))):
                line = yaml.line_of(body.decode(), ("columns", found[0]))
                fault = {"field": "columns", "fault": "header_twin", "header": found[1]}
                yield problem("field", path, line, "", fault)


def _own(ledger: "Reading") -> list[str]:
    files = filed.within(ledger.index.db, "layouts")
    return [place.parts[0] for path in files if (place := paths.read(path))]


def find(ledger: "Reading", name: str) -> Layout:
    """The layout of a name: the ledger's own before one that ships with the program.

    Raises:
        UnknownRecordError: there is none.
        BrokenFileError: the ledger's own breaks a rule.
    """
    path = paths.layout(name)
    if paths.read(path):
        body = ledger.git.file(path)
        shipped = resources.data() / "layouts" / f"{name}.yaml"
        if body is None and shipped.is_file():
            body = shipped.read_bytes()
        if body is not None:
            return form.read(Layout, body, path)
    raise UnknownRecordError(kind=mark("layout"), name=name, near=names(ledger))


def choices(ledger: "Reading", kind: SheetKind) -> dict[str, tuple[str, ...]]:
    """The words that the cells of a field may hold, by field."""
    yes_or_no = (words.YES, words.NO)
    of_each: dict[str, dict[str, tuple[str, ...]]] = {
        "issue": {name: tuple(ledger.terms(name)) for name in ("category", "source", "level")}
        | {"stream": tuple(ledger.terms("stream").values())}
        | {"status": tuple(words.STATUS.values())},
        "visit": {"kind": tuple(words.VISIT_KIND.values())},
        "task": {"kind": _kinds(ledger, kind), "action": tuple(words.ACTION.values())}
        | {"status": yes_or_no},
        "activity": {"kind": _kinds(ledger, kind)},
    }
    return {
        **of_each.get(kind, {}),
        "sign": tuple(words.SIGN.values()),
        "satisfaction": words.SATISFACTION,
        **dict.fromkeys(("is_signed", "promote", "away", "confidential", "unannounced"), yes_or_no),
    }


def _kinds(ledger: "Reading", kind: SheetKind) -> tuple[str, ...]:
    """What the kinds of tasks or activities are called in this ledger."""
    return tuple(lookups.terms(ledger.index.db, f"{kind} kind").values())


def reporting(name: str) -> str:
    """Who reports, by a ledger's name: 五里镇党建工作站台账（示例） is that of 五里镇党建工作站."""
    return re.sub(r"(?<=.)(台账)?(（[^）]*）)?$", "", name, count=1) or name
