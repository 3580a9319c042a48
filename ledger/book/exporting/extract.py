"""What a sheet is to show: which records, in which order and groups, and their lines."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import cache, cached_property, partial
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ledger.book.exporting import finding, known, people, reader, words
from ledger.book.exporting.finding import Asked
from ledger.book.exporting.reader import Finish, Line, Reader, Wanted
from ledger.index import filed, lookups, outgoing, tree
from ledger.index.outgoing import Found
from ledger.rules import clocks, masks, names
from ledger.store.beside import beside

if TYPE_CHECKING:
    from ledger.book.reading import Reading

__all__ = ["UNGROUPED", "Asked", "Extract"]

_MANY = 500
"""So many files are read at a time."""
_BESIDE = 3_000
"""From so many files on they are read in a process beside the one that writes."""
UNGROUPED = "未分类"
"""The title of the rows that have nothing to be grouped by."""
_TYPED = frozenset({"unit", "issuer", "title", "bodies", "group"})
"""What rows can be grouped by that somebody typed."""


class Extract:
    """The rows of a sheet: counted before they are read."""

    def __init__(self, ledger: "Reading", asked: Asked, fields: Sequence[str]) -> None:
        self.ledger = ledger
        self.asked = asked
        self.fields = tuple(fields)

    @cached_property
    def found(self) -> list[Found]:
        """The records in the order of the sheet."""
        if self.asked.group is None:
            return self._unsorted
        order = self._ranks({one.group for one in self._unsorted})
        return sorted(self._unsorted, key=lambda one: order[one.group])

    @cached_property
    def _unsorted(self) -> list[Found]:
        return finding.open_to(self.ledger, self.asked, self._asked_for)

    @cached_property
    def _asked_for(self) -> list[Found]:
        asked = self.asked
        found = finding.FINDERS[asked.kind](self.ledger, asked)
        if asked.records is not None:
            found = [one for one in found if one.record in asked.records]
        return found

    def _ranks(self, groups: Collection[str | None]) -> dict[str | None, tuple[Any, ...]]:
        """What groups are sorted by: those with no title last, others as the settings have them.

        Those that the settings do not have stand as people count.
        """
        rank = {title: number for number, title in enumerate(self._order())}
        titles = [(group, self.title(group)) for group in groups]
        return {
            group: (title == UNGROUPED, rank.get(title, len(rank)), names.in_order(title), title)
            for group, title in titles
        }

    @property
    def left_out(self) -> int:
        """How many confidential households, or records of the one asked for, are not shown."""
        if self.asked.kind != "household":
            return len(self._asked_for) - len(self._unsorted)
        return len(lookups.households(self.ledger.index.db, self.asked.below)) - len(self.found)

    def groups(self) -> Counter[str]:
        """How many records each group has."""
        counted = Counter(one.group for one in self.found)
        titles = Counter[str]()
        for group, count in counted.items():
            titles[self.title(group)] += count
        return titles

    def title(self, value: str | None) -> str:
        """What a group is called: of a category its first level; nothing where there are none."""
        group = self.asked.group
        if group is None:
            return ""
        if not value:
            return UNGROUPED
        if group in _TYPED or (group in known.LISTED and not self.ledger.terms(group)):
            value = value.split("/", 1)[0] if group == "category" else value
            return value if self.asked.level == "internal" else masks.text(value, self._people)
        if group in ("station", "parent"):
            return self._places.get(value, value)
        if called := words.TITLES.get((self.asked.kind, group)):
            return called.get(value, value)
        return value.split("/", 1)[0] if group == "category" else value

    @cached_property
    def _places(self) -> dict[str, str]:
        """The names of all places by their codes, in the order of the tree."""
        return {row["code"]: row["name"] for row in tree.places(self.ledger.index.db)}

    @cached_property
    def _people(self) -> set[str]:
        """The heads of households that are named in what rows are grouped by."""
        whole = "\0".join({one.group for one in self._unsorted if one.group})
        homes = outgoing.homes(self.ledger.index.db)
        return people.written((name for _id, _village, name, *_rest in homes), whole)

    def _order(self) -> list[str]:
        """The titles of groups that have an order of their own."""
        db = self.ledger.index.db
        kind, group = self.asked.kind, self.asked.group or ""
        if called := words.TITLES.get((kind, group)):
            return list(called.values())
        match group:
            case "kind":
                return list(lookups.terms(db, f"{kind} kind").values())
            case "category" | "level" | "source":
                return list(dict.fromkeys(self.title(name) for name in lookups.terms(db, group)))
            case "place" | "station" | "parent":
                return list(self._places.values())
        return []

    def lines(self, then: Finish | None = None) -> Iterator[Line]:
        """The rows, read while they are taken; `then` makes what is wanted of their values."""
        asked = self.asked
        put_back = asked.as_of if asked.as_of != self.ledger.today else None
        kept = known.gather(self.ledger, asked.level, put_back)
        wanted = self._wanted()
        if len(self.found) < _BESIDE:
            here = Reader(kept, asked.kind, self.fields, then)
            for some in wanted:
                yield from here.lines(some)
        else:
            begin = partial(reader.begin, kept, asked.kind, self.fields, then)
            for lines in beside(reader.read, wanted, begin):
                yield from lines

    def _wanted(self) -> Iterator[list[Wanted]]:
        """The files to be read, with the records wanted of each, some at a time.

        One git reads them all: each further one would look for the same bases of deltas again.
        """
        light = _lights(self.ledger, self.asked.as_of)
        title = cache(self.title)
        path = finding.file_of(self.asked.kind)
        lines = [(path(one), one.group) for one in self.found]
        files = [file for (file, _group), _of_file in groupby(lines)]
        blobs = filed.blobs(self.ledger.index.db, {*files})
        bodies = self.ledger.git.blobs([blobs[file] for file in files])
        pages = groupby(zip(lines, self.found, strict=True), key=itemgetter(0))
        wanted = (
            Wanted(file, title(group), {one.record: light(one) for _line, one in page}, body)
            for ((file, group), page), body in zip(pages, bodies, strict=True)
        )
        while some := list(islice(wanted, _MANY)):
            yield some


def _lights(ledger: "Reading", on: date) -> Callable[[Found], str | None]:
    """What gives the light of a record's clock."""
    lights = clocks.Lights(**ledger.written_rules.get("lights", {}))
    lit = clocks.lights_on(on, lights, ledger.calendars())
    day = cache(date.fromisoformat)

    def light(one: Found) -> str | None:
        shown = lit(day(one.turn), one.place) if one.turn else None
        return words.LIGHT[shown] if shown else None

    return light
