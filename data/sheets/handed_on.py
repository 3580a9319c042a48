"""Sheets as offices hand them on: a village written once over its rows, and masks over people."""

from pathlib import Path

from making import sheet, table


@sheet("首行填写.xlsx")
def once(path: Path) -> None:
    """Village, day and unit stand in the first row of a block alone, and nothing is merged."""
    table(
        path,
        ["序号", "行政村", "存在问题", "登记时间", "责任单位"],
        ["一、饮水"],
        [1, "五里镇第一村", "水压不足", "2026-03-01", "镇水利站"],
        [2, None, "管道冻裂", None, None],
        [3, "五里镇第二村", "机井干了", "2026-03-02", "镇经发办"],
        [4, "  ", "水泵烧坏", "2026-03-05", None],
        ["小计", None, "4件"],
        ["二、垃圾"],
        [5, None, "垃圾箱破损", "2026-03-03", None],
        [6, "五里镇第三村", "清运不及时", "2026-03-04", "/"],
        [7, "无", "焚烧垃圾", "2026-03-04", None],
    )


@sheet("同上.xlsx")
def repeated(path: Path) -> None:
    """What stands above is repeated by a word or a mark; at the head of a block nothing is."""
    table(
        path,
        ["序号", "行政村", "存在问题", "登记时间", "责任单位", "整改措施", "完成时限"],
        ["一、饮水"],
        [1, "五里镇第一村", "水压不足", "2026-03-01", "镇水利站", "换泵", "10个工作日内"],
        [2, "同上", "管道冻裂", "〃", "同上", "同上。", '"'],
        [3, "五里镇第二村", "机井干了", "2026-03-02", None, "清淤", "一个月内"],
        [4, "″", "水泵烧坏", "同上", "同上", "＂", "“"],
        ["二、垃圾"],
        [5, "同上", "垃圾箱破损", "2026-03-03", "环卫所", "更换", "3月底"],
        [6, "五里镇第三村", "清运不及时", "2026-03-04", "〃", "增加车次", "〃"],
        name="问题",
    )


@sheet("脱敏户册.xlsx")
def masked(path: Path) -> None:
    """A register for everybody: names, numbers and addresses, masked in every way there is."""
    table(
        path,
        ["户号", "村", "户主姓名", "联系电话", "住址", "备注"],
        ["WL101-0001", "五里镇第一村", "张某", "138****1234", "五里镇第一村*", None],
        [None, "五里镇第一村", "李××", "139XXXX5678", "第一村××号", None],
        [None, "五里镇第二村", "王*", None, "*", "身份证6123**********0011"],
        [None, "五里镇第二村", "赵六", None, "第二村*", "电话138****1234"],
        [None, "五里镇第二村", "钱七", "138----1234", None, "身份证61022219900101****"],
        name="户册",
    )


@sheet("脱敏台账.xlsx")
def masked_issues(path: Path) -> None:
    """Issues as they are put up for everybody: who reported them is nobody that can be found."""
    table(
        path,
        ["村", "问题描述", "登记日期", "反映人", "联系电话", "责任人", "责任单位"],
        [
            "五里镇第一村",
            "王某家停电，电话138****1234",
            "2026-03-04",
            "王某",
            "138****1234",
            "李*",
            "镇供电所",
        ],
        [
            "五里镇第一村",
            "路灯不亮",
            "2026-03-05",
            "张甲一、某某",
            "不详",
            "c003、c004",
            "镇经发办",
        ],
    )
