"""Write the workbook that the demo begins with: `python data/demo/make_workbook.py`.

It is what a village sends: a merged title, a header of two levels, titles of subjects over their
rows, days and limits in every way, two names in a cell, sums and signatures. One row has no day.
"""

from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

FILE = Path(__file__).with_name("五里镇问题台账.xlsx")
HEAD = [
    ("序 号", "村（社区）*", "反映人", "具体问题表述", "来源", "登记\n时间"),
    ("责任单位", "责任人", "整改措施", "完成时限"),
    ("办理状态", "办结时间", "备 注"),
]
LIGHTS, WATER, ROADS = "一、用电照明（3件）", "二、饮水（3件）", "三、通村路（6件）"
ROWS: list[list[object]] = [
    [LIGHTS],
    [1, "五里镇第一村", "张甲一", "小学旁路灯损坏4盏。夜里放学看不清路。", "入户走访", "2026.5.8",
     "五里镇经发办", "c041", "1.更换灯具\n2.检修线路", "15日内", "正在整改"],
    [2, "五里镇第二村", "王丙三、李乙二", "桥头电杆倾斜，群众担心倒杆", "电话反映",
     date(2026, 5, 11), "县供电分公司", "", "扶正加固电杆", "立行立改", "已办结", "2026.5.13"],
    [3, "五里镇第三村", "", "第二村民小组电压偏低，用不了水泵", "入户走访", "2026年5月12日",
     "县供电分公司、五里镇经发办", "", "报供电部门增容", "6月底前", "办理中"],
    [WATER],
    [4, "五里镇第四村", "赵丁四", "自来水早晚停水", "群众接待", "2026/5/14",
     "县水务局", "", "检修加压泵，分时段轮供", "10个工作日内", "待验收", "2026-05-26"],
    [5, "五里镇第五村", "", "蓄水池久未清洗，水有异味", "集中便民日", "5月15日",
     "五里镇水利站", "", "清洗消毒，送检水样", "2026.5.29", "是", "2026.5.28", "水样已送检"],
    [6, "五里镇第六村", "刘戊五", "机井电机老化，一周停水三次", "入户走访", "20260518",
     "五里镇水利站", "", "更换电机", "一个月内", "正在整改"],
    [ROADS],
    [7, "五里镇第一村", "", "村口涵洞坍塌，路基悬空", "乡镇督查", "２０２６．５．１９",
     "五里镇经发办", "c042", "重砌涵洞，回填路基", "2026年7月底前", "正在整改"],
    [8, "五里镇第二村", "陈己六", "果园路口路面塌陷约20米", "入户走访", date(2026, 5, 20),
     "五里镇经发办", "", "勘查修补，设警示牌", "3月20日", "正在整改"],
    [9, "五里镇第三村", "", "通村路护栏缺失3处", "县级督查", "2026-5-21",
     "县交通局", "", "补装护栏", "年底前，并长期坚持", "未完成"],
    [10, "五里镇第四村", "", "巷道积水结泥，请求铺砂石", "入户走访", "2026.5",
     "五里镇第四村村委会", "", "先铺砂石应急", "尽快", "待受理"],
    [11, "五里镇第五村", "杨庚七", "生产桥桥面开裂，果车不敢过", "电话反映", "2026.5.25",
     "五里镇经发办", "", "封闭危桥，联系加固", "待定", "已上报"],
    [12, "五里镇第六村", "", "通村路冬季积雪清扫无人管", "工作会商", "2026.5.26",
     "五里镇第六村村委会", "", "划定责任段，落实到户", "长期坚持", "长期坚持"],
    ["合　计", "", "", "12件"],
    ["填表人：c041", "", "", "", "", "审核人：c038"],
]  # fmt: skip
TALL = (6, 7, 8, 14, 16, 21)
"""The rows with a cell of two lines."""


def main() -> None:
    """Write the workbook."""
    with xlsxwriter.Workbook(str(FILE)) as book:
        book.set_properties({"created": datetime(2026, 6, 25)})  # noqa: DTZ001 - it knows no zone
        made = {"font_name": "宋体", "border": 1, "valign": "vcenter", "text_wrap": True}
        look = book.add_format(made)
        head = book.add_format({**made, "bold": True, "align": "center", "bg_color": "#DDEBF7"})
        day = book.add_format({**made, "num_format": "yyyy/m/d", "align": "left"})
        sheet = book.add_worksheet("Sheet1")
        _above(sheet, head, book.add_format({"bold": True, "font_size": 16, "align": "center"}))
        for number, row in enumerate(ROWS, 5):
            for at, cell in enumerate(row):
                sheet.write(number - 1, at, cell, day if isinstance(cell, date) else look)
            if len(row) == 1:
                sheet.merge_range(number - 1, 0, number - 1, 12, row[0], look)
            sheet.set_row(number - 1, 33 if number in TALL else 18)
        for at, width in enumerate((7, 14, 10, 30, 11, 16, 20, 8, 22, 14, 10, 12, 14)):
            sheet.set_column(at, at, width)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)


def _above(sheet: Worksheet, head: object, title: object) -> None:
    """Title, unit and day, and a header of two levels."""
    sheet.set_row(0, 44)
    sheet.merge_range("A1:M1", "五里镇2026年第二季度\n群众反映问题整改台账", title)
    sheet.merge_range("A2:F2", "填报单位：榆舍片区")
    sheet.merge_range("G2:M2", "截至2026年6月25日")
    at = 0
    for group, words in zip(("", "整改清单", "销号情况"), HEAD, strict=True):
        if group:
            sheet.merge_range(2, at, 2, at + len(words) - 1, group, head)
        for word in words:
            if group:
                sheet.write(3, at, word, head)
            else:
                sheet.merge_range(2, at, 3, at, word, head)
            at += 1


if __name__ == "__main__":
    main()
