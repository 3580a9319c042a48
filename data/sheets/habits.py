"""Habits of those who make sheets: all of it is to be read."""

from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from making import HEAD, ROW, book, day, part, parts, sheet, table, write


@sheet("合并标题.xlsx")
def title(path: Path) -> None:
    """A merged title with a line break, unit and day, a sum and the signatures."""

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("Sheet1")
        page.merge_range("A1:H1", "五里镇2026年第一季度\n群众反映问题台账")
        page.merge_range("A2:D2", "填报单位：榆舍片区")
        page.merge_range("E2:H2", "截至2026年3月31日")
        second = [
            2,
            "五里镇第二村",
            "机井干了",
            "饮水",
            date(2026, 3, 6),
            "镇水利站",
            "10个工作日内",
            "",
        ]
        rows = [[], [], HEAD, ROW, second, ["合　计", "", "2件"], ["填表人：c003　　审核人：c001"]]
        write(page, rows, day(made))

    book(path, fill)


@sheet("三级表头.xlsx")
def levels(path: Path) -> None:
    """A header of three levels, tied by merged cells."""

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("整改台账")
        page.merge_range("A1:G1", "巡察反馈问题整改台账（2026年）")
        for at, head in ((0, "序号"), (1, "村"), (2, "问题描述")):
            page.merge_range(1, at, 3, at, head)
        page.merge_range("D2:G2", "整改")
        page.merge_range("D3:E3", "整改目标清单")
        page.merge_range("F3:G3", "责任清单")
        write(page, [[], [], [], [None, None, None, "整改时限", "整改措施", "责任单位", "责任人"]])
        page.write_row(
            4, 0, [1, "五里镇第三村", "渠道淤塞", "2026年5月底前", "清淤", "镇水利站", "c004"]
        )
        page.write_row(1, 7, ["登记日期"])
        page.write_row(4, 7, ["3月9日"])

    book(path, fill)


@sheet("纵向合并.xlsx")
def down(path: Path) -> None:
    """A village merged over its rows; a blank without a merge stays blank."""

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("问题")
        page.write_row(0, 0, HEAD[:5])
        for number, (matter, opened) in enumerate(
            (("路灯损坏", "2026-03-05"), ("井盖缺失", "2026-03-06"), ("桥栏断裂", "2026-03-07")), 1
        ):
            page.write_row(number, 0, [number, None, matter, None, opened])
        page.merge_range("B2:B3", "五里镇第一村")

    book(path, fill)


@sheet("表头杂质.xlsx")
def noise(path: Path) -> None:
    """Headers with blanks, stars, brackets, line breaks and columns of no use."""
    head = [
        " 序 号 ",
        "村(社区)（必填）",
        "问 题 描 述：",
        "发现日期*",
        "罚款(万元)",
        "责任\n单位",
        "备 注",
    ]
    table(path, head, [1, "五里镇第二村", "垃圾未清运", "2026/3/8", 3, "环卫所", "已电话告知"])


@sheet("分类标题行.xlsx")
def subjects(path: Path) -> None:
    """A title over the rows of each subject, the header again, sums and a note."""
    table(
        path,
        ["序号", "村", "存在问题", "登记时间"],
        ["一、饮水（2件）"],
        [1, "五里镇第一村", "水压不足", "2026-03-01"],
        [2, "五里镇第二村", "管道冻裂", "2026-03-02"],
        ["小计", None, "2件"],
        ["序号", "村", "存在问题", "登记时间"],
        ["（二）垃圾类"],
        [3, "五里镇第三村", "垃圾箱破损", "2026-03-03"],
        ["注：本表每月5日前报送"],
    )


@sheet("一格两名.xlsx")
def names(path: Path) -> None:
    """Two names, two numbers, and numbered measures in one cell."""
    table(
        path,
        ["村", "问题描述", "登记日期", "反映人", "联系电话", "责任单位", "责任人", "整改措施"],
        ["五里镇第一村", "排水沟堵塞", "2026-03-04", "张甲一、李乙二",
         "000-0101-0001/000-0101-0002",
         "镇水利站、镇经发办", "c004、c005", "1.清淤\n2.加盖板\n3.定人管护"],
    )  # fmt: skip


@sheet("月日先后.xlsx")
def order_of_days(path: Path) -> None:
    """Days such as 3.5, told by others of their column; numbers that may have lost a zero."""
    table(
        path,
        ["五里镇第一村2026年问题台账"],
        ["序号", "问题描述", "登记日期", "整改时限", "办结日期"],
        [1, "路灯损坏", "3.5", "3.30前", 3.21],
        [2, "机井干了", "3.21", "4.10前", 4.5],
        [3, "桥栏断裂", "4.2", "4.3前", 4.2],
        [4, "垃圾未清", "4-6", "4/12", None],
    )


@sheet("日期大全.xlsx")
def days(path: Path) -> None:
    """Every way to write one day; real dates; a serial number; and months that are none."""
    moment = datetime(2026, 3, 5, 9, 32, 9)  # noqa: DTZ001 - a cell knows no zone
    said = [
        "2026.3.5", "2026-3-5", "2026/3/5", "20260305", "2026年3月5日", "二〇二六年三月五日",
        "２０２６．３．５", "2026/3/5 9:32:09", "3月5日", date(2026, 3, 5), moment, 46086, 20260305,
        "2026.3", "2026年3月", "3-5", "昨天下午", 2026.1, "2026-02-30", "2027-01-01", "待定",
    ]  # fmt: skip
    title = [["五里镇2026年问题台账"], ["序号", "村", "问题描述", "登记日期"]]
    rows = [[n, "五里镇第一村", f"问题{n}", one] for n, one in enumerate(said, 1)]
    table(path, *title, *rows)


@sheet("1904日期.xlsx")
def other_epoch(path: Path) -> None:
    """A workbook that counts its days from 1904."""

    def fill(made: xlsxwriter.Workbook) -> None:
        write(made.add_worksheet("问题"), [HEAD, [*ROW[:4], date(2026, 3, 5)]], day(made))

    book(path, fill, date_1904=True)


@sheet("时限词.xlsx")
def limits(path: Path) -> None:
    """The words for a time limit."""
    said = [
        "2026.4.10", date(2026, 4, 10), "立行立改", "即知即改", "10个工作日内", "15日内",
        "一个月内", "3天", 5, "3月底", "年底前", "上半年", "长期坚持",
        "2026年6月底前，并长期坚持", "待定", "已完成", "尽快", "3-20",
    ]  # fmt: skip
    rows = [[n, "五里镇第一村", f"问题{n}", "2026-03-05", one] for n, one in enumerate(said, 1)]
    table(path, ["序号", "村", "问题描述", "登记日期", "整改时限"], *rows)


@sheet("状态与销号.xlsx")
def closing(path: Path) -> None:
    """Statuses in many words, and the columns by which issues are closed."""
    head = ["序号", "村", "问题描述", "登记日期", "责任单位", "办理状态", "办理结果", "办结时间",
            "验收人", "验收日期", "销号日期", "签署人", "满意度"]  # fmt: skip
    rows = [
        ["待受理"], ["正在整改"], ["待验收", "已更换", "2026-03-15"],
        ["验收通过", "已更换", "2026-03-15", "c004", "2026-03-16"],
        ["√", "已更换", "2026-03-15", "c004", "2026-03-16", "2026-03-17", "c001", "满意"],
        ["已办结", "已解释", "2026-03-15", None, None, None, None, "基本满意"],
        [None, "已更换", "2026-03-15"], ["已上报"], ["长期坚持"],
        ["不予受理", "不在职责内"], ["并案"],
        ["天晓得"],
        ["办理中", None, "2026-12-01"],
    ]  # fmt: skip
    start = [[n, "五里镇第一村", f"问题{n}", "2026-03-05", "镇经发办"] for n in range(1, 14)]
    table(path, head, *[[*one, *rest] for one, rest in zip(start, rows, strict=True)])


@sheet("编号受损.xlsx")
def spoiled(path: Path) -> None:
    """Numbers that a spreadsheet has turned into others, and some that it has not."""
    head = ["工单编号", "村", "问题描述", "登记日期", "联系电话"]
    said = ["2026-017", 610222202603050000, "6.10222E+17", "610222202603050000", 20260018, "00042"]
    phones = ["000-0101-0001", 13800000000.0, 1.38e10, "电话见附件", None, "１３８００００００００"]
    rows = [
        [key, "五里镇第一村", f"问题{n}", "2026-03-05", phone]
        for n, (key, phone) in enumerate(zip(said, phones, strict=True), 1)
    ]
    table(path, head, *rows)


@sheet("村名.xlsx")
def places(path: Path) -> None:
    """Places by their whole name, a part, their code, nearly, and not at all."""
    said = [
        "五里镇第一村",
        "第一村",
        "WL102",
        "五里镇第三村村委会",
        " 五里镇 第一村 ",
        "五里镇第一材",
        "第九村",
        "无此地",
    ]
    rows = [[n, one, f"问题{n}", "2026-03-05"] for n, one in enumerate(said, 1)]
    table(path, ["序号", "村", "问题描述", "登记日期"], *rows)


@sheet("无缓存公式.xlsx")
def uncounted(path: Path) -> None:
    """Formulas: with a value that was kept, and without."""

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("问题")
        write(page, [HEAD, ROW, [2, *ROW[1:]]])
        page.write_formula("C2", '="村口"&"路灯"', None, "村口路灯")
        page.write_formula("C3", '="桥头"&"路灯"', None, "")

    book(path, fill)


@sheet("隐藏的行和表.xlsx")
def hidden(path: Path) -> None:
    """A hidden row and a hidden column are read and told; a hidden sheet is told."""

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("问题")
        write(page, [HEAD, ROW, [2, "五里镇第二村", *ROW[2:]]])
        page.set_row(2, None, None, {"hidden": True})
        page.set_column(4, 4, None, None, {"hidden": True})
        other = made.add_worksheet("底稿")
        write(other, [HEAD, ROW])
        other.hide()

    book(path, fill)


@sheet("谎报大小.xlsx")
def lying(path: Path) -> None:
    """A sheet that says it ends at A1."""
    table(path, HEAD, ROW)
    body = part(path).replace(b'<dimension ref="A1:H2"/>', b'<dimension ref="A1"/>')
    parts(path, sheet1=body)


@sheet("封面和说明.xlsx")
def cover(path: Path) -> None:
    """A cover and an explanation before the one table, and an empty sheet after it."""

    def fill(made: xlsxwriter.Workbook) -> None:
        write(made.add_worksheet("封面"), [["五里镇问题台账"], ["二〇二六年三月"]])
        write(made.add_worksheet("填表说明"), [["一、本表由工作站填写"], ["二、每月5日前报送"]])
        write(made.add_worksheet("台账"), [HEAD, ROW])
        made.add_worksheet("Sheet3")

    book(path, fill)
