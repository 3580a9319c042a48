"""Rows of one name that say something new: which of the records of that name each is.

Their names leave it open, and their order too: rows are sorted anew, and the first may be gone. So
each is the record that most of its cells stand in, as that is here or as the last import left it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.book.importing import identity, in_files
from ledger.book.importing.matching import folded
from ledger.errors import BrokenFileError
from ledger.index import filed
from ledger.rules.deadlines import Meaning

if TYPE_CHECKING:
    from ledger.book.importing.naming import Naming

Cells = Callable[[int], Sequence[Mapping[str, Any]]]
"""What the row at a place says; there may be several of one record."""
_Pair = tuple[int, str]
"""The place of a row, and a name that it may have."""
_UNTOLD = frozenset({"key", "station"})
"""Columns of which no record tells that it is another one."""


class Namesakes:
    """The rows of one import that share names; `unsure` are those that may be several records.

    They are the places of the rows, each with the records.
    """

    def __init__(self, naming: "Naming", stems: Iterable[str], cells: Cells) -> None:
        self._naming, self._cells = naming, cells
        self._stated = {*stems}
        self.unsure: dict[int, list[str]] = {}

    def chosen(self, ats: Sequence[int], named: Mapping[str, str]) -> Mapping[int, str]:
        """The names that are certain of some rows; what another row states to be is none of them.

        Args:
            ats: the places of the rows.
            named: the names that are left, each with the digest of what its row said last.
        """
        past, digest = self._naming.past, self._naming.named
        records = {name: past.anywhere(digest(name)) or "" for name in named}
        left = {n: r for n, r in records.items() if identity.number(r) not in self._stated}
        if len(ats) == len(left) > 1 == len({named[name] for name in left}):
            return dict(zip(ats, left, strict=False))  # nobody could ever tell them apart
        found = _certain(self._fits(ats, left)) if left else {}
        rest = [record for name, record in left.items() if name not in found.values()]
        self.unsure |= {at: rest for at in ats if rest and at not in found}
        return found

    def _fits(
        self, ats: Sequence[int], records: Mapping[str, str]
    ) -> dict[_Pair, tuple[int, bool]]:
        held = _held(self._naming, [*records.values()])
        return {
            (at, name): _fit(said, held.get(record, frozenset()))
            for at in ats
            for said in ([*_said(self._naming, self._cells(at), next(iter(records)))],)
            for name, record in records.items()
        }


def _fit(said: Sequence[frozenset[str]], held: frozenset[str]) -> tuple[int, bool]:
    """How many cells stand in a record, and whether it can be that: all but one or most of them."""
    count = sum(cell <= held for cell in said)
    return count, len(said) - count <= max(1, count)


def _certain(fits: Mapping[_Pair, tuple[int, bool]]) -> dict[int, str]:
    """The pairs of which neither could as well be with another one."""
    found: dict[int, str] = {}
    left = dict(fits)
    while sure := {pair for pair in _best(left, 0) & _best(left, 1) if left[pair][1]}:
        found |= dict(sure)
        names = {*found.values()}
        left = {
            (at, name): fit
            for (at, name), fit in left.items()
            if at not in found and name not in names
        }
    return found


def _best(left: Mapping[_Pair, tuple[int, bool]], side: int) -> set[_Pair]:
    """The pair of each row, or of each name, in which more stands than in all others of it."""
    found: dict[int | str, tuple[int, _Pair | None]] = {}
    for pair, (count, _can_be) in left.items():
        most, _pair = found.get(pair[side], (-1, None))
        if count >= most:
            found[pair[side]] = (count, None if count == most else pair)
    return {pair for _count, pair in found.values() if pair}


def _said(
    naming: "Naming", rows: Sequence[Mapping[str, Any]], name: str
) -> Iterator[frozenset[str]]:
    """What each cell says that is no part of the name."""
    kind = naming.source.kind
    shared = _UNTOLD if identity.is_number(name) else _UNTOLD | {*identity.WORDS[kind]}
    for row in rows:
        for field, value in naming.placed(row).items():
            if field not in shared and (said := frozenset(_leaves(value))):
                yield said


def _held(naming: "Naming", records: Collection[str]) -> dict[str, frozenset[str]]:
    """All that records say, now and as they were when the last import had taken their rows in."""
    kind, past = naming.source.kind, naming.past
    files = filed.of(naming.known.db, kind, records)
    past.load((past.last[record].op, path) for record, path in files.items())
    now = naming.ledger.git.files("HEAD", {*files.values()})
    found = {}
    for record, path in files.items():
        said = set[str]()
        for body in (now[path], past.body(past.last[record].op, path)):
            with suppress(BrokenFileError):
                said |= {*_leaves(in_files.record(kind, body, path, record))} if body else set()
        found[record] = frozenset(said)
    return found


def _leaves(value: Any) -> Iterator[str]:  # noqa: ANN401 - of any field
    """The single values within one, each as it is compared."""
    match value:
        case None | bool():
            return
        case str():
            yield folded(value)
        case Meaning():
            yield value.due.isoformat() if value.due else folded(value.word)
        case date():
            yield value.isoformat()
        case Mapping():
            for one in value.values():
                yield from _leaves(one)
        case list() | tuple():
            for one in value:
                yield from _leaves(one)
        case _:
            yield str(value)
