"""Local rests in what is owed by working days, counted by hand.

那达慕 from Wednesday 1 to Friday 3 July 2026 is a rest of town T1 and of all below it; at T2 people
work. The calendar of the city has weekends alone:

    Fri 26 | Mon 29 Tue 30 Wed 1 Thu 2 Fri 3 | Mon 6 Tue 7 Wed 8 Thu 9 Fri 10 | Mon 13 …
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from duty_world import TODAY, Life, day, made

from ledger.book.duties import Asked
from ledger.index import lookups
from ledger.rules import periods

TOWN = {"each": "place", "tier": "town"}
LATER = day("08-31")
STREAMS = [
    {
        "code": "masses",
        "name": "群众反映",
        "closing": [],
        "follow": [{"step": "publish", "within": 7, "unit": "workday"}],
    }
]


def duty(code: str, rhythm: dict[str, Any], evidence: dict[str, Any], **more: Any) -> Any:
    head = {"code": code, "name": code, "owed_by": TOWN, "since": day("06-01")}
    return {**head, "rhythm": rhythm, "evidence": evidence, **more}


FIVE = {"every": 5, "unit": "workday"}
TOWARDS = {"towards": {"each": "issue"}}
DUTIES = [
    duty("grid", {**FIVE, "anchor": "calendar"}, {"record": "activity", "kinds": ["summary"]}),
    duty("last", {**FIVE, "anchor": "last"}, {"record": "activity", "kinds": ["study"]}),
    duty("press", {**FIVE, "anchor": "object"}, {"record": "press"}, **TOWARDS),
    duty(
        "publish",
        {"after": "closed", "within": 7, "unit": "workday"},
        {"record": "issue", "step": "publish"},
        **TOWARDS,
    ),
    duty(
        "minutes",
        {"after": "held", "of": ["meeting"], "within": 4, "unit": "workday"},
        {"record": "activity", "kinds": ["bulletin"]},
    ),
    duty("free", {"weekly": "thu", "rest": "free"}, {"record": "activity", "kinds": ["talk"]}),
    duty("owed", {"weekly": "thu"}, {"record": "activity", "kinds": ["talk"]}),
    duty(
        "stay",
        {"per": "week", "times": 3, "unit": "workday"},
        {"record": "activity", "kinds": ["residence"], "counts": "days"},
        owed_by={"roles": ["head"]},
    ),
    duty(
        "village",
        {**FIVE, "anchor": "calendar"},
        {"record": "visit"},
        owed_by={"roles": ["worker"]},
        towards={"each": "place", "tier": "village"},
    ),
]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    ledger = made(tmp_path_factory.mktemp("rests") / "city", DUTIES, streams=STREAMS)
    ledger.add_local_rest("T1", day("07-01"), day("07-03"), "那达慕")
    life = Life(ledger)
    for village in ("V11", "V21"):
        life.ids[village] = life.issue("06-26", village)
    for village in ("V12", "V21"):
        life.ids[f"{village} closed"] = one = life.issue("06-01", village)
        ledger.advance(one, "assign", day("06-02"), unit="农业局", due=day("06-30"))
        ledger.advance(one, "submit", day("06-26"), text="已修好")
    for town, head in (("T1", "c011"), ("T2", "c021")):
        life.held("meeting", "06-30", town)
        life.held("study", "06-29", town)
        life.held("residence", "06-29", town, head, until=day("07-01"))
    yield life
    ledger.index.close()


def told(city: Life, code: str, period: str = "2026-06-27..2026-07-20") -> dict[str, list[str]]:
    """The last days of the windows by owner, or by object where there is one, and their states."""
    found = city.ledger.duties(periods.read(period, TODAY), LATER, Asked(duty=code))
    names = {record: name for name, record in city.ids.items()}
    lines: dict[str, list[str]] = {}
    for one in found.instances:
        key = names.get(one.thing.id, one.thing.id) if one.thing else one.owner.code
        lines.setdefault(key, []).append(f"{one.outcome.window.until:%m-%d} {one.outcome.state}")
    return lines


def days(city: Life, code: str, period: str = "2026-06-27..2026-07-20") -> dict[str, list[str]]:
    return {key: [line[:5] for line in lines] for key, lines in told(city, code, period).items()}


def test_turns_of_working_days_end_later_where_people_rested(city: Life) -> None:
    # From Mon 1 June on each turn has five working days and runs up to the day before the next: a
    # week from Monday to Sunday. At T1 the turn of Mon 29 June has 29, 30, 6, 7 and Wed 8 July, the
    # next one 9, 10, 13, 14 and Wed 15.
    weeks, longer = ["06-28", "07-05", "07-12", "07-19"], ["06-28", "07-08", "07-15"]
    assert days(city, "grid") == {"T1": longer, "T2": weeks}
    assert days(city, "village") == {"V11": longer, "V12": longer, "V21": weeks}


def test_a_turn_from_the_last_time_is_longer_by_the_rest(city: Life) -> None:
    # Done on Mon 29 June. T2: Tue 30, Wed 1, Thu 2, Fri 3, Mon 6. T1: Tue 30, Mon 6 to Thu 9.
    found = days(city, "last", "2026-07")
    assert found["T2"][0] == "07-06"
    assert found["T1"][0] == "07-09"


def test_what_follows_a_closing_or_a_meeting_is_owed_later(city: Life) -> None:
    # Closed on Fri 26 June. T2: 29, 30, 1, 2, 3, 6, Tue 7. T1: 29, 30, 6, 7, 8, 9, Fri 10.
    assert days(city, "publish") == {"V12 closed": ["07-10"], "V21 closed": ["07-07"]}
    # Met on Tue 30 June. T2: 1, 2, 3, Mon 6. T1: 6, 7, 8, Thu 9.
    assert days(city, "minutes") == {"T1": ["07-09"], "T2": ["07-06"]}


def test_an_issue_is_pressed_by_the_working_days_of_its_place(city: Life) -> None:
    # Registered on Fri 26 June. T2: 29, 30, 1, 2, Fri 3; Fri 10. T1: 29, 30, 6, 7, Wed 8; Wed 15.
    found = days(city, "press", "2026-06-27..2026-07-16")
    assert found["V21"] == ["07-03", "07-10"]
    assert found["V11"] == ["07-08", "07-15"]


def test_a_weekday_on_a_local_rest_is_free_where_the_rule_frees_it(city: Life) -> None:
    assert days(city, "free", "2026-W27") == {"T2": ["07-02"]}
    assert days(city, "owed", "2026-W27") == {"T1": ["07-02"], "T2": ["07-02"]}


def test_a_day_of_stay_on_a_local_rest_is_no_working_day(city: Life) -> None:
    # Both stayed from Mon 29 June to Wed 1 July: three working days at T2, two at T1.
    assert told(city, "stay", "2026-W27") == {"c011": ["07-05 missed"], "c021": ["07-05 done"]}


def test_the_desk_and_the_clock_of_the_issue_say_the_same_day(city: Life) -> None:
    """`tz today` tells by when to press and to publish, `tz why` counts the press clock out."""
    from ledger.book.why import why

    on = day("07-08")
    ids = city.ids
    desk = {(item.section, item.id): item.day for item in city.ledger.desk(on).items}
    assert desk["press", ids["V11"]] == date(2026, 7, 8)
    assert desk["follow", ids["V12 closed"]] == date(2026, 7, 10)
    assert desk["follow", ids["V21 closed"]] == date(2026, 7, 7)
    for village in ("V11", "V21"):
        (clock,) = why(city.ledger, ids[village], on).presses
        assert clock.presses.next == desk["press", ids[village]]


def test_every_place_has_the_calendar_that_is_looked_up_for_it(city: Life) -> None:
    from ledger.book.duties.owing import Scene
    from ledger.rules.windows import Frame

    scene = Scene(city.ledger.index.db, Frame(day("06-01"), day("07-31"), day("07-10")))
    for code in scene.roll.places:
        alone, shared = lookups.calendar(city.ledger.index.db, code), scene.calendar_at(code)
        assert (alone.rest, alone.work, alone.years) == (shared.rest, shared.work, shared.years)
    assert scene.calendar_at("V11") is scene.calendar_at("V12")
    assert scene.calendar_at("V21") is scene.calendar
