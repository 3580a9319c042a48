"""Days such as 6.3 are month and day where their column or their title shows it, and only there."""

from datetime import date
from pathlib import Path

import openpyxl
from cli_world import Desk
from hypothesis import given
from hypothesis import strategies as st

from ledger.book.importing.rows import Intake
from ledger.commands.arriving import Arrived
from ledger.rules.clocks import Limit
from ledger.sheets import day_order, incoming
from ledger.sheets.reading.reader import File, Sheet

TODAY = date(2026, 12, 31)
HEAD = ["村", "问题描述", "登记日期", "整改时限"]


def read(*days, title="2026年问题台账", form="xlsx", field="opened"):
    """What the days of a column are, or what is wrong with them; and what is told of them."""
    at = {"opened": 2, "due": 3}[field]
    row = ["第一村", "路灯损坏", date(2026, 1, 1).isoformat(), None]
    rows = [[title], HEAD, *([*row[:at], day, *row[at + 1 :]] for day in days)]
    file = File(Path("台账"), form, [Sheet("Sheet1", rows, [(0, 0, 0, 3)], [], [])])
    found = day_order.told(incoming.find(file, None, "issue"))
    said = found.rows(TODAY, Limit(3, "day"))
    given = [one.fields.get(field) or (one.faults[0][1] if one.faults else None) for one in said]
    return [getattr(one, "due", one) for one in given], found.notices


def test_a_day_that_can_only_be_so_shows_the_order_of_its_column():
    days, notices = read("6.3", "6．10", "6/21", "2026-06-05", "6.8日", None)
    assert days == [date(2026, 6, day) for day in (3, 10, 21, 5, 8)] + [None]
    assert len(notices) == 1
    assert "登记日期: 3 days such as 6.3 " in notices[0]


def test_a_sheet_without_such_days_is_the_very_same_and_all_of_its_file_can_be_let_go():
    rows = [HEAD, ["第一村", "路灯损坏", "2026-01-01", None]]
    other = Sheet("说明", [["怎么填"]], [], [], [])
    found = incoming.find(File(Path("台账"), "xlsx", [Sheet("Sheet1", rows, [], [], []), other]))
    assert day_order.told(found) is found
    read = found.rows(TODAY, Limit(3, "day"))
    changed = found._replace(sheet=found.sheet._replace(rows=[*rows]))
    Arrived(changed, read, Intake(found.source(), "", [], {}), "", None).release()
    held = (read, rows, other.rows, changed.sheet.rows, changed.table.rows)
    assert held == ([], [], [], [], [])


def test_so_do_the_months_of_the_title_where_its_days_are_of_no_other():
    assert read("6.3", "6-10", title="2026年6月走访问题台账")[0] == [
        date(2026, 6, 3),
        date(2026, 6, 10),
    ]
    assert read("1.2", "3.5", title="2026年1—3月问题台账")[0][1] == date(2026, 3, 5)
    for title, days in (
        ("2026年6月问题台账", ["6.3", "7.3"]),
        ("2026年1-3月问题台账", ["1.2", "3.1"]),
        ("2026年问题台账", ["6.3", "6.10"]),
    ):
        said, notices = read(*days, title=title)
        assert all("in two ways" in one for one in said), title
        assert notices == []


def test_a_column_that_shows_neither_or_both_is_refused_as_before():
    assert "in two ways" in read("21.6", "6.3")[0][1]
    assert "in two ways" in read("6.21", "21.6", "6.3")[0][2]
    assert "in two ways" in read("6.21", "6.50", "6.5")[0][2]
    assert "in two ways" in read(1.5, 3.75, 4.25)[0][0], "amounts are no days"
    assert read("3.3")[0] == [date(2026, 3, 3)]
    assert read("3.3")[1] == []


def test_what_may_have_lost_a_zero_is_refused_however_clear_the_order_is():
    days, _notices = read(6.3, 6.5, 6.21, 6.1)
    assert days[1:3] == [date(2026, 6, 5), date(2026, 6, 21)]
    assert "in two ways" in days[0]
    assert "in two ways" in days[3]
    assert "in two ways" in read("6.3", "6.21", form="text")[0][0]
    assert read("6.3", "6.20", form="text")[0] == [date(2026, 6, 3), date(2026, 6, 20)]
    assert read("6.3", "6.21")[0][0] == date(2026, 6, 3)


def test_last_days_are_read_so_too():
    days, _notices = read("6.3前", "6.30前", "7.5", "15日内", field="due")
    assert days == [date(2026, 6, 3), date(2026, 6, 30), date(2026, 7, 5), None]


@given(st.lists(st.dates(date(2026, 1, 1), TODAY), min_size=1, max_size=9), st.sampled_from(".-/"))
def test_no_day_is_ever_read_as_another(days, mark):
    said = [f"{day.month}{mark}{day.day}" for day in days]
    found, notices = read(*said)
    wrong = [one for one, day in zip(found, days, strict=True) if one != day]
    assert all("in two ways" in one for one in wrong)
    shown = any(day.day > 12 for day in days)
    assert not (shown and wrong)
    assert bool(notices) <= shown


def test_a_row_that_is_given_back_has_the_day_written_out(desk: Desk, tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["五里镇第一村2026年问题台账"],
        HEAD,
        ["五里镇第一村", "路灯损坏", "3.21", "3.30前"],
        ["五里镇第一村", "机井干了", "3.5", "尽快"],
    ):
        book.active.append(row)
    file = tmp_path / "问题.xlsx"
    book.save(file)
    told = desk.json("import", str(file), "--skip-bad")
    assert [row["read"]["opened"] for row in told["rows"]] == ["2026-03-21", "2026-03-05"]
    back = openpyxl.load_workbook(tmp_path / "问题-退回.xlsx")
    assert [cell.value for cell in back.active[3]][:3] == ["五里镇第一村", "机井干了", "3月5日"]
    back.active["D3"] = "3月25日"
    back.save(tmp_path / "问题-退回.xlsx")
    again = desk.json("import", str(tmp_path / "问题-退回.xlsx"))
    assert again["counts"]["new"] == 1
    same = desk.run("import", str(file), "--skip-bad", "--format", "json", exits=8).data
    assert [row["becomes"] for row in same["rows"]] == ["same", "refused"]
