"""The options of `tz import`: older copies, days, maps, and what of a bad sheet comes in."""

import json

import odd_files
import openpyxl
import pytest

HEAD = ["序号", "村", "问题描述", "登记日期", "整改时限", "备注"]
LAMP = [1, "五里镇第一村", "路灯损坏", "2026-03-05", "2026-03-20", ""]
WELL = [2, "五里镇第二村", "机井干了", "2026-03-06", "2026-03-21", ""]
BAD = [3, "五里镇第三村", "桥栏断裂", "2026-03-07", "尽快", ""]


@pytest.fixture(name="folder")
def _folder(tmp_path):
    path = tmp_path / "收到"
    path.mkdir()
    return path


def sheet(path, *rows, title="五里镇问题台账", unit="填报单位：榆舍片区", as_of=""):
    """A sheet with a title, and a line of unit and day below it."""
    path.write_bytes(odd_files.text([title], [f"{unit}　{as_of}"], HEAD, *rows))
    return str(path)


def matters(desk):
    return {row["title"] for row in desk.json("list", "--since", "2026-03-01")["rows"]}


@pytest.mark.parametrize("title", ["五里镇问题台账", "五里镇问题台账（截至{day}）"])
def test_an_older_copy_is_refused_and_taken_where_it_is_wanted(desk, folder, title):
    march, april = (
        sheet(folder / f"{day}.csv", *rows, title=title.format(day=day), as_of=f"截至{day}")
        for day, rows in (("2026年3月31日", [LAMP]), ("2026年4月30日", [WELL]))
    )
    desk.run("import", april)
    desk.refused("import", march, exits=5, says="--older")
    assert "1 new" in desk.run("import", march, "--older").out
    assert {"路灯损坏", "机井干了"} <= matters(desk)
    desk.refused("import", march, exits=5, says="2026-04-30")


def test_the_day_of_a_sheet_that_does_not_say_it_can_be_told(desk, folder):
    april = sheet(folder / "四月.csv", WELL)
    told = desk.json("import", april, "--on", "2026-04-30")
    assert told["as_of"] == "2026-04-30"
    march = sheet(folder / "三月.csv", LAMP)
    desk.refused("import", march, "--on", "2026-03-31", exits=5, says="--older")
    assert desk.json("import", march, "--on", "2026-05-01", "--dry-run")["counts"]["new"] == 1
    desk.refused("import", march, "--on", "2027-01-01", exits=2, says="--on")


def test_a_sheet_that_says_its_day_is_not_told_another(desk, folder):
    march = sheet(folder / "三月.csv", LAMP, as_of="截至2026年3月31日")
    assert desk.json("import", march, "--on", "2026-04-30", "--dry-run")["as_of"] == "2026-03-31"


def test_the_day_that_is_told_gives_days_without_a_year_theirs(desk, folder):
    lamp = [1, "五里镇第一村", "路灯损坏", "3月5日", "4月10日前", ""]
    path = sheet(folder / "问题.csv", lamp)
    assert "year" in desk.refused("import", path, exits=8, says="3月5日").err
    (row,) = desk.json("import", path, "--on", "2026-03-31", "--dry-run")["rows"]
    assert (row["read"]["opened"], row["read"]["due"]["due"]) == ("2026-03-05", "2026-04-10")
    path = sheet(folder / "两年.csv", lamp, title="五里镇2025—2026年问题台账")
    desk.refused("import", path, "--on", "2026-03-31", exits=8, says="3月5日")
    path = sheet(folder / "去年.csv", lamp, title="五里镇2025年问题台账")
    (row,) = desk.json("import", path, "--on", "2026-03-31", "--dry-run")["rows"]
    assert row["read"]["opened"] == "2025-03-05"


def test_the_place_of_a_sheet_that_does_not_say_it_can_be_told(desk, folder):
    head = ["序号", "问题描述", "登记日期"]
    path = folder / "问题.csv"
    path.write_bytes(odd_files.text(["问题台账"], head, [1, "路灯损坏", "2026-03-05"]))
    desk.refused("import", str(path), exits=8, says="--place")
    desk.refused("import", str(path), "--place", "没有村", exits=4, says="没有村")
    told = desk.json("import", str(path), "--place", "五里镇第一村")
    assert (told["unit"], told["counts"]["new"]) == ("五里镇第一村", 1)
    assert desk.json("import", str(path), "--place", "wl101")["counts"]["same"] == 1
    assert desk.json("import", str(path), "--place", "WL102", "--dry-run")["counts"]["new"] == 1
    path = sheet(folder / "片区.csv", LAMP)
    assert desk.json("import", path, "--place", "WL101", "--dry-run")["unit"] == "榆舍片区"
    path = folder / "民政.csv"
    lines = [["问题台账"], ["填报单位：五里镇民政办"], head, [1, "低保未到账", "2026-03-05"]]
    path.write_bytes(odd_files.text(*lines))
    desk.refused("import", str(path), exits=8, says="--place")
    told = desk.json("import", str(path), "--place", "五里镇第一村", "--dry-run")
    assert (told["unit"], told["counts"]["new"]) == ("五里镇第一村", 1)


def test_a_map_knows_the_words_of_sheets_that_are_called_otherwise(desk, folder):
    strange = [["序号", "村", "毛病所在", *HEAD[3:]], LAMP]
    path = folder / "甲.csv"
    path.write_bytes(odd_files.text(*strange))
    asked = ("import", str(path), "--kind", "issue", "--map", "五里")
    desk.talk(*asked, answers=[("毛病所在", "问题描述\n"), ("Take them in", "yes\n")])
    other = folder / "乙.csv"
    other.write_bytes(odd_files.text(strange[0], WELL))
    desk.refused("import", str(other), "--kind", "issue", exits=8, says="no matter")
    said = desk.run("import", str(other), "--map", "五里", "--format", "json")
    assert json.loads(said.out)["data"]["map"] == "五里"
    assert "机井干了" in matters(desk)
    assert json.loads(said.out)["data"]["notices"] == []
    refused = desk.refused("import", str(other), "--map", "无此名", exits=8, says="乙")
    assert "nothing was learnt yet of sheets called “无此名”" in refused.out


@pytest.mark.parametrize("options", [("--strict",), (), ("--strict", "--dry-run")])
def test_one_bad_row_keeps_all_out(desk, folder, options):
    path = sheet(folder / "台账.csv", LAMP, BAD)
    desk.refused("import", path, *options, exits=8, says="台账!E5")
    assert [file.name for file in folder.iterdir()] == ["台账.csv"]


def test_strict_is_no_hindrance_where_every_row_is_good(desk, folder):
    assert "2 new" in desk.run("import", sheet(folder / "台账.csv", LAMP, WELL), "--strict").out


def test_strict_asks_nothing_at_a_terminal(desk, folder):
    path = sheet(folder / "台账.csv", LAMP, BAD)
    with desk.unchanged():
        heard = desk.talk("import", path, "--strict", answers=[], exits=8)
    assert "1 row is refused" in heard


def test_skip_bad_takes_the_good_rows_and_gives_the_others_back(desk, folder):
    path = sheet(folder / "台账.csv", LAMP, BAD)
    assert "1 new" in desk.run("import", path, "--skip-bad").out
    assert {file.name for file in folder.iterdir()} == {"台账.csv", "台账-退回.xlsx"}
    assert "路灯损坏" in matters(desk)
    assert "桥栏断裂" not in matters(desk)


def test_skip_bad_with_no_good_row_takes_nothing_in_and_gives_all_back(desk, folder):
    path = sheet(folder / "台账.csv", BAD)
    desk.refused("import", path, "--skip-bad", exits=8, says="台账-退回.xlsx")
    assert {file.name for file in folder.iterdir()} == {"台账.csv", "台账-退回.xlsx"}


def test_skip_bad_only_tried_writes_nothing(desk, folder):
    path = sheet(folder / "台账.csv", LAMP, BAD)
    desk.refused("import", path, "--skip-bad", "--dry-run", exits=8, says="台账!E5")
    assert [file.name for file in folder.iterdir()] == ["台账.csv"]


def test_both_at_once_are_refused_before_the_file_is_looked_at(desk, folder):
    missing = str(folder / "无.csv")
    said = desk.refused("import", missing, "--strict", "--skip-bad", exits=2, says="--strict")
    assert "无.csv" not in said.err


@pytest.mark.parametrize("name", ["一月", "第一村"])
def test_a_sheet_is_named_with_or_without_its_kind(desk, folder, name):
    import xlsxwriter

    path = folder / "全年.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for title, row in (("一月", LAMP), ("第一村", WELL)):
            page = book.add_worksheet(title)
            page.write_row(0, 0, HEAD)
            page.write_row(1, 0, row)
    desk.refused("import", str(path), exits=8, says="一月, 第一村; say which with --sheet")
    desk.refused("import", str(path), "--sheet", "", exits=8, says="一月, 第一村")
    told = desk.json("import", str(path), "--sheet", name, "--kind", "问题", "--dry-run")
    assert (told["sheet"], told["counts"]["new"]) == (name, 1)


@pytest.mark.parametrize(("language", "known"), [("en", "issue, visit"), ("zh", "问题、走访")])
def test_a_kind_that_there_is_not_is_refused_with_those_in_the_language(
    desk, folder, language, known
):
    path = sheet(folder / "a.csv", LAMP)
    done = desk.run("import", path, "--kind", "村", "--lang", language, exits=2)
    assert known in done.err


@pytest.mark.parametrize("said", ["visits", "Visit", "走访"])
def test_import_and_export_take_a_kind_by_the_same_words(desk, folder, said):
    path = folder / "走访.csv"
    assert desk.json("export", str(path), "--kind", said)["kind"] == "visit"
    assert desk.json("import", str(path), "--kind", said, "--dry-run")["kind"] == "visit"
    for command in ("export", "import"):
        desk.refused(command, str(path), "--kind", "走", exits=2, says="household, station")


@pytest.mark.parametrize(
    "given",
    [
        ("--kind", "issue"),
        ("--of-kind", "plan"),
        ("--map", "五里"),
        ("--on", "2026-03-31"),
        ("--place", "WL101"),
        ("--older",),
    ],
)
def test_what_is_asked_of_other_sheets_means_nothing_for_one_that_went_out(desk, folder, given):
    path = str(folder / "台账.xlsx")
    desk.run("export", path)
    desk.refused("import", path, *given, exits=2, says=given[0])
    assert desk.json("import", path, "--sheet", "问题台账")["counts"]["changed"] == 0


OWN = """\
kind: issue
title: "{unit}专办台账"
columns:
- {field: place}
- {field: title, header: 群众心声}
- {field: opened}
- {field: due, header: 专办时限}
"""


def test_at_a_terminal_it_is_asked_whose_a_sheet_is_and_of_what_kind(desk, folder):
    path = folder / "活动.csv"
    path.write_bytes(odd_files.text(["日期", "主题"], ["2026-03-05", "防火知识"]))
    answers = [("Whose sheet is it", "WL101\n"), ("What kind of activity", "政策宣讲\n")]
    heard = desk.talk("import", str(path), answers=[*answers, ("Take them in", "1\n")])
    assert "Taken in: 1 new" in heard
    (row,) = desk.json("import", str(path), "--place", "WL101", "--of-kind", "policy")["rows"]
    made = desk.json("show", row["record"])
    assert (row["becomes"], made["place"], made["kind"]) == ("same", "WL101", "policy")
    answers = [("Whose sheet is it", "1\n"), ("What kind of activity", "1\n")]
    heard = desk.talk(
        "import", str(path), answers=[*answers, ("Give the rows back", "2\n")], exits=130
    )
    assert "--of-kind" in heard


def test_rows_that_name_no_kind_of_activity_are_of_the_one_that_is_told(desk, folder):
    lines = [["日期", "主题", "参加人"], ["2026-03-05", "防火知识", "c003"]]
    path = folder / "活动.csv"
    path.write_bytes(odd_files.text(["榆舍片区活动台账"], *lines))
    desk.refused("import", str(path), exits=8, says="--of-kind")
    desk.refused("import", str(path), "--of-kind", "跳广场舞", exits=4, says="跳广场舞")
    (row,) = desk.json("import", str(path), "--of-kind", "政策宣讲")["rows"]
    assert desk.json("show", row["record"])["kind"] == "policy"
    said = desk.json("import", str(path), "--of-kind", "policy")["counts"]
    assert (said["same"], said["new"]) == (1, 0)
    issues = sheet(folder / "问题.csv", LAMP)
    desk.refused("import", issues, "--of-kind", "policy", exits=2, says="--of-kind")


def test_of_a_workbook_that_went_out_it_is_not_asked_whose_it_is(desk, folder):
    (desk.root / "layouts").mkdir(exist_ok=True)
    (desk.root / "layouts" / "bare.yaml").write_text(
        "kind: issue\ntitle: 台账\ncolumns:\n- {field: key}\n- {field: title}\n- {field: opened}\n"
    )
    desk.run("adopt")
    path = folder / "台账.xlsx"
    desk.run("export", str(path), "--layout", "bare")
    book = openpyxl.load_workbook(path)
    book.active.delete_rows(4, book.active.max_row)
    book.active.append([None, None, "路灯损坏", "2026-03-05"])
    book.save(path)
    answers = [("Give the rows back", "2\n")]
    assert "Whose sheet" not in desk.talk("import", str(path), answers=answers, exits=130)


def test_the_words_of_the_ledgers_own_layouts_are_known_headers(desk, folder):
    path = folder / "专办.csv"
    head = ["序号", "村", "群众心声", "登记日期", "专办时限"]
    path.write_bytes(odd_files.text(head, LAMP[:5]))
    kind = ("--kind", "issue")
    desk.refused("import", str(path), *kind, exits=8, says="no matter")
    layouts = desk.root / "layouts"
    layouts.mkdir()
    (layouts / "专办台账.yaml").write_text(OWN, encoding="utf-8")
    (layouts / "坏.yaml").write_text("kind: issue\n", encoding="utf-8")
    desk.git("add", "layouts")
    desk.git("commit", "-qm", "layouts")
    told = desk.json("import", str(path), *kind)
    assert told["columns"]["专办时限"] == "due"
    assert told["counts"]["new"] == 1
    assert "路灯损坏" in matters(desk)
    assert not (desk.root / "maps").exists()


def test_a_layout_goes_before_words_that_all_know_in_a_sheet_that_went_out_in_it(desk, folder):
    (desk.root / "layouts").mkdir()
    own = OWN.replace("群众心声", "突出问题").replace("- {field: place}", "- {field: key}", 1)
    (desk.root / "layouts" / "突出.yaml").write_text(own, encoding="utf-8")
    desk.run("adopt")
    path = folder / "突出.csv"
    desk.run("export", str(path), "--layout", "突出", "--level", "internal", "--reason", "核对")
    with desk.unchanged():
        told = desk.json("import", str(path), "--kind", "issue")
    assert told["columns"]["突出问题"] == "title"
    assert told["counts"]["changed"] == told["counts"]["new"] == 0
    head = ["序号", "村", "突出问题", "登记日期", "专办时限"]  # another sheet that has the word
    path.write_bytes(odd_files.text(head, LAMP[:5]))
    columns = desk.json("import", str(path), "--kind", "issue", "--dry-run")["columns"]
    assert (columns["突出问题"], columns["专办时限"]) == ("text", "due")


def test_a_sheet_with_hardly_any_words_but_those_of_a_layout_is_found(desk, folder):
    path = folder / "专办.csv"
    head = ["村", "群众心声", "专办时限", "分管人", "批次", "登记日期"]
    path.write_bytes(
        odd_files.text(head, ["五里镇第一村", "路灯坏了", "月底", "", "", "2026-03-05"])
    )
    desk.refused("import", str(path), exits=8, says="no row of headers")
    (desk.root / "layouts").mkdir()
    (desk.root / "layouts" / "专办台账.yaml").write_text(OWN, encoding="utf-8")
    desk.run("adopt")
    told = desk.json("import", str(path))
    assert told["columns"]["群众心声"] == "title"
    assert told["passed_over"] == ["分管人", "批次"]
    assert "路灯坏了" in matters(desk)


def test_a_layout_gives_no_second_column_to_a_field_that_a_sheet_has(desk, folder):
    path = folder / "专办.csv"
    head = ["序号", "村", "问题描述", "登记日期", "整改时限", "专办时限"]
    path.write_bytes(odd_files.text(head, LAMP))
    (desk.root / "layouts").mkdir()
    (desk.root / "layouts" / "专办台账.yaml").write_text(OWN, encoding="utf-8")
    desk.run("adopt")
    told = desk.json("import", str(path), "--kind", "issue", "--dry-run")
    assert told["passed_over"] == ["专办时限"]


def test_a_text_file_has_no_other_sheet_than_its_own(desk, folder):
    path = sheet(folder / "好.csv", LAMP)
    desk.refused(
        "import", path, "--sheet", "三月", exits=8, says="there is no sheet 三月; it has 好"
    )
    assert desk.json("import", path, "--sheet", "好 ", "--dry-run")["counts"]["new"] == 1


def test_a_chart_is_no_sheet_that_can_be_asked_for(desk, folder):
    path, (make, _said) = folder / "只有图.xlsx", odd_files.FILES["只有图.xlsx"]
    make(path)
    desk.refused(
        "import", str(path), "--sheet", "图", exits=8, says="there is no sheet 图; it has 数"
    )


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_nobody_is_asked_to_agree_to_a_plan_that_was_not_shown(desk, folder, form):
    good, bad = sheet(folder / "好.csv", LAMP), sheet(folder / "坏.csv", WELL, BAD)
    with desk.unchanged():
        heard = desk.talk("import", bad, "--format", form, answers=[], exits=8)
    assert "Take the good rows in" not in heard
    assert "尽快" in heard
    assert "Take them in" not in desk.talk("import", good, "--format", form, answers=[])
    assert "路灯损坏" in matters(desk)
