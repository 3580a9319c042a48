"""Rows that come back and the lines that went out: which is which, however they were moved.

A row that still says what it said is known by its digest, an edited one by the number of its
record, and only then by its 序号, since people number their rows anew after sorting them.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from ledger.book.exporting.reader import digest
from ledger.book.importing.returning.carried import Back, Came, Line
from ledger.book.importing.returning.likeness import KEYS
from ledger.words import gettext as _

How = Literal["untouched", "key", "number", "renamed", "new", "unclear"]
"""By what a row is known; `unclear` is one that may be several.

One is `renamed` that has a number which did not go out, where the row of its 序号 is missing.
"""


class Pair(NamedTuple):
    """A row, and the line that it was; `fault` is why nobody can tell."""

    came: Came
    how: How
    line: Line | None = None
    fault: str = ""


class Pairing:
    """The rows of a workbook, each with the line that it was, as far as that is known."""

    def __init__(self, back: Back, secret: str) -> None:
        self._back = back
        self._secret = secret
        self._left = {line.number: line for line in back.carried.lines}
        self._numbers = frozenset(self._left)
        self._of_record: dict[str, list[Line]] = defaultdict(list)
        self._of_digest: dict[str, list[Line]] = defaultdict(list)
        for line in back.carried.lines:
            self._of_record[line.record].append(line)
            self._of_digest[line.digest].append(line)
        rows = [came for came in back.rows if any(v is not None for v in came.values.values())]
        found: dict[int, Pair] = {}
        for way in (self._untouched, self._keyed, self._numbered):
            for came in rows:
                if came.row.number not in found and (pair := way(came)):
                    found[came.row.number] = pair
        self.pairs = [self._told(found[came.row.number]) for came in rows]

    def _told(self, pair: Pair) -> Pair:
        """A new row, unless it may as well be one that went out and is missing."""
        if pair.how != "new" or not (self._back.keyless and self._left):
            return pair
        said = _(
            "the column with the numbers of the records is gone, and nothing else tells whether "
            "this row is new; export the sheet anew, and edit it with that column"
        )
        return Pair(pair.came, "unclear", fault=said)

    def decide(self, is_same: Callable[[Pair], bool]) -> None:
        """Hold rows with another number against what went out under their 序号.

        A number that was mistyped or dragged down a column would else make a record twice.
        """
        self.pairs = [
            pair if pair.how != "renamed" else self._decided(pair, same=is_same(pair))
            for pair in self.pairs
        ]

    def _decided(self, pair: Pair, *, same: bool) -> Pair:
        if not same or not pair.line:
            return Pair(pair.came, "new")
        self._left.pop(pair.line.number, None)
        said = _(
            "“{key}” did not go out in this sheet, and the rest of the row is {id}; put {id} back, "
            "or empty the 序号 if it is to become a new record"
        )
        return Pair(pair.came, "unclear", fault=said.format(key=pair.came.key, id=pair.line.record))

    @property
    def left(self) -> Mapping[int, Line]:
        """The lines that no row is, by their numbers."""
        return self._left

    @property
    def gone(self) -> list[str]:
        """The records of which a row is not there any more."""
        return list(dict.fromkeys(line.record for line in self._left.values()))

    def _take(self, some: Sequence[Line], number: int | None) -> Line | None:
        """One of some lines that no row was yet, the one of this number before others."""
        left = [line for line in some if line.number in self._left]
        found = next((line for line in left if line.number == number), next(iter(left), None))
        return self._left.pop(found.number) if found else None

    def _untouched(self, came: Came) -> Pair | None:
        if not self._back.whole:
            return None
        fields = self._back.fields
        said = digest(self._secret, fields, [came.values.get(name) for name in fields])
        line = self._take(self._of_digest.get(said, ()), came.number)
        return Pair(came, "untouched", line) if line else None

    def _keyed(self, came: Came) -> Pair | None:
        if came.key not in self._of_record:
            return None
        line = self._take(self._of_record[came.key], came.number)
        if line:
            return Pair(came, "key", line)
        said = _(
            "another row is {id} too; empty the number in this one if it is to become a new record"
        )
        return Pair(came, "unclear", fault=said.format(id=came.key))

    def _numbered(self, came: Came) -> Pair:
        if came.number not in self._numbers:
            return Pair(came, "new")
        if came.key:
            line = self._left.get(came.number)
            return Pair(came, "renamed" if line else "new", line)
        if line := self._left.pop(came.number, None):
            return Pair(came, "number", line)
        if self._has_keys:
            return Pair(came, "new")
        said = _(
            "row {number} went out with other words, and nothing else tells which record this is; "
            "empty its 序号 if it is to become a new record, or export the sheet with its numbers"
        )
        return Pair(came, "unclear", fault=said.format(number=came.number))

    @property
    def _has_keys(self) -> bool:
        return not {*KEYS}.isdisjoint(self._back.fields)
