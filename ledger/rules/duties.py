"""Duties: what is owed again and again, by whom, towards what, and what counts as done.

A duty is a rule of ledger.yaml; what it makes of a stretch of time is derived from the records and
never stored.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ledger.rules.calendar import DAY
from ledger.rules.windows import Rhythm, Season


class Owing(NamedTuple):
    """Who owes a duty: each person, place, group or unit."""

    each: str = "person"
    roles: Sequence[str] = ()
    tier: str | None = None
    within: Sequence[str] = ()


class Towards(NamedTuple):
    """What it is owed to: each place, household, issue, bound place or task."""

    each: str
    tier: str | None = None
    categories: Sequence[str] = ()
    streams: Sequence[str] = ()
    binding: str | None = None
    paired: bool = False


class Evidence(NamedTuple):
    """Which records count as the duty done."""

    record: str
    kinds: Sequence[str] = ()
    step: str | None = None
    counts: str = "records"


class Duty(NamedTuple):
    """A duty as ledger.yaml has it."""

    code: str
    name: str
    owed_by: Owing
    towards: Towards | None
    rhythm: Rhythm | None
    evidence: Evidence
    since: date
    until: date | None = None
    note: str | None = None

    @property
    def from_last(self) -> bool:
        """Whether it runs from the last time that it was done."""
        rhythm = self.rhythm
        return rhythm is not None and rhythm.every is not None and rhythm.anchor == "last"


class Life(NamedTuple):
    """From when to when somebody owes a duty towards something; None: no end is known."""

    since: date
    until: date | None = None

    def clipped(self, since: date | None, until: date | None) -> "Life | None":
        """The part within other bounds, if there is any."""
        first = max(self.since, since or self.since)
        ends = [end for end in (self.until, until) if end is not None]
        last = min(ends, default=None)
        return None if last is not None and last < first else Life(first, last)


def parse(rules: Mapping[str, Any]) -> tuple[Duty, ...]:
    """The duties of ledger.yaml, given as plain data."""
    return tuple(_duty(plain) for plain in rules.get("duties") or ())


def _duty(plain: Mapping[str, Any]) -> Duty:
    towards, rhythm = plain.get("towards"), plain.get("rhythm")
    return Duty(
        plain["code"],
        plain["name"],
        _of(Owing, plain["owed_by"]),
        _of(Towards, towards) if towards else None,
        _rhythm(rhythm) if rhythm else None,
        _of(Evidence, plain["evidence"]),
        _day(plain["since"]),
        _day(plain["until"]) if plain.get("until") else None,
        plain.get("note"),
    )


def _rhythm(plain: Mapping[str, Any]) -> Rhythm:
    span = plain.get("between")
    found: Rhythm = _of(Rhythm, plain)
    return found._replace(
        seasons=tuple(_of(Season, season) for season in plain.get("seasons") or ()),
        between=(_day(span["since"]), _day(span["until"])) if span else None,
    )


def _of(kind: Any, plain: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any of the tuples above
    """A tuple of the fields that it knows; those left out have their defaults."""
    return kind(**{name: plain[name] for name in kind._fields if name in plain})


def _day(written: str | date) -> date:
    return written if isinstance(written, date) else date.fromisoformat(written)


def merged(lives: Iterable[Life]) -> tuple[Life, ...]:
    """Stretches of time as few as they can be: those that touch are one."""
    found: list[Life] = []
    for life in sorted(lives, key=lambda life: life.since):
        last = found[-1] if found else None
        if last is None or (last.until is not None and life.since > last.until + DAY):
            found.append(life)
        elif last.until is not None:
            ends = life.until
            found[-1] = last._replace(until=None if ends is None else max(ends, last.until))
    return tuple(found)
