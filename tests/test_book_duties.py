"""Every duty of the five systems that has an interval, as a rule of ledger.yaml, worked by hand.

The city and what happened in it stand in `duty_world`; each row says what must come of its duty.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from duty_rows import ROWS, Row
from duty_world import TODAY, opened, whole

from ledger import Ledger
from ledger.book.duties import Asked
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
