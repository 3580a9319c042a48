"""One table in every format that is read, under its own name and under others."""

from datetime import date, datetime
from pathlib import Path

import xlsxwriter
import xlwt
from making import HEAD, ROW, book, day, sheet, table, write, zipped


@sheet("只看格式.xlsx")
def shown(path: Path) -> None:
    """What only formats tell: a month, a share, a row struck through; pictures; a table's sum."""

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("问题")
        month = made.add_format({"num_format": 'yyyy"年"m"月"'})
        share, struck = made.add_format({"num_format": "0%"}), made.add_format()
        struck.set_font_strikeout()
        head = [*HEAD[1:7], "办理情况", "现场照片"]
        rows = [
            ROW[1:6],
            ["五里镇第三村", "水渠淤塞", "饮水", date(2026, 3, 6)],
            ["五里镇第二村", None, "饮水", "2026-03-07"],
        ]
        write(page, [["五里镇2026年问题台账"], head, *rows, ["汇总", 3]], day(made))
        page.write_datetime("F3", datetime(2026, 8, 1), month)  # noqa: DTZ001 - a sheet knows no zone
        page.write_number("G3", 0.6, share)
        page.write_formula("H3", '=_xlfn.DISPIMG("ID_1",1)', None, '=DISPIMG("ID_1",1)')
        page.write_string("B5", "机井干了", struck)

    book(path, fill)


@sheet("新格式旧名.xls")
def misnamed(path: Path) -> None:
    """A new workbook under the old name."""
    made = path.with_suffix(".xlsx")
    table(made, HEAD, ROW)
    made.rename(path)


@sheet("老格式.xls")
def old(path: Path) -> None:
    """A workbook as it was before 2007."""
    made = xlwt.Workbook(encoding="utf-8")
    page = made.add_sheet("问题")
    look = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, row in enumerate(
        [HEAD, ROW, [2, "五里镇第二村", "机井干了", "饮水", date(2026, 3, 6)]]
    ):
        for at, cell in enumerate(row):
            page.write(
                number, at, cell, look if isinstance(cell, date) else xlwt.Style.default_style
            )
    made.save(str(path))


@sheet("开放文档.ods")
def open_document(path: Path) -> None:
    """The format of LibreOffice."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{cell}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in (HEAD, ROW)
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {names} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="问题">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        b'<?xml version="1.0"?><manifest:manifest '
        b'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    zipped(
        path,
        {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content.encode()},
    )


def _text(separator: str = ",") -> str:
    second = '2,五里镇第二村,"路面塌陷，约五米\n雨天难行",通村路,2026.3.6,"镇经发办",长期坚持,'
    return "\r\n".join([",".join(HEAD), ",".join(map(str, ROW)), second, ""]).replace(
        ",", separator
    )


@sheet("国标码.csv")
def gb18030(path: Path) -> None:
    """CSV as WPS and Excel write it."""
    path.write_bytes(_text().encode("gb18030"))


@sheet("带签名.csv")
def marked(path: Path) -> None:
    """CSV as systems write it: UTF-8 with a mark."""
    path.write_bytes(_text().encode("utf-8-sig"))


@sheet("统一码.tsv")
def utf16(path: Path) -> None:
    """Text with tabs in UTF-16."""
    path.write_bytes(b"\xff\xfe" + _text("\t").encode("utf-16-le"))


@sheet("制表符旧名.xls")
def tabs(path: Path) -> None:
    """Text with tabs under the name of a workbook, as many systems export it."""
    path.write_bytes(_text("\t").encode("gb18030"))
