"""Files from outside: what they hold, and what is refused in one sentence."""

import csv
import io
import os
import re
import struct
import subprocess
import sys
import zipfile
from datetime import datetime, time
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
import xlwt.CompoundDoc
from workbook_parts import part, parts

from ledger.errors import SheetRefusedError
from ledger.sheets import incoming
from ledger.sheets.reading import bounds, cell_names, plain_text, xls
from ledger.sheets.reading.reader import read

DAY = datetime(2017, 3, 5)  # noqa: DTZ001 - a sheet knows no zone


def book(path, fill, name="问题"):
    made = xlsxwriter.Workbook(str(path))
    fill(made, made.add_worksheet(name))
    made.close()
    return path


def sheet(path, name=None):
    return read(path, name).sheets[0]


def refused(path, says):
    with pytest.raises(SheetRefusedError, match=says) as told:
        read(path)
    assert told.value.exit_code == 8
    assert path.name in told.value.sentence()


def test_what_many_cells_have_is_held_once(tmp_path):
    def fill(made, page):
        page.write_row(0, 0, ["日期", "类别"])
        for row in range(1, 300):
            page.write_datetime(row, 0, DAY, made.add_format({"num_format": "yyyy-mm-dd"}))
            page.write(row, 1, "饮水")

    rows = sheet(book(tmp_path / "x.xlsx", fill)).rows
    assert rows[1] == [{"d": "2017-03-05"}, "饮水"]
    assert [len({id(row[at]) for row in rows[1:]}) for at in (0, 1)] == [1, 1]


def test_a_process_that_reads_for_too_long_is_ended(tmp_path, monkeypatch):
    path = book(tmp_path / "x.xlsx", lambda _made, page: page.write(0, 0, "日期"))
    monkeypatch.setattr(bounds, "SECONDS", 0.5)
    slow = [sys.executable, "-c", "import time; time.sleep(60)"]
    begun = subprocess.Popen(slow, stdout=subprocess.PIPE, encoding="utf-8")
    with pytest.raises(SheetRefusedError, match="memory or time"):
        read(path, begun=begun)
    assert begun.returncode


def plain(_book, made):
    made.write_row(0, 0, ["序号", "问题"])
    made.write_row(1, 0, [1, "路灯损坏"])


def test_values_keep_their_kind(tmp_path):
    def fill(made, page):
        day = made.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        page.write_row(0, 0, ["文", 3, 1.5, True])
        page.write_datetime(1, 0, DAY, day)
        page.write_datetime(1, 1, DAY.replace(hour=9, minute=32), day)
        page.write_datetime(1, 2, time(9, 32), made.add_format({"num_format": "hh:mm"}))

    first, second = sheet(book(tmp_path / "a.xlsx", fill)).rows
    assert first == ["文", 3, 1.5, True]
    assert second == [{"d": "2017-03-05"}, {"d": "2017-03-05T09:32:00"}, {"d": "09:32:00"}, None]


def test_days_counted_from_1904_are_the_same_days(tmp_path):
    path = tmp_path / "a.xlsx"
    made = xlsxwriter.Workbook(str(path), {"date_1904": True})
    day = made.add_format({"num_format": "yyyy/m/d"})
    made.add_worksheet().write_datetime(0, 0, DAY, day)
    made.close()
    assert sheet(path).rows == [[{"d": "2017-03-05"}]]


def test_merged_cells_hidden_rows_errors_and_missing_values_are_told(tmp_path):
    def fill(_made, page):
        page.merge_range(0, 0, 0, 2, "标题")
        page.write_formula(1, 0, "=A9", "", "#REF!")
        page.write_formula(1, 1, "=A9", "", "")
        page.write_formula(1, 2, "=1+1", "", 2)
        page.set_row(1, None, None, {"hidden": True})

    found = sheet(book(tmp_path / "a.xlsx", fill))
    assert found.merged == [(0, 0, 0, 2)]
    assert found.hidden == [2]
    assert found.uncounted == ["B2"]
    assert found.rows[1] == [{"e": "#"}, None, 2]


def test_a_formula_whose_value_is_an_empty_text_has_a_value(tmp_path):
    path = book(tmp_path / "a.xlsx", lambda _made, page: page.write_formula(1, 1, '=""', "", "x"))
    made = part(path)
    for value in ("<v></v>", "<v/>"):
        body = made.replace("<v>x</v>", value)
        assert body != made
        found = sheet(parts(path, **{"xl/worksheets/sheet1.xml": body.encode()}))
        assert found.uncounted == []
    body = made.replace("<v>x</v>", "")
    assert sheet(parts(path, **{"xl/worksheets/sheet1.xml": body.encode()})).uncounted == ["B2"]


def test_a_text_that_is_empty_in_its_cell_is_no_value(tmp_path):
    path = book(tmp_path / "a.xlsx", plain)
    body = part(path).replace(
        "</row></sheetData>", '<c r="C2" t="inlineStr"><is><t></t></is></c></row></sheetData>'
    )
    found = sheet(parts(path, **{"xl/worksheets/sheet1.xml": body.encode()}))
    assert found.values == found.read() == 4


def test_cells_of_however_many_shared_texts_that_are_empty_hold_no_value(tmp_path):
    def fill(_made, page):
        page.write_row(0, 0, ["序号", "问题"])
        for row in range(1, 41):
            page.write_row(row, 0, [row, f"第{row}处"])

    path = book(tmp_path / "a.xlsx", fill)
    shared = part(path, "xl/sharedStrings.xml")
    for text in range(2, 32):  # one after another, and of each a cell
        shared = shared.replace(f"<t>第{text}处</t>", "<t/>" if text % 2 else "<t></t>")
    found = sheet(parts(path, **{"xl/sharedStrings.xml": shared.encode()}))
    assert found.values == found.read() == 2 + 40 + 10


def test_lengths_of_time_are_told_as_a_sheet_shows_them(tmp_path):
    def fill(made, page):
        form = made.add_format({"num_format": "[h]:mm:ss"})
        page.write_number(0, 0, 1.5, form)
        page.write_number(0, 1, 26 / 24 + 1 / 86400, form)

    assert sheet(book(tmp_path / "a.xlsx", fill)).rows == [[{"d": "36:00:00"}, {"d": "26:00:01"}]]


def test_many_rows_come_in_their_order_and_errors_in_their_cells(tmp_path):
    def fill(_made, page):
        for row in range(450):
            page.write_number(row, 1, row)
        page.write_formula(320, 2, "=A9", "", "#REF!")

    watched = []
    path = book(tmp_path / "a.xlsx", fill)
    found = read(path, watch=lambda done, total: watched.append((done, total))).sheets[0]
    errors = {320: {"e": "#"}}
    assert found.rows == [[None, row, errors.get(row)] for row in range(450)]
    assert watched[-1] == (450, 450)


def test_elements_with_a_prefix_hide_nothing(tmp_path):
    def fill(_made, page):
        page.write(0, 0, "题")
        page.write_formula(1, 0, "=A9", "", "#REF!")
        page.write_formula(1, 1, "=A9", "", "")
        page.set_row(1, None, None, {"hidden": True})

    path = book(tmp_path / "a.xlsx", fill)
    body = re.sub(r"<(/?)([a-z])", r"<\1x:\2", part(path)).replace("xmlns=", "xmlns:x=")
    parts(path, **{"xl/worksheets/sheet1.xml": body.encode()})
    found = sheet(path)
    assert found.rows[1][0] == {"e": "#"}
    assert found.uncounted == ["B2"]
    assert found.hidden == [2]


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ('"', "'"),
        (r' r="[A-Z]*\d+"', ""),
        ("<(c|row) ", r"<\1\n\t"),
        (' r="', ' r = "'),
        (r"<f>([^<]*)</f>", r"<f><![CDATA[\1<0]]></f>"),
    ],
)
def test_other_ways_to_write_a_sheet_hide_nothing(tmp_path, usual, other):
    def fill(_made, page):
        page.write_row(0, 0, ["题", "数"])
        page.write_formula(1, 0, "=A9", "", "#REF!")
        page.write_formula(1, 1, "=A9", "", "")
        page.set_row(1, None, None, {"hidden": True})

    path = book(tmp_path / "a.xlsx", fill)
    body = part(path)
    told = body.index("<sheetData>")
    parts(path, **{"xl/worksheets/sheet1.xml": f"{body[:told]}{re.sub(usual, other, body[told:])}"})
    found = sheet(path)
    assert found.rows[1][0] == {"e": "#"}
    assert (found.uncounted, found.hidden) == (["B2"], [2])


def test_the_strict_kind_of_workbook_hides_nothing(tmp_path):
    def fill(_made, page):
        page.write(0, 0, "题")
        page.write_formula(0, 1, "=A9", "", "#REF!")

    path = book(tmp_path / "a.xlsx", fill)
    with zipfile.ZipFile(path) as held:
        whole = {name: held.read(name).decode() for name in held.namelist()}
    for name, said in whole.items():
        whole[name] = re.sub(
            r"http://schemas\.openxmlformats\.org/(spreadsheetml|officeDocument)/2006/",
            r"http://purl.oclc.org/ooxml/\1/",
            said,
        )
    parts(path, **{name: said.encode() for name, said in whole.items()})
    assert sheet(path).rows == [["题", {"e": "#"}]]


def test_hidden_sheets_are_known_and_one_can_be_named(tmp_path):
    def fill(made, page):
        page.write(0, 0, "看")
        hidden = made.add_worksheet("藏")
        hidden.hide()
        hidden.write(0, 0, "藏")

    path = book(tmp_path / "a.xlsx", fill)
    assert [(found.name, found.visible) for found in read(path).sheets] == [
        ("问题", True),
        ("藏", False),
    ]
    assert sheet(path, "藏").rows == [["藏"]]


def test_an_offset_table_keeps_its_cells_names(tmp_path):
    path = book(tmp_path / "a.xlsx", lambda _made, page: page.write(4, 2, "x"))
    rows = sheet(path).rows
    assert len(rows) == 5
    assert rows[4] == [None, None, "x"]


def test_the_old_format_is_read_whatever_its_name(tmp_path):
    made = xlwt.Workbook()
    page = made.add_sheet("问题")
    for at, value in enumerate(["序号", "问题", "登记日期"]):
        page.write(0, at, value)
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for at, value in enumerate([1, "路灯", DAY]):
        page.write(1, at, value, day if at == 2 else xlwt.Style.default_style)
    path = tmp_path / "旧表.xlsx"
    made.save(str(path))
    found = read(path)
    assert found.format == "xls"
    assert found.sheets[0].rows[1] == [1, "路灯", {"d": "2017-03-05"}]


ERROR = {"e": "#"}


def test_errors_in_the_old_format_are_told(tmp_path):
    made = xlwt.Workbook()
    made.add_sheet("空")
    page = made.add_sheet("问题")
    for row in range(400):
        page.write(row, 0, row)
    page.row(3).set_cell_error(2, "#REF!")
    page.write(399, 1, xlwt.Formula("1/0"))
    path = tmp_path / "a.xls"
    made.save(str(path))
    rows = read(path).sheets[1].rows
    assert rows[3] == [3, None, ERROR]
    assert rows[398:] == [[398, None, None], [399, None, None]]
    body = path.read_bytes()
    head = struct.pack("<HH", 399, 1)
    at = body.index(head, body.index(b"\x06\0", body.index(head) - 4)) + 6
    path.write_bytes(body[:at] + b"\2\0\7\0\0\0\xff\xff" + body[at + 8 :])
    assert read(path).sheets[1].rows[399] == [399, ERROR, None]


def test_a_short_stream_is_found_among_the_short_ones():
    """A compound file of four sectors: table, list of streams, short ones, and their table."""
    book = struct.pack("<HH", 0x809, 0) + struct.pack("<HH", 0x0A, 0) * 30

    def entry(name, kind, start, length):
        said = name.encode("utf-16-le")
        about = said.ljust(64, b"\0") + struct.pack("<HB", len(said) + 2, kind)
        return about.ljust(116, b"\0") + struct.pack("<II", start, length).ljust(12, b"\0")

    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    head = bytearray(b"\0" * 76) + struct.pack("<I", 0) + b"\xff" * 432
    struct.pack_into("<H", head, 30, 9)
    for at, number in ((48, 1), (56, 4096), (60, 3), (68, end)):
        struct.pack_into("<I", head, at, number)
    table = struct.pack("<4I", end, end, end, end).ljust(512, b"\xff")
    listed = entry("Root Entry", 5, 2, 192) + entry("Workbook", 2, 1, len(book))
    short = b"x" * 64 + book
    shorts = struct.pack("<4I", free, 2, end, free).ljust(512, b"\xff")
    parts_of = (bytes(head), table, listed, short, shorts)
    made = b"".join(one.ljust(512, b"\0") for one in parts_of)
    assert xls._workbook(made) == book


def test_errors_in_a_binary_workbook_are_told(tmp_path):
    made = Path(__file__).parents[1] / "data" / "sheets" / "二进制.xlsb"
    path = tmp_path / "a.xlsb"
    path.write_bytes(made.read_bytes())
    rows = sheet(path).rows
    body = zipfile.ZipFile(path).read("xl/worksheets/sheet1.bin")
    at = body.index(b"\x05\x10" + struct.pack("<II", 4, 0) + struct.pack("<d", 46087))
    for record in (b"\x03\x09", b"\x0b\x09"):
        changed = body[:at] + record + struct.pack("<II", 4, 0) + b"\x17" + body[at + 18 :]
        found = sheet(parts(path, **{"xl/worksheets/sheet1.bin": changed})).rows
        assert found == [*rows[:2], [*rows[2][:4], ERROR, *rows[2][5:]], *rows[3:]]


@pytest.mark.parametrize("kind", ['calcext:value-type="error"', 'table:formula="of:=1/0"'])
def test_errors_in_an_open_document_are_told(tmp_path, kind):
    made = Path(__file__).parents[1] / "data" / "sheets" / "开放文档.ods"
    path = tmp_path / "a.ods"
    path.write_bytes(made.read_bytes())
    space = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    cell = 'table:table-cell office:value-type="string"'
    body = (
        part(path, "content.xml")
        .replace("xmlns:office", f'xmlns:calcext="{space}" xmlns:office', 1)
        .replace("<table:table-row>", '<table:table-row table:number-rows-repeated="2">', 1)
        .replace(f"<{cell}", f'<{cell} table:number-columns-repeated="2"', 1)
        .replace(f"<{cell}><text:p>村口路灯损坏", f"<{cell} {kind}><text:p>#DIV/0!")
    )
    rows = sheet(parts(path, **{"content.xml": body.encode()})).rows
    assert rows[0] == rows[1]
    assert rows[0][:2] == ["序号", "序号"]
    assert [cell for cell in rows[2] if cell in (ERROR, "#DIV/0!")] == [ERROR]


def test_merged_cells_of_an_open_document_and_a_binary_workbook_are_told(tmp_path):
    made = Path(__file__).parents[1] / "data" / "sheets"
    ods, xlsb = tmp_path / "a.ods", tmp_path / "a.xlsb"
    ods.write_bytes((made / "开放文档.ods").read_bytes())
    cell = 'table:table-cell office:value-type="string"'
    wide, high = 'table:number-columns-spanned="3"', 'table:number-rows-spanned="2"'
    body = (
        part(ods, "content.xml")
        .replace(f"<{cell}><text:p>问题描述", f"<{cell} {wide}><text:p>问题描述")
        .replace(f"<{cell}><text:p>五里镇第一村", f"<{cell} {high}><text:p>五里镇第一村")
    )
    assert sheet(parts(ods, **{"content.xml": body.encode()})).merged == [
        (0, 2, 0, 4),
        (1, 1, 2, 1),
    ]
    xlsb.write_bytes((made / "二进制.xlsb").read_bytes())
    page = "xl/worksheets/sheet1.bin"
    body, end = zipfile.ZipFile(xlsb).read(page), b"\x92\x01\x00"
    assert end in body
    merged = b"\xb0\x01\x10" + struct.pack("<IIII", 1, 2, 1, 1)
    assert sheet(parts(xlsb, **{page: body.replace(end, end + merged)})).merged == [(1, 1, 2, 1)]


def test_hidden_rows_are_told_in_every_format(tmp_path):
    made = Path(__file__).parents[1] / "data" / "sheets"
    ods, xlsb, xls = (tmp_path / f"a.{kind}" for kind in ("ods", "xlsb", "xls"))
    ods.write_bytes((made / "开放文档.ods").read_bytes())
    row = "<table:table-row"
    shown, hidden = part(ods, "content.xml").rsplit(row, 1)
    body = f'{shown}{row} table:visibility="filter"{hidden}'
    assert sheet(parts(ods, **{"content.xml": body.encode()})).hidden == [2]
    xlsb.write_bytes((made / "二进制.xlsb").read_bytes())
    page = "xl/worksheets/sheet1.bin"
    body, line = zipfile.ZipFile(xlsb).read(page), struct.pack("<IIHB", 1, 0, 300, 0)
    assert line in body
    assert sheet(parts(xlsb, **{page: body.replace(line + b"\0", line + b"\x10")})).hidden == [2]
    book = xlwt.Workbook()
    old = book.add_sheet("问题")
    for number in range(3):
        old.write(number, 0, "x")
    old.row(2).hidden = True
    book.save(str(xls))
    assert sheet(xls).hidden == [3]


def test_hidden_columns_are_told_in_every_format(tmp_path):
    made = Path(__file__).parents[1] / "data" / "sheets"
    ods, xlsb, xls = (tmp_path / f"a.{kind}" for kind in ("ods", "xlsb", "xls"))

    def fill(_made, page):
        page.write_row(0, 0, "甲乙丙丁")
        page.set_column(1, 2, None, None, {"hidden": True})
        page.set_column(4, 16_383, None, None, {"hidden": True})

    found = sheet(book(tmp_path / "a.xlsx", fill))
    assert found.folded[:2] == [1, 2]
    assert found.folded[2:] == [*range(4, bounds.COLUMNS)]  # no further than is read
    body = part(tmp_path / "a.xlsx")
    for odd in ('min="0" max="0"', f'min="{"9" * 5_000}"', 'min="9" max="7"', ""):
        told = re.sub("<cols>.*</cols>", f'<cols><col {odd} hidden="1"/></cols>', body)
        parts(tmp_path / "a.xlsx", **{"xl/worksheets/sheet1.xml": told.encode()})
        assert sheet(tmp_path / "a.xlsx").folded == ([6, 7, 8] if '"9"' in odd else [])
    ods.write_bytes((made / "开放文档.ods").read_bytes())
    body = part(ods, "content.xml")
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="2"/>'
    )
    body = body.replace("<table:table-row", f"{columns}<table:table-row", 1)
    assert sheet(parts(ods, **{"content.xml": body.encode()})).folded == [1, 2]
    xlsb.write_bytes((made / "二进制.xlsb").read_bytes())
    page = "xl/worksheets/sheet1.bin"
    body, begin = zipfile.ZipFile(xlsb).read(page), b"\x91\x01\x00"  # where its rows begin
    assert begin in body
    shown, unseen = (b"\x3c\x12" + struct.pack("<IIIIH", 1, 2, 2560, 0, how) for how in (0, 1))
    for told, columns in ((shown, []), (unseen, [1, 2])):
        path = parts(xlsb, **{page: body.replace(begin, told + begin, 1)})
        assert sheet(path).folded == columns
    old = xlwt.Workbook()
    page = old.add_sheet("问题")
    for at in range(4):
        page.write(0, at, "x")
        page.col(at).hidden = at in {1, 3}
    old.save(str(xls))
    assert sheet(xls).folded == [1, 3]


def test_comments_are_told_in_every_format(tmp_path):
    made = Path(__file__).parents[1] / "data" / "sheets"
    ods, xlsb, xls = (tmp_path / f"a.{kind}" for kind in ("ods", "xlsb", "xls"))

    def fill(_made, page):
        page.write_row(0, 0, "甲乙丙丁")
        page.write_comment(2, 1, "六月再去")
        page.write_comment("C1", "电话核实过")

    assert sheet(book(tmp_path / "a.xlsx", fill)).comments == [(0, 2), (2, 1)]
    again = openpyxl.load_workbook(tmp_path / "a.xlsx")
    again.save(tmp_path / "b.xlsx")  # which names its parts otherwise, and from the root
    assert sheet(tmp_path / "b.xlsx").comments == [(0, 2), (2, 1)]
    ods.write_bytes((made / "开放文档.ods").read_bytes())
    body, said = part(ods, "content.xml"), "<text:p>五里镇第一村"
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    assert said in body
    found = sheet(parts(ods, **{"content.xml": body.replace(said, note + said).encode()}))
    assert found.comments == [(1, 1)]
    assert found.rows[1][1] == "五里镇第一村"  # and it is not the cell's own text
    xlsb.write_bytes((made / "二进制.xlsb").read_bytes())
    related = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="../comments1.bin" Type="http://schemas.openxmlformats.org'
        '/officeDocument/2006/relationships/comments"/></Relationships>'
    )
    pinned = b"\xfb\x04\x24" + struct.pack("<IIIII", 0, 1, 1, 2, 2) + b"\0" * 16
    with zipfile.ZipFile(xlsb, "a") as kept:
        kept.writestr("xl/worksheets/_rels/sheet1.bin.rels", related)
        kept.writestr("xl/comments1.bin", pinned)
    assert sheet(xlsb).comments == [(1, 2)]
    old = xlwt.Workbook()
    old.add_sheet("问题").write(1, 0, "x")
    stream = old.get_biff_data()
    end, note = b"\x0a\0\0\0", struct.pack("<HHHHHHHBB", 0x1C, 12, 1, 3, 0, 1, 1, 0, 0x63)
    assert stream.endswith(end)
    xlwt.CompoundDoc.XlsDoc().save(str(xls), stream[: -len(end)] + note + end)
    assert sheet(xls).comments == [(1, 3)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_tables_are_read_in_every_encoding(tmp_path, encoding, separator):
    out = io.StringIO()
    rows = [["序号", "问题", "备注"], ["1", '有 "引号"、逗号, 和\n换行', "㎡①"]]
    csv.writer(out, delimiter=separator).writerows(rows)
    path = tmp_path / "表.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    assert sheet(path).rows == rows


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("a.xlsx", b"", "empty"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table>", "web page"),
        ("a.xls", '\ufeff<?xml version="1.0"?><Workbook/>'.encode(), "web page|XML"),
        ("a.xls", b'<?xml version="1.0"?>\n<Workbook xmlns="urn:x"></Workbook>', "XML"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 200, "damaged"),
        ("a.csv", "序号,问题\n1,甲\0乙".encode(), "line 2 .*NUL"),
        ("a.csv", "序号\n".encode() + b"\xff\xff\xff", "line 2 .*GB18030"),
        ("a.csv", "序号,问题\n1,路灯".encode("gb18030") + "损坏".encode() + b"\x80\xff", "GB18030"),
        ("a.csv", b'a,b\n1,"x\n', "quotation"),
        ("a.doc", bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "no spreadsheet"),
    ],
)
def test_what_is_no_table_is_refused_by_what_it_is(tmp_path, name, body, says):
    path = tmp_path / name
    path.write_bytes(body)
    refused(path, says)


def test_a_truncated_workbook_is_refused(tmp_path):
    path = book(tmp_path / "a.xlsx", plain)
    whole = path.read_bytes()
    for size in (len(whole) // 4, len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:size])
        refused(path, "damaged")


def test_a_workbook_whose_middle_is_gone_is_refused(tmp_path):
    path = book(tmp_path / "a.xlsx", plain)
    whole = path.read_bytes()
    for at in range(200, len(whole) - 600, 400):
        path.write_bytes(whole[:at] + whole[at + 300 :])
        refused(path, "damaged")


def test_a_workbook_with_a_part_that_cannot_be_unpacked_is_refused(tmp_path):
    path = book(tmp_path / "a.xlsx", plain)
    whole = bytearray(path.read_bytes())
    for name in (b"xl/worksheets/sheet1.xml", b"xl/sharedStrings.xml"):
        broken, at = whole[:], whole.find(name) + len(name)
        broken[at : at + 40] = bytes(byte ^ 0x5A for byte in whole[at : at + 40])
        path.write_bytes(broken)
        refused(path, "damaged")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = book(tmp_path / "a.xlsx", plain)
    parts(path, **{"xl/worksheets/sheet1.xml": b" " * (64 * 2**20)})
    refused(path, "unpacked")


def test_a_document_type_is_refused(tmp_path):
    path = book(tmp_path / "a.xlsx", plain)
    swollen = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    body = part(path).replace("<worksheet", swollen + "<worksheet", 1)
    parts(path, **{"xl/worksheets/sheet1.xml": body.encode()})
    refused(path, "document type")


def test_a_cell_in_a_far_corner_is_named(tmp_path):
    def wide(_made, page):
        page.write(0, 0, "a")
        page.write(0, 16_383, "x")

    def deep(_made, page):
        page.write(0, 0, "a")
        page.write(1_048_575, 0, "x")

    refused(book(tmp_path / "wide.xlsx", wide), "问题!XFD1")
    refused(book(tmp_path / "deep.xlsx", deep), "问题!A1048576")


def test_a_lying_dimension_hides_nothing(tmp_path):
    path = book(tmp_path / "a.xlsx", plain)
    body = part(path).replace('<dimension ref="A1:B2"/>', '<dimension ref="A1"/>')
    parts(path, **{"xl/worksheets/sheet1.xml": body.encode()})
    found = sheet(path)
    assert found.rows == [["序号", "问题"], [1, "路灯损坏"]]
    assert found.said == (1, 1)
    assert found.values == found.read() == 4


def test_a_workbook_behind_a_password_is_named(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")
    )
    refused(path, "password")


def test_many_sheets_are_too_many(tmp_path):
    made = openpyxl.Workbook()
    for n in range(bounds.SHEETS):
        made.create_sheet(f"第{n}")
    path = tmp_path / "a.xlsx"
    made.save(path)
    refused(path, "51 sheets")


def test_the_reading_process_dies_alone(tmp_path, monkeypatch):
    path = book(tmp_path / "a.xlsx", plain)
    (tmp_path / "python_calamine.py").write_text("import os\nos.abort()\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    refused(path, "failed hard")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.socket()",
        "open('/etc/hostname')",
        "open(os.devnull, 'w')",
        "[bytearray(2**28) for n in range(64)]",
        "import subprocess; subprocess.Popen(['true'])",
    ],
)
def test_what_is_confined_opens_nothing_more(deed):
    script = (
        "import os, socket, subprocess\nfrom ledger.sheets.reading.child import _bound, _confine\n"
        "_bound()\n_confine()\n"
        f"try:\n    {deed.split('; ')[-1]}\n"
        "except (OSError, MemoryError):\n    os.write(1, b'held')\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert ended.stdout == b"held", ended.stderr


def test_what_was_read_is_known_by_its_bytes_though_the_file_is_gone(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("村,问题描述\n第一村,灯坏\n", "utf-8")
    digest = sha256(path.read_bytes()).hexdigest()
    found = incoming.find(incoming.read(path))
    path.unlink()
    assert found.source().sha256 == digest


def test_cells_are_named_as_spreadsheets_name_them():
    for at, letters in ((0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")):
        assert cell_names.column(letters) == at
        assert cell_names.cell_name(4, at) == f"{letters}5"
        assert cell_names.position(f"{letters}5") == (4, at)


@pytest.mark.parametrize("mark", [",", "\t", ";"])
@pytest.mark.parametrize(
    "said", ["路灯坏，夜间，行路，不便，请修", "1.换灯;2.检修;3.回访;4.无", "a,b,c,d"]
)
def test_marks_within_a_text_do_not_separate_cells(mark, said):
    out = io.StringIO()
    rows = [["村", "问题描述", "登记日期"], ["第一村", said, "2026-03-05"]]
    csv.writer(out, delimiter=mark).writerows(rows)
    assert plain_text.rows(out.getvalue().encode()) == rows


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("'13800009002", "13800009002"),
        ('="13800009003"', "13800009003"),
        ('"=""0017"""', "0017"),
        ("'2026-03-05", "2026-03-05"),
        ("'11010119900101123X", "11010119900101123X"),
        ("'=1+1", "=1+1"),
        ('\'="1"', '="1"'),
        ("''138", "'138"),
        ("'村口'路灯", "'村口'路灯"),
        ('="a"&"b"', '="a"&"b"'),
        ('=""', ""),
    ],
)
def test_what_systems_write_lest_a_text_become_a_number_is_no_part_of_it(cell, said):
    assert plain_text.rows(f"电话,问题\n{cell},灯坏".encode())[1] == [said, "灯坏"]


def test_a_mark_of_chinese_separates_where_no_other_does():
    said = "村，问题描述\n第一村，灯坏;井干".encode()
    assert plain_text.rows(said) == [["村", "问题描述"], ["第一村", "灯坏;井干"]]


@pytest.mark.parametrize("mark", ["|", "\t"])
def test_the_line_that_tells_what_separates_cells_says_nothing_else(mark):
    said = "sep=|\r\n村|问题描述\r\n第一村|灯坏，井干\r\n".replace("|", mark).encode()
    assert plain_text.rows(said) == [[], ["村", "问题描述"], ["第一村", "灯坏，井干"]]


def test_a_text_file_has_no_more_cells_than_a_workbook_may(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes((b"," * 290 + b"x\n") * (bounds.CELLS // 291 + 1))
    refused(path, "a!KE41238 lies too far from A1")


def test_utf8_is_not_taken_for_gb18030():
    assert plain_text.rows("编号,问题\n1,井".encode()) == [["编号", "问题"], ["1", "井"]]
    assert os.linesep not in plain_text.rows("编号\r\n1".encode())[0][0]
