"""Sheets of several townships: a village is the one in the township that its row names."""

import json
from shutil import copytree

import pytest
import xlsxwriter
from book_world import example, opened
from cli_world import Desk

from ledger.sheets.reading.reader import Sheet
from ledger.sheets.tables import headers
from ledger.sheets.tables.table import find

HEAD = ["乡镇", "村", "问题描述", "登记日期"]


@pytest.fixture(scope="module")
def townships(tmp_path_factory):
    """A ledger of two townships, which have a village of one name."""
    root = example(tmp_path_factory.mktemp("towns") / "ledger")
    ledger = opened(root)
    ledger.add_station(code="KQ", name="哭泉镇", type="township", parent="YJ")
    ledger.add_station(code="KQ0", name="哭泉片区", type="area", parent="KQ")
    ledger.add_station(code="KQ1", name="新民村", type="village", parent="KQ0")
    ledger.add_station(
        code="KQ2", name="淌泥河村", type="village", parent="KQ0", aliases=["淌泥河"]
    )
    ledger.add_station(code="WL9", name="新民村", type="village", parent="WL1")
    ledger.index.close()
    return root


@pytest.fixture
def desk(townships, tmp_path):
    return Desk(copytree(townships, tmp_path / "台账"))


@pytest.fixture
def file(tmp_path):
    return tmp_path / "各镇问题.xlsx"


def told(desk, file, *rows, head=HEAD, exits=0, asked=("--dry-run",)):
    with xlsxwriter.Workbook(str(file)) as book:
        page = book.add_worksheet("问题")
        for number, row in enumerate([head, *rows]):
            page.write_row(number, 0, row)
    return json.loads(desk.run("import", str(file), *asked, "--format", "json", exits=exits).out)[
        "data"
    ]


def test_villages_of_one_name_are_told_apart_by_their_townships(desk, file):
    rows = [[town, "新民村", f"问题{town}", "2026-03-05"] for town in ("五里镇", "哭泉镇", "KQ")]
    assert told(desk, file, *rows, asked=())["counts"]["new"] == 3
    places = {row["title"]: row["place"] for row in desk.json("list")["rows"]}
    assert [places[f"问题{town}"] for town in ("五里镇", "哭泉镇", "KQ")] == ["WL9", "KQ1", "KQ1"]
    assert told(desk, file, *rows)["counts"]["same"] == 3


@pytest.mark.parametrize(
    ("town", "village", "place"),
    [
        ("五里镇", "第一村", "WL101"),
        ("五里镇", "五里镇第11村", None),
        ("五里镇", "榆舍片区第一村", "WL101"),
        ("五里镇", "五里镇榆舍片区第一村", "WL101"),
        ("五里镇榆舍片区", "第一村", "WL101"),
        ("宜君县五里镇", "新民村", "WL9"),
        ("哭泉镇", "淌泥河", "KQ2"),
        ("哭泉镇", "哭泉片区", "KQ0"),
        ("哭泉片区", "哭泉片区", "KQ0"),
        (None, "五里镇第一村", "WL101"),
        (None, "新民村", None),
        ("五里乡", "新民村", None),
        ("哭泉镇", "五里镇第一村", None),
        ("哭泉镇", "第一村", None),
        ("无此镇", "淌泥河村", None),
    ],
)
def test_a_village_lies_in_its_township_or_is_asked(desk, file, town, village, place):
    row = [town, village, "路灯不亮", "2026-03-05"]
    if place is None:
        data = told(desk, file, row, exits=8)
        (fault,) = data["rows"][0]["faults"]
        assert (fault["cell"], fault["field"]) == ("问题!B2", "place")
    else:
        told(desk, file, row, asked=())
        assert [r["place"] for r in desk.json("list")["rows"] if r["title"] == "路灯不亮"] == [
            place
        ]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_place_whose_own_name_looks_like_two_is_that_place(desk, file, ending):
    opened(desk.root).add_station(code="WL8", name="渭河/洛河片区", type="area", parent="WL")
    told(desk, file, [None, "渭河/洛河片区", "路灯不亮", "2026-03-05"], asked=())
    assert [r["place"] for r in desk.json("list")["rows"] if r["title"] == "路灯不亮"] == ["WL8"]
    out = str(file.with_name(f"出.{ending}"))
    desk.run("export", out)
    with desk.unchanged():
        assert "Nothing new." in desk.run("import", out).out


def test_a_village_whose_township_is_no_place_here_is_offered_first(desk, file):
    data = told(desk, file, ["无此镇", "淌泥河村", "路灯不亮", "2026-03-05"], exits=8)
    assert data["rows"][0]["asked"]["place"][0] == ["KQ2", "淌泥河村"]


def test_a_township_alone_is_the_place(desk, file):
    head = ["乡镇（街道）", "问题描述", "登记日期"]
    told(desk, file, ["哭泉片区", "镇上路灯不亮", "2026-03-05"], head=head, asked=())
    assert {r["title"]: r["place"] for r in desk.json("list")["rows"]}["镇上路灯不亮"] == "KQ0"


def test_a_village_left_empty_is_not_taken_for_the_township_unasked(desk, file):
    rows = [
        ["哭泉镇", "新民村", "路灯不亮", "2026-03-05"],
        ["哭泉镇", None, "渠道淤塞", "2026-03-05"],
        ["同上", "同上", "桥栏断裂", "2026-03-05"],
    ]
    data = told(desk, file, *rows, exits=8)
    (fault,) = data["rows"][1]["faults"]
    assert "--fill-down 村" in fault["sentence"]
    data = told(desk, file, *rows, asked=("--fill-down", "村", "--dry-run"))
    assert {row["read"]["place"] for row in data["rows"]} == {"哭泉镇/新民村"}


@pytest.mark.parametrize("kind", ["issue", "visit", "household"])
def test_each_sheet_of_villages_knows_its_township(kind):
    match = headers.match(kind, ["镇（街道）", "村（社区）", "备注"])
    assert [column.field for column in match.columns.values()][:2] == ["town", "place"]
    assert headers.match(kind, ["镇（街道）", "备注"]).columns[0].field == "place"


def test_a_household_is_of_the_village_in_its_township():
    rows = [["乡镇", "村", "户主", "人口"], ["哭泉镇", "新民村", "示例甲", 3]]
    table = find(Sheet("户册", rows, [], [], []))
    assert (table.kind, table.rows[0].cells["town"]) == ("household", "哭泉镇")


def test_a_register_has_the_group_that_its_place_ends_in(desk, file):
    head = ["村组", "户主", "家庭人口"]
    rows = [
        ["五里镇第一村三组", "示例甲", 3],
        ["五里镇第一村四组", "示例甲", 4],
        ["五里镇第一村", "示例乙", 2],
    ]
    data = told(desk, file, *rows, head=head)
    assert [row["read"].get("group") for row in data["rows"]] == ["三组", "四组", None]
    assert {row["read"]["place"] for row in data["rows"]} == {"五里镇第一村"}
    assert len({row["record"] for row in data["rows"]}) == 3
