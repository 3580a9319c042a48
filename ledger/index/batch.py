"""The rows that some files put into the index, and what is wrong with the files."""

import json
import pickle
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Self
from zlib import compress, decompress

from ledger.store import yaml

FOREVER = "9999-12-31"
MANY = 20
"""How many problems of one file are told; the others show when these are mended."""

Row = tuple[Any, ...]


@dataclass
class Rows:
    """The rows of some files.

    `plain` holds whole rows by table. Issues, visits, activities and tasks are numbered when they
    are put in: each is its own row, the rows that hang on its number by table, and its words.
    """

    plain: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    issues: list[tuple[Row, dict[str, list[Row]], str]] = field(default_factory=list)
    visits: list[tuple[Row, str]] = field(default_factory=list)
    activities: list[tuple[Row, dict[str, list[Row]], str]] = field(default_factory=list)
    tasks: list[tuple[Row, dict[str, list[Row]], str]] = field(default_factory=list)
    problem: list[Row] = field(default_factory=list)

    def packed(self) -> bytes:
        """The rows as bytes, a tenth of what they take in memory, for another of our processes."""
        return compress(pickle.dumps(self, pickle.HIGHEST_PROTOCOL), 1)

    @classmethod
    def unpacked(cls, packed: bytes) -> Self:
        """What `packed` made of rows in this same command."""
        made: Self = pickle.loads(decompress(packed))  # noqa: S301 - never from a file
        return made

    def add(self, table: str, *row: object) -> None:
        """Put a whole row into a table."""
        self.plain[table].append(row)

    def blame(
        self,
        path: str,
        code: str,
        at: int | tuple[str | int, ...] = 0,
        record: str = "",
        **args: object,
    ) -> None:
        """Keep a problem; its sentence is made when it is shown, in the language then in force.

        `at` is a line, or the keys that lead to the place.
        """
        said = json.dumps({k: str(v) for k, v in args.items()}, ensure_ascii=False)
        self.problem.append((path, at, code, record, said))

    def locate(self, start: int, body: bytes) -> None:
        """Turn the keys of problems from a number on into lines of their file."""
        del self.problem[start + MANY :]
        ways = {at: 0 for _path, at, *_rest in self.problem[start:] if isinstance(at, tuple)}
        if ways:
            ways = dict(zip(ways, yaml.lines_of(body.decode("utf-8-sig"), [*ways]), strict=True))
        for n, (path, at, *rest) in enumerate(self.problem[start:], start):
            self.problem[n] = (path, ways.get(at, at), *rest)


class Made(NamedTuple):
    """Rows made of records while they were written, packed, and the files that they are of."""

    packed: Sequence[bytes]
    paths: Collection[str]


def iso(day: date | None) -> str | None:
    """A day as the index keeps it."""
    return None if day is None else day.isoformat()


def codes(values: "list[str]") -> str:
    """Codes as a JSON list; they hold nothing that JSON would escape."""
    return '["' + '","'.join(values) + '"]' if values else "[]"
