"""From files to the lines of a sheet, in this process or in one beside it.

Files were checked when they were indexed, so they are read as plain data, without models: a sheet
of a hundred thousand issues is read while another process writes it.
"""

import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from ledger.book.exporting import issues, peek, visits, words, work
from ledger.book.exporting.known import Known
from ledger.book.exporting.privacy import Guard
from ledger.records import paths
from ledger.rules import names
from ledger.store import yaml
from ledger.store.git import Git

Value = str | int | date | None
"""What a cell holds."""
Finish = Callable[[Sequence[Value]], Any]
"""What makes something of the values of a row, such as a piece of a file, while they are read."""


class Wanted(NamedTuple):
    """A file, the records wanted of it, each with its light, and what they are grouped by."""

    path: str
    group: str
    records: Mapping[str, str | None]
    body: bytes


class Line(NamedTuple):
    """A row: its record, what it is grouped by, what binds it, and its values by column.

    The values are what has been made of them, where that was asked for.
    """

    record: str
    group: str
    digest: str
    values: Any


class Reader:
    """What makes lines of one kind of sheet, with some columns, out of files."""

    def __init__(
        self, known: Known, kind: str, fields: Sequence[str], then: Finish | None = None
    ) -> None:
        self._then = then
        self._verbs = peek.verbs(fields)
        self._known = known
        self._kind = kind
        self._fields = fields
        self._git = Git(known.root)
        self._git.known = known.commit
        self._guard = Guard(known, kind, fields)
        self._digest = Digest(known.secret, fields)
        self._registers: dict[str, dict[str, Any]] = {}
        self._make: Callable[[Any, Wanted], list[Line]] = getattr(self, f"_{kind}")

    def lines(self, wanted: Sequence[Wanted]) -> list[Line]:
        """The lines of some files."""
        read = [self._parse(one.body, one.path) for one in wanted]
        if self._kind == "issue" and {"phone", "address"} & {*self._fields}:
            self._open({issue["reporter"] for issue in read if "reporter" in issue})
        return [
            line for one, data in zip(wanted, read, strict=True) for line in self._make(data, one)
        ]

    def _parse(self, body: bytes, path: str) -> Any:  # noqa: ANN401 - a file's data
        if self._kind == "issue" and self._known.as_of is None:
            return peek.read(body, path, self._verbs)
        return yaml.parse(body, path)

    def _open(self, homes: Iterable[str]) -> None:
        """Have the registers of some households at hand."""
        villages = {home.rpartition("-")[0] for home in homes}
        new = [paths.register(village) for village in villages - self._registers.keys()]
        for path, body in self._git.files("HEAD", new).items():
            data: Any = yaml.parse(body, path) if body else {}
            village = path.split("/")[1].removesuffix(".yaml")
            self._registers[village] = {home["id"]: home for home in data.get("households", ())}

    def _issue(self, issue: dict[str, Any], wanted: Wanted) -> list[Line]:
        secret = issue.get("confidential", False)
        if self._known.as_of:
            issue = issues.as_of(issue, self._known.as_of)
            secret = secret or issue.get("confidential", False)
        row = issues.row(issue, wanted.records[issue["id"]], self._known)
        reporter = issue.get("reporter", "")
        home = self._registers.get(reporter.rpartition("-")[0], {}).get(reporter, {})
        row |= {"phone": home.get("phone"), "address": home.get("address")}
        return self._line(row, wanted, [reporter] if reporter else [], secret=secret)

    def _visit(self, page: dict[str, Any], wanted: Wanted) -> list[Line]:
        met = {visit["id"]: visit for visit in page["visits"] if visit["id"] in wanted.records}
        return [
            line
            for record in wanted.records
            for row in visits.rows(page, met[record], self._known)
            for line in self._line(
                row, wanted, met[record].get("households", ()), secret=self._hushed(met[record])
            )
        ]

    def _hushed(self, visit: dict[str, Any]) -> bool:
        """Whether a visit would tell who reported a confidential issue."""
        became = (opinion.get("issue") for opinion in visit.get("opinions", ()))
        return not self._known.confidential.isdisjoint([visit["id"], *became])

    def _household(self, register: dict[str, Any], wanted: Wanted) -> list[Line]:
        known = {home["id"]: home for home in register["households"]}
        return [
            line
            for record in wanted.records
            for line in self._line(visits.household(known[record], self._known), wanted, [record])
        ]

    def _station(self, node: dict[str, Any], wanted: Wanted) -> list[Line]:
        return self._line(work.station(node, self._known), wanted)

    def _activity(self, held: dict[str, Any], wanted: Wanted) -> list[Line]:
        return self._line(work.activity(held, self._known), wanted, held.get("households", ()))

    def _task(self, task: dict[str, Any], wanted: Wanted) -> list[Line]:
        rows = work.task_rows(task, self._known)
        return [line for row in rows for line in self._line(row, wanted)]

    def _line(
        self,
        row: dict[str, Any],
        wanted: Wanted,
        homes: Sequence[str] = (),
        *,
        secret: bool = False,
    ) -> list[Line]:
        """The line of a row; none where the level may not see it at all."""
        record = row.get("key") or row["code"]
        seen = self._guard.row(row, homes, secret=secret)
        if seen is None:
            return []
        values = [_cell(value) for value in map(seen.get, self._fields)]
        made = self._then(values) if self._then else tuple(values)
        return [Line(record, wanted.group, self._digest.of(values), made)]


def _cell(value: Any) -> Value:  # noqa: ANN401 - of any field
    """A value as a cell holds it: names in one text, nothing where there is nothing."""
    if type(value) is list:
        value = names.joined(value)
    if type(value) is str and len(value) * 2 > words.CELL:
        value = _cut(value)
    return None if value == "" else value


def _cut(said: str) -> str:
    """A text that fits into a cell; what does not ends in a sign of it, here as in the sheet."""
    units = said.encode("utf-16-le", "surrogatepass")
    if len(units) <= words.CELL * 2:
        return said
    return units[: (words.CELL - 1) * 2].decode("utf-16-le", "ignore") + "…"


class Digest:
    """What makes eight signs that bind what a row says, whatever the order of its columns.

    They stay in a workbook when somebody takes columns out of it, and must not tell whoever has a
    number in mind that it stood there: `secret`, the ledger's first commit, is not in the workbook.
    """

    def __init__(self, secret: str, fields: Sequence[str]) -> None:
        order = sorted((field, at) for at, field in enumerate(fields))
        self._order = [(f"{field}\1", at) for field, at in order]
        self._begun = hmac.new(secret.encode(), digestmod="sha256")

    def of(self, values: Sequence[object]) -> str:
        """The signs of a row."""
        said = [f"{name}{values[at]}" for name, at in self._order if values[at] is not None]
        made = self._begun.copy()
        made.update("\0".join(said).encode())
        return made.hexdigest()[:8]


def digest(secret: str, fields: Sequence[str], values: Sequence[object]) -> str:
    """The signs that bind one row."""
    return Digest(secret, fields).of(values)


def known_as(secret: str) -> str:
    """What a workbook calls its ledger: every copy makes the same of its first commit."""
    return hmac.digest(secret.encode(), b"ledger", sha256).hex()[:40]


_readers: list[Reader] = []


def begin(known: Known, kind: str, fields: Sequence[str], then: Finish | None) -> None:
    """Make a process ready to read."""
    _readers[:] = [Reader(known, kind, fields, then)]


def read(wanted: Sequence[Wanted]) -> list[Line]:
    """The lines of some files, in a process that was made ready."""
    return _readers[0].lines(wanted)
