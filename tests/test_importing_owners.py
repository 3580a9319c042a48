"""One column for unit and person: which of both the names in a cell are."""

from datetime import date

import pytest
from book_world import opened
from import_world import Sheet, acts, records

from ledger.sheets.tables import headers

MATTER = {"place": "WL101", "text": "路灯损坏", "opened": date(2026, 3, 5)}


@pytest.mark.parametrize(
    ("said", "unit", "helping", "person"),
    [
        (["镇国土所", "c003"], "镇国土所", [], "c003"),
        (["镇国土所 c003"], "镇国土所", [], "c003"),
        (["镇国土所：c003"], "镇国土所", [], "c003"),
        (["镇国土所（c003）"], "镇国土所", [], "c003"),
        (["c003 镇国土所"], "镇国土所", [], "c003"),
        (["镇国土所", "县水利局", "c003"], "镇国土所", ["县水利局"], "c003"),
        (["镇国土所"], "镇国土所", [], None),
        (["c003"], None, [], "c003"),
        (["农业综合服务中心"], "农业综合服务中心", [], None),
        (["镇国土所 王某某"], "镇国土所", [], None),
        (["王某某"], None, [], None),
    ],
)
def test_who_is_of_the_staff_is_the_person_and_what_else_may_be_one_the_unit(
    root, said, unit, helping, person
):
    sheet = Sheet(root, "issue")
    made = sheet.taken({**MATTER, "owner": said})
    assert acts(made) == ["new"]
    issue = opened(root).issue(records(made)[0])
    owner = issue.owner
    assert (owner and owner.unit, owner and owner.person) == (unit, person)
    assert issue.plain().get("co_units", []) == helping
    assert ("王某某" in str(made.items[0].notes)) == ("王某某" in said[0])
    assert acts(sheet.planned({**MATTER, "owner": said})) == ["same"]


def test_what_a_row_states_of_either_itself_stays(root):
    sheet = Sheet(root, "task")
    said = {"kind": "计划", "title": "修路", "opened": date(2026, 3, 5), "place": "WL101"}
    made = sheet.taken({**said, "owner": ["镇交管站", "c003"], "person": ["c002"]})
    owner = opened(root).task(records(made)[0]).owner
    assert (owner.unit, owner.person) == ("镇交管站", "c002")


@pytest.mark.parametrize("kind", ["issue", "task"])
@pytest.mark.parametrize(
    "header", ["责任单位及责任人", "责任单位/责任人", "责任部门/责任人", "责任单位、责任人"]
)
def test_such_a_column_is_known_beside_both_others(kind, header):
    match = headers.match(kind, ["责任单位", header, "责任人"])
    assert [column.field for column in match.columns.values()] == ["unit", "owner", "person"]
