"""Sheets in which answers, times and roles head columns of their own."""

from pathlib import Path

import xlsxwriter
from making import HEAD, book, sheet, table, write


@sheet("打勾.xlsx")
def ticked(path: Path) -> None:
    """Answers that head columns of their own, of which one is ticked; the header on each page."""
    head = [*HEAD[:3], "登记日期", "是否办结", None, "满意度", None, None]
    answers = [None] * 4 + ["是", "否", "满意", "基本满意", "不满意"]

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("问题")
        said = [
            [1, "五里镇第一村", "路灯损坏", "2026-03-05", "√", "×", "√", None, None],
            [2, "五里镇第二村", "机井干了", "2026-03-06", None, "√", None, None, "√"],
            head,
            answers,
            [3, "五里镇第二村", "桥栏断裂", "2026-03-07", "√", "√", None, "基本满意", None],
            [4, "五里镇第三村", "垃圾未清", "2026-03-08", None, "√（等资金）", None, None, None],
            ["合计", None, None, None, 2, 3, 1, 1, 1],
        ]
        write(page, [head, answers, *said])
        for at in range(4):
            page.merge_range(0, at, 1, at, head[at])
        page.merge_range("E1:F1", "是否办结")
        page.merge_range("G1:I1", "满意度")

    book(path, fill)


@sheet("打勾无题.xlsx")
def unasked(path: Path) -> None:
    """The same where nothing stands above the answers."""
    table(
        path,
        ["序号", "村", "反映事项", "受理时间", "责任单位",
         "已办结", "正在办理", "未办结", "满意", "不满意"],
        [1, "五里镇第一村", "路灯损坏", "2026-03-05", "镇经发办", "√", None, None, "√", None],
        [2, "五里镇第二村", "机井干了", "2026-03-06", "镇水利站", None, "√", None, None, None],
        [3, "五里镇第二村", "桥栏断裂", "2026-03-07", "镇经发办", "√", None, "√", None, "√"],
        ["合计", None, None, None, None, 2, 1, 1, 1, 1],
    )  # fmt: skip


@sheet("打勾户册.xlsx")
def ticked_register(path: Path) -> None:
    """A register that ticks what a household is, with its group in place of its village."""
    head = ["序号", "村组", "户主姓名", "家庭人口", "户属性", None, None, "联系电话"]

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("户册")
        page.merge_range("A1:H1", "五里镇第一村脱贫户、监测户花名册")
        said = [
            [1, "一组", "示例甲", 4, "√", None, None, "13800000000"],
            [2, "一组", "示例乙", 3, "√", "√", None, "同上"],
            [3, "五里镇第一村二组", "示例丙", 2, None, None, "√", None],
        ]
        write(page, [[], head, [*[None] * 4, "脱贫户", "监测户", "一般户"], *said])
        for at in (0, 1, 2, 3, 7):
            page.merge_range(1, at, 2, at, head[at])
        page.merge_range("E2:G2", "户属性")

    book(path, fill)


@sheet("按月进展.xlsx")
def months(path: Path) -> None:
    """Progress by months: one has nothing to tell, one says 同上, one shows an error."""
    head = ["序号", "存在问题", "登记时间", "责任人", "进展情况", None, None, "是否整改到位"]

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("整改")
        page.merge_range("A1:H1", "五里镇第一村2026年问题整改台账")
        said = [
            [1, "村口路灯不亮", "2026.4.5", "c004", "已联系供电所", "灯具已到", "装好三盏", "是"],
            [2, "机井水泵烧坏", "2026.5.12", "c004", "/", "同上", "待拨款", "否"],
            [3, "道路塌陷", "2026.6.1", "c004", None, None, None, "否"],
        ]
        write(page, [[], head, [*[None] * 4, "4月", "5月", "6月"], *said])
        page.write_formula("G6", "=Z1", None, "#REF!")
        for at in (0, 1, 2, 3, 7):
            page.merge_range(1, at, 2, at, head[at])
        page.merge_range("E2:G2", "进展情况")

    book(path, fill)


@sheet("各级责任人.xlsx")
def by_roles(path: Path) -> None:
    """Names by roles: the parties of a dispute, and who answers for it on two levels."""
    head = ["序号", "纠纷简要情况", "排查日期", "当事人", None, "责任人", None, "化解措施", "期限"]

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("纠纷")
        page.merge_range("A1:I1", "五里镇第一村2026年矛盾纠纷排查化解台账")
        said = [
            [1, "地界争议", "2026.3.5", "示例甲", "示例乙", "c004", "c003", "上门调解", "月底前"],
            [2, "四至不清", "2026.4.2", "示例丙", None, None, "c003", "现场丈量", "两个月内"],
        ]
        roles = [*[None] * 3, "甲方", "乙方", "镇级", "村级"]
        write(page, [[], head, roles, *said])
        for at in (0, 1, 2, 7, 8):
            page.merge_range(1, at, 2, at, head[at])
        page.merge_range("D2:E2", "当事人")
        page.merge_range("F2:G2", "责任人")

    book(path, fill)
