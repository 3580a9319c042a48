"""Undoing an import tells which other sheets state what goes with it."""

import pytest
from odd_files import HEAD, ROW, table

BRIDGE, WELL = ([*ROW[:2], matter, *ROW[3:]] for matter in ("桥栏断裂", "机井干了"))


def taken_in(desk, path, *rows, head=HEAD):
    table(path, head, *rows)
    return desk.json("import", str(path))["op"]


def test_a_record_that_another_sheet_states_too_is_told_when_it_goes(desk, tmp_path):
    first = taken_in(desk, tmp_path / "一.xlsx", ROW, BRIDGE)
    other = taken_in(desk, tmp_path / "二.xlsx", ROW, WELL)
    said = " ".join(desk.run("undo", first).err.split())
    assert f"1 record that went is stated by 二.xlsx too (operation {other})" in said
    assert "一.xlsx" not in said
    again = desk.json("import", str(tmp_path / "二.xlsx"))
    assert again["counts"] == {"new": 1, "changed": 0, "same": 1, "refused": 0}


def test_what_stays_in_the_ledger_is_not_told(desk, tmp_path):
    taken_in(desk, tmp_path / "一.xlsx", ROW, BRIDGE)
    other = taken_in(desk, tmp_path / "二.xlsx", ROW, WELL)
    assert desk.run("undo", other).err == ""


def test_what_no_other_sheet_states_goes_without_a_word(desk, tmp_path):
    first = taken_in(desk, tmp_path / "一.xlsx", ROW)
    taken_in(desk, tmp_path / "二.xlsx", WELL)
    assert desk.run("undo", first).err == ""


@pytest.mark.parametrize(
    ("head", "shared", "own"),
    [
        (
            ["户号", "户主", "村", "人口"],
            ["WL101-0900", "测试甲", "WL101", "3"],
            ["WL101-0901", "测试乙", "WL101", "2"],
        ),
        (
            ["被访户", "走访日期", "走访内容", "村"],
            ["WL101-0001", "2026-03-05", "串门", "WL101"],
            ["WL101-0001", "2026-03-06", "再去", "WL101"],
        ),
    ],
    ids=["households", "visits"],
)
def test_so_it_is_with_records_that_stand_many_in_a_file(desk, tmp_path, head, shared, own):
    first = taken_in(desk, tmp_path / "一.xlsx", shared, head=head)
    taken_in(desk, tmp_path / "二.xlsx", shared, own, head=head)
    assert "is stated by 二.xlsx too" in " ".join(desk.run("undo", first).err.split())
