"""One table in every format that is read, under its own name and under others."""

from datetime import date
from pathlib import Path

import xlwt
from making import HEAD, ROW, sheet, table, zipped


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
