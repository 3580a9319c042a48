"""Sheets that tell their village, their time and their day in the title alone."""

from pathlib import Path

from making import HEAD, sheet, table


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
