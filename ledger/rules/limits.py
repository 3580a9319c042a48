"""Which limit holds: the first row of the table in ledger.yaml that fits."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ledger.rules.clocks import Limit

KEYS = ("stream", "level", "source")
"""What a row may ask of an issue word for word; of a category it takes the finer ones too."""

Row = Mapping[str, Any]


def choose(rows: Sequence[Row], clock: str, facts: Mapping[str, Any], on: date) -> Limit | None:
    """The limit of a clock that starts on a day, for an issue of these facts.

    Args:
        rows: `limits` of ledger.yaml as plain values, days as dates or as text.
        clock: accept, handle, verify, upper or object.
        facts: The issue's stream, category, level and source.
        on: The day on which the clock starts.
    """
    number = row(rows, clock, facts, on)
    return None if number is None else limit(rows[number])


def row(rows: Sequence[Row], clock: str, facts: Mapping[str, Any], on: date) -> int | None:
    """The number of the first row that fits, counted from 0."""
    return next((n for n, one in enumerate(rows) if _fits(one, clock, facts, on)), None)


def limit(row: Row) -> Limit:
    """The limit that a row gives."""
    return Limit(row["number"], row["unit"], row.get("roll", True))


def start(row: Row) -> str:
    """The event with which a row's clock starts: register or assign."""
    return str(row.get("start", "assign"))


def _fits(row: Row, clock: str, facts: Mapping[str, Any], on: date) -> bool:
    day = on.isoformat()
    return (
        row["clock"] == clock
        and all(row.get(key) in (None, facts.get(key)) for key in KEYS)
        and within(facts.get("category"), row.get("category"))
        and str(row.get("since") or day) <= day <= str(row.get("until") or day)
    )


def within(category: str | None, wider: str | None) -> bool:
    """Whether a category is this one or a finer one in it; everything is within none."""
    return wider is None or f"{category or ''}/".startswith(f"{wider}/")
