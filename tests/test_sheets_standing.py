"""Who went, and on which day, where it stands above the table."""

from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest

from ledger.rules.clocks import Limit
from ledger.sheets import incoming
from ledger.sheets.reading.reader import File, Sheet
from ledger.sheets.tables import around

TITLE = "五里镇第一村2026年入户走访登记表"
HEAD = ["序号", "走访对象", "走访内容"]
ROW = [1, "张甲一", "看望老人"]
JUNE = date(2026, 6, 18)


def rows(said, *lines, head=HEAD, kind="visit"):
    grid = [[TITLE], said if isinstance(said, list) else [said], head, *lines]
    file = File(Path("台账.xlsx"), "xlsx", [Sheet("Sheet1", grid, [], [], [])])
    return incoming.find(file, None, kind).rows(date(2026, 6, 30), Limit(3, "day"))


@pytest.mark.parametrize(
    ("said", "people", "held"),
    [
        ("走访人：c040　　2026年6月", "c040", None),
        ("包户干部：c039　　职务：副站长　　联系电话：13911110001", "c039", None),
        ("填报单位：五里镇第三村　走访干部：c039　2026年6月", "c039", None),
        ("走访人：c039、c042　走访日期：2026年6月18日", "c039、c042", JUNE),
        ("入户干部: c039 c042", "c039 c042", None),
        ("走访人：　走访时间：6月18日", "", JUNE),
        ("检查时间：2026年6月18日上午", "", JUNE),
        ("走访日期：2026年6月18日—20日", "", None),
        ("走访日期：2026年6月18日、19日", "", None),
        ("走访人签字：", "", None),
        ("走访人员：c041\u200b、c102", "c041、c102", None),
        ("填表人：c041", "", None),
    ],
)
def test_who_went_and_when_is_read_above_the_table(said, people, held):
    found = around.read([TITLE, " ".join(said.replace("：", ":").split())])
    assert (found.people, found.held, found.title) == (people, held, TITLE)


def test_rows_that_name_nobody_are_of_who_stands_above():
    head = [*HEAD, "走访人", "走访日期"]
    lines = [[*ROW, None, "6.3"], [2, "李乙二", "看望老人", "c003", "6.3"]]
    first, second = rows("走访人：c039、c042", *lines, head=head)
    assert first.fields["people"] == ["c039", "c042"]
    assert (second.fields["people"], second.notes) == (["c003"], ())
    assert "no visitor" in first.notes[0]


@pytest.mark.parametrize(
    ("kind", "head", "field"),
    [
        ("visit", HEAD, "date"),
        ("activity", ["序号", "活动主题", "参加人"], "date"),
        ("issue", ["序号", "问题描述", "责任人"], "opened"),
    ],
)
def test_the_day_above_the_table_is_that_of_rows_without(kind, head, field):
    (row,) = rows(["检查时间：2026年6月18日"], ROW, head=head, kind=kind)
    assert row.fields[field] == JUNE
    assert str(JUNE) in row.notes[0]


def test_an_empty_day_below_one_and_one_that_cannot_be_read_stay_so():
    head = [*HEAD, "走访日期"]
    lines = [[*ROW, "2026.6.3"], [*ROW, None], [*ROW, "上周"]]
    said = rows("走访日期：2026年6月18日", *lines, head=head)
    assert [row.fields.get("date") for row in said] == [date(2026, 6, 3), None, None]
    assert not any(row.notes for row in said)


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        (["填报单位:榆舍片区", "2026年6月18日"], JUNE),
        (["2026-06-18"], JUNE),
        (["(2026年6月18日)"], JUNE),
        (["2026年6月18日", "2026年6月20日"], None),
        (["会议时间:", "2026年6月18日"], None),
        (["2026年6月"], None),
        (["6月18日"], None),
    ],
)
def test_a_whole_day_alone_in_a_cell_is_that_of_the_sheet(cells, day):
    assert around.read([TITLE, " ".join(cells)], [TITLE, *cells]).as_of == day


@pytest.mark.parametrize(
    "said",
    [
        ["会议时间：2026年6月20日", None, "会议地点：村委会"],
        ["走访人：c040", None, "2026年6月"],
        ["主持人：c038", "记录人：c041", "地点：村委会"],
    ],
)
def test_labels_above_the_header_are_no_level_of_it(said):
    head = ["序号", "村", "问题描述"]
    grid = [[TITLE], said, head, [1, "第一村", "路灯损坏"]]
    file = File(Path("台账.xlsx"), "xlsx", [Sheet("Sheet1", grid, [], [], [])])
    assert incoming.find(file, None, "issue").table.headers == dict(enumerate(head))


@pytest.mark.parametrize(
    ("title", "period", "due"),
    [
        ("五里镇2026年任务清单", "2026-W26", date(2026, 6, 26)),
        ("五里镇2026年任务清单", "第26周", date(2026, 6, 26)),
        ("五里镇2026年6月任务清单", None, date(2026, 6, 26)),
        ("五里镇2026年任务清单", None, None),
        ("五里镇2026年任务清单", "2026-W25", None),
    ],
)
def test_a_last_day_in_the_time_of_its_row_or_of_the_title_needs_no_year(title, period, due):
    grid = [
        [title],
        ["填报日期：2026年6月28日"],
        ["周次", "任务", "完成时限", "村"],
        [period, "防汛排查", "6月26日", "第一村"],
    ]
    file = File(Path("台账.xlsx"), "xlsx", [Sheet("Sheet1", grid, [], [], [])])
    (row,) = incoming.find(file, None, "task").rows(date(2026, 6, 30), Limit(3, "day"))
    assert (row.fields["due"].due if due else dict(row.faults).keys()) == (due or {"due"})


@pytest.mark.parametrize(
    ("said", "given", "period"),
    [
        ("周次：2026年第26周　下发日期：2026年6月22日", date(2026, 6, 22), "2026年第26周"),
        ("下发时间：6月22日", None, ""),  # of which year
        ("下发日期：　期次：2026-W26", None, "2026-W26"),
        ("月份：　下发日期：2026年6月22日", date(2026, 6, 22), ""),
        ("下发日期：2026年6月22日—24日", None, ""),
        ("（2026年第二十六周）", None, "2026年第二十六周"),
        ("第26周  填报单位：榆舍片区", None, "第26周"),
        ("2026年6月", None, ""),  # perhaps when it was made out
        ("走访日期：2026年6月22日", None, ""),
    ],
)
def test_when_tasks_were_given_and_for_when_is_read_above_the_table(said, given, period):
    line = " ".join(normalize("NFKC", said).split())
    found = around.read(["榆舍片区任务清单", line])
    assert (found.given, found.period) == (given, period)


def test_a_week_that_the_title_has_is_not_read_twice():
    assert around.read(["榆舍片区任务清单 第26周"]).period == ""


def test_tasks_without_a_day_and_a_period_have_those_above_the_table():
    said = "周次：2026年第26周　下发日期：2026年6月22日"
    head = ["任务", "完成时限", "村", "下发日期"]
    lines = [["防汛排查", "6月28日", "第一村", None], ["护林", "6.30", "第二村", "6月23日"]]
    first, second = rows(said, *lines, head=head, kind="task")
    assert (first.fields["opened"], first.fields["period"]) == (date(2026, 6, 22), "2026年第26周")
    assert first.fields["due"].due == date(2026, 6, 28)
    assert [("2026-06-22" in note, "第26周" in note) for note in first.notes] == [
        (True, False),
        (False, True),
    ]
    assert (second.fields["opened"], len(second.notes)) == (date(2026, 6, 23), 1)
    assert second.fields["due"].due == date(2026, 6, 30)


def test_a_last_day_is_read_by_the_day_on_which_tasks_were_given_above_the_table():
    grid = [
        ["榆舍片区任务清单"],
        ["下发日期：2026年12月22日　填报日期：2026年12月22日"],
        ["任务", "完成时限", "村"],
        ["防火", "1月8日", "第一村"],
    ]
    file = File(Path("台账.xlsx"), "xlsx", [Sheet("Sheet1", grid, [], [], [])])
    (row,) = incoming.find(file, None, "task").rows(date(2026, 12, 30), Limit(3, "day"))
    assert row.fields["due"].due == date(2027, 1, 8)
