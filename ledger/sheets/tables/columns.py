"""The columns of each kind of sheet, from `columns.json`.

Each has our own header word, how its cells are read, and other words: those that ledgers in use
were seen to have, and some that they may well have. One table serves both ways: a sheet that comes
in is understood by it, and a sheet that goes out has its header words from it.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple


class Column(NamedTuple):
    """One column.

    `field` is the field of the record or of the events that a row stands for, `header` our own
    word, `reads` how its cells are read (`skip` passes a column over), `words` are the other
    headers; `also` are headers that mean this one where no other column of the sheet does, and
    `shape` names what such headers are made of.
    """

    field: str
    header: str
    reads: str
    words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    shape: str = ""


@cache
def of(kind: str) -> tuple[Column, ...]:
    """The columns of a kind of record, in the order in which a sheet shows them."""
    return tuple(
        Column(**{**row, **{name: (*row.get(name, ()),) for name in ("words", "also")}})
        for row in _all()[kind]
    )


@cache
def _all() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]]
    found = json.loads(Path(__file__).with_name("columns.json").read_bytes())
    return found
