"""Refused rows given back: the cells that cannot be read stay what they are, however many."""

from pathlib import Path

import openpyxl

from ledger.book.importing.rows import Row
from ledger.sheets import incoming, returned
from ledger.sheets.reading import cell_names
from ledger.sheets.reading.reader import File, Sheet

HEAD = ["村", "登记日期", "问题描述"]


def test_cells_without_a_value_are_looked_up_once_and_not_for_each_row(tmp_path, monkeypatch):
    many = 60
    cells = [f"B{number}" for number in range(2, many + 2)]
    rows = [HEAD, *([["WL101", None, f"第{number}盏路灯坏了"] for number in range(many)])]
    found = incoming.find(File(Path("台账.xlsx"), "xlsx", [Sheet("问题", rows, [], [], cells)]))
    looked = []

    def position(cell):
        looked.append(cell)
        return cell_names.position(cell)

    monkeypatch.setattr(returned, "position", position)
    given = [Row(number, {}) for number in range(2, many + 2)]
    faults = {row.number: [("opened", "没有值")] for row in given}
    returned.write(tmp_path / "退回.xlsx", found, given, faults)
    assert looked == cells
    page = openpyxl.load_workbook(tmp_path / "退回.xlsx")["问题"]
    assert [page.cell(number, 2).value for number in (2, many + 1)] == ["=NA()", "=NA()"]
    assert page.cell(2, 4).value == "没有值"


def test_no_sign_that_nobody_sees_is_given_back_as_it_came(tmp_path):
    text = "路\u200b灯\u200c坏\u202e了"
    rows = [HEAD, ["WL101", "2026-03-05", text]]
    found = incoming.find(File(Path("台账.xlsx"), "xlsx", [Sheet("问题", rows, [], [], [])]))
    returned.write(tmp_path / "退回.xlsx", found, [Row(2, {})], {2: [("text", "看不见的字符")]})
    page = openpyxl.load_workbook(tmp_path / "退回.xlsx")["问题"]
    assert page.cell(2, 3).value == "路\ufffd灯\ufffd坏\ufffd了"
