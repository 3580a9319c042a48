"""Sheets that tell their village, their time and their day in the title alone."""

from pathlib import Path

import xlsxwriter
from making import HEAD, book, sheet, table, write


@sheet("标题村名.xlsx")
def register(path: Path) -> None:
    """A register of the village in its title, as of a day without a year; a village is masked."""
    table(
        path,
        ["宜君县五里镇第三村2026年户情台账（截至3月31日，共3户）"],
        ["序号", "户主", "组别", "家庭人口", "户别", "村"],
        [1, "何申酉", "一组", 3, "一般户", None],
        [2, "吕戌亥", "一组", 4, "脱贫户", "第三村"],
        [3, "施子寅", "二组", 2, "低保户", "五里镇**村"],
        name="户情",
    )


@sheet("标题片区.xlsx")
def quarter(path: Path) -> None:
    """Issues of a station and a quarter: short names of its villages, one of another, one none."""
    table(
        path,
        ["榆舍片区2026年第一季度问题台账"],
        HEAD,
        [1, "第二村", "水渠淤塞", "水利", "2月5日", "镇水务站", "3月底", "办理中"],
        [2, "第七村", "护栏松动", "交通", "2月6日", "镇交管站", "3月底", "办理中"],
        [3, None, "大厅漏水", "房屋", "2月7日", "镇经发办", "3月底", "办理中"],
    )


@sheet("标题两村.xlsx")
def both(path: Path) -> None:
    """A title of two villages: rows that name none are of neither."""
    table(
        path,
        ["五里镇第一村、五里镇第二村2026年1—3月走访记录"],
        ["序号", "走访日期", "走访干部", "走访情况"],
        [1, "2月5日", "c003", "查看水渠"],
        name="走访",
    )


@sheet("乡镇和村.xlsx")
def townships(path: Path) -> None:
    """Villages beside their townships: short names, one of elsewhere, one left out."""

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("问题")
        rows = [
            ["宜君县2026年群众诉求台账"],
            ["序号", "乡（镇）", "村名", "诉求内容", "登记日期"],
            [1, "五里镇", "第一村", "路灯损坏", "3月5日"],
            [2, None, "榆舍片区第二村", "机井干了", "3月6日"],
            [3, None, "五里镇第三村", "桥栏断裂", "3月7日"],
            [4, "哭泉镇", "第一村", "垃圾未清", "3月8日"],
            [5, "五里镇", None, "站牌倾斜", "3月9日"],
        ]
        write(page, rows)
        page.merge_range("B3:B5", "五里镇")

    book(path, fill)
