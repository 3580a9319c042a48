"""Sheets whose headers are in words of their makers' own, with numbers beside the names."""

from pathlib import Path

from making import sheet, table


@sheet("自拟表头.xlsx")
def issues(path: Path) -> None:
    """Numbered and marked headers, numbers beside names, short years, and feasts as last days."""
    table(
        path,
        ["五里镇群众诉求办理台账"],
        ["填报单位：五里镇", None, None, None, "填报日期：26年6月25日"],
        ["1.序号", "2.所在村▼", "★群众反映的主要问题", "诉求人及联系电话", "摸排日期",
         "负责人及电话", "拟采取的措施", "要求完成时限", "目前进展情况", "是否已解决", "超期天数",
         "群众满意度", "备注说明"],
        [1, "五里镇第一村", "村口路灯不亮", "张甲一 000-0101-0001", "26.6.3", "c004 13800000000",
         "更换灯具", "七一前", "灯具已到", "否", 0, None, "／"],
        [2, "五里镇第二村", "机井无水", "李乙二（13800000000）", "26年6月8日", "c005(13800000000)",
         "更换水泵", "国庆节前", "已修好", "是", None, "满意", None],
        [3, "五里镇第二村", "道路塌陷", "13800000000", "25/6/26", "c004/13800000000、c005",
         "抢修", "最迟6月底", None, "否", 3, None, None],
        name="诉求",
    )  # fmt: skip


@sheet("自拟走访表头.xlsx")
def visits(path: Path) -> None:
    """Calls: hardly a header that is known for certain, and a wide table that has more columns."""
    table(
        path,
        ["五里镇第一村入户走访台账"],
        ["填表人：c003", None, None, "填报日期：2026年6月28日"],
        ["入户时间", "入户人员", "户主及电话", "走访形式", "走访记录", "群众急难愁盼问题",
         "现场解决情况", "后续跟进", "养老保险", "医疗保险", "耕地(亩)", "低保金", "牲畜(头)",
         "房屋结构", "安全饮水", "入学情况", "外出人数"],
        ["6.25", "c003、c002", "张甲一 13800000000", "入户", "了解灌溉", "水渠淤塞", "已报镇水利站",
         "下周回访", "有", "有", 3, None, 2, "砖混", "是", "无", 1],
        ["6月26日上午", "c003", "王丙三", "上门", "宣传防汛", None, None, None, "有", "有", 5, None,
         0, "砖木", "是", "无", 2],
        name="走访",
    )  # fmt: skip


@sheet("走访慰问.xlsx")
def condolences(path: Path) -> None:
    """Calls with what was handed over: goods with their worth, money, and a sum below."""
    table(
        path,
        ["五里镇第一村走访慰问登记表"],
        ["序号", "慰问时间", "慰问干部", "户主姓名", "慰问物资", "物资折价（元）", "慰问金（元）",
         "家庭困难", "备注"],
        [1, "2026.6.20", "c003", "张甲一", "大米1袋、食用油1桶", 150, 500, "屋顶漏雨", None],
        [2, "2026.6.20", "c003", "王丙三", "棉被一床", None, 0, None, "独居"],
        [3, "2026.6.21", "c003", "赵丁四", "无", "/", "300元", None, None],
        [4, "2026.6.21", "c003", "何戊八", "慰问品若干", "约200", None, None, None],
        ["合计", None, None, None, None, 150, 800, None, None],
        name="慰问",
    )  # fmt: skip


@sheet("户主及电话.xlsx")
def households(path: Path) -> None:
    """A register that has names and numbers in one column, and one of its own for some."""
    table(
        path,
        ["五里镇第一村农户花名册"],
        ["序号", "所在村", "组别", "户主姓名及电话", "联系方式", "家庭总人口", "包保人及电话",
         "现住址", "是否举家外出"],
        [1, "五里镇第一村", "第一村民小组", "示例甲 13800000000", None, 4, "c003 13800000000",
         "第一村一组1号", "否"],
        [2, "五里镇第一村", "第二村民小组", "示例乙（0911-2180000）", "13800000001", 3, "c003",
         None, "是"],
        [3, "五里镇第一村", "第二村民小组", "示例丙 138****0000", None, 2, "c099", None, None],
        [4, "五里镇第一村", "第二村民小组", "13800000000", None, 2, None, None, None],
        name="户册",
    )  # fmt: skip
