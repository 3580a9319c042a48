"""What became of duties, held against a model that looks at every day on its own."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.rules.calendar import Calendar
from ledger.rules.duties import Duty, Evidence, Life, Owing, merged
from ledger.rules.judging import Done, Judge, since_last
from ledger.rules.windows import Frame, Rhythm, Window

START = date(2026, 1, 1)
HOLIDAY = {date(2026, 1, 1): "元旦", date(2026, 1, 2): "元旦"}
CALENDAR = Calendar(HOLIDAY, frozenset({date(2026, 1, 4)}), frozenset({2026, 2027}))
offsets = st.integers(0, 60)
lengths = st.integers(0, 9)


def day(n: int) -> date:
    return START + timedelta(days=n)


def duty(rhythm: Rhythm, counts: str = "records") -> Duty:
    evidence = Evidence("activity", counts=counts)
    return Duty("d", "职责", Owing(), None, rhythm, evidence, START)


def records(drawn: list[tuple[int, int]]) -> list[Done]:
    return sorted(Done(day(n), day(n + m), f"r{i}") for i, (n, m) in enumerate(drawn))


found = st.lists(st.tuples(offsets, lengths), max_size=8).map(records)
windows = st.tuples(offsets, lengths).map(lambda w: Window(day(w[0]), day(sum(w))))


@given(windows, found, st.integers(1, 4), offsets)
def test_enough_records_within_the_window_by_the_day_make_it_done(window, done, times, today):
    judged = Judge(duty(Rhythm(per="week", times=times)), day(today)).outcome(window, done)
    counted = [one for one in done if window.since <= one.day <= window.until <= day(999)]
    counted = [one for one in counted if one.day <= day(today)]
    assert judged is not None
    assert judged.number == len(counted)
    assert set(judged.evidence) == {one.id for one in counted}
    if len(counted) >= times:
        assert (judged.state, judged.done_on) == ("done", counted[times - 1].day)
    else:
        assert judged.state == ("due" if day(today) <= window.until else "missed")
        assert judged.done_on is None


@given(windows, found, st.integers(1, 5), offsets, st.booleans())
def test_days_that_records_lasted_are_counted_once_each(window, done, times, today, working):
    calendar = CALENDAR if working else None
    rhythm = Rhythm(per="week", times=times, unit="workday" if working else None)
    judged = Judge(duty(rhythm, "days"), day(today), calendar).outcome(window, done)
    lasted = 0
    for n in range(100):
        one = day(n)
        inside = window.since <= one <= min(window.until, day(today))
        covered = any(record.day <= one <= record.until for record in done)
        lasted += inside and covered and (not working or CALENDAR.works(one))
    assert judged is not None
    assert judged.number == lasted
    assert (judged.state == "done") == (lasted >= times)


@given(windows, found, offsets)
def test_a_duty_of_nothing_is_missed_at_once_and_done_when_the_window_is_over(window, done, today):
    judged = Judge(duty(Rhythm(weekly="tue"), "none"), day(today)).outcome(window, done)
    broken = any(window.since <= one.day <= min(window.until, day(today)) for one in done)
    assert judged is not None
    expected = "missed" if broken else ("done" if day(today) > window.until else "due")
    assert judged.state == expected


@given(windows, offsets, st.one_of(st.none(), offsets), offsets)
def test_whoever_owed_it_only_in_a_part_of_the_window_has_not_missed_it(window, since, more, today):
    life = Life(day(since), None if more is None else day(since + more))
    judged = Judge(duty(Rhythm(per="week")), day(today)).outcome(window, [], [life])
    whole = [window.since + timedelta(n) for n in range((window.until - window.since).days + 1)]
    owed = [
        one
        for one in whole
        if since <= (one - START).days <= since + (999 if more is None else more)
    ]
    if not owed:
        assert judged is None
    elif day(today) <= window.until:
        assert judged is not None
        assert judged.state == "due"
    else:
        assert judged is not None
        assert judged.state == ("missed" if owed == whole else "excused")


def test_a_window_that_ends_in_a_pause_is_excused() -> None:
    judge = Judge(duty(Rhythm(every=15, unit="day", anchor="object")), day(50))
    window = Window(day(0), day(15))
    for stop, state in [((10, 16), "excused"), ((10, 15), "missed"), ((15, 16), "excused")]:
        stops = [(day(stop[0]), day(stop[1]))]
        judged = judge.outcome(window, [], [], stops)
        assert judged is not None
        assert judged.state == state, stop


def walked(every: int, done: list[date], on: date) -> list[tuple[date, date, str]]:
    """The windows from the last time done, a day at a time."""
    told, since, one = [], START, START
    while one <= on:
        if one in done and one >= START:
            told.append(
                (
                    since,
                    since + timedelta(every),
                    "done" if one <= since + timedelta(every) else "missed",
                )
            )
            since = one
        one += timedelta(days=1)
    late = on > since + timedelta(every)
    return [*told, (since, since + timedelta(every), "missed" if late else "due")]


@given(st.integers(1, 20), st.sets(offsets, max_size=6), offsets)
@settings(max_examples=150)
def test_windows_from_the_last_time_done_run_from_that_day(every, pressed, today):
    rule = duty(Rhythm(every=every, unit="day", anchor="last"))
    done = [Done(day(n), day(n), f"r{n}") for n in sorted(pressed)]
    frame = Frame(date(2025, 1, 1), date(2027, 1, 1), day(today))
    outcomes = since_last(rule, frame, START, done, CALENDAR)
    told = [(*one.window, one.state) for one in outcomes]
    assert told == walked(every, [one.day for one in done], day(today))


@given(st.lists(st.tuples(offsets, st.one_of(st.none(), lengths)), max_size=6))
def test_merged_lives_hold_the_same_days_in_as_few_stretches_as_can_be(drawn):
    lives = [Life(day(a), None if b is None else day(a + b)) for a, b in drawn]

    def held(some: list[Life], n: int) -> bool:
        return any(one.since <= day(n) <= (one.until or day(9999)) for one in some)

    whole = list(merged(lives))
    assert all(held(whole, n) == held(lives, n) for n in range(120))
    for one, other in pairwise(whole):
        assert one.until is not None
        assert other.since > one.until + timedelta(days=1)
