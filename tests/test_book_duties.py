"""Every duty of the five systems that has an interval, as a rule of ledger.yaml, worked by hand.

The city and what happened in it stand in `duty_world`; each row says what must come of its duty.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from duty_rows import ROWS, Row
from duty_world import TODAY, opened, whole

from ledger import Ledger
from ledger.book.duties import Asked, Instance, whose
from ledger.rules import periods


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    ledger = opened(whole(tmp_path_factory.mktemp("duties") / "city"))
    yield ledger
    ledger.index.close()


def told(ledger: Ledger, period: str, asked: Asked, on: date = TODAY) -> list[str]:
    """What came of duties, a line each; issues and tasks by the names they have in `duty_world`."""
    stretch = periods.read(period, on) if period else None
    found = ledger.duties(stretch, on, asked)
    names = _names(ledger)
    lines = []
    for one in found.instances:
        outcome = one.outcome
        thing = names.get(one.thing.id, one.thing.id) if one.thing else "-"
        done = f" {outcome.done_on:%m-%d}" if outcome.done_on else ""
        until = outcome.window.until
        lines.append(f"{one.owner.code} {thing} {until:%m-%d} {outcome.state}{done}")
    return sorted(lines)


def _names(ledger: Ledger) -> dict[str, str]:
    issues = sorted(
        ledger.index.db.execute("SELECT opened, id FROM period JOIN issue ON n = issue")
    )
    first, *_rest, last = [record for _opened, record in issues]
    lists = ledger.index.db.execute("SELECT id FROM task WHERE kind = 'weekly'").fetchall()
    return {first: "A", last: "B", lists[0][0]: "list"}


@pytest.mark.parametrize("case", ROWS, ids=lambda row: f"{row.seed}: {row.duty['code']}")
def test_a_duty_of_the_five_systems_comes_out_as_worked_by_hand(city: Ledger, case: Row) -> None:
    found = told(city, case.period, Asked(duty=case.duty["code"]))
    assert found == sorted(case.told)


def test_an_older_day_answers_with_what_was_known_then(city: Ledger) -> None:
    asked = Asked(duty="press")
    assert told(city, "2026-05..2026-06", asked, date(2026, 5, 20)) == [
        "T1 A 05-16 done 05-14",
        "T1 A 05-31 due",
    ]
    on = date(2026, 6, 9)  # B is open still, and A not pressed in time
    assert told(city, "2026-06", asked, on) == ["T1 A 06-15 due", "T1 B 06-16 due"]


def keyed(found: Iterable[Instance]) -> set[tuple[Any, ...]]:
    return {(one.duty.code, one.owner, one.thing, one.outcome) for one in found}


@pytest.mark.parametrize("period", ["", "2026Q2", "2026-06", "2026-W23"])
def test_each_clerk_is_told_that_part_of_the_whole_which_is_his_work(city, period) -> None:
    stretch = periods.read(period, TODAY) if period else None
    found = city.duties(stretch, TODAY)
    people = {row["person"] for row in city.staff()}
    for person in sorted(people):
        own = [one for one in found.instances if person in whose(found.clerks, one)]
        asked = city.duties(stretch, TODAY, Asked(person=person))
        assert keyed(own) == keyed(asked.instances), person
    assert any(whose(found.clerks, one) for one in found.instances)


def test_a_station_is_told_what_is_owed_at_it_and_below(city: Ledger) -> None:
    found = city.duties(periods.read("2026Q2", TODAY), TODAY)
    own = [one for one in found.instances if one.owner.place in ("T1", "V11", "V12")]
    asked = Asked(station="T1")
    below = city.duties(periods.read("2026Q2", TODAY), TODAY, asked)
    assert keyed(own) == keyed(below.instances)


def test_what_has_ended_is_the_same_whether_or_not_the_rest_is_looked_at(city: Ledger) -> None:
    every = city.duties(None, TODAY).instances
    ended = city.duties(None, TODAY, Asked(ended=True)).instances
    month = periods.month(TODAY)
    over = [one for one in every if month.since <= one.outcome.window.until <= month.until]
    assert keyed(ended) == keyed(over)


def test_a_place_is_not_behind_for_the_work_of_another(city: Ledger) -> None:
    """The town's meeting is not the city's, and a village's report not its neighbour's."""
    found = city.duties(periods.read("2026Q1", TODAY), TODAY, Asked(duty="yearly"))
    assert not found.instances
    assert told(city, "", Asked(duty="yearly", station="CC"))[0] == "CC - 12-31 due"


@pytest.mark.parametrize("code", sorted({row.duty["code"] for row in ROWS}))
def test_months_add_up_to_half_a_year_and_more(city: Ledger, code: str) -> None:
    asked = Asked(duty=code)
    whole_ = city.duties(periods.read("2026-01..2026-07", TODAY), TODAY, asked)
    months = [
        one
        for n in range(1, 8)
        for one in city.duties(periods.read(f"2026-{n:02}", TODAY), TODAY, asked).instances
    ]
    assert keyed(months) == keyed(whole_.instances)
    assert len(months) == len(whole_.instances)
