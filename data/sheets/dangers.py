"""Files that are odd, broken or hostile: refused in one sentence, or told of and harmless."""

import struct
from pathlib import Path

import xlsxwriter
import xlwt
from making import HEAD, ROW, book, part, parts, sheet, table, write

_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
_BEGINNING, _REST = bytes.fromhex("0908100000060500"), 12
"""How the stream of an old workbook begins, and how long the rest of its first record is."""
_MEGABYTES = 40


@sheet("压缩炸弹.xlsx")
def bomb(path: Path) -> None:
    """Small on the disk, and beyond measure when unpacked."""
    table(path, HEAD, ROW)
    parts(path, sheet1=part(path) + b" " * (_MEGABYTES << 20))


@sheet("实体炸弹.xlsx")
def entities(path: Path) -> None:
    """A part whose entities double again and again."""
    table(path, HEAD, ROW)
    doubled = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 30))
    begun = part(path).replace(
        b"<worksheet", f'<!DOCTYPE x [<!ENTITY a0 "a">{doubled}]><worksheet'.encode(), 1
    )
    parts(path, sheet1=begun)


@sheet("远角单元格.xlsx")
def far_column(path: Path) -> None:
    """A cell in the last column of all."""

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("问题")
        write(page, [HEAD, ROW])
        page.write(1, 16383, "远")

    book(path, fill)


@sheet("远处一行.xlsx")
def far_row(path: Path) -> None:
    """A cell in the last row of all."""

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("问题")
        write(page, [HEAD, ROW])
        page.write(1048575, 0, "远")

    book(path, fill)


@sheet("有密码.xlsx")
def locked(path: Path) -> None:
    """A workbook behind a password."""
    path.write_bytes(_COMPOUND.ljust(1024, b"\0") + "EncryptedPackage".encode("utf-16-le"))


@sheet("截断.xlsx")
def cut(path: Path) -> None:
    """A workbook of which the second half is lost."""
    table(path, HEAD, ROW)
    body = path.read_bytes()
    path.write_bytes(body[: len(body) // 2])


@sheet("空文件.xlsx")
def empty(path: Path) -> None:
    """No byte at all."""
    path.write_bytes(b"")


@sheet("空表.xlsx")
def blank(path: Path) -> None:
    """A sheet without a cell."""
    book(path, lambda made: made.add_worksheet("Sheet1") and None)


@sheet("只有表头.xlsx")
def bare(path: Path) -> None:
    """A header and nothing below."""
    table(path, HEAD)


@sheet("十张表.xlsx")
def ten(path: Path) -> None:
    """A table for each of ten villages."""

    def fill(made: xlsxwriter.Workbook) -> None:
        for number in "一二三四五六七八九十":
            write(made.add_worksheet(f"第{number}村"), [HEAD, ROW])

    book(path, fill)


@sheet("没有表头.xlsx")
def headless(path: Path) -> None:
    """Rows and no header."""
    table(path, ROW, [2, *ROW[1:]])


@sheet("两张表一页.xlsx")
def two(path: Path) -> None:
    """A second table below the first."""
    table(
        path,
        HEAD,
        ROW,
        [],
        ["走访日期", "存在问题", "责任人", "完成时限"],
        ["2026-03-05", "a", "b", "月底"],
    )


@sheet("不知何表.xlsx")
def which(path: Path) -> None:
    """Headers that fit more than one kind of record."""
    table(path, ["编号", "备注"], ["1", "x"], name="Sheet1")


@sheet("重名表头.xlsx")
def twice(path: Path) -> None:
    """One header twice."""
    table(path, [*HEAD, "问题描述"], [*ROW, "又一说"])


@sheet("两列一义.xlsx")
def rivals(path: Path) -> None:
    """Two headers that mean one field."""
    table(path, [*HEAD, "存在问题"], [*ROW, "又一说"])


@sheet("错误值.xlsx")
def errors(path: Path) -> None:
    """A cell that shows #REF!, one of no use that shows it too, and a good row."""

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("问题")
        write(page, [[*HEAD, "经费"], ROW, [2, *ROW[1:]]])
        page.write_formula("C2", "=Z1", None, "#REF!")
        page.write_formula("I3", "=Z1", None, "#REF!")

    book(path, fill)


@sheet("表单.xlsx")
def form(path: Path) -> None:
    """A form for one record."""
    table(
        path,
        ["督办单"],
        ["问题编号", "3", "登记日期", "2026-03-05"],
        ["问题描述", "路灯损坏"],
        ["责任单位", "镇经发办", "责任人", "c003"],
        ["整改时限", "月底"],
    )


@sheet("会动的文字.xlsx")
def acting(path: Path) -> None:
    """Text that would act in a spreadsheet or at a terminal, in cells and around them."""
    escape, turned = "\x1b[2J\x1b]0;x\x07", "\u202etxt.exe"
    table(
        path,
        [f"五里镇{escape}问题台账"],
        [*HEAD, f"列{turned}"],
        [1, ROW[1], '=HYPERLINK("http://x.invalid","点我")', *ROW[3:], "@SUM(A1)"],
        [2, ROW[1], "+86路灯\n=cmd|'/c calc'!A1", *ROW[3:]],
        [3, ROW[1], f"路灯{escape}", *ROW[3:]],
        [4, f"村{turned}", "路灯", *ROW[3:]],
    )


@sheet("网页旧名.xls")
def page(path: Path) -> None:
    """A web page under the name of a workbook."""
    rows = "".join(f"<td>{cell}</td>" for cell in ROW)
    path.write_text(f"<html><table><tr>{rows}</tr></table></html>\n", encoding="utf-8")


@sheet("标记旧名.xls")
def markup(path: Path) -> None:
    """XML of 2003 under the name of a workbook."""
    path.write_text(
        '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>\n',
        encoding="utf-8",
    )


@sheet("图片改名.xlsx")
def picture(path: Path) -> None:
    """A picture under the name of a workbook."""
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 1, 1, 8, 2, 0, 0, 0)
    )


@sheet("混合编码.csv")
def mixed(path: Path) -> None:
    """Lines in two encodings, as when files are put together."""
    lines = [",".join(HEAD).encode("gb18030"), ",".join(map(str, ROW)).encode(), b"\xff\xff\xff"]
    path.write_bytes(b"\r\n".join(lines))


@sheet("空字节.csv")
def nul(path: Path) -> None:
    """A NUL byte in the middle."""
    path.write_bytes(f"{','.join(HEAD)}\n1,五里镇第一村,路\0灯\n".encode())


@sheet("引号未闭.csv")
def quote(path: Path) -> None:
    """A quotation mark that is opened and never closed."""
    path.write_text(f'{",".join(HEAD)}\n1,五里镇第一村,"路灯损坏\n', encoding="utf-8")


@sheet("老格式有密码.xls")
def locked_old(path: Path) -> None:
    """A workbook as it was before 2007, behind a password: a record that says so stands first."""
    made = xlwt.Workbook(encoding="utf-8")
    made.add_sheet("问题").write(0, 0, HEAD[0])
    made.save(str(path))
    body = path.read_bytes()
    at = body.index(_BEGINNING) + len(_BEGINNING) + _REST
    locked = struct.pack("<HHHHH", 0x2F, 6, 0, 0x1234, 0x5678)
    path.write_bytes(body[:at] + locked + body[at + len(locked) :])
