"""`tz import` of sheets that come again: next month, as of another day, or corrected."""

import odd_files
import openpyxl
import pytest

HEAD = ["序号", "村", "问题描述", "登记日期", "责任单位", "状态"]
LAMP = [1, "五里镇第一村", "路灯损坏", "2026-03-05", "镇经发办", "办理中"]
DONE = [*LAMP[:5], "已办结"]
WELL = [2, "五里镇第二村", "机井干了", "2026-03-06", "镇水务站", "办理中"]
RAIL = [3, "五里镇第三村", "桥栏断裂", "2026.3", "镇交管站", ""]
DITCH = [3, "五里镇第三村", "沟渠堵了", "2026-04-02", "镇水务站", "办理中"]


@pytest.fixture(name="sheet")
def _sheet(tmp_path):
    """What writes a workbook with a title and rows, and says where it stands."""

    def made(name, title, *rows, head=HEAD):
        path = tmp_path / f"{name}.xlsx"
        odd_files.table(path, [title], head, *rows)
        return str(path)

    return made


def counted(desk, path, *options):
    """What becomes of the rows of a sheet, and how many are gone."""
    told = desk.run("import", path, "--format", "json", *options).data
    return {**{act: n for act, n in told["counts"].items() if n}, "gone": len(told["gone"])}


def test_a_register_with_its_village_in_the_title_alone_is_taken_in_and_told(desk, sheet):
    head = ["序号", "户主姓名", "组别", "家庭人口"]
    path = sheet("户情", "五里镇第一村户情台账", [1, "张新一", "一组", 3], head=head)
    said = desk.run("import", path, "--dry-run").out
    assert "unit, by the title  五里镇第一村" in said
    told = desk.json("import", path)
    assert (told["unit"], told["unit_in_title"]) == ("", "五里镇第一村")
    assert told["rows"][0]["record"].startswith("WL101-")
    strange = sheet("别村", "上五里镇第一村户情台账", [1, "张新一", "一组", 3], head=head)
    desk.refused("import", strange, exits=8, says="there is no place")


def test_a_ledger_as_of_later_and_later_days_is_one_sheet(desk, sheet):
    title = "五里镇2026年问题台账（截至{}）"
    march = sheet("三", title.format("3月31日"), LAMP, WELL)
    april = sheet("四", title.format("4月底"), DONE, DITCH)
    assert desk.json("import", march)["as_of"] == "2026-03-31"
    assert counted(desk, april) == {"new": 1, "changed": 1, "gone": 1}
    desk.refused("import", march, exits=5, says="2026-04-30")


def test_lists_of_months_are_sheets_of_their_own_with_the_same_records(desk, sheet):
    march = sheet("三", "五里镇2026年3月问题台账", LAMP, WELL)
    april = sheet("四", "五里镇2026年4月问题台账", DONE, DITCH)
    desk.run("import", march)
    assert counted(desk, april) == {"new": 1, "changed": 1, "gone": 0}
    assert counted(desk, march) == {"same": 2, "gone": 0}
    other = sheet("三又", "五里镇2026年3月问题台账", LAMP)
    assert counted(desk, other, "--dry-run") == {"same": 1, "gone": 1}


def test_what_a_copy_changes_is_told_in_words(desk, sheet):
    desk.run("import", sheet("三", "五里镇问题台账", LAMP))
    said = desk.run("import", sheet("四", "五里镇问题台账", DONE), "--dry-run", "--lang", "zh").out
    assert "报结" in said
    assert "submit" not in said


def test_a_row_that_was_given_back_and_corrected_is_there_when_its_sheet_comes_again(
    desk, sheet, tmp_path
):
    path = sheet("原表", "五里镇问题台账", LAMP, WELL, RAIL)
    desk.run("import", path, "--skip-bad")
    back = tmp_path / "原表-退回.xlsx"
    book = openpyxl.load_workbook(back)
    book.active["D3"] = "2026-03-08"
    book.save(back)
    assert counted(desk, str(back)) == {"new": 1, "gone": 0}
    assert "no longer" not in desk.run("import", path, "--dry-run", exits=8).out
    assert counted(desk, sheet("新表", "五里镇问题台账", LAMP, DITCH)) == {
        "new": 1,
        "same": 1,
        "gone": 2,
    }
