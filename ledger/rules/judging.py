"""What became of a duty: whether the records that count did what was owed in each window.

Somebody who took a post, or a place that came to be, in the middle of a window may still do the
duty in it, but has not missed it; the same holds for whoever left.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ledger.rules.calendar import DAY, Calendar
from ledger.rules.duties import Duty, Life
from ledger.rules.windows import Frame, Rhythm, Window, after


class Done(NamedTuple):
    """A record that counts: from when to when it lasted, and its id."""

    day: date
    until: date
    id: str


class Outcome(NamedTuple):
    """What became of one window: done, due (still running), missed or excused.

    Excused is what was not done, but could only be owed in a part of the window. `number` is how
    often it was done.
    """

    window: Window
    state: str
    number: int = 0
    done_on: date | None = None
    evidence: tuple[str, ...] = ()


class Judge:
    """Says what became of windows, for one duty on one day."""

    def __init__(self, duty: Duty, on: date, calendar: Calendar | None = None) -> None:
        self.duty = duty
        self.on = on
        self.times = duty.rhythm.times if duty.rhythm else 1
        self.by_days = duty.evidence.counts == "days"
        self.none = duty.evidence.counts == "none"
        self._calendar = calendar

    def outcome(
        self,
        window: Window,
        done: Sequence[Done],
        lives: Iterable[Life] = (),
        stops: Iterable[tuple[date, date]] = (),
    ) -> Outcome | None:
        """What became of one window; None where it was not owed at any time in it.

        Args:
            window: the window.
            done: the records that count, by their first days.
            lives: from when to when it was owed; always, where there are none.
            stops: stretches `[from, to)` in which nothing is asked, such as pauses.
        """
        owed = [life for life in lives if _touches(life, window)]
        if lives and not owed:
            return None
        count, when, evidence = self._done(window, done)
        state = self._state(window, count)
        if state == "missed" and not self.none and self._excused(window, owed, stops):
            state = "excused"
        return Outcome(window, state, count, when if state == "done" else None, evidence)

    def _state(self, window: Window, count: int) -> str:
        over = self.on > window.until
        if self.none:
            return "missed" if count else ("done" if over else "due")
        if count >= self.times:
            return "done"
        return "missed" if over else "due"

    def _done(
        self, window: Window, done: Sequence[Done]
    ) -> tuple[int, date | None, tuple[str, ...]]:
        if not done:
            return 0, None, ()
        last = min(window.until, self.on)
        if self.by_days:
            return self._days(window.since, last, done)
        first = bisect_left(done, (window.since,))
        within = done[first : bisect_right(done, (last + DAY,))]
        count = len(within)
        when = within[self.times - 1].day if count >= self.times else None
        return count, when, tuple(one.id for one in within)

    def _days(
        self, since: date, last: date, done: Sequence[Done]
    ) -> tuple[int, date | None, tuple[str, ...]]:
        lasted: set[date] = set()
        evidence = []
        for one in done:
            first, end = max(one.day, since), min(one.until, last)
            if first <= end:
                evidence.append(one.id)
                lasted.update(first + timedelta(n) for n in range((end - first).days + 1))
        counted = sorted(filter(self._calendar.works, lasted) if self._calendar else lasted)
        enough = len(counted) >= self.times
        return len(counted), counted[self.times - 1] if enough else None, tuple(evidence)

    def _excused(
        self, window: Window, owed: Sequence[Life], stops: Iterable[tuple[date, date]]
    ) -> bool:
        """Whether it could be owed only in a part of the window, or its last day was stopped."""
        if any(since <= window.until < until for since, until in stops):
            return True
        return bool(owed) and not any(
            life.since <= window.since and (life.until is None or life.until >= window.until)
            for life in owed
        )


def _touches(life: Life, window: Window) -> bool:
    return life.since <= window.until and (life.until is None or life.until >= window.since)


def since_last(
    duty: Duty, frame: Frame, base: date, done: Sequence[Done], calendar: Calendar
) -> list[Outcome]:
    """The windows of a duty that runs from the last time done, judged.

    Each runs from the day it was done, or from the first day it was owed; one that went by stays
    open until it is made good, and the next runs from that day.

    Args:
        duty: its rhythm has `every` from `last`.
        frame: which windows are looked at.
        base: the first day it was owed.
        done: the records that count, from the last one before the frame on.
        calendar: for working days.
    """
    rhythm = duty.rhythm or Rhythm(every=1, unit="day")
    found: list[Outcome] = []
    since = base
    known = [one for one in done if base <= one.day <= frame.on]
    for one in (*known, None):
        window = Window(since, after(since, rhythm.every or 1, rhythm.unit, calendar))
        outcome = _turn(window, one, frame.on)
        still = one is None and frame.running
        if frame.holds(window) or (still and since <= frame.on):
            found.append(outcome)
        since = one.day if one else since
    return found


def _turn(window: Window, done: Done | None, on: date) -> Outcome:
    if done is not None and done.day <= window.until:
        return Outcome(window, "done", 1, done.day, (done.id,))
    return Outcome(window, "due" if done is None and on <= window.until else "missed")
