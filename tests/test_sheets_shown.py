"""What only the format of a cell tells, what is struck through, and pictures, in each format."""

import io
import struct
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from openpyxl.styles import Font
from workbook_parts import part, parts

from ledger.errors import SheetRefusedError
from ledger.sheets.reading import styles
from ledger.sheets.reading.reader import begin, read

FIRST = datetime(2026, 8, 1)  # noqa: DTZ001 - a sheet knows no zone
SIXTH = datetime(2026, 8, 6)  # noqa: DTZ001
SHEETS = Path(__file__).parents[1] / "data" / "sheets"
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
"""A picture of one point."""


def sheet(path):
    return read(path).sheets[0]


@pytest.mark.parametrize(
    ("code", "of"),
    [
        ('yyyy"年"m"月"', "month"),
        ('[$-804]yyyy"年"m"月";@', "month"),
        ("mmm-yy", "month"),
        ("e年m月", "month"),
        ("yyyy\\.mm", "month"),
        ('m"月"', "month"),
        ('yyyy"年"m"月"d"日"', None),
        ("yyyy/m/d h:mm", None),
        ("[mm]:ss", None),
        ("General", None),
        ("0%", "share"),
        ("0.00%;[Red]-0.00%", "share"),
        ('0"%"', None),
        ("0.00", None),
    ],
)
def test_a_format_says_what_is_shown(code, of):
    found = styles.of({200: code}, [(0, False), (200, False)])
    assert found.months == ({1} if of == "month" else set())
    assert found.shares == ({1} if of == "share" else set())


def test_formats_that_no_workbook_spells_out_are_known():
    found = styles.of({}, [(14, False), (17, False), (57, True), (58, False), (9, False)])
    assert found == ({1, 2}, {4}, {2})


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.6, "60%"), (1, "100%"), (0.335, "33.5%"), (0.07, "7%"), (1 / 3, "33.33%"), (0, "0%")],
)
def test_shares_are_told_to_two_places(value, said):
    assert styles.share(value) == said


def filled(made, page):
    month = made.add_format({"num_format": 'yyyy"年"m"月"'})
    share = made.add_format({"num_format": "0%"})
    page.write_datetime(0, 0, FIRST, month)
    page.write_datetime(0, 1, SIXTH, month)
    page.write_datetime(0, 2, FIRST, made.add_format({"num_format": "yyyy-mm-dd"}))
    page.write_number(1, 0, 0.6, share)
    page.write_number(1, 1, 0.6)
    page.write_string(1, 2, "已办", share)


SAID = [["2026年8月", {"d": "2026-08-06"}, {"d": "2026-08-01"}], ["60%", 0.6, "已办"]]


def test_a_month_and_a_share_of_a_new_workbook_are_what_is_shown(tmp_path):
    path = tmp_path / "a.xlsx"
    made = xlsxwriter.Workbook(str(path))
    filled(made, made.add_worksheet("问题"))
    made.close()
    assert sheet(path).rows == SAID


def test_a_month_and_a_share_of_an_old_workbook_are_what_is_shown(tmp_path):
    path = tmp_path / "a.xls"
    made = xlwt.Workbook()
    page = made.add_sheet("问题")
    month, share, day = (
        xlwt.easyxf(num_format_str=code) for code in ('yyyy"年"m"月"', "0%", "yyyy-mm-dd")
    )
    for at, (value, style) in enumerate([(FIRST, month), (SIXTH, month), (FIRST, day)]):
        page.write(0, at, value, style)
    page.write(1, 0, 0.6, share)
    page.write(1, 1, 0.6)
    page.write(1, 2, "已办", share)
    page.write(2, 0, "撤", xlwt.easyxf("font: struck_out true"))
    for at in (0, 1):  # numbers side by side, in one record
        page.row(3).set_cell_number(at, 1, share)
    made.save(str(path))
    found = sheet(path)
    assert [found.rows[0], found.rows[1]] == SAID
    assert found.rows[3][:2] == ["100%", "100%"]
    assert found.struck == [3]


def test_a_month_and_a_share_of_a_binary_workbook_are_what_is_shown(tmp_path):
    path = tmp_path / "a.xlsb"
    path.write_bytes((SHEETS / "二进制.xlsb").read_bytes())
    page, before = "xl/worksheets/sheet1.bin", struct.pack("<II", 4, 0)
    body = zipfile.ZipFile(path).read(page)
    assert sheet(path).rows[2][4] == 46087
    day = before + struct.pack("<d", 46087)
    assert day in body

    def record(kind, body):
        head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
        return head + bytes([len(body)]) + body

    code = 'yyyy"年"m"月"'
    said = struct.pack("<HI", 200, len(code)) + code.encode("utf-16-le")
    fonts = record(43, struct.pack("<HH", 220, 0)) + record(43, struct.pack("<HH", 220, 8))
    styled = (200, 0), (9, 1)
    cells = b"".join(
        record(47, struct.pack("<HHH", 0, number, font) + b"\0" * 10) for number, font in styled
    )
    named = record(626, b"\1\0\0\0") + record(47, b"\0" * 16) + record(627, b"")
    begin_cells = record(617, struct.pack("<I", 2))
    formats = record(615, struct.pack("<I", 1)) + record(44, said) + record(616, b"")
    held = formats + fonts + named + begin_cells + cells + record(618, b"")
    for number, value, shown in ((0, 46054, "2026年2月"), (1, 0.6, "60%")):
        told = body.replace(day, struct.pack("<IId", 4, number, value))
        found = sheet(parts(path, **{page: told, "xl/styles.bin": held}))
        assert str(found.rows[2][4]) == shown
        assert (3 in found.struck) == (number == 1)


def test_a_month_and_a_share_of_an_open_document_are_what_is_shown(tmp_path):
    path = tmp_path / "a.ods"
    path.write_bytes((SHEETS / "开放文档.ods").read_bytes())
    body = part(path, "content.xml")
    cell = '<table:table-cell office:value-type="string"><text:p>五里镇第一村'
    assert cell in body
    for typed, shown, told in (
        ('"date" office:date-value="2026-08-01"', "2026年8月", "2026年8月"),
        ('"date" office:date-value="2026-08-01"', "2026年8月1日", {"d": "2026-08-01"}),
        ('"percentage" office:value="0.6"', "60%", "60%"),
        ('"float" office:value="0.6"', "0.6", 0.6),
    ):
        new = f"<table:table-cell office:value-type={typed}><text:p>{shown}"
        parts(path, **{"content.xml": body.replace(cell, new).encode()})
        assert sheet(path).rows[1][1] == told


def test_what_is_struck_through_is_told_where_something_stands(tmp_path):
    made = openpyxl.Workbook()
    page = made.active
    for row in (["序号", "问题"], [1, "路灯坏"], [2, "机井坏"], [3, None]):
        page.append(row)
    page["B2"].font = page["B4"].font = Font(strike=True)
    made.save(tmp_path / "a.xlsx")
    assert sheet(tmp_path / "a.xlsx").struck == [2]


def test_pictures_in_cells_are_no_words(tmp_path):
    made = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page = made.add_worksheet("问题")
    page.write_row(0, 0, ["序号", "照片", "说明"])
    page.write_formula(1, 1, '=_xlfn.DISPIMG("ID_1",1)', None, '=DISPIMG("ID_1",1)')
    page.write_string(1, 2, "说明：=DISPIMG( 是图片")
    page.insert_image(2, 2, "a.png", {"image_data": io.BytesIO(DOT)})
    page.insert_textbox(0, 5, "批注")
    made.close()
    found = sheet(tmp_path / "a.xlsx")
    assert found.rows[1] == [None, None, "说明：=DISPIMG( 是图片"]
    assert found.pictures == [(1, 1), (2, 2)]
    assert found.values == found.read()


def test_pictures_in_cells_of_a_text_file_are_no_words(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('序号,照片\n1,"=DISPIMG(""ID_1"",1)"\n', "utf-8")
    found = sheet(path)
    assert found.rows == [["序号", "照片"], ["1", ""]]
    assert found.pictures == [(1, 1)]


def test_a_format_may_go_on_to_the_edge_of_a_sheet(tmp_path):
    made = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    page, bold = made.add_worksheet("问题"), made.add_format({"bold": True})
    page.write_row(0, 0, ["序号", "问题"])
    page.write_blank(0, 16_383, None, bold)
    page.set_row(1_048_575, 30)
    made.close()
    assert sheet(tmp_path / "a.xlsx").rows == [["序号", "问题"]]


def test_what_lies_far_on_another_sheet_is_nothing_to_the_one_that_is_named(tmp_path):
    made = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    made.add_worksheet("问题").write(0, 0, "序号")
    made.add_worksheet("说明").write(1_048_575, 0, "完")
    made.close()
    with pytest.raises(SheetRefusedError, match="说明!A1048576"):
        read(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx", "问题").sheets[0].rows == [["序号"]]


def test_an_error_that_the_library_does_not_know_is_named(tmp_path):
    path = tmp_path / "a.xlsx"
    made = xlsxwriter.Workbook(str(path))
    made.add_worksheet("问题").write_formula(0, 0, "=A2", None, "#N/A")
    made.close()
    body = part(path).replace("#N/A", "#SPILL!").encode()
    with pytest.raises(SheetRefusedError, match="a cell of 问题 holds #SPILL!"):
        read(parts(path, **{"xl/worksheets/sheet1.xml": body}))


def test_what_lies_beside_an_open_sheet_is_named(tmp_path):
    path = tmp_path / "~$a.xlsx"
    path.write_bytes(b"\x06" + b"c041" + b" " * 100)
    with pytest.raises(SheetRefusedError, match="somebody has a sheet open"):
        begin(path)
