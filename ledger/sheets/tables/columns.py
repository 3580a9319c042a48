"""The columns of each kind of sheet, from `columns.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple


class Column(NamedTuple):
    """One column.

    `field` is the field of the record or of the events that a row stands for, `header` our own
    word, `reads` how its cells are read, `words` are the other headers.
    """

    field: str
    header: str
    reads: str
    words: tuple[str, ...] = ()


@cache
def of(kind: str) -> tuple[Column, ...]:
    """The columns of a kind of record, in the order in which a sheet shows them."""
    return tuple(Column(**{**row, "words": (*row.get("words", ()),)}) for row in _all()[kind])


@cache
def _all() -> dict[str, list[dict[str, Any]]]:
    text = Path(__file__).with_name("columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
