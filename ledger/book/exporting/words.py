"""The words that sheets use, whatever the language of the program: each is read back as it was."""

from ledger.rules.statuses import FOLLOWING

STATUS = {
    "registered": "待受理",
    "handling": "办理中",
    "submitted": "待验收",
    "to_witness": "待群众签字",
    "to_sign": "待销号",
    "closed": "已销号",
    "escalated": "已上报",
    "paused": "暂缓",
    "longterm": "转长期",
    "declined": "不予受理",
    "merged": "并案",
    "void": "作废",
}
"""Where an issue stands."""
LIGHT = {"normal": "正常", "near": "临期", "late": "逾期", "grave": "严重逾期"}
"""How pressing a deadline is."""
VISIT_KIND = {
    "visit": "入户",
    "reception": "接待",
    "phone": "电话",
    "stay": "蹲点",
    "night": "夜访",
}
"""How people met."""
SIGN = {"given": "已签", "refused": "拒签", "proxy": "代签"}
"""Whether the diary was signed."""
FOLLOWED = dict(zip(FOLLOWING, ("fed_back", "published", "reported", "archived"), strict=True))
"""What follows closing, and the columns that have its day."""
NOTHING_FOUND = "无"
"""What a clean check found."""
UNSIGNED = "none"
"""How a cell is read that says that nobody signed: no word is written for that."""
ACTION = {"abolish": "废止", "revise": "修订", "make": "制定"}
"""What becomes of an institution."""
TITLES: dict[tuple[str, str], dict[str, str]] = {
    ("issue", "status"): STATUS,
    ("visit", "kind"): VISIT_KIND,
    ("task", "status"): {
        "issued": "已下发",
        "passed": "已分解",
        "reported": "村已上报",
        "consolidated": "已汇总",
        "done": "已完成",
        "void": "作废",
    },
}
"""What groups of rows are called, by kind of sheet and field, in their order."""
SATISFACTION = ("非常满意", "非常不满意", "基本满意", "不满意", "满意", "一般", "未评价")
"""What people say of a result, the longer words before those that they hold."""
YES, NO = "是", "否"
LONG_TERM = "长期坚持"
"""What stands for a deadline where something must be kept up for good."""


def yes(said: object) -> str:
    """Yes or no."""
    return YES if said else NO


CELL = 32_767
"""The most UTF-16 units that a spreadsheet program keeps of a cell."""
