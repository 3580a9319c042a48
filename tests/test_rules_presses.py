"""The press clock against a model that goes through the days one by one."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ledger.rules.calendar import Calendar
from ledger.rules.presses import Every, presses

NONE = Calendar({}, frozenset(), frozenset(range(2025, 2030)))
BASE = date(2026, 6, 1)


def day(n):
    return BASE + timedelta(days=n)


def model(every, done, on):
    """Walk from the base; each `every`-th day closes a turn: was there a pressing in it?"""
    turns, pressed, first = [], None, 0
    for n in range(10_000):
        if n in done and n <= on and pressed is None:
            pressed = n
        if n and n % every == 0:
            state = "done" if pressed is not None else ("missed" if on > n else "due")
            turns.append((first, n, pressed, state))
            pressed, first = None, n + 1
            if n >= on:
                return turns
    raise AssertionError


@given(st.integers(1, 20), st.sets(st.integers(0, 80), max_size=8), st.integers(0, 80))
def test_turns_end_on_the_base_and_every_so_many_days(every, done, on):
    said = presses(BASE, Every(every), [day(n) for n in done], day(on), NONE)
    turns = model(every, done, on)
    assert [(c.since, c.due, c.done, c.state) for c in said.cycles] == [
        (day(a), day(b), None if c is None else day(c), state) for a, b, c, state in turns
    ]
    unpressed = [b for _a, b, c, _s in turns if c is None and b >= on]
    ahead = min(unpressed, default=turns[-1][1] + every)
    known = [n for n in done if n <= on]
    assert said.next == day(min(ahead, max(known) + every) if known else ahead)


@given(st.integers(1, 20), st.lists(st.integers(0, 80), max_size=8), st.integers(0, 80))
def test_from_the_last_each_turn_runs_from_the_pressing_before(every, done, on):
    said = presses(BASE, Every(every, "day", "last"), [day(n) for n in done], day(on), NONE)
    known = sorted(n for n in done if n <= on)
    starts = [0, *known]
    assert [c.since for c in said.cycles] == [day(n) for n in starts]
    assert [c.due for c in said.cycles] == [day(n + every) for n in starts]
    assert said.next == day(starts[-1] + every)
    for cycle in said.cycles:
        late = cycle.done is None and day(on) > cycle.due
        late = late or (cycle.done is not None and cycle.done > cycle.due)
        assert (cycle.state == "missed") == late


def test_an_item_missed_twice_shows_both_turns():
    said = presses(BASE, Every(15), [], day(31), NONE)
    assert [c.due for c in said.missed] == [day(15), day(30)]
    assert said.next == day(45)


def test_a_turn_whose_last_day_was_paused_is_excused():
    said = presses(BASE, Every(15), [], day(31), NONE, [(day(14), day(16))])
    assert [c.state for c in said.cycles] == ["excused", "missed", "due"]


def test_weeks_months_and_working_days_are_units_too():
    def due(unit):
        return presses(BASE, Every(2, unit), [], BASE, NONE).cycles[0].due

    assert due("week") == date(2026, 6, 15)
    assert due("month") == date(2026, 8, 1)
    # Monday 1 June: Tuesday 2 and Wednesday 3.
    assert due("workday") == date(2026, 6, 3)
