"""A sheet whose headers nobody knows, explained once at a terminal."""

import odd_files
import openpyxl
import pytest
import sheet_plans

TITLE = ["五里镇第一村流水"]
TOLD = ["谁说的", "说了啥", "几时", "哪个村", "花絮"]
LAMP = ["", "路灯损坏", "2026-03-05", "五里镇第一村", "笑谈"]
WELL = ["", "机井干了", "2026-03-06", "五里镇第一村", ""]
WHICH, WHAT, ENDS = "Which row heads the columns", "What is each row of the table", "Take them in"
COLUMNS = [
    ("Column “说了啥”", "问题描述\n"),
    ("Column “几时”", "登记日期\n"),
    ("Column “哪个村”", "村\n"),
    ("Column “花絮”", "\n"),
]


@pytest.fixture(name="path")
def _path(tmp_path):
    path = tmp_path / "流水.csv"
    path.write_bytes(odd_files.text(TITLE, TOLD, LAMP))
    return path


def matters(desk):
    return {row["title"] for row in desk.json("list")["rows"]}


def test_it_is_explained_once_and_known_the_next_month(desk, path):
    desk.refused("import", str(path), exits=8, says="explain them once at a terminal")
    heard = desk.talk(
        *("import", str(path)),
        answers=[(WHICH, "1\n"), (WHAT, "issue\n"), *COLUMNS, (ENDS, "yes\n")],
    )
    assert "1  谁说的, 说了啥, 几时, 哪个村, 花絮\n  2  none of them" in heard
    assert "“谁说的” is not known" not in heard  # nothing stands below it
    assert "“几时” is not known here; “2026-03-05” is below it. It may stand for:\n" in heard
    likely = heard.partition("“几时” is not known")[2].splitlines()[3]
    assert likely.split() == ["3", "登记日期"]
    assert matters(desk) >= {"路灯损坏"}
    path.write_bytes(odd_files.text(["五里镇第一村流水（4月）"], TOLD, LAMP, WELL))
    told = desk.json("import", str(path))
    assert told["counts"] == {"new": 1, "changed": 0, "same": 1, "refused": 0}
    assert sorted(told["passed_over"]) == ["花絮", "谁说的"]


def test_what_was_explained_of_one_title_is_not_taken_for_another(desk, path):
    desk.talk(
        *("import", str(path), "--kind", "issue"),
        answers=[(WHICH, "1\n"), *COLUMNS, (ENDS, "yes\n")],
    )
    path.write_bytes(odd_files.text(["五里镇第二村流水"], TOLD, WELL))
    desk.refused("import", str(path), exits=8, says="no row of headers")
    told = desk.json("import", str(path), "--map", "五里镇第一村流水", "--dry-run")
    assert told["counts"]["new"] == 1


def test_a_row_that_names_the_head_of_a_household_is_never_taken_for_headers(desk, path):
    desk.run("household", "add", "--place", "五里镇第一村", "--name", "某甲")
    named = ["某甲", "路灯损坏", "三月", "五里镇第一村", ""]
    path.write_bytes(odd_files.text(TITLE, TOLD, named, ["某乙", *named[1:]], LAMP))
    heard = desk.talk("import", str(path), answers=[(WHICH, "none\n")], exits=8)
    assert "某甲" not in heard
    assert "某乙" in heard  # nobody knows who that is


def test_who_says_that_no_row_heads_the_columns_is_told_what_would_do(desk, path):
    with desk.unchanged():
        heard = desk.talk("import", str(path), answers=[(WHICH, "none\n")], exits=8)
    assert "words such as" in heard
    assert WHAT not in heard


def test_ctrl_c_at_the_question_leaves_nothing(desk, path):
    with desk.unchanged():
        desk.talk("import", str(path), answers=[(WHICH, "\x03")], exits=130)


def test_of_several_sheets_the_row_is_offered_with_the_name_of_its_own(desk, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "说明"
    for row in (["填写说明", "请如实填写"], ["一", "二"]):
        book.active.append(row)
    page = book.create_sheet("流水")
    for row in (TITLE, TOLD, LAMP):
        page.append(row)
    path = tmp_path / "流水.xlsx"
    book.save(path)
    heard = desk.talk(
        *("import", str(path), "--kind", "issue"),
        answers=[(WHICH, "谁说的\n"), *COLUMNS, (ENDS, "yes\n")],
    )
    assert "说明: 填写说明, 请如实填写\n" in heard
    assert "流水: 谁说的, 说了啥, 几时, 哪个村, 花絮\n" in heard
    assert matters(desk) >= {"路灯损坏"}
    assert desk.json("import", str(path))["counts"]["same"] == 1


def test_a_row_of_which_nothing_is_said_further_refuses_its_rows(desk, path):
    with desk.unchanged():
        heard = desk.talk(
            *("import", str(path), "--kind", "issue", "--strict"),
            answers=[(WHICH, "1\n"), *((question, "\n") for question, _said in COLUMNS)],
            exits=8,
        )
    assert "there is no matter" in heard


def test_all_headers_that_are_left_can_be_passed_over_at_once(desk, path):
    heard = desk.talk(
        *("import", str(path), "--kind", "issue"),
        answers=[
            *((WHICH, "1\n"), *COLUMNS[:1], ("Column “几时”", "pass over this one and all\n")),
            ("Give the rows back", "no\n"),
        ],
        exits=130,
    )
    assert "Column “哪个村”" not in heard
    assert "columns passed over  谁说的, 几时, 哪个村, 花絮\n" in heard


def test_what_was_explained_is_kept_though_every_row_comes_back(desk, path):
    path.write_bytes(odd_files.text(TITLE, TOLD, [*LAMP[:2], "2026-13-05", *LAMP[3:]]))
    heard = desk.talk(
        *("import", str(path), "--kind", "issue"),
        answers=[(WHICH, "1\n"), *COLUMNS, ("Give the rows back", "yes\n")],
        exits=8,
    )
    assert "nothing was taken in" in heard
    path.write_bytes(odd_files.text(TITLE, TOLD, LAMP))
    told = desk.json("import", str(path))
    assert (told["columns"]["说了啥"], told["counts"]["new"]) == ("text", 1)
    desk.run("undo")
    learnt = desk.json("ops")["rows"][2]
    desk.run("undo", learnt["op"])
    desk.refused("import", str(path), exits=8, says="no row of headers")
    desk.run("check")


def test_what_was_explained_is_kept_though_nothing_is_new(desk, path):
    desk.talk(
        *("import", str(path), "--kind", "issue"),
        answers=[(WHICH, "1\n"), *COLUMNS, (ENDS, "yes\n")],
    )
    path.write_bytes(odd_files.text(TITLE, [*TOLD, "天气"], [*LAMP, "晴"]))
    heard = desk.talk("import", str(path), answers=[("Column “天气”", "\n")])
    assert "Nothing new" in heard
    assert "Column “天气”" not in desk.talk("import", str(path), answers=[])
    assert desk.json("import", str(path), "--dry-run")["passed_over"].count("天气") == 1


def test_of_several_tables_a_person_says_which(desk):
    path = str(sheet_plans.FOLDER / "十张表.xlsx")
    heard = desk.talk("import", path, "--dry-run", answers=[("Which sheet is to be read", "2\n")])
    assert "sheet 第二村" in heard


def test_of_several_kinds_a_person_says_which(desk, path):
    path.write_bytes(odd_files.text(["编号", "备注"], ["甲-1", "路灯损坏"]))
    desk.refused("import", str(path), exits=8, says="say which with --kind")
    heard = desk.talk("import", str(path), "--dry-run", answers=[(WHAT, "task\n")], exits=8)
    assert "kind of record  task" in heard


def test_what_a_cell_holds_reaches_no_terminal_raw(desk, tmp_path):
    path = tmp_path / "流水.csv"
    path.write_bytes(odd_files.text(["谁\x1b[31m说的", "说了啥"], ["\x1b]0;x\x07", "路灯"]))
    heard = desk.talk("import", str(path), answers=[(WHICH, "none\n")], exits=8)
    assert "\x1b[31m" not in heard
    assert "\x1b]" not in heard


def test_a_title_that_names_an_activity_gets_words_of_activities(desk, tmp_path):
    path = tmp_path / "讲评.csv"
    strange = [["讲评于", "讲评人士", "要点"], ["6月9日", "c002", "路灯"]]
    path.write_bytes(odd_files.text(["五里镇记录"], *strange))
    desk.refused("import", str(path), exits=8, says="words such as 村, 问题描述")
    villages = [
        ["序号", "乡镇", "村", "去年", "今年", "升降"],
        ["1", "五里镇", "第一村", "", "", ""],
    ]
    path.write_bytes(odd_files.text(["五里镇记录"], *villages))
    desk.refused("import", str(path), exits=8, says="--kind station")
    for rows in (strange, villages):
        path.write_bytes(odd_files.text(["五里镇督查讲评记录"], *rows))
        desk.refused("import", str(path), exits=8, says="日期, 主题, 参加人")
