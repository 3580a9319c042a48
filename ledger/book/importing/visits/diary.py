"""Pages of the diary while an import is planned: visits on them found, added, changed and moved."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ledger.book.importing import in_files
from ledger.book.importing.blending import Fields
from ledger.book.importing.visits.pages import Changes, Where
from ledger.records import paths

if TYPE_CHECKING:
    from ledger.book.importing.making import Making


class Diary:
    """The pages that an import may touch, read at once; each as often as a row touches it."""

    def __init__(self, making: "Making", touched: Iterable[Where]) -> None:
        self._waiting = Counter(touched)
        self._paths = {where: paths.page(*where) for where in self._waiting}
        self._bodies = making.ledger.git.files("HEAD", self._paths.values())
        self._changes: dict[Where, Changes] = {}
        self._read: dict[Where, Mapping[str, Fields]] = {}

    def visit(self, where: Where, record: str) -> Fields | None:
        """A visit on a page, as plain data with its day; None where it is not there."""
        if where not in self._read:
            body = self._bodies.get(self._paths[where])
            self._read[where] = in_files.on_page(body, self._paths[where]) if body else {}
        return self._read[where].get(record)

    def add(self, where: Where, visit: dict[str, Any]) -> None:
        """Put a visit, which is sound, on a page."""
        self._of(where).added.append(visit)

    def change(self, where: Where, record: str, fields: dict[str, Any]) -> None:
        """Let fields of a visit have new values."""
        self._of(where).changed[record] = fields

    def take_off(self, where: Where, record: str) -> None:
        """Take a visit off a page."""
        self._of(where).gone.add(record)

    def complete(self, touched: Iterable[Where]) -> Iterator[Changes]:
        """What becomes of those of some pages that no further row touches, if anything does."""
        for where in touched:
            self._waiting[where] -= 1
            if not self._waiting[where] and where in self._changes:
                standing = self._read.get(where, {}).keys()
                left = not standing <= self._changes[where].gone
                yield self._changes.pop(where)._replace(left=left)

    def _of(self, where: Where) -> Changes:
        if where not in self._changes:
            body = self._bodies.get(self._paths[where])
            self._changes[where] = Changes(where, body, [], {}, set())
        return self._changes[where]
