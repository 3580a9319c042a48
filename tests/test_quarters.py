"""The scripted quarters of Hulunbuir and of the stationed-contact city: what the stories do."""

from collections import Counter
from datetime import date

import pytest
from book_world import opened

from ledger.book import creating
from ledger.commands import play
from ledger.commands.context import Context
from ledger.index.opinions import OpinionFilter
from ledger.index.queries import IssueFilter

END = date(2026, 6, 30)


def played(root, profile):
    """The ledger at the end of a profile's quarter; what is shown at the end is left out."""
    scenes = [scene for scene in play.read(creating.quarter(profile)) if scene.day]
    began = play.clock(scenes)[0]
    creating.create(root, creating.profile(profile), scenes[0].who, began)
    play.play(scenes, root, Context(root, began, "json"))
    return opened(root, END)


@pytest.fixture(scope="module")
def hulunbuir(tmp_path_factory):
    return played(tmp_path_factory.mktemp("quarter") / "hulunbuir", "hulunbuir")


@pytest.fixture(scope="module")
def zhudian(tmp_path_factory):
    return played(tmp_path_factory.mktemp("quarter") / "zhudian", "zhudian")


def issue(ledger, part):
    """The issue with these words in its title."""
    rows = ledger.issues(IssueFilter())[0]
    return ledger.issue(next(row["id"] for row in rows if part in row["title"]))


def did(found):
    return [event.do for event in found.log]


@pytest.mark.parametrize("profile", ["hulunbuir", "zhudian"])
def test_a_quarter_is_in_order_and_shows_how_it_ends(profile):
    scenes = list(play.read(creating.quarter(profile)))
    days = [scene.day for scene in scenes if scene.day]
    assert days == sorted(days)
    assert date(2026, 4, 1) <= days[0]
    assert days[-1] <= END
    assert 60 <= len(scenes) <= 120
    shown = [" ".join(scene.typed) for scene in scenes if not scene.day]
    assert {line.split()[0] for line in shown} >= {"overdue", "today", "duties"}


@pytest.mark.parametrize("name", ["hulunbuir", "zhudian"])
def test_nothing_is_wrong_with_the_ledger_at_the_end(name, request):
    assert request.getfixturevalue(name).check() == []


def test_a_small_matter_stays_in_the_town_and_a_big_one_is_coordinated_above(hulunbuir):
    small, big = issue(hulunbuir, "草场边界"), issue(hulunbuir, "渡口木桥断裂")
    assert did(small) == ["register", "assign", "submit", "sign"]
    moves = did(big)
    assert moves[:6] == ["register", "absorb", "escalate", "return", "assign", "pause"]
    assert moves[-2:] == ["submit", "sign"]
    assert (small.status, big.status) == ("closed", "closed")


def test_nobody_accepts_in_hulunbuir_and_whoever_closes_says_why(hulunbuir):
    logs = [hulunbuir.issue(row["id"]).log for row in hulunbuir.issues(IssueFilter())[0]]
    events = [event for log in logs for event in log]
    assert "accept" not in {event.do for event in events}
    assert all(event.text for event in events if event.do == "sign")


def test_a_matter_that_came_up_again_is_in_its_second_round(hulunbuir):
    well = issue(hulunbuir, "井水发黄")
    assert (well.round, well.status) == (2, "handling")


def test_what_supervision_found_is_on_the_same_ledger_in_its_own_stream(hulunbuir):
    streams = Counter(row["stream"] for row in hulunbuir.issues(IssueFilter())[0])
    assert streams["supervision"] == 1


def test_marked_done_is_closed_in_the_city_without_any_sign_off(zhudian):
    done = issue(zhudian, "消防通道")
    assert (did(done), done.status) == (["register", "assign", "submit"], "closed")


def test_city_level_items_have_a_department_and_a_deadline(zhudian):
    rows = zhudian.issues(IssueFilter(stream="prominent"))[0]
    items = [zhudian.issue(row["id"]) for row in rows]
    assert len(items) == 2
    assert all(item.owner.unit and item.deadline for item in items)
    assert {item.status for item in items} == {"handling", "closed"}


def test_opinions_are_answered_become_issues_or_stay_open(zhudian):
    _opinions, counted = zhudian.opinions(OpinionFilter())
    assert counted == {"heard": 6, "answered": 2, "promoted": 2, "waiting": 2}
