"""Sheets of the other kinds of record, as villages and stations keep them, with what is wrong."""

from datetime import date
from pathlib import Path

import xlsxwriter
import xlwt
from making import book, day, sheet, table, write

_VILLAGE = "五里镇第一村"


@sheet("入户走访记录.xlsx")
def visits(path: Path) -> None:
    """A record of calls: days merged over their rows, bodies met, answers, and words for yes."""

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("走访")
        page.merge_range("A1:K1", "五里镇第一村2026年第二季度干部入户走访记录表")
        page.merge_range("A2:K2", "填报单位：五里镇第一村　　　　截至2026年6月30日")
        head = ["序号", "走访\n时间", "走访干部", "户主", "户别", "走访方式", "家庭基本情况",
                "实际困难", "现场处置或解释", "是否转台账", "群众签字"]  # fmt: skip
        rows = [
            [1, None, "c003、c002", "张甲一", "独居老人", "入户", "独居，身体尚可",
             "吃水要到井台挑", "已告知安装计划", "是", "√"],
            [2, None, "c003", "李乙二", None, "入户", "四口人，党员户", None, None, "否", "是"],
            [3, "5月12日", "c001", "赵丁四", "低保户", "电话", "在外就医", "药费报销慢",
             "转镇社保所", "√", "未签"],
            [4, "2026.5.20", "c003", "五里镇第一村党支部", None, "座谈", "了解班子情况", None, None,
             None, None],
            [5, "2026-6-3", "c002", "钱无名", None, "蹲点", "租住户，户册没有", "想办居住证",
             "告知到镇便民大厅", None, "代签"],
            [6, "6.15", "c002", "王丙三", None, "入户", "在家", None, None, None, "已签字"],
            [7, "2026-06-18", None, "陈己六", "个体工商户", "入户", "商店正常营业", None, None,
             None, None],
            [8, date(2026, 6, 24), "c099", "杨庚七", "外出务工户", "微信", "全家在西安", None, None,
             None, "无"],
            ["小计", None, None, "8户"],
        ]  # fmt: skip
        write(page, [[], [], head, *rows], day(made))
        page.merge_range("B4:B5", "2026年4月8日")

    book(path, fill)


@sheet("民情日记.csv")
def diary(path: Path) -> None:
    """A diary out of a system: several lines in a cell, GB18030, a day with its hour."""
    path.write_bytes(
        (
            "日记编号,日记日期,记录人,受访人,村,日记内容,意见建议,答复,签字\r\n"
            'RJ-0412,2026/4/12 9:30:00,c007,,五里镇第四村,"上午到村部参加小组会。\r\n'
            '下午走访两户，都问到修路的事。",通村路坑洼,已列入夏季维修,是\r\n'
            'RJ-0413,2026/4/13 15:05:00,c005,,第五村,"检查防汛物资，\r\n""沙袋""不足",'
            "沙袋不足三十条,当日调拨,拒签\r\n"
            "RJ-0414,2026/4/31,c006,,五里镇第六村,查看水渠,,,\r\n"
        ).encode("gb18030")
    )


@sheet("连心卡户册.xlsx")
def households(path: Path) -> None:
    """A register of households: two levels of headers, groups merged, numbers of several sorts."""

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("户册")
        page.merge_range("A1:L1", "五里镇第一村农户花名册（连心卡发放登记）")
        page.merge_range("A2:L2", f"单位：{_VILLAGE}　　截止2026年6月30日")
        for at, head in ((0, "序号"), (1, "组别"), (11, "备注")):
            page.merge_range(2, at, 3, at, head)
        page.merge_range("C3:F3", "户主信息")
        page.merge_range("G3:K3", "家庭情况")
        write(page, [[], [], [], [None, None, "户主姓名", "身份证号", "联系方式", "家庭住址",
              "家庭人口", "户别", "结对干部", "连心卡", "是否外出"]])  # fmt: skip
        card = "610222190001010000"
        rows = [
            [1, "第一村民小组", "张甲一", card, "000-0101-0001", "村口3号", 1, "脱贫户、独居老人",
             "c003", "2026.1.14", "否"],
            [2, None, "孙 子丑", card, 13800000000.0, "村口21号", "5人", "脱贫户", "c001、c003",
             "2026年2月3日", "×", "有大棚两座"],
            [3, None, "周寅卯", None, "000-0102-0001/000-0102-0002", "村口22号", 3, "退役军人户",
             "c001", "√", "有", "常年在外，春节回村"],
            ["小计", "3户", None, None, None, None, 9],
            [4, "第二村民小组", "郑*", None, "138****0000", "老井台**", 2, "一般户", "c002", None,
             None],
            [5, "第二村民小组", "冯辰巳", None, "电话见户口簿", "老井台9号", "三", "低保户", "c002",
             20260320, None],
            [6, "第二村民小组", None, None, None, "老井台10号", 4, None, None, None, None,
             "户主过世"],
            [7, "第二村民小组", "褚午未", None, None, "老井台11号", 4, "党员户", "张三", None, None,
             f"身份证{card}"],
            [8, "第二村民小组", "卫申酉", None, "000-0102-0008", "老井台12号", 0, "监测户", "c002",
             15, "是", "家庭纠纷，需保密"],
            ["填表人：c003", None, None, None, None, "审核人：c001"],
        ]  # fmt: skip
        look = day(made)
        write(page, [[], [], [], [], *rows], look)
        page.merge_range("B5:B7", "第一村民小组")
        page.write_number("J13", 15, look)

    book(path, fill)


@sheet("户册旧名.xls")
def register(path: Path) -> None:
    """A register kept in an old workbook, with numbers of households and what is newer."""
    made = xlwt.Workbook(encoding="utf-8")
    page = made.add_sheet("户册")
    for number, row in enumerate(
        [
            ["户号", "户主", "村", "小组", "人口", "户别", "电话", "保密"],
            ["WL101-0002", "李乙二", _VILLAGE, "第一村民小组", 5, "党员户", "000-0101-0002", ""],
            ["ＷＬ１０１－０００３", "王丙三", _VILLAGE, "第一村民小组", 5, "", "", "是"],
            ["WL102-0001", "蒋子丑", "五里镇第二村", "一组", 3, "脱贫户", "000-0102-0101", "否"],
            ["WL102-0001", "沈寅卯", "五里镇第二村", "一组", 3, "", "", ""],
            ["127", "韩辰巳", "五里镇第二村", "二组", 2, "", "", ""],
            ["WL307-0001", "杨午未", "第七村", "一组", 2, "", "", ""],
            ["", "朱申酉", "七里镇第一村", "一组", 2, "", "", ""],
        ]
    ):
        for at, cell in enumerate(row):
            page.write(number, at, cell)
    made.save(str(path))


@sheet("村级基本情况.xlsx")
def villages(path: Path) -> None:
    """A list of villages: areas merged over them, codes as numbers, counts with their words."""

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("一览表")
        page.merge_range("A1:I1", "五里镇村（社区）基本情况一览表")
        head = [
            "序号",
            "代码",
            "上级",
            "村名",
            "类型",
            "区划代码",
            "总户数",
            "值班电话",
            "成立时间",
        ]
        rows = [
            [1, "WL101", "榆舍片区", _VILLAGE, "行政村", 610222100201, 161, "000-0101-0000",
             "1961年5月1日"],
            [2, "WL104", None, "五里镇第十村", "行政村", "610222100204", "87户", None,
             "1984-06-01"],
            [3, "WL207", "五里镇第二片区", "五里镇第十一村", "行政村", "6.10222E+11", 90],
            [4, None, "五里镇第二片区", "五里镇第十二村", "行政村", None, "约100户"],
            [5, "WL4", "五里镇", "五里镇第四片区", "片区", None, None, "000-0400-0000",
             date(2026, 7, 1)],
            [6, "WL401", "五里镇第四片区", "五里镇第十三村", "村", None, 64, None, "1956.3"],
            [7, "WL205", "榆舍片区", "五里镇第五村", "行政村", None, 98],
            [8, "WL308", "五里镇第三片区", "五里镇第八村（原柳沟村）", "行政村", None, 132],
            ["合计", None, None, "8个"],
        ]  # fmt: skip
        write(page, [[], head, *rows], day(made))
        page.merge_range("C3:C4", "榆舍片区")

    book(path, fill)


@sheet("每周任务清单.xlsx")
def weekly(path: Path) -> None:
    """The weekly list, passed on to villages: four points of time, a task over several rows."""

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("第25周")
        page.merge_range("A1:L1", "榆舍片区2026年第25周工作任务清单")
        page.merge_range("A2:L2", "填报单位：榆舍片区　　截至2026年6月21日")
        head = ["序号", "周次", "工作任务", "工作要求", "分解村", "责任人", "时限", "下①", "下②",
                "上①", "上②", "是否完成"]  # fmt: skip
        rows = [
            [1, "2026年第25周", "夏收防火巡查", "每日两次", _VILLAGE, "c003", "2026-06-20",
             "6月15日", "6月15日", "6月19日", "6月20日", "√"],
            [2, "2026年第25周", None, "每日两次", "五里镇第二村", "c003", "2026-06-20", "6月15日",
             "6月16日", "6月20日", "6月20日", "是"],
            [3, "2026年第25周", None, "每日三次，山口设岗", "第三村", "c002", "2026-06-20",
             "6月15日", None, None, None, "否"],
            [4, "2026年第25周", "医保参保登记扫尾", "逐户核对", _VILLAGE, "村文书", "周五前",
             "6月15日", None, None, None, None],
            [5, "2026年第25周", "清理占道柴草", "沿路两侧", "五里镇第二村", "c003", "2026-06-12",
             "6月15日", None, None, None, None],
            ["注：村每周五前报站，站周日前报镇"],
        ]  # fmt: skip
        write(page, [[], [], head, *rows], day(made))
        page.merge_range("C4:C6", "夏收防火巡查")

    book(path, fill)


@sheet("重点工作推进表.xlsx")
def works(path: Path) -> None:
    """Key works with their share: shown as a percentage, written as one, and impossible."""

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("重点工作")
        head = ["序号", "任务类别", "重点工作", "责任单位", "责任人", "村", "下发时间", "完成期限",
                "进度", "进展情况", "实际完成时间"]  # fmt: skip
        rows = [
            [1, "重点工作", "通村路硬化三公里", "镇交管站、镇水务站", "c002", _VILLAGE,
             "2026-04-01", "2026年9月底前", 0.6, "路基完成", None],
            [2, "重点工作", "安全饮水入户", "镇水务站", "c001", "榆舍片区", "2026-04-01", "上半年",
             "100%", "全部入户", "2026-06-25"],
            [3, "重点工作", "阵地提升", "镇党建办", "c003", "五里镇第三村", "2026-04-01", "年底前",
             "过半", None, None],
            [4, "专项行动", "冬季取暖摸底", None, "c003", "五里镇第三村", "2026-04-01",
             "2026-10-31", None, None, None],
        ]  # fmt: skip
        write(page, [head, *rows], day(made))
        page.write_number("I2", 0.6, made.add_format({"num_format": "0%"}))

    book(path, fill)


@sheet("会议活动记录.xlsx")
def meetings(path: Path) -> None:
    """A register of meetings and inspections: who came, who was missing, numbered decisions."""
    head = ["序号", "活动类型", "会议时间", "主题", "地点", "主持人", "记录员", "参加人员",
            "应到人数", "实到人数", "缺席人员", "议题", "议定事项", "存在问题", "备注"]  # fmt: skip
    table(
        path,
        ["榆舍片区2026年会议活动登记簿"],
        ["填报单位：榆舍片区"],
        head,
        [1, "月底小结会", "5月29日", "五月份工作小结", "工作站会议室", "c001", "c003",
         "c001、c002、c003", 3, 3, None, "1.通报进度\n2.安排六月工作",
         "1、防火值班到村\n2、每周五交报表"],
        [2, "暗访", date(2026, 6, 4), None, _VILLAGE, None, None, "c002、c003", None, None, None,
         None, None, "值班表未上墙\n便民点无人"],
        [3, "集中便民日", "2026.6.10", "集中便民日", "五里镇第二村", None, None, "c003", "2人",
         "1人", "c002", None, None, None, "接待群众14人"],
        [4, "月底小结会", "2026-06-30", "六月份小结", None, None, "c003", "c002、c003", 3, 2,
         "c001（请假）", "六月工作", None],
        [5, "趣味运动会", "2026-06-12", "庆七一", "村小学操场", None, None, None, None, 60],
        [6, "集中培训", "2026.6", "党员培训", "镇党校", None, None, "c003", None, 41.5],
        name="登记簿",
    )  # fmt: skip


@sheet("户主和成员.xlsx")
def members(path: Path) -> None:
    """Every member in a row, the head's name over all of them beside the names of each."""
    head = ["组别", "户编号", "户主姓名", "与户主关系", "姓名", "性别", "家庭人口", "户属性"]

    def fill(made: xlsxwriter.Workbook) -> None:
        page = made.add_worksheet("户册")
        said = [
            ["一组", "001", "示例甲", "户主", "示例甲", "男", 3, "脱贫户"],
            [*[None] * 3, "配偶", "示例乙", "女"],
            [*[None] * 3, "长子", "示例丙", "男"],
            ["二组", "002", "示例丁", "户主", "示例丁", "女", 1, None],
        ]
        write(page, [["五里镇第一村农户信息台账"], head, *said])
        page.merge_range("A1:H1", "五里镇第一村农户信息台账")
        for column, text in zip("ABC", said[0], strict=False):
            page.merge_range(f"{column}3:{column}5", text)

    book(path, fill)
