"""`tz import --fill-down`: what stands once over its rows is taken over if a person says so."""

import openpyxl
import pytest
import sheet_plans
import xlsxwriter

ONCE = sheet_plans.FOLDER / "首行填写.xlsx"
HEAD = ["序号", "村", "问题描述", "登记日期"]


@pytest.fixture
def file(tmp_path):
    folder = tmp_path / "收到"
    folder.mkdir()
    return folder / "问题台账.xlsx"


def write(path, *rows, merged=()):
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("问题")
        for number, row in enumerate([HEAD, *rows]):
            page.write_row(number, 0, row)
        for cells, said in merged:
            page.merge_range(cells, said)
    return str(path)


def told(desk, *asked, exits=0):
    from cli_world import call

    result = call("-C", str(desk.root), "import", *map(str, asked), "--format", "json")
    assert result.code == exits, result.out
    return result.data


def read(data, field="place"):
    return {row["row"]: row["read"].get(field) for row in data["rows"]}


def faults(data):
    return {
        fault["cell"]: fault["sentence"] for row in data["rows"] for fault in row.get("faults", ())
    }


def test_without_it_an_empty_place_is_refused_and_the_sentence_names_it(reader):
    said = faults(told(reader, ONCE, "--dry-run", exits=8))
    assert "--fill-down 行政村" in said["问题!B4"]
    assert "--fill-down 登记时间" in said["问题!D4"]
    assert "--fill-down" not in said["问题!B9"], "a category title stands between"
    assert "--fill-down" not in said["问题!B11"], "无 is no empty cell"


@pytest.mark.parametrize("names", [("行政村", "登记时间"), ("place", "opened"), ("村", "登记日期")])
def test_the_columns_that_are_named_are_filled_and_no_other(reader, names):
    asked = [one for name in names for one in ("--fill-down", name)]
    data = told(reader, ONCE, *asked, "--dry-run", exits=8)
    places = read(data)
    assert (places[4], places[6]) == ("五里镇第一村", "五里镇第二村")
    assert read(data, "opened")[4] == "2026-03-01"
    assert read(data, "opened")[6] == "2026-03-05"
    assert read(data, "unit")[4] is None
    assert set(faults(data)) == {"问题!B9", "问题!B11"}, "not across a title, and not over 无"
    assert any("行政村" in notice and "2" in notice for notice in data["notices"])


def test_rows_that_are_given_back_have_what_they_took_over(desk, file):
    rows = [1, "五里镇第一村", "路灯损坏", "2026-03-05"], [2, None, "井盖缺失", "上个月"]
    told(desk, write(file, *rows), "--fill-down", "村", "--skip-bad")
    back = file.with_name("问题台账-退回.xlsx")
    book = openpyxl.load_workbook(back)
    (row,) = [[c.value for c in r] for r in book.active.iter_rows(min_row=2)]
    assert row[1:3] == ["五里镇第一村", "井盖缺失"]
    book.active["D2"] = "2026-03-06"
    book.save(back)
    data = told(desk, back)
    assert data["counts"]["new"] == 1
    assert read(data) == {2: "五里镇第一村"}


def test_a_sum_ends_a_block_and_the_header_of_a_new_page_does_not(desk, file):
    rows = (
        [1, "五里镇第一村", "路灯损坏", "2026-03-05"],
        HEAD,
        [2, "  ", "井盖缺失", "2026-03-06"],
        ["小计", None, "2件"],
        [3, None, "桥栏断裂", "2026-03-07"],
    )
    data = told(desk, write(file, *rows), "--fill-down", "村", "--dry-run", exits=8)
    assert read(data) == {2: "五里镇第一村", 4: "五里镇第一村", 6: None}
    assert set(faults(data)) == {"问题!B6"}


def test_a_row_with_its_number_alone_ends_no_block(desk, file):
    rows = [1, "五里镇第一村", "路灯损坏", "2026-03-05"], [2], [3, None, "井盖缺失", "2026-03-06"]
    data = told(desk, write(file, *rows), "--fill-down", "村", "--dry-run")
    assert read(data) == {2: "五里镇第一村", 4: "五里镇第一村"}
    assert [one["why"] for one in data["skipped"]] == ["numbered"]


def test_merged_cells_are_taken_over_below_their_range_too(desk, file):
    rows = [[n, None, f"问题{n}", "2026-03-05"] for n in (1, 2, 3, 4)]
    path = write(file, *rows, merged=[("B2:B3", "五里镇第一村")])
    data = told(desk, path, "--fill-down", "村", "--dry-run")
    assert set(read(data).values()) == {"五里镇第一村"}


def test_the_unit_of_the_sheet_stands_for_no_place_that_a_row_above_may_mean(desk, file):
    with xlsxwriter.Workbook(str(file)) as book:
        page = book.add_worksheet("问题")
        page.write("A1", "问题登记表")
        page.write("A2", "填报单位：榆舍片区　　截至2026年3月31日")
        for number, row in enumerate(
            [
                HEAD,
                [1, None, "大厅漏水", "2026-03-05"],
                [2, "五里镇第一村", "路灯损坏", "2026-03-05"],
                [3, None, "井盖缺失", None],
            ],
            2,
        ):
            page.write_row(number, 0, row)
    said = faults(told(desk, file, "--dry-run", exits=8))
    assert set(said) == {"问题!B6", "问题!D6"}
    assert all("--fill-down" in sentence for sentence in said.values())
    data = told(desk, file, "--fill-down", "村", "--fill-down", "登记日期")
    assert data["counts"]["new"] == 3
    places = {row["title"]: row["place"] for row in desk.json("list")["rows"]}
    assert (places["大厅漏水"], places["井盖缺失"]) == ("WL1", "WL101")
    assert desk.json("check")["rows"] == []


def test_a_column_that_the_sheet_has_not_is_told_with_those_that_it_has(reader):
    said = reader.refused("import", str(ONCE), "--fill-down", "备注", exits=2, says="no column")
    assert "行政村" in said.err


def test_a_workbook_that_went_out_is_not_filled(desk, file):
    desk.run("export", str(file))
    desk.refused("import", str(file), "--fill-down", "村", exits=2, says="went out")


def test_the_chinese_name_of_the_option_does_the_same(reader):
    asked = ("--向下填充", "村", "--向下填充", "登记时间", "--dry-run")
    assert read(told(reader, ONCE, *asked, exits=8))[4] == "五里镇第一村"


SAME = sheet_plans.FOLDER / "同上.xlsx"


def test_what_says_that_it_repeats_is_what_stands_above_it(reader):
    data = told(reader, SAME, "--dry-run", exits=8)
    assert read(data) == {
        **dict.fromkeys((3, 4), "五里镇第一村"),
        **dict.fromkeys((5, 6), "五里镇第二村"),
        8: None,
        9: "五里镇第三村",
    }
    assert (read(data, "opened")[4], read(data, "opened")[6]) == ("2026-03-01", "2026-03-02")
    assert (read(data, "unit")[4], read(data, "unit")[9]) == (["镇水利站"], ["环卫所"])
    assert (read(data, "measures")[4], read(data, "measures")[6]) == ("换泵", "清淤")
    assert set(faults(data)) == {"问题!E6", "问题!B8"}, "an empty cell above, and a title between"
    assert any("行政村" in notice and "2" in notice for notice in data["notices"])


@pytest.mark.parametrize("mark", ["同上", " 同上。", "〃", "''", "＂", "”", "ditto"])
def test_each_mark_repeats_a_row_that_repeats_itself(reader, file, mark):
    first = [1, "五里镇第一村", "路灯损坏", "2026-03-05"]
    rows = [first, *([n, mark, f"问题{n}", mark] for n in (2, 3))]
    data = told(reader, write(file, *rows), "--dry-run")
    assert set(read(data).values()) == {"五里镇第一村"}
    assert set(read(data, "opened").values()) == {"2026-03-05"}


def test_rows_that_are_given_back_say_what_they_repeat(desk, file):
    rows = [1, "五里镇第一村", "路灯损坏", "2026-03-05"], [2, "同上", "井盖缺失", "上个月"]
    told(desk, write(file, *rows), "--skip-bad")
    back = openpyxl.load_workbook(file.with_name("问题台账-退回.xlsx"))
    (row,) = [[c.value for c in r] for r in back.active.iter_rows(min_row=2)]
    assert row[1:3] == ["五里镇第一村", "井盖缺失"]


def test_an_empty_cell_may_be_filled_by_one_that_repeats(reader, file):
    rows = [
        [n, place, f"问题{n}", "2026-03-05"]
        for n, place in enumerate(["五里镇第一村", "同上", None, "〃"])
    ]
    data = told(reader, write(file, *rows), "--fill-down", "村", "--dry-run")
    assert set(read(data).values()) == {"五里镇第一村"}


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_record_that_says_so_itself_comes_back_as_it_went_out(desk, file, ending):
    given = ("--unit", "供电所", "--due", "2026-12-01")
    for title in ("路灯不亮", "同上"):
        record = desk.json("issue", "register", "--place", "WL101", "--title", title)["id"]
        desk.run("issue", "assign", record, "--measures", "同上", *given)
    path = str(file.with_suffix(f".{ending}"))
    desk.run("export", path)
    with desk.unchanged():
        assert "Nothing new." in desk.run("import", path).out


def test_an_edit_of_a_workbook_of_ours_is_written_out(desk, file):
    desk.run("export", str(file))
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    for at in (cell.column for cell in page[3] if cell.value in {"问题标题", "登记日期"}):
        page.cell(5, at).value = "同上"
    book.save(file)
    told = desk.run("import", str(file), "--format", "json", exits=8).envelope["data"]
    (faults,) = (row["faults"] for row in told["rows"] if row["becomes"] == "refused")
    assert sorted(one["field"] for one in faults) == ["opened", "title"]  # and each once
    assert all("write it out" in one["sentence"] for one in faults)
