"""The statuses of an issue and the moves between them: one table that all else is made from."""

from typing import NamedTuple

from ledger.words import mark


class Move(NamedTuple):
    """From which statuses a verb leads, and to which; no target leaves the status as it is."""

    sources: frozenset[str]
    target: str | None = None


STATUS_NAMES: dict[str, str] = {
    "registered": mark("waiting"),
    "handling": mark("handling"),
    "submitted": mark("to accept"),
    "to_sign": mark("to sign off"),
    "closed": mark("signed off"),
    "escalated": mark("handed up"),
    "paused": mark("paused"),
    "declined": mark("declined"),
    "merged": mark("merged"),
    "void": mark("void"),
}
"""What people call each status, such as 待受理, 办理中, 待验收, 待销号, 已销号."""

ENDED = frozenset({"closed", "declined", "merged", "void"})
"""Statuses in which nobody owes anything any more."""
OPEN = frozenset(STATUS_NAMES) - ENDED
"""Statuses in which somebody owes something."""
LATE = OPEN - {"paused"}
"""Statuses that can be overdue: a paused issue's clock stands still."""

_WORKING = frozenset({"registered", "handling", "escalated"})

MOVES: dict[str, Move] = {
    "register": Move(frozenset(), "registered"),
    "assign": Move(frozenset({"registered", "handling"}), "handling"),
    "progress": Move(frozenset({"handling", "escalated", "paused"})),
    "press": Move(LATE),
    "submit": Move(frozenset({"handling", "escalated"}), "submitted"),
    "accept": Move(frozenset({"submitted"}), "to_sign"),
    "reject": Move(frozenset({"submitted", "to_sign"}), "handling"),
    "sign": Move(frozenset({"to_sign"}), "closed"),
    "extend": Move(_WORKING),
    "pause": Move(_WORKING, "paused"),
    "resume": Move(frozenset({"paused"})),
    "escalate": Move(frozenset({"registered", "handling"}), "escalated"),
    "return": Move(frozenset({"escalated"}), "handling"),
    "merge": Move(_WORKING | {"paused"}, "merged"),
    "decline": Move(frozenset({"registered"}), "declined"),
    "correct": Move(frozenset(STATUS_NAMES) - {"void"}),
    "void": Move(OPEN | {"declined", "merged"}, "void"),
    "note": Move(frozenset(STATUS_NAMES)),
    "reopen": Move(frozenset({"closed", "declined", "merged"}), "registered"),
}
"""Every verb of an issue."""

VERB_NAMES: dict[str, str] = {
    "register": mark("register"),
    "assign": mark("assign"),
    "progress": mark("progress"),
    "press": mark("press"),
    "submit": mark("submit"),
    "accept": mark("accept"),
    "reject": mark("reject"),
    "sign": mark("sign off"),
    "extend": mark("extend"),
    "pause": mark("pause"),
    "resume": mark("resume"),
    "escalate": mark("escalate"),
    "return": mark("return"),
    "merge": mark("merge"),
    "decline": mark("decline"),
    "correct": mark("correct"),
    "void": mark("void"),
    "note": mark("note"),
    "reopen": mark("reopen"),
}
"""What people call each verb (登记 交办 进展 督办 报结 验收 退回整改 销号 延期 暂缓 …)."""

OUTCOME_NAMES: dict[str, str] = {
    "solved": mark("solved"),
    "partly": mark("partly solved"),
    "explained": mark("explained"),
    "referred": mark("referred elsewhere"),
    "withdrawn": mark("withdrawn"),
}
"""How an issue ended (已解决 部分解决 解释说明 转其他途径 群众撤回)."""

VISIT_KIND_NAMES: dict[str, str] = {
    "visit": mark("visit"),
    "reception": mark("reception"),
    "phone": mark("phone call"),
    "stay": mark("stay"),
    "night": mark("night visit"),
}
"""How people met (走访 接待 电话 蹲点 夜访)."""

SIGN_NAMES: dict[str, str] = {
    "given": mark("given"),
    "refused": mark("refused"),
    "proxy": mark("by proxy"),
}
"""Whether a household signed the diary (已签 拒签 代签)."""

WEEKDAY_NAMES: dict[str, str] = {
    "mon": mark("Monday"),
    "tue": mark("Tuesday"),
    "wed": mark("Wednesday"),
    "thu": mark("Thursday"),
    "fri": mark("Friday"),
    "sat": mark("Saturday"),
    "sun": mark("Sunday"),
}
"""The days of the week."""
