"""Whose work an issue, a task or a report is on a day, and in which section it is told."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from duty_world import TODAY, Life, day, made, opened

from ledger import Ledger
from ledger.book.desk.today import SECTIONS

STREAMS = [
    {
        "code": "masses",
        "name": "群众反映",
        "follow": [
            {"step": "feedback", "within": 3, "unit": "workday"},
            {"step": "publish", "within": 7},
            {"step": "archive"},
        ],
    }
]
EVERYBODY = ("c001", "c002", "c011", "c012", "c021", "c022", "c031")


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Ledger]:
    ledger = made(tmp_path / "city", [], streams=STREAMS)
    yield ledger
    ledger.index.close()


def who(ledger: Ledger, record: str, on: date = TODAY) -> dict[str, str]:
    """On whose desks a record lies, and in which section."""
    found = {}
    for person in EVERYBODY:
        for item in ledger.desk(on, person).items:
            if item.id == record:
                found[person] = item.section
    return found


def test_an_issue_goes_from_desk_to_desk(city: Ledger) -> None:
    one = Life(city).issue("06-01", "V21")
    assert who(city, one) == {"c021": "assign", "c022": "assign"}
    city.advance(one, "assign", day("06-02"), person="c022", unit="农业局", due=day("07-31"))
    assert who(city, one) == {}  # nothing presses
    city.advance(one, "submit", day("06-20"), text="已修好")
    assert who(city, one) == {"c021": "verify"}  # its handler does not accept it
    city.advance(one, "accept", day("06-21"), checker="c021")
    assert who(city, one) == {"c021": "sign"}
    city.advance(one, "sign", day("07-09"), signer="c021")
    assert who(city, one) == {"c021": "follow", "c022": "follow"}
    followed = [(item.state, item.day) for item in city.desk(TODAY, "c021").of("follow")]
    assert followed == [("feedback", day("07-14")), ("publish", day("07-16")), ("archive", None)]
    city.advance(one, "publish", TODAY)
    assert [item.state for item in city.desk(TODAY, "c021").of("follow")] == ["feedback", "archive"]
    before = [item.state for item in city.desk(day("07-09"), "c021").of("follow")]
    assert before == ["feedback", "publish", "archive"]


def test_the_week_is_looked_ahead_to_and_what_has_passed_is_told_first(city: Ledger) -> None:
    one = Life(city).issue("06-01", "V21")  # today is a Friday
    city.advance(one, "assign", day("06-02"), person="c022", due=day("07-12"))
    assert who(city, one) == {"c022": "near"}
    assert who(city, one, day("07-03")) == {}
    assert who(city, one, day("07-06")) == {"c022": "near"}  # the Monday of its week
    other = Life(city).issue("06-01", "V21")
    city.advance(other, "assign", day("06-02"), person="c022", due=day("07-09"))
    assert who(city, other) == {"c022": "overdue"}
    assert [item.id for item in city.desk(TODAY, "c022").items] == [other, one]


def test_what_a_unit_handles_is_the_stations_to_see_to(city: Ledger) -> None:
    one = Life(city).issue("06-01", "V11")
    city.advance(one, "assign", day("06-02"), unit="农业局", due=day("06-10"))
    assert who(city, one) == {"c011": "overdue", "c012": "overdue", "c031": "overdue"}


def test_who_works_at_a_village_has_what_is_of_that_village(city: Ledger) -> None:
    life = Life(city)
    mine, other = life.issue("06-01", "V11"), life.issue("06-01", "V12")
    assert who(city, mine) == dict.fromkeys(("c011", "c012", "c031"), "assign")
    assert who(city, other) == dict.fromkeys(("c011", "c012"), "assign")


def test_a_list_is_passed_on_then_reported_by_villages_then_by_the_station(city: Ledger) -> None:
    life = Life(city)
    given = life.task("weekly", "07-06", "T1", due=day("07-10"))
    assert who(city, given) == {"c011": "task", "c012": "task"}
    city.advance_task(given, "pass", day("07-06"), {"place": "V11"}, {"place": "V12"})
    assert who(city, given) == {"c011": "report", "c012": "report", "c031": "report"}
    town = city.desk(TODAY, "c011").of("report")
    assert [(item.state, item.left, item.owed) for item in town] == [("consolidate", 2, 2)]
    assert [item.state for item in city.desk(TODAY, "c031").of("report")] == ["report"]
    city.advance_task(given, "report", day("07-08"), {"place": "V11"})
    assert who(city, given) == {"c011": "report", "c012": "report"}
    assert [item.left for item in city.desk(TODAY, "c011").of("report")] == [1]
    assert who(city, given, day("07-07"))["c031"] == "report"  # as it was then
    city.advance_task(given, "consolidate", day("07-09"), {})
    assert who(city, given) == {}


def test_a_work_is_its_persons_and_of_nobody_else(city: Ledger) -> None:
    given = Life(city).task("rule", "07-01", "T1", person="c012")
    assert who(city, given) == {"c012": "task"}
    city.advance_task(given, "finish", day("07-05"), {})
    assert who(city, given) == {}
    assert who(city, given, day("07-04")) == {"c012": "task"}


def test_all_that_anybody_has_is_told_where_nobody_is_named(city: Ledger) -> None:
    life = Life(city)
    one = life.issue("06-01", "V11")
    city.advance(one, "assign", day("06-02"), person="c012", due=day("06-10"))
    life.task("weekly", "07-06", "T2")
    whole = set(city.desk(TODAY).items)
    for person in EVERYBODY:
        assert set(city.desk(TODAY, person).items) <= whole
    assert {item.place for item in city.desk(TODAY, None, "T2").items} == {"T2"}
    sections = [item.section for item in city.desk(TODAY).items]
    assert sections == sorted(sections, key=SECTIONS.index)


def test_a_stand_in_signs_while_the_delegation_lasts(tmp_path: Path) -> None:
    from cli_world import Desk

    root = tmp_path / "city"
    ledger = made(root, [], streams=STREAMS)
    one = Life(ledger).issue("06-01", "V21")
    ledger.advance(one, "assign", day("06-02"), person="c021", due=day("07-31"))
    ledger.advance(one, "submit", day("06-20"), text="已修好")
    ledger.advance(one, "accept", day("06-21"), checker="c022")
    ledger.index.close()
    Desk(root).edit(
        "stations/T2.yaml",
        "since: 2026-01-01\n",
        "delegates:\n- {person: c001, since: 2026-07-06, until: 2026-07-10}\nsince: 2026-01-01\n",
    )
    assert who(opened(root), one) == {"c021": "sign", "c001": "sign"}
    assert who(opened(root), one, day("07-05")) == {"c021": "sign"}


def test_what_was_put_off_is_looked_at_again_on_its_day(city: Ledger) -> None:
    """By its station, by the person in charge, and by whoever put it off; from its week on."""
    one = Life(city).issue("06-01", "V21")
    city.advance(one, "assign", day("06-02"), person="c012", due=day("07-31"))
    city.advance(one, "pause", day("06-03"), reason="等资金", review=day("07-15"))
    assert who(city, one) == {}  # today is Friday 10 July
    looking = dict.fromkeys(("c002", "c012", "c021", "c022"), "review")
    assert who(city, one, day("07-13")) == looking
    assert who(city, one, day("08-20")) == looking
    found = city.desk(day("08-20"), "c022").of("review")
    assert [(item.id, item.day, item.state) for item in found] == [(one, day("07-15"), "paused")]
    assert [item.id for item in city.desk(day("08-20"), None, "T2").of("review")] == [one]
    assert not city.desk(day("08-20"), None, "T1").of("review")
    city.advance(one, "pause", TODAY, reason="仍等资金", review=day("09-30"))
    assert who(city, one, day("08-20")) == {}
    assert who(city, one, day("07-09")) == {}  # as it was then: its day was the fifteenth
    city.advance(one, "resume", TODAY)
    assert city.issue(one).deadline.date == day("09-06")  # 37 days stood still: 3 June to 9 July
    assert who(city, one, day("09-30")) == {"c012": "overdue"}


def test_what_is_kept_up_is_looked_at_again_and_kept_up_anew(city: Ledger) -> None:
    one = Life(city).issue("06-01", "V11")
    city.advance(one, "assign", day("06-02"), unit="农业局", due=day("06-30"))
    city.advance(one, "keep", day("06-20"), reason="常态管护", review=day("07-07"))
    assert who(city, one) == dict.fromkeys(("c002", "c011", "c012", "c031"), "review")
    assert who(city, one, day("07-03")) == {}
    assert who(city, one, day("07-04"))  # three days ahead a light is near
    city.advance(one, "keep", TODAY, reason="常态管护", review=day("10-07"))
    assert who(city, one) == {}
    assert city.issue(one).status == "longterm"
    city.advance(one, "keep", TODAY, reason="不再定日")
    assert who(city, one, day("12-31")) == {}
