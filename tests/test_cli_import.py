"""`tz import`: planned, asked, taken in, given back; as a person and as a script meet it."""

import csv
import shutil
from datetime import date

import openpyxl
import pytest
import sheet_plans
import xlsxwriter
from cli_world import assert_one_sentence

HEAD = ["序号", "村", "问题描述", "登记日期", "整改时限", "备注"]
GOOD = [1, "五里镇第一村", "路灯损坏", "2026-03-05", "2026-03-20", ""]
WEAK = [2, "第二村", "机井干了", "2026-03-06", "2026-03-21", ""]
BAD = [3, "五里镇第三村", "桥栏断裂", "2026.3", "尽快", ""]


def sheet(folder, *rows, name="问题台账.xlsx", title="五里镇问题台账", head=HEAD):
    folder.mkdir(exist_ok=True)
    path = folder / name
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("问题")
        page.merge_range("A1:F1", title)
        for number, row in enumerate([head, *rows], 1):
            for at, cell in enumerate(row):
                page.write(number, at, cell)
    return path


@pytest.fixture(name="folder")
def _folder(tmp_path):
    return tmp_path / "收到"


def issues(desk):
    return {row["title"]: row for row in desk.json("list")["rows"]}


def test_good_rows_are_one_commit_and_one_undo(desk, folder):
    path = sheet(folder, GOOD, [2, "WL102", *WEAK[2:]])
    before = desk.git("rev-list", "--count", "HEAD")
    said = desk.run("import", str(path))
    assert "2 new" in said.out
    assert {"路灯损坏", "机井干了"} <= set(issues(desk))
    assert int(desk.git("rev-list", "--count", "HEAD")) == int(before) + 1
    op = said.out.partition("operation ")[2].split()[0]
    desk.run("undo", op)
    assert "路灯损坏" not in issues(desk)
    assert desk.json("check")["rows"] == []


def test_the_same_sheet_again_says_nothing_new_and_writes_nothing(desk, folder):
    path = sheet(folder, GOOD)
    desk.run("import", str(path))
    with desk.unchanged():
        assert "Nothing new." in desk.run("import", str(path)).out


def test_a_dry_run_writes_nothing(desk, folder):
    path = sheet(folder, GOOD)
    with desk.unchanged():
        said = desk.run("import", str(path), "--dry-run")
    assert "only tried" in said.out
    assert [file.name for file in folder.iterdir()] == [path.name]


@pytest.mark.parametrize("options", [(), ("--strict",), ("--dry-run",)])
def test_a_refused_row_keeps_all_out_where_nobody_is_asked(desk, folder, options):
    path = sheet(folder, GOOD, BAD)
    with desk.unchanged():
        said = desk.run("import", str(path), *options, exits=8)
    assert_one_sentence(said.err)
    assert "问题!D4" in said.err
    assert "“尽快”" in said.out
    assert [file.name for file in folder.iterdir()] == [path.name]


def test_a_script_has_the_plan_and_the_error_in_one_envelope(desk, folder):
    path = sheet(folder, GOOD, BAD)
    told = desk.run("import", str(path), "--format", "json", exits=8).envelope
    assert told["error"]["exit"] == 8
    assert told["data"]["counts"] == {"new": 1, "changed": 0, "same": 0, "refused": 1}
    assert told["data"]["rows"][1]["faults"][0]["cell"] == "问题!D4"
    assert told["data"]["op"] is None
    told = desk.run("import", str(path), "--skip-bad", "--format", "json").envelope
    assert told["error"] is None
    assert told["data"]["op"]
    assert told["data"]["returned"].endswith("问题台账-退回.xlsx")


def test_refused_rows_come_back_marked_and_can_be_corrected(desk, folder):
    path = sheet(folder, GOOD, BAD)
    desk.run("import", str(path), "--skip-bad")
    back = folder / "问题台账-退回.xlsx"
    book = openpyxl.load_workbook(back)
    page = book["问题"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0][0] == "五里镇问题台账"
    assert rows[1] == [*HEAD, "退回原因"]
    assert rows[2][:5] == BAD[:5]
    assert "no last day" in rows[2][6] or "day" in rows[2][6]
    assert page["D3"].comment is not None
    assert page["D3"].fill.fgColor.rgb != page["B3"].fill.fgColor.rgb
    assert "D4" not in page["D3"].comment.text
    page["D3"], page["E3"] = "2026-03-08", "2026-03-31"
    book.save(back)
    said = desk.run("import", str(back))
    assert "1 new" in said.out
    assert "no longer" not in said.out
    whole = sheet(folder, GOOD, [*BAD[:3], "2026-03-08", "2026-03-31", ""])
    with desk.unchanged():
        assert "Nothing new." in desk.run("import", str(whole)).out


def test_what_comes_back_can_be_read_and_printed(desk, folder):
    long = [*BAD[:2], "桥栏断裂" * 12, *BAD[3:]]
    path = sheet(folder, GOOD, ["一、道路（1件）"], long, title="五里镇\n问题台账")
    desk.run("import", str(path), "--skip-bad")
    page = openpyxl.load_workbook(folder / "问题台账-退回.xlsx")["问题"]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.print_title_rows == "$2:$2"
    assert [cell.value for cell in page[3]] == ["一、道路（1件）", *[None] * 6]
    assert {"A1:F1", "A3:F3"} == {str(cells) for cells in page.merged_cells.ranges}
    heights = [page.row_dimensions[row].height for row in (1, 3, 4)]
    assert heights[1] < heights[0] < heights[2]


def test_a_title_of_two_cells_comes_back_whole_and_is_known_again(desk, folder):
    path = sheet(folder, GOOD, ["一", "道路方面", "1件"], BAD, title="五里镇问题台账")
    desk.run("import", str(path), "--skip-bad")
    back = folder / "问题台账-退回.xlsx"
    assert openpyxl.load_workbook(back)["问题"]["A3"].value == "一 道路方面 1件"
    argv = ("import", str(back), "--dry-run", "--format", "json")
    told = desk.run(*argv, exits=8).data
    assert [row["under"] for row in told["rows"]] == ["道路"]


def test_what_a_sheet_says_is_closed_goes_out_with_the_day(desk, folder):
    head = [*HEAD[:5], "办理状态", "办结时间"]
    path = sheet(folder, [*GOOD[:5], "已办结", "2026.3.18"], head=head)
    desk.run("import", str(path))
    record = issues(desk)["路灯损坏"]["id"]
    desk.run("export", str(folder / "销号.csv"), "--layout", "销号清单")
    lines = list(csv.DictReader((folder / "销号.csv").read_text("utf-8-sig").splitlines()))
    found = next(line for line in lines if line["问题编号"] == record)
    assert (found["办结日期"], found["销号日期"]) == ("2026-03-18", "2026-03-18")


def test_what_comes_back_never_overwrites_and_twins_stay_apart(desk, folder):
    twins = [
        [n, "五里镇第一村", "路灯损坏", "2026-03-05", due, ""]
        for n, due in ((1, "月底"), (2, "尽快"))
    ]
    path = sheet(folder, *twins)
    desk.run("import", str(path), "--skip-bad")
    desk.run("import", str(path), "--skip-bad", exits=8)
    assert {file.name for file in folder.iterdir()} == {
        "问题台账.xlsx",
        "问题台账-退回.xlsx",
        "问题台账-退回2.xlsx",
    }
    book = openpyxl.load_workbook(folder / "问题台账-退回.xlsx")
    page = book["问题"]
    assert [page["A3"].value, page["A4"].value] == [1, 2]
    page["E4"] = "2026-03-31"
    book.save(folder / "问题台账-退回.xlsx")
    told = desk.json("import", str(folder / "问题台账-退回.xlsx"))
    assert [row["becomes"] for row in told["rows"]] == ["same", "new"]


def test_a_returned_row_whose_error_nobody_corrected_is_refused_again(desk, folder):
    copy = folder / "错误值.xlsx"
    folder.mkdir()
    shutil.copy(sheet_plans.FOLDER / "错误值.xlsx", copy)
    desk.run("import", str(copy), "--skip-bad")
    back = folder / "错误值-退回.xlsx"
    said = desk.refused("import", str(back), exits=8, says="问题!C2")
    assert "#REF!" in said.err


def test_weak_names_are_asked_and_known_the_next_time(desk, folder):
    path = sheet(folder, GOOD, WEAK, title="问题台账")
    heard = desk.talk("import", str(path), answers=[("第二村", "1\n"), ("Take them in", "1\n")])
    assert "五里镇第二村" in heard
    assert issues(desk)["机井干了"]["place"] == "WL102"
    maps = list((desk.root / "maps").iterdir())
    assert len(maps) == 1
    assert "第二村: WL102" in maps[0].read_text(encoding="utf-8")
    newer = [4, "第二村", "井盖缺失", "2026-03-09", "", ""]
    later = sheet(folder, GOOD, WEAK, newer, name="四月.xlsx", title="问题台账")
    assert "1 new" in desk.run("import", str(later)).out
    assert desk.json("check")["rows"] == []


def test_a_name_that_is_none_of_those_offered_stays_out(desk, folder):
    path = sheet(folder, GOOD, WEAK, title="问题台账")
    with desk.unchanged():
        desk.talk(
            "import",
            str(path),
            answers=[("Which one is", "none of\n"), ("give the others back", "no\n")],
            exits=130,
        )


def test_another_place_than_those_offered_may_be_named(desk, folder):
    path = sheet(folder, GOOD, WEAK, title="问题台账")
    heard = desk.talk(
        *("import", str(path)),
        answers=[
            ("Which one is", "another\n"),
            ("Which one is", "第九村\n"),
            ("Take them in", "1\n"),
        ],
    )
    assert "another one\n" in heard.replace("\r", "")
    assert issues(desk)["机井干了"]["place"] == "WL309"


def test_a_term_that_is_near_is_offered_once_and_a_place_with_its_code(desk, folder):
    heard = ["1", "第二村", "路灯损坏", "2026-03-05", "走访"]
    path = sheet(folder, heard, head=[*HEAD[:4], "来源"], title="问题台账")
    faults = desk.run("import", str(path), "--format", "json", exits=8).data["rows"][0]["faults"]
    told = {fault["field"]: fault["sentence"] for fault in faults}
    assert told["source"].endswith("it may be 入户走访")
    assert told["place"].endswith("it may be 五里镇第二村 WL102")


def test_who_looks_through_all_places_may_still_say_that_it_is_none_of_them(desk, folder):
    path = sheet(folder, GOOD, WEAK, title="问题台账")
    with desk.unchanged():
        heard = desk.talk(
            *("import", str(path)),
            answers=[
                ("Which one is", "another\n"),
                ("Which one is", "none of\n"),
                ("give the others back", "no\n"),
            ],
            exits=130,
        )
    assert heard.endswith("Nothing was written.\n")


def test_a_plan_tells_which_names_it_took_for_what_a_person_explained(desk, folder):
    path = sheet(folder, GOOD, [2, "五里镇第一材", *GOOD[2:3], "2026-03-07", "", ""])
    answers = [("Which one is", "1\n"), ("Take them in", "yes\n")]
    heard = desk.talk("import", str(path), answers=answers)
    told = desk.run("import", str(path)).out
    for shown in (heard, told):
        assert "五里镇第一材 → 五里镇第一村" in shown
    assert desk.json("import", str(path))["explained"] == {"五里镇第一材": "五里镇第一村"}
    assert desk.json("import", str(sheet(folder, GOOD)), "--dry-run")["explained"] == {}


def test_the_plan_calls_what_it_read_by_names_and_not_by_codes(desk, folder):
    visit = ["2026-06-03", "c041", "第一村", "电话", "代签"]
    path = sheet(folder, visit, head=["走访日期", "走访人", "走访地点", "走访方式", "群众签字"])
    shown = desk.run("import", str(path), "--dry-run").out
    assert "电话" in shown
    assert "phone call" in shown
    assert "by proxy" in shown
    desk.run("import", str(path))
    head = ["走访日期", "走访人", "走访地点", "走访方式", "群众签字"]
    path = sheet(folder, [*visit[:-1], "是"], head=head)
    assert "by proxy → given" in desk.run("import", str(path), "--dry-run").out


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("一个月内", "1 month"),
        ("两个月内", "2 months"),
        ("10个工作日内", "10 working days"),
        ("1天内", "1 day"),
    ],
)
def test_the_plan_counts_limits_as_everything_else_does(desk, folder, written, told):
    path = sheet(folder, [*GOOD[:4], written, ""])
    shown = desk.run("import", str(path), "--dry-run").out
    row = next(line for line in shown.splitlines() if line.startswith("问题!E3"))
    assert row.split(maxsplit=4) == ["问题!E3", "整改时限", written, "整改时限", told]


def test_a_plan_tells_what_headers_of_ones_own_were_taken_for(desk, folder):
    head = ["序号", "村", "问题描述", "登记日期", "整改截止时间", "领导批示", "超期天数"]
    said = desk.run("import", str(sheet(folder, GOOD, head=head)), "--dry-run").out
    told = dict(line.split("  ", 1) for line in said.splitlines() if line.startswith("headers "))
    assert told["headers taken for"].strip() == "整改截止时间 → 整改时限"
    own = desk.run("import", str(sheet(folder, GOOD)), "--dry-run").out
    assert "headers taken for" not in own


def test_unknown_headers_are_asked_and_remembered_under_a_name(desk, folder):
    path = sheet(folder, GOOD, head=["序号", "村", "毛病所在", *HEAD[3:]])
    desk.refused("import", str(path), "--kind", "issue", exits=8, says="no matter")
    heard = desk.talk(
        *("import", str(path), "--kind", "issue", "--map", "五里"),
        answers=[("Column “毛病所在”", "问题描述\n"), ("Take them in", "yes\n")],
    )
    asked, _choices, _label = heard.partition("1  pass it over")
    assert "“毛病所在” is not known here" in asked
    assert "1 new" in heard
    assert "(text)" not in heard
    told = desk.json("import", str(path), "--map", "五里")
    assert told["columns"]["毛病所在"] == "text"
    assert told["explained"] == {"毛病所在": "问题描述"}
    assert told["counts"]["same"] == 1


def test_ctrl_c_at_the_question_leaves_nothing(desk, folder):
    path = sheet(folder, GOOD, BAD)
    with desk.unchanged():
        desk.talk("import", str(path), answers=[("give the others back", "\x03")], exits=130)
    assert [file.name for file in folder.iterdir()] == [path.name]


def test_which_sheet_is_asked_for_by_name(desk):
    path = str(sheet_plans.FOLDER / "十张表.xlsx")
    desk.refused("import", path, exits=8, says="--sheet")
    told = desk.json("import", path, "--sheet", " 第一村", "--dry-run")
    assert told["sheet"] == "第一村"
    desk.refused("import", path, "--sheet", "第十一村", exits=8, says="第十村")


def test_an_older_copy_is_refused_unless_wanted(desk, folder):
    new = sheet(folder, GOOD, title="五里镇问题台账 截至2026年4月30日")
    desk.run("import", str(new), "--on", "2026-04-30")
    old = sheet(folder, GOOD, name="三月.xlsx", title="五里镇问题台账 截至2026年4月30日")
    told = desk.json("import", str(old), "--on", "2026-03-31", "--dry-run")
    assert told["as_of"] == "2026-04-30"


def test_options_that_contradict_each_other_are_refused(desk, folder):
    path = str(sheet(folder, GOOD))
    desk.refused("import", path, "--strict", "--skip-bad", exits=2, says="--skip-bad")
    desk.refused("import", path, "--kind", "车", exits=2, says="household")
    desk.refused("import", "无.xlsx", exits=8, says=f"no such file in {desk.root}")


def test_it_speaks_chinese_too(desk, folder):
    path = sheet(folder, GOOD)
    said = desk.run("导入", str(path), "--试运行", "--lang", "zh")
    assert "路灯损坏" in said.out
    assert date(2026, 3, 5).isoformat() in said.out


def test_a_folder_that_cannot_be_written_to_stops_it_before_it_writes(desk, folder, monkeypatch):
    from ledger.sheets import returned

    path = sheet(folder, GOOD, BAD)
    monkeypatch.setattr(returned, "path_of", lambda _file: folder / "无" / "此处.xlsx")
    desk.refused("import", str(path), "--skip-bad", "--format", "csv", exits=6, says="此处")


def test_a_source_that_is_none_of_those_offered_is_left_out_and_not_asked_again(desk, folder):
    heard = ["1", "五里镇第二村", "路灯损坏", "2026-03-05", "走访"]
    path = sheet(folder, heard, head=[*HEAD[:4], "来源"], title="问题台账")
    answers = [("Which one is", "none of\n"), ("Take them in", "1\n")]
    assert "leave it out" in desk.talk("import", str(path), answers=answers).replace("\r", "")
    newer = ["2", "五里镇第二村", "机井干了", "2026-03-06", "走访"]
    head = [*HEAD[:4], "来源"]
    later = sheet(folder, heard, newer, head=head, name="四月.xlsx", title="问题台账")
    shown = desk.run("import", str(later)).out
    assert "1 new" in shown
    assert "“走访” is not in ledger.yaml and is left out" in shown
    assert "\n1 row (4): " in shown


def test_a_kind_in_the_title_makes_activities_of_what_no_header_says_are_visits(desk, folder):
    head = ["日期", "领导", "联系点", "解决问题"]
    row = ["2026-03-05", "c002", "五里镇第一村", "打井"]
    path = sheet(folder, row, head=head, title="五里镇集中便民日记录")
    planned = desk.json("import", str(path), "--dry-run")
    assert planned["kind"] == "activity"
    assert planned["rows"][0]["read"]["people"] == ["c002"]
    for more in ("走访对象", "走访人"):
        own = [head[0], more, *head[2:]]
        path = sheet(folder, row, head=own, title="五里镇集中便民日记录")
        assert desk.json("import", str(path), "--dry-run")["kind"] == "visit"
    path = sheet(folder, row, head=head, title="五里镇集中便民日记录")
    assert desk.json("import", str(path), "--dry-run", "--kind", "visit")["kind"] == "visit"
    path = sheet(folder, row, head=head, title="五里镇集中便民日走访记录")
    assert desk.json("import", str(path), "--dry-run")["kind"] == "visit"


def test_nobody_stands_for_those_whom_a_column_names_that_is_not_understood(desk, folder):
    def of(who, *people):
        head = ["走访日期", who, "村", "走访对象", "走访内容"]
        rows = [["2026-03-05", one, "五里镇第一村", "", "看望"] for one in people]
        return str(sheet(folder, *rows, head=head, title="走访记录"))

    desk.refused("import", of("遍访者", "c002", "", "c003、C004"), exits=8, says="问题!B2")
    desk.run("import", of("遍访者", "c002", "张某"), "--dry-run")
    desk.run("import", of("遍访者", ""), "--dry-run")
    planned = desk.json("import", of("干部", "c002"), "--dry-run")
    assert planned["rows"][0]["read"]["people"] == ["c002"]
    answers = [("Column “遍访者”", "1\n"), ("Take them in", "1\n")]
    assert "no visitor is named" in desk.talk("import", of("遍访者", "c002"), answers=answers)
