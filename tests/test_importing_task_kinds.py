"""A column of kinds in a task sheet that names none of ledger.yaml."""

from datetime import date

import pytest
from book_world import TODAY, opened
from cli_world import Desk
from import_world import Sheet, acts, faults, records

from ledger.rules.deadlines import Meaning

WORK = {
    "title": "通村路硬化",
    "place": "WL101",
    "opened": date(2026, 3, 2),
    "due": Meaning(date(2026, 3, 31), None, long_term=False, word="3月底"),
}
RULE = {**WORK, "title": "接待制度", "kind": "修订"}


@pytest.fixture
def sheet(root):
    found = Sheet(root, "task")
    found.source = found.source._replace(columns={"类别": "kind"})
    return found


def task(root, made):
    return opened(root, TODAY).task(records(made)[0])


def test_under_a_title_that_names_the_kind_the_column_is_a_remark(root, sheet):
    sheet.source = sheet.source._replace(title="五里镇重点工作清单")
    other = {**WORK, "title": "打井", "kind": "民生", "remark": "缺沙石"}
    made = sheet.taken({**WORK, "kind": "基础设施"}, other)
    found = task(root, made)
    assert (found.kind, found.text) == ("key_work", "类别：基础设施")
    assert opened(root).task(records(made)[1]).text == "缺沙石\n类别：民生"
    assert any("类别" in note and "remark" in note for note in made.items[0].notes)


def test_as_a_kind_was_asked_for_the_column_is_a_remark(root, sheet):
    sheet.source = sheet.source._replace(of_kind="plan")
    assert task(root, sheet.taken({**WORK, "kind": "基础设施"})).kind == "plan"


@pytest.mark.parametrize("title", ["五里镇登记表", "五里镇废改立清单", "五里镇制度清单"])
def test_what_becomes_of_an_institution_tells_the_kind_where_there_is_one(root, sheet, title):
    sheet.source = sheet.source._replace(title=title)
    made = sheet.taken(RULE, {**RULE, "title": "用车制度", "kind": "废止"})
    found = task(root, made)
    assert (found.kind, found.action, found.text) == ("rule", "revise", None)


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("五里镇登记表", [{**WORK, "kind": "民生"}]),
        ("五里镇重点工作清单", [{**WORK, "kind": "计划"}, {**WORK, "title": "井", "kind": "民生"}]),
        ("五里镇登记表", [RULE, {**WORK, "title": "井", "kind": "民生"}]),
    ],
)
def test_what_is_no_kind_is_refused_where_none_is_certain_or_others_are_kinds(sheet, title, rows):
    sheet.source = sheet.source._replace(title=title)
    made = sheet.planned(*rows)
    assert acts(made)[-1] == "refused"
    assert f"“{rows[-1]['kind']}”" in faults(made)["kind"]
    assert not any("left out" in note for note in made.items[-1].notes)


def test_of_two_kinds_of_institutions_none_is_certain(root, sheet):
    new = "- {code: rule_two, name: 章程, family: institution}\n"
    Desk(root).edit("ledger.yaml", "task_kinds:\n", f"task_kinds:\n{new}")
    assert "kind" in faults(sheet.planned(RULE))
