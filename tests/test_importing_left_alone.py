"""Text files that nobody touched: of what was handed back, of people with one name, of parts."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, example, opened
from import_world import Sheet, acts
from test_exporting_and_back import as_read, shown

from ledger.book import exporting

OPENED = TODAY - timedelta(20)
OWNER = {"unit": "镇水利站", "person": "c003", "measures": "换管"}


def test_what_was_handed_back_is_given_to_nobody_by_the_file_that_it_stands_in(tmp_path):
    root = example(tmp_path / "ledger")
    ledger = opened(root)
    back = ledger.register(OPENED, place="WL101", title="管道漏水").id
    for verb, fields in (
        ("assign", OWNER),
        ("progress", {"text": "看过"}),
        ("object", {"reason": "不归我管"}),
    ):
        ledger.advance(back, verb, OPENED, **fields)
    above = ledger.register(OPENED, place="WL101", title="桥要修").id
    for verb, fields in (
        ("escalate", {"to": "镇党委", "reason": "定不了"}),
        ("submit", {"text": "修好了"}),
        ("reject", {"checker": "c004", "text": "没修好"}),
    ):
        ledger.advance(above, verb, OPENED, **fields)
    rows = [row for row in shown(root, "issue") if row["key"] in (back, above)]
    for row in rows:
        row["phone"] = "13712345678"
    made = Sheet(root, "issue").planned(*as_read("issue", rows))
    assert acts(made) == ["same", "same"], [item.changes for item in made.items]


def test_who_reported_an_issue_of_another_village_stays_who_they_are(tmp_path):
    root = example(tmp_path / "ledger")
    ledger = opened(root)
    ledger.add_household(place="WL101", name="钱同名")
    there = ledger.add_household(place="WL102", name="钱同名").id
    made = ledger.register(date(2026, 11, 2), place="WL101", title="桥要修", reporter=there)
    rows = [row for row in shown(root, "issue") if row["key"] == made.id]
    rows[0] |= {"phone": "13712345678", "title": "桥要修（改）"}
    planned = Sheet(root, "issue").planned(*as_read("issue", rows))
    (item,) = planned.items
    assert [(verb, new) for verb, _on, new in item.changes] == [("correct", "桥要修（改）")]


def test_who_was_met_of_another_village_brings_nobody_of_their_name(tmp_path):
    root = example(tmp_path / "ledger")
    ledger = opened(root)
    ledger.add_household(place="WL101", name="钱同名")
    there = ledger.add_household(place="WL102", name="钱同名").id
    visit, _made = ledger.add_visit(TODAY, place="WL101", households=[there], text="路上遇到")
    rows = [row for row in shown(root, "visit") if row["key"] == visit.id]
    rows[0]["text"] = "路上遇到，谈了修路"
    (item,) = Sheet(root, "visit").planned(*as_read("visit", rows)).items
    assert [name for name, _old, _new in item.changes] == ["text"]


@pytest.mark.parametrize("villages", [1, 2])
def test_what_one_village_was_given_of_a_plan_is_not_said_of_the_whole(tmp_path, villages):
    root = example(tmp_path / "ledger")
    ledger = opened(root)
    said = {"title": "修渠", "text": "全镇的渠", "place": "WL1", "due": TODAY + timedelta(30)}
    task = ledger.add_task(TODAY, kind="plan", **said).id
    part = {
        "place": "WL101",
        "text": "修东渠，电13712345678",
        "person": "c003",
        "due": TODAY + timedelta(9),
    }
    parts = [part, {"place": "WL102", "text": "修西渠"}]
    ledger.advance_task(task, "pass", TODAY, *parts[:villages])
    for level in ("internal", "public"):
        rows = list(exporting.rows(opened(root), "task", level=level))
        made = Sheet(root, "task").planned(*as_read("task", rows))
        assert acts(made) == ["same"] * villages, made.items


def test_an_empty_cell_takes_away_no_answer_that_was_given_since(tmp_path):
    root = example(tmp_path / "ledger")
    ledger = opened(root)
    heard = [{"text": "路灯不亮"}, {"text": "要修渠", "answer": "已报"}]
    visit, _made = ledger.add_visit(OPENED, place="WL101", opinions=heard, body="村委会")
    rows = [row for row in shown(root, "visit") if row["key"] == visit.id]
    ledger.answer_opinion(visit.id, 1, "已报修", TODAY)
    made = Sheet(root, "visit").planned(*as_read("visit", rows))
    assert {*acts(made)} == {"same"}, made.items
