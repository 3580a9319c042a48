"""Files that are odd, broken or hostile, each made by a function and with what is said of it.

What is refused without planning a row stands in `FILES`, what is refused at a cell in `CELLS`.
"""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
import xlwt

HEAD = ["序号", "村（社区）", "问题描述", "登记日期", "整改时限", "状态"]
ROW = ["1", "五里镇第一村", "路灯损坏", "2026-03-05", "2026-03-20", "办理中"]
SHEET, TEXTS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")

Make = Callable[[Path], object]


def table(path: Path, *rows: list[object]) -> None:
    """A workbook of one sheet."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("问题")
        for number, row in enumerate(rows or (HEAD, ROW)):
            page.write_row(number, 0, row)


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a zipped file."""
    with zipfile.ZipFile(path) as held:
        return {name: held.read(name) for name in held.namelist()}


def zipped(path: Path, held: dict[str, bytes]) -> None:
    """A zipped file of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in held.items():
            made.writestr(name, body)


def changed(path: Path, part: str, old: str | bytes, new: str | bytes, *rows: list[object]) -> None:
    """A workbook with a text of one of its parts replaced."""
    table(path, *rows)
    held = parts(path)
    old, new = (one.encode() if isinstance(one, str) else one for one in (old, new))
    assert old in held[part]
    zipped(path, {**held, part: held[part].replace(old, new)})


def text(*rows: list[object], encoding: str = "utf-8") -> bytes:
    """A text file of rows."""
    return "".join(",".join(map(str, row)) + "\n" for row in rows or (HEAD, ROW)).encode(encoding)


def old(path: Path, rows: int = 2) -> bytes:
    """A workbook as it was before 2007, and its bytes."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("问题")
    for number in range(rows):
        for at, cell in enumerate(ROW if number else HEAD):
            page.write(number, at, cell)
    book.save(str(path))
    return path.read_bytes()


def locked(path: Path, scheme: int) -> None:
    """An old workbook behind a password: a record that says so stands after the first."""
    body = old(path)
    at = body.index(b"\x09\x08\x10\0\0\6\5\0") + 20
    secret = struct.pack("<HHH", scheme, 0x1234, 0x5678).ljust(54 if scheme else 6, b"\7")
    record = struct.pack("<HH", 0x2F, len(secret)) + secret
    path.write_bytes(body[:at] + record + body[at + len(record) :])


def body(made: bytes) -> Make:
    """What writes these bytes."""
    return lambda path: path.write_bytes(made)


def _open_document(path: Path, kind: str) -> None:
    held = {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<a/>"}
    manifest = {"META-INF/manifest.xml": "<m><encryption-data/></m>"}
    zipped(path, {name: said.encode() for name, said in {**held, **manifest}.items()})


def _doubled(path: Path) -> None:
    """A part that begins with a long remark and declares its entities after it."""
    swollen = f"<!-- {'x' * 5000} --><!DOCTYPE x [<!ENTITY a 'aaaa'>]><workbook"
    changed(path, BOOK, "<workbook", swollen)


def _long_part(path: Path) -> None:
    """A part with a name as long as names can be, which swells."""
    table(path)
    zipped(path, {**parts(path), f"{'a' * 9000}\x1b[2J.xml": b"<!DOCTYPE x><x/>"})


def _hidden(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("封面")
        page = book.add_worksheet("底稿")
        page.write_row(0, 0, HEAD)
        page.write_row(1, 0, ROW)
        page.hide()


def _chart(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        page, chart = book.add_worksheet("数"), book.add_chart({"type": "bar"})
        page.write(0, 0, 1)
        chart.add_series({"values": "=数!$A$1"})
        book.add_chartsheet("图").set_chart(chart)


def _strange(path: Path) -> None:
    changed(path, "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "../../../etc/passwd")


def _named(path: Path) -> None:
    """A sheet whose name has what ends a name, a line break and a mark that turns the line."""
    bad = [*ROW[:4], "尽快", ROW[5]]
    changed(path, BOOK, 'name="问题"', 'name="a&#10;b!\'&#x202e;c"', HEAD, bad)


def _day(path: Path, number: float | str) -> None:
    """A cell that shows a number as a day."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("问题")
        page.write_row(0, 0, HEAD)
        page.write_row(1, 0, ROW)
        page.write_number(1, 3, 46086, book.add_format({"num_format": "yyyy-mm-dd"}))
    held = parts(path)
    said = f"<v>{number}</v>".encode()
    zipped(path, {**held, SHEET: held[SHEET].replace(b"<v>46086</v>", said)})


def _words(said: str) -> Make:
    return body(text(HEAD, [*ROW[:2], said, *ROW[3:]]))


_MERGED = '</sheetData><mergeCells><mergeCell ref="?"/></mergeCells>'
FILES: dict[str, tuple[Make, str]] = {
    "一封信.xlsx": (lambda p: zipped(p, {"word/document.xml": b"<x/>"}), "no spreadsheet"),
    "空包.xlsx": (lambda p: zipped(p, {}), "no spreadsheet"),
    "包.xlsx": (lambda p: zipped(p, {"a.txt": b"a"}), "no spreadsheet"),
    "图.xlsx": (body(b"\x89PNG\r\n\x1a\n123"), "no spreadsheet"),
    "页.xlsx": (body(b"%PDF-1.4\n"), "no spreadsheet"),
    "信.xls": (body(b"{\\rtf1 a}"), "no spreadsheet"),
    "压缩.xlsx": (body(b"\x1f\x8b\x08\0\0"), "no spreadsheet"),
    "程序.xlsx": (body(b"MZ\x90\0\3"), "no spreadsheet"),
    "文档.ods": (lambda p: _open_document(p, "text"), "no spreadsheet"),
    "旧信.xls": (body(COMPOUND.ljust(2048, b"\0")), "no spreadsheet"),
    "锁.ods": (lambda p: _open_document(p, "spreadsheet"), "password"),
    "锁.xlsx": (body(COMPOUND + "EncryptedPackage".encode("utf-16-le")), "password"),
    "锁一.xls": (lambda p: locked(p, 0), "password"),
    "锁二.xls": (lambda p: locked(p, 1), "password"),
    "断.xls": (lambda p: p.write_bytes(old(p, 400)[:9000]), "cut off"),
    "断.xlsx": (lambda p: (table(p), p.write_bytes(p.read_bytes()[:-90])), "cut off"),
    "注释.xls": (body(b"<!-- a -->\n<html><table></table></html>"), "web page"),
    "片段.xls": (body(b"<div><table></table></div>"), "web page"),
    "网页.mht.xls": (body(b"MIME-Version: 1.0\nContent-Type: multipart/related\n"), "web page"),
    "宽字网页.xls": (body("<html><table/></html>".encode("utf-16")), "web page"),
    "标记.xls": (body(b"<ss:Workbook xmlns:ss='urn:x'/>"), "web page or XML"),
    "空.csv": (body(b""), "empty"),
    "一列.csv": (body("问题\n路灯\n".encode()), "no row of headers"),
    "宽.csv": (body(text([*HEAD, *["x"] * 5000])), "宽!GJN1"),
    "高.csv": (body(text(HEAD) + b"\n" * 2**20), "高!F1048577"),
    "零.csv": (_words("路\0灯"), "line 2 holds a NUL"),
    "无签名.csv": (body(text(encoding="utf-16-le")), "line 1"),
    "半字.csv": (body(b"\xff\xfe" + text(encoding="utf-16-le") + b"\x41"), "line 3"),
    "半对.csv": (body(b"\xff\xfe" + text(HEAD, encoding="utf-16-le") + b"\0\xd8A\0"), "line 2"),
    "两码.csv": (body(text(HEAD, encoding="gb18030") + text(ROW)), "line 2 is in another"),
    "两码又.csv": (body(text() + text(ROW, encoding="gb18030")), "line 3 is in another"),
    "坏码.csv": (body(text() + b"\xff\xff\n"), "line 3 is neither"),
    "引号.csv": (body(text() + '2,村,"路灯\n'.encode() + text()), "line 3: a quotation mark"),
    "引号里.csv": (body(text() + '2,村,"路灯"坏\n'.encode()), "line 3: text follows"),
    "半对.xlsx": (lambda p: changed(p, TEXTS, "路灯", "路&#xD800;灯"), "damaged"),
    "半对又.xlsx": (lambda p: changed(p, TEXTS, "路灯", b"\xed\xa0\x80"), "damaged"),
    "实体.xlsx": (_doubled, "declares a document type"),
    "长部件.xlsx": (_long_part, "declares a document type"),
    "别处.xlsx": (_strange, "damaged"),
    "行号.xlsx": (lambda p: changed(p, SHEET, '<row r="2"', '<row r="99999999"'), "A99999999"),
    "合并.xlsx": (lambda p: changed(p, SHEET, "</sheetData>", _MERGED), "damaged"),
    "长名.xlsx": (lambda p: changed(p, BOOK, "问题", "长" * 200), "200 characters"),
    "藏.xlsx": (_hidden, "hidden sheets: 底稿; say which with --sheet"),
    "只有图.xlsx": (_chart, "数: no row of headers"),
}
"""By name: what makes the file, and what is said of it."""

CELLS: dict[str, tuple[Make, str]] = {
    "无穷.xlsx": (lambda p: _day(p, "1e999"), "问题!D2: shows an error"),
    "非数.xlsx": (lambda p: _day(p, "NaN"), "问题!D2: “1899-12-30” is a number"),
    "太远.xlsx": (lambda p: _day(p, 99999999), "问题!D2: “99999999” is no day"),
    "太早.xlsx": (lambda p: _day(p, -1e9), "问题!D2: “-1000000000” is no day"),
    "天数.xlsx": (lambda p: _day(p, 15), "问题!D2: “1900-01-15” is a number"),
    "控制.xlsx": (lambda p: changed(p, TEXTS, "路灯", "路&#x1B;[2J灯"), "问题!C2: holds char"),
    "写出的控制.xlsx": (lambda p: changed(p, TEXTS, "路", "_x001B_"), "问题!C2: holds char"),
    "换行符.xlsx": (lambda p: changed(p, TEXTS, "灯", "&#x2028;"), "问题!C2: holds char"),
    "表名.xlsx": (_named, "a⏎b!'\\u202ec!E2: “尽快”"),
    "签名在中.csv": (_words("路\ufeff灯"), "签名在中!C2: holds char"),
    "错误.csv": (_words("#REF!"), "错误!C2: shows an error such as #REF!"),
    "长.csv": (_words("长" * 3_400_000), "长!C2: has 3400000 characters"),
    "长词.csv": (body(text(HEAD, [*ROW[:5], "办" * 100_000])), f"长词!F2: “{'办' * 60}…”"),
    "长时限.csv": (body(text(HEAD, [*ROW[:4], "底" * 100_000, ROW[5]])), "长时限!E2: has 100000"),
}
"""By name: what makes the file, and the cell that is named with what is wrong with it."""
