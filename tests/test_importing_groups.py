"""One group of villagers is written in many ways; its households are the same."""

from datetime import timedelta

import pytest
from book_world import TODAY, opened
from import_world import Sheet, acts, records

from ledger.book.importing import matching

LATER = TODAY + timedelta(days=1)
ONE = ["第一村民小组", "一组", "1组", "第1组", "第一小组", "第 1 村民组", "01组", "一", "1"]


@pytest.fixture
def sheet(root):
    return Sheet(root, "household", "五里镇第一村")


@pytest.mark.parametrize("said", ONE)
def test_a_household_is_known_again_however_its_group_is_written(root, sheet, said):
    made = sheet.taken({"name": "李乙二", "group": said, "size": 6})
    assert (acts(made), records(made)) == (["changed"], ["WL101-0002"])
    home = opened(root).household("WL101-0002")
    assert (home.group, home.size) == ("第一村民小组", 6)


@pytest.mark.parametrize("said", ["二组", "十一组", "一队", "东湾组"])
def test_a_head_in_another_group_is_another_household_and_told(sheet, said):
    made = sheet.planned({"name": "李乙二", "group": said})
    assert acts(made) == ["new"]
    assert "WL101-0002" in made.items[0].notes[0]
    both = sheet.planned({"name": "李乙二", "group": said}, {"name": "李乙二", "group": "一组"})
    assert (acts(both), both.items[0].notes) == (["new", "same"], [])


@pytest.mark.parametrize("said", ONE[2:])
def test_a_copy_that_writes_groups_otherwise_takes_no_edit_back(root, sheet, said):
    row = {"name": "张新一", "group": "一组", "size": 3}
    [record] = records(sheet.taken(row))
    path = root / "households" / "WL101.yaml"
    path.write_text(path.read_text("utf-8").replace("size: 3}", "size: 5}"), "utf-8")
    opened(root, LATER).adopt()
    made = sheet.taken({**row, "group": said, "note": "近河"}, day=LATER + timedelta(days=1))
    assert (acts(made), records(made)) == (["changed"], [record])
    home = opened(root).household(record)
    assert (home.size, home.group, home.note) == (5, "一组", "近河")


@pytest.mark.parametrize("said", [*ONE, "第十二村民小组", "12组", "东湾", "东湾组"])
def test_every_other_way_to_write_a_group_is_of_the_same_one(said):
    assert {matching.group(one) for one in matching.groups(said) if one} == {matching.group(said)}
