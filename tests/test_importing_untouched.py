"""Rows and cells that nobody touched, in whichever columns they come back."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, example, opened
from cli_world import Desk
from import_world import Sheet, acts, faults, records
from test_exporting_and_back import as_read, shown

from ledger.records.layout import FIELDS

OPENED = TODAY - timedelta(20)
OWNER = {"unit": "镇水利站", "co_units": ["供电所"], "person": "c003", "measures": "换管"}
UP = [("escalate", {"to": "镇党委", "reason": "定不了"}), ("return", {"text": "由站里办"})]
DONE = [("submit", {"text": "已换好", "outcome": "solved"})]
PASSED = [*DONE, ("accept", {"checker": "c004", "text": "合格"})]
CLOSED = [*PASSED, ("sign", {"signer": "c001", "text": "同意"})]
COURSES = {
    "registered": [],
    "handling": [("assign", OWNER), ("progress", {"text": "已联系"}), ("press", {})],
    "came back": [("assign", OWNER), *UP],
    "handed up": [("assign", OWNER), UP[0]],
    "to accept": [("assign", OWNER), *DONE],
    "to sign": [("assign", OWNER), *PASSED],
    "closed": [("assign", OWNER), *CLOSED, ("feedback", {"text": "满意度：满意"})],
    "reopened": [("assign", OWNER), *CLOSED, ("reopen", {"reason": "又坏", "basis": "回访"})],
    "paused": [("assign", OWNER), ("pause", {"reason": "等材料", "approver": "c001"})],
    "void": [("note", {"text": "重复登记"}), ("void", {"reason": "登记错了"})],
}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """One issue of each course, and no others."""
    root = example(tmp_path_factory.mktemp("账") / "ledger")
    made = {}
    for name, course in COURSES.items():
        facts = {"title": f"{name}的事", "place": "WL101", "category": "基础设施建设/道路"}
        made[name] = opened(root).register(OPENED, **facts).id
        for day, (verb, fields) in enumerate(course, 1):
            opened(root).advance(made[name], verb, OPENED + timedelta(day), **fields)
    return root, made


@pytest.mark.parametrize("column", [name for name in FIELDS["issue"] if name != "key"])
def test_a_text_file_of_our_numbers_and_any_column_says_nothing_new(world, column):
    root, _made = world
    fields = ("key", column)
    rows = [{name: row[name] for name in fields} for row in shown(root, "issue")]
    made = Sheet(root, "issue").planned(*as_read("issue", rows))
    assert {*acts(made)} == {"same"}, [item for item in made.items if item.act != "same"]
    assert made.files == {}


@pytest.mark.parametrize("left_out", ["status", "unit", "done", "opened"])
def test_an_edited_cell_of_such_a_file_brings_no_news_of_the_others(world, left_out):
    root, made = world
    rows = [row for row in shown(root, "issue") if row["key"] in made.values()]
    for row in rows:
        row["title"] += "（改）"
        del row[left_out]
    planned = Sheet(root, "issue").planned(*as_read("issue", rows))
    for item in planned.items:
        if item.act == "changed":
            assert [change[0] for change in item.changes] == ["correct"], item
    assert {item.record for item in planned.items if item.act == "changed"} >= {
        made[name] for name in ("registered", "handling", "came back", "paused")
    }


@pytest.mark.parametrize(
    ("old", "new", "cell"),
    [
        ("name: 督查反馈", "name: 县级督查交办", {"stream": "督查反馈"}),
        ("name: 党组织建设", "name: 党组织建设类", {"category": "党组织建设"}),
    ],
)
def test_a_sheet_that_comes_again_is_the_same_whatever_was_renamed_since(tmp_path, old, new, cell):
    sheet = Sheet(example(tmp_path / "ledger"), "issue")
    row = {"place": "第一村", "text": "路灯坏了", "opened": date(2026, 3, 5), "category": "饮水"}
    first = sheet.taken({**row, **cell})
    Desk(sheet.root).edit("ledger.yaml", old, new)
    again = sheet.planned({**row, **cell})
    assert (acts(again), records(again)) == (["same"], records(first)), faults(again)
    other = sheet.planned({**row, **cell, "text": "水泵坏了"})
    assert acts(other) == ["refused"]  # what is new is held against what there is now


def test_a_cell_that_cannot_be_read_any_more_is_told_though_all_others_are_the_same(tmp_path):
    from ledger.book.importing.planning import plan
    from ledger.book.importing.rows import Row

    sheet = Sheet(example(tmp_path / "ledger"), "issue")
    row = {"place": "第一村", "text": "路灯坏了", "opened": date(2026, 3, 5), "category": "饮水"}
    sheet.taken(row)
    spoilt = Row(4, row, faults=[("due", "“尽快” is no day")])
    made = plan(opened(sheet.root), sheet.source, [spoilt])
    assert (acts(made), faults(made).keys()) == (["refused"], {"due"})


@pytest.mark.parametrize("status", ["handling", "submitted", "closed"])
def test_how_satisfied_people_are_is_kept_wherever_an_issue_stands(tmp_path, status):
    sheet = Sheet(example(tmp_path / "ledger"), "issue")
    row = {"place": "第一村", "text": "路灯坏了", "opened": date(2026, 3, 5), "status": status}
    [record] = records(sheet.taken({**row, "satisfaction": "基本满意"}))
    assert "基本满意" in opened(sheet.root).issue(record).model_dump_json()
