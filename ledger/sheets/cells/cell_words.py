"""The words that cells of some columns hold, each under what it means."""

YES = frozenset(
    {
        "是",
        "true",
        "已",
        "√",
        "✓",
        "✔",
        "1",
        "y",
        "yes",
        "已完成",
        "已办结",
        "已销号",
        "销号",
        "已整改",
        "完成",
        "有",
    }
)
NO = frozenset(
    {"否", "未", "×", "✗", "x", "0", "n", "no", "未完成", "正在办理", "未办结", "未销号", "没有"}
    | {"false", "进行中", "推进中", "正在推进", "正在进行", "办理中", "未开始", "未启动"}
    | {"不是", "待销号", "尚未销号", "✕", "✖", "╳"}
)
AWAY = {"外出", "举家外出", "全家外出", "长期外出", "常年外出"}
AT_HOME = {"在家", "未外出", "不外出"}
"""What says whether a household has gone from home."""
SECRET = {"保密", "匿名", "需", "需要", "需保密", "要求保密", "要求匿名", "要", "不公开"}
NOT_SECRET = {"不保密", "不匿名", "实名", "公开", "可公开", "不需", "不需要", "无需", "无需保密"}
"""What says whether whoever reported it is to be kept from others."""
HANDED_UP = YES | {"需", "需要", "需上报", "已上报", "上报"}
NOT_HANDED_UP = NO | {"不需", "不需要", "不需上报", "无需", "无需上报", "不用", "不上报", "未上报"}
"""What stands for a body above in a column that asks whether it must be handed up."""
UPPER = "上级"
"""The body above that no name stands for."""
STATUS = {
    "registered": "待受理 未受理 待办 未开始 登记 已登记 待交办 待处理 未处理 草稿",
    "handling": "办理中 正在办理 整改中 正在整改 未解决 正在解决 未办结 未完成 待整改 推进中 "
    "延时解决 否 未 × 0 false 被驳回 退回 正在协调解决 进行中 处理中 正在处理 受理中 已受理 "
    "在办 未办 已交办 已转办 正在推进 未整改 正在核实",
    "submitted": "待验收 验收中 待审核 已报结 已回单 整改到位 已整改到位 已回复 已答复",
    "to_witness": "待群众签字",
    "to_sign": "待销号 已验收 验收通过",
    "closed": "已销号 销号 已办结 办结 按期办结 已完成 完成 已整改 已解决 已做好 结案 归档 是 已 "
    "√ ✓ 1 true 完结 已完结 已结案 已归档 办结归档 整改完成 已完成整改 已整改完成",
    "explained": "解释说明 已做好解释说明工作 已解释",
    "escalated": "已上报 已上报上级协调解决 上报",
    "paused": "暂缓 缓办",
    "longterm": "转长期 长期坚持 持续推进 长期 常态化",
    "declined": "不予受理",
    "merged": "并案 重复 重复件",
    "void": "作废",
}
SATISFACTION = {
    "非常满意": "非常满意",
    "满意": "满意 很满意 群众满意 是 √ ✓ ✔ true",
    "基本满意": "基本满意 比较满意 较满意 较为满意",
    "一般": "一般",
    "不满意": "不满意 不太满意 否 × ✗ ✕ ✖ ╳ false",
    "非常不满意": "非常不满意",
    "未评价": "未评价",
}
VISITS = {
    "visit": "入户 走访 上门 入户走访 上门走访 实地 实地走访 面对面",
    "reception": "接待 来访 群众接待",
    "phone": "电话 电话走访 电话联系 电话访谈 线上 微信 视频",
    "stay": "蹲点 驻村",
    "night": "夜访",
}
SIGNS = {
    "given": "是 已签 已签字 已签名 本人签字 有 √ ✓ 签字 1 true",
    "refused": "拒签 拒绝 拒绝签字",
    "proxy": "代签",
    "none": "否 未签 未签字 无 × 0 false",
}
WITNESSED = {"given": "已签", "refused": "拒签", "proxy": "代签", "none": None}
"""What is kept of an answer whether those who asked have signed."""
