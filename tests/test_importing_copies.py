"""Copies of one sheet, sheets of many months, and rows that were given back in between."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, example, opened
from import_world import COVERT, acts, records

from ledger.book.importing import titles
from ledger.book.importing.planning import plan
from ledger.book.importing.rows import Row, Source
from ledger.errors import RefusedError
from ledger.rules.deadlines import Meaning

LAMP = {"place": "WL101", "text": "路灯损坏", "opened": date(2026, 3, 5)}
WELL = {"place": "WL102", "text": "机井干了", "opened": date(2026, 3, 6)}
RAIL = {"place": "WL103", "text": "桥栏断裂", "opened": date(2026, 3, 7)}
UNREAD = {"place": "WL103", "text": "桥栏断裂"}
"""The row of the rail as it came first: nobody can read its day."""
CALL = {"date": date(2026, 3, 8), "place": "WL101", "text": "看机井。"}
HOME = {"place": "WL101", "name": "张新一", "group": "一组", "size": 3}
TASK = {
    "period": "2026-W11",
    "issuer": "五里镇党委",
    "title": "春季防火巡查",
    "opened": date(2026, 3, 9),
    "due": Meaning(date(2026, 3, 15), None, long_term=False, word="3月15日"),
    "place": "WL101",
    "person": ["c003"],
}
SHEET = Source("issue", "台账.xlsx", "0" * 64, "问题", "五里镇问题台账", "榆舍片区")
MARCH = SHEET._replace(title="五里镇2026年3月问题台账", file="三月.xlsx")
APRIL = SHEET._replace(title="五里镇2026年4月问题台账", file="四月.xlsx")


class Clerk:
    """Somebody who takes sheets in, one each day."""

    def __init__(self, root):
        self.root = root
        self.day = TODAY

    def planned(self, source, *fields, **asked):
        faults = {id(UNREAD): [("opened", "no day")]}
        given = [
            Row(number, row, faults=faults.get(id(row), ())) for number, row in enumerate(fields, 3)
        ]
        self.day += timedelta(days=1)
        return plan(opened(self.root, self.day), source, given, **asked)

    def taken(self, source, *fields, **asked):
        made = self.planned(source, *fields, **asked)
        opened(self.root, self.day).take_in(made)
        return made

    def corrected(self, *fields):
        """Rows that were given back come again."""
        return self.taken(SHEET._replace(file="台账-退回.xlsx", part=True), *fields)


@pytest.fixture
def clerk(tmp_path):
    return Clerk(example(tmp_path / "ledger"))


def test_a_row_that_was_given_back_and_came_corrected_is_not_gone_from_its_sheet(clerk):
    clerk.taken(SHEET, LAMP, WELL, UNREAD)
    clerk.corrected(RAIL)
    again = clerk.planned(SHEET, LAMP, WELL, UNREAD)
    assert (acts(again), again.gone) == (["same", "same", "refused"], [])


def test_rows_that_were_given_back_tell_nothing_of_the_rest_of_their_sheet(clerk):
    _lamp, well = records(clerk.taken(SHEET, LAMP, WELL, UNREAD))[:2]
    assert clerk.corrected(RAIL).gone == []
    assert clerk.planned(SHEET, LAMP, UNREAD).gone == [well]


def test_a_corrected_row_is_gone_from_a_copy_of_which_every_row_is_known(clerk):
    clerk.taken(SHEET, LAMP, WELL, UNREAD)
    [rail] = records(clerk.corrected(RAIL))
    assert clerk.planned(SHEET, LAMP, WELL).gone == [rail]
    assert clerk.planned(SHEET, LAMP, WELL, RAIL).gone == []


def test_a_sheet_of_which_all_was_given_back_has_its_rows_all_the_same(clerk):
    clerk.corrected(RAIL)
    assert clerk.planned(SHEET, UNREAD).gone == []
    assert len(clerk.planned(SHEET, LAMP).gone) == 1


def test_a_row_that_is_refused_now_is_not_gone(clerk):
    lamp, well = records(clerk.taken(SHEET, LAMP, WELL))
    clerk.day += timedelta(days=1)
    opened(clerk.root, clerk.day).advance(lamp, "assign", clerk.day, unit="镇政府")
    made = clerk.planned(SHEET, {**LAMP, "unit": ["经发办"]})
    assert (acts(made), made.gone) == (["refused"], [well])


def test_one_workbook_has_many_sheets_of_one_title(clerk):
    first, second = (SHEET._replace(sheet=name) for name in ("第一村", "第二村"))
    clerk.taken(first, LAMP)
    assert clerk.taken(second, WELL).gone == []
    assert clerk.planned(first, LAMP).gone == []
    assert len(clerk.planned(second, RAIL).gone) == 1


def test_sheets_of_one_workbook_are_each_of_a_day_of_their_own(clerk):
    june, may = (
        SHEET._replace(sheet=name, as_of=date(2026, month, 20), sha256=f"{month}" * 64)
        for name, month in (("道路", 6), ("饮水", 5))
    )
    may = may._replace(sha256=june.sha256)
    clerk.taken(june, {**LAMP, "unit": ["经发办"]})
    assert acts(clerk.planned(may, WELL)) == ["new"]
    with pytest.raises(RefusedError, match=r"2026-05-20.*row 3.*2026-06-20"):
        clerk.planned(may, {**LAMP, "unit": ["镇政府"]})
    clerk.taken(may, WELL)
    later = may._replace(as_of=date(2026, 6, 10), sha256="7" * 64)  # in the next workbook
    assert acts(clerk.planned(later, WELL)) == ["same"]
    with pytest.raises(RefusedError, match=r"2026-05-20.*2026-06-20"):
        clerk.planned(june._replace(as_of=may.as_of, sha256="7" * 64), RAIL)


@pytest.mark.parametrize("file", ["问题台账.xlsx", f"{'问题' * 96}台账.xlsx"])
def test_a_sheet_whose_name_begins_as_that_of_its_file_is_one_of_several(clerk, file):
    stem = file.removesuffix(".xlsx")
    first, second = (SHEET._replace(file=file, sheet=name) for name in (stem[:-2], stem))
    clerk.taken(first, LAMP)
    assert clerk.taken(second, WELL).gone == []
    assert len(clerk.planned(first, RAIL).gone) == 1


@pytest.mark.parametrize("name", ["三月", "m" * 198, "m" * 230])
def test_rows_of_a_text_that_were_given_back_are_of_its_sheet(clerk, name):
    text = SHEET._replace(file=f"{name}.csv"[:200], sheet=name[:200])
    back = SHEET._replace(file="四月-退回2.xlsx", sheet="四月", part=True)
    lamp, _well = records(clerk.taken(text, LAMP, WELL))
    (rail,) = records(clerk.taken(back, RAIL))
    later = clerk.planned(SHEET._replace(file="五月.csv", sheet="五月"), WELL)
    assert later.gone == [lamp, rail]


def test_a_text_file_is_the_same_sheet_whatever_it_is_called(clerk):
    march, april = (SHEET._replace(file=f"{name}.csv", sheet=name) for name in ("三月", "四月"))
    lamp, _well = records(clerk.taken(march, LAMP, WELL))
    assert clerk.planned(april, WELL).gone == [lamp]


def test_of_two_imports_of_one_second_the_later_one_counts(clerk):
    first = [records(clerk.taken(SHEET, LAMP))]
    for row in (WELL, RAIL, WELL, RAIL):
        clerk.day -= timedelta(days=1)
        made = clerk.taken(SHEET, row)
        assert made.gone == first[-1]
        first.append(records(made))


def test_the_same_row_in_the_list_of_the_next_month_is_the_same_record(clerk):
    [lamp] = records(clerk.taken(MARCH, LAMP))
    made = clerk.taken(APRIL, {**LAMP, "unit": ["经发办"]}, WELL)
    assert (acts(made), records(made)[0]) == (["changed", "new"], lamp)
    assert opened(clerk.root, clerk.day).issue(lamp).owner.unit == "经发办"


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("issue", LAMP),
        ("visit", CALL),
        ("household", HOME),
        ("task", TASK),
        ("activity", COVERT),
    ],
)
def test_a_row_without_a_number_is_one_record_whichever_sheet_brings_it(clerk, kind, row):
    march, april = (SHEET._replace(kind=kind, title=f"榆舍片区{n}月登记表") for n in (3, 4))
    first = clerk.taken(march, row)
    again = clerk.planned(april, row)
    assert (acts(first), acts(again)) == (["new"], ["same"])
    assert (records(again), again.gone) == (records(first), [])


def test_what_is_not_in_the_list_of_the_next_month_is_not_gone(clerk):
    clerk.taken(MARCH, LAMP, WELL)
    assert clerk.planned(APRIL, RAIL).gone == []
    assert len(clerk.planned(MARCH, LAMP).gone) == 1


def test_the_list_of_an_earlier_month_may_come_late_and_changes_nothing_back(clerk):
    clerk.taken(APRIL, {**LAMP, "unit": ["经发办"]}, WELL)
    assert acts(clerk.planned(MARCH, RAIL, WELL)) == ["new", "same"]
    late = [{**LAMP, "unit": ["镇政府"]}, RAIL]
    with pytest.raises(RefusedError, match=r"2026-03-31.*row 3.*2026-04-30.*--older"):
        clerk.planned(MARCH, *late)
    assert acts(clerk.planned(MARCH, *late, older=True)) == ["changed", "new"]


@pytest.mark.parametrize(
    ("kind", "row", "changed"),
    [
        ("issue", {**LAMP, "unit": ["经发办"]}, {"unit": ["镇政府"]}),
        ("household", HOME, {"size": 5}),
        ("task", TASK, {"progress": "已查三处"}),
        ("visit", CALL, {"opinion": "修路"}),
        ("activity", COVERT, {"findings": "无人值班"}),
    ],
)
def test_a_sheet_of_another_unit_changes_nothing_back_that_one_of_a_later_day_said(
    clerk, kind, row, changed
):
    village = SHEET._replace(kind=kind, title="五里镇第一村台账", unit="五里镇第一村")
    town = SHEET._replace(kind=kind, title="榆舍片区汇总台账")
    late, early = date(2026, 2, 28), date(2026, 2, 20)
    clerk.taken(village._replace(as_of=late), row)
    with pytest.raises(RefusedError, match=r"2026-02-20.*row 3.*2026-02-28.*--older"):
        clerk.planned(town._replace(as_of=early), {**row, **changed})
    assert acts(clerk.planned(town._replace(as_of=early), row)) == ["same"]
    for of, asked in ((early, {"older": True}), (late, {}), (None, {})):
        made = clerk.planned(town._replace(as_of=of), {**row, **changed}, **asked)
        assert acts(made) == ["changed"]


def test_of_another_unit_a_time_in_the_title_tells_no_day(clerk):
    year = SHEET._replace(title="五里镇第一村2026年度问题台账", unit="五里镇第一村")
    clerk.taken(year, {**LAMP, "unit": ["经发办"]})
    assert acts(clerk.planned(MARCH, {**LAMP, "unit": ["镇政府"]})) == ["changed"]


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("五里镇第一村问题台帐", "五里镇第一村"),
        ("五里镇第一村问题台账", "五里镇第一村村委会"),
        ("五里镇第一村问题台账", "第一村党支部"),
        ("五里镇第一村 问题台账", ""),
    ],
)
def test_a_sheet_is_the_same_in_whichever_way_its_title_and_unit_are_written(clerk, title, unit):
    village = SHEET._replace(title="五里镇第一村问题台账", unit="五里镇第一村")
    old = village._replace(as_of=date(2026, 2, 28))
    clerk.taken(old, LAMP, WELL)
    made = clerk.taken(village._replace(title=title, unit=unit, as_of=date(2026, 3, 31)), LAMP)
    assert len(made.gone) == 1
    with pytest.raises(RefusedError, match=r"2026-02-28.*2026-03-31"):
        clerk.planned(old, LAMP)


@pytest.mark.parametrize("unit", ["五里镇民政办", "榆舍片区", "五里镇第二村"])
def test_offices_and_other_units_have_sheets_of_their_own_under_one_title(clerk, unit):
    village = SHEET._replace(title="五里镇第一村问题台账", unit="五里镇水务站")
    clerk.taken(village, LAMP, WELL)
    assert clerk.planned(village._replace(unit=unit), LAMP).gone == []
    assert len(clerk.planned(village, LAMP).gone) == 1


def test_a_list_that_goes_on_from_one_month_is_one_sheet(clerk):
    longer, shorter = (
        SHEET._replace(title=f"五里镇2026年1{to}月问题台账") for to in ("—4", "月至3")
    )
    lamp, _well = records(clerk.taken(shorter, LAMP, WELL))
    assert clerk.taken(longer, WELL, RAIL).gone == [lamp]
    with pytest.raises(RefusedError, match=r"2026-03-31.*2026-04-30"):
        clerk.planned(shorter, LAMP)
    assert clerk.planned(SHEET._replace(title="五里镇2026年4-6月问题台账"), LAMP).gone == []


def test_titles_without_anything_but_a_time_say_nothing_of_each_other(clerk):
    clerk.taken(SHEET._replace(title="2026年4月", unit=""), {**LAMP, "unit": ["经发办"]})
    other = SHEET._replace(title="2026年3月", unit="")
    assert acts(clerk.planned(other, {**LAMP, "unit": ["镇政府"]})) == ["changed"]


@pytest.mark.parametrize("said", ["unit", "title"])
def test_each_unit_counts_for_itself(clerk, said):
    of = SHEET._replace(columns={"编号": "key"}, title="", unit="")
    first, second, town = (
        of._replace(**{said: place}) for place in ("五里镇第一村", "五里镇第二村", "五里镇")
    )
    lamp, well = ({**row, "key": "2026-017"} for row in (LAMP, WELL))
    one, other = clerk.taken(first, lamp), clerk.taken(second, well)
    assert acts(other) == ["new"]
    assert records(one) != records(other)
    for source, row, made in ((first, lamp, one), (second, well, other)):
        again = clerk.planned(source, row)
        assert (acts(again), records(again)) == (["same"], records(made))
    above = clerk.planned(town, {**lamp, "unit": ["经发办"]})
    assert (acts(above), records(above)) == (["changed"], records(one))


@pytest.mark.parametrize(
    ("title", "stem", "series", "until"),
    [
        ("五里镇问题台账", "五里镇问题台账", "五里镇问题台账", None),
        ("五里镇2026年3月问题台账", "五里镇2026年3月问题台账", "五里镇问题台账", "2026-03-31"),
        ("2026年1-3月份 台账", "2026年1-台账", "台账", "2026-03-31"),
        ("2025年12月至2026年2月台账", "2025年12-台账", "台账", "2026-02-28"),
        ("2026年1月1日—3月5日台账", "2026年1月1日-台账", "台账", "2026-03-05"),
        ("2026年三月走访记录", "2026年三月走访记录", "走访记录", "2026-03-31"),
        ("2026年第一季度走访记录", "2026年第一季度走访记录", "走访记录", "2026-03-31"),
        ("2026年上半年走访记录", "2026年上半年走访记录", "走访记录", "2026-06-30"),
        ("2026年第12周清单", "2026年第12周清单", "清单", "2026-03-22"),
        ("走访记录(2026年3月5日)", "走访记录(2026年3月5日)", "走访记录", "2026-03-05"),
        ("2026年度问题台账", "2026年度问题台账", "问题台账", "2026-12-31"),
        ("3月问题台账", "3月问题台账", "问题台账", None),
        ("2026-3月问题台账", "2026-3月问题台账", "2026-问题台账", None),
        ("2026年13月问题台账", "2026年13月问题台账", "问题台账", None),
        ("2026年2月30日台账", "2026年2月30日台账", "台账", None),
        ("五里镇第十二村台账", "五里镇第十二村台账", "五里镇第十二村台账", None),
    ],
)
def test_a_title_tells_its_time_and_what_it_is_without_it(title, stem, series, until):
    assert (titles.stem(title), titles.series(title)) == (stem, series)
    assert titles.until(title) == (until and date.fromisoformat(until))
