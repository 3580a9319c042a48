"""One record is one row: whichever way a row comes to be it, and wherever it says that it is."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, opened
from import_world import COVERT, Sheet, acts, faults, records

from ledger.book.importing import planning, sharing
from ledger.rules.clocks import Limit
from ledger.rules.deadlines import Meaning

LATER = TODAY + timedelta(days=1)
ROWS = {
    "issue": {"place": "WL101", "text": "村口路灯坏了三盏", "opened": date(2026, 3, 8)},
    "visit": {"place": "WL101", "date": date(2026, 4, 2), "people": ["c003"], "text": "看机井。"},
    "activity": COVERT,
    "task": {
        "kind": "重点工作",
        "title": "通村路硬化",
        "place": "WL101",
        "opened": date(2026, 3, 2),
        "due": Meaning(None, Limit(3, "month"), long_term=False, word="三个月内"),
        "unit": ["镇政府"],
    },
}
CHANGED = {
    "issue": {"measures": "换灯泡", "unit": ["镇经发办"]},
    "visit": {"people": ["c002"]},
    "activity": {"people": ["c002"]},
    "task": {"unit": ["镇经发办"]},
}
DAY = {"issue": "opened", "visit": "date", "activity": "date", "task": "opened"}


@pytest.fixture(params=ROWS)
def kind(request):
    return request.param


def another(root, kind):
    """A sheet that nothing came by before."""
    sheet = Sheet(root, kind)
    sheet.source = sheet.source._replace(title="另一张表")
    return sheet


def test_what_a_number_and_a_name_both_stand_for_is_one_row(root, kind):
    (record,) = records(Sheet(root, kind).taken(ROWS[kind]))
    numbered = {**ROWS[kind], **CHANGED[kind], "key": record}
    for sheet in (Sheet(root, kind), another(root, kind)):
        made = sheet.planned(numbered, ROWS[kind], day=LATER)
        refused = next(item for item in made.items if item.act == "refused")
        assert acts(made).count("refused") == 1
        assert dict(refused.faults) == {"key": f"another row of this sheet is {record} too"}
        assert {*records(made)} == {record, ""}


def test_a_number_of_ours_that_stands_twice_is_the_first_row(root, kind):
    (record,) = records(Sheet(root, kind).taken(ROWS[kind]))
    numbered = {**ROWS[kind], "key": record}
    other = {**numbered, **CHANGED[kind]}
    if kind == "visit":  # rows of one number and day are one visit
        other["date"] += timedelta(1)
    made = another(root, kind).planned({**numbered, **CHANGED[kind]}, other, day=LATER)
    assert "refused" in acts(made)
    assert f"another row of this sheet is {record} too" in faults(made)["key"]


def test_a_number_that_stands_twice_in_a_large_sheet_does_not_make_its_issue_anew(
    root, monkeypatch
):
    for one in (planning, sharing):
        monkeypatch.setattr(one, "MANY", 300)
    monkeypatch.setattr(sharing, "_CHUNK", 100)
    (record,) = records(Sheet(root, "issue").taken(ROWS["issue"]))
    before = opened(root).issue(record).log
    twin = {**ROWS["issue"], "key": record, **CHANGED["issue"]}
    many = [{**ROWS["issue"], "text": f"第{number}处机井干了"} for number in range(350)]
    made = another(root, "issue").taken(twin, *many, {**twin, "measures": "换灯杆"}, day=LATER)
    assert acts(made) == ["changed", *["new"] * 350, "refused"]
    log = opened(root, LATER).issue(record).log
    assert log[: len(before)] == before
    assert len(log) > len(before)


@pytest.mark.parametrize("elsewhere", [{"place": "WL204"}, {}])
def test_a_row_of_our_number_stays_of_its_station_and_year(root, kind, elsewhere):
    (record,) = records(Sheet(root, kind).taken(ROWS[kind]))
    row = {**ROWS[kind], "key": record, **elsewhere}
    if not elsewhere:
        row[DAY[kind]] = date(2025, 12, 30)
    made = another(root, kind).planned(row, day=LATER)
    if kind == "activity" and elsewhere:  # which may be held at another's place
        assert (acts(made), records(made)) == (["changed"], [record])
        return
    assert acts(made) == ["refused"]
    assert faults(made) == {
        "place" if elsewhere else DAY[kind]: f"this is {record}, and that stays of WL1 and 2026; "
        "put this back, or empty the number if it is another matter"
    }


def test_a_station_may_have_an_issue_of_elsewhere_and_its_sheet_says_so(root):
    lamp = ROWS["issue"]["text"]
    facts = {"title": lamp, "station": "WL1", "place": "WL204", "stream": "masses"}
    record = opened(root).register(date(2026, 3, 8), **facts).id
    row = {**ROWS["issue"], "key": record, "place": "WL204", **CHANGED["issue"]}
    made = another(root, "issue").planned(row, day=LATER)
    assert faults(made) == {}
    assert (acts(made), records(made)) == (["changed"], [record])
