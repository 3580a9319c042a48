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
    "to_witness": mark("to witness"),
    "to_sign": mark("to sign off"),
    "closed": mark("signed off"),
    "escalated": mark("handed up"),
    "paused": mark("paused"),
    "longterm": mark("kept up"),
    "declined": mark("declined"),
    "merged": mark("merged"),
    "void": mark("void"),
}
"""What people call each status: 待受理, 办理中, 待验收, 待群众签字, 待销号, 已销号, 转长期 …"""

ENDED = frozenset({"closed", "declined", "merged", "void"})
"""Statuses in which nobody owes anything any more."""
OPEN = frozenset(STATUS_NAMES) - ENDED
"""Statuses in which somebody owes something."""
WAITS: dict[str, str] = {
    "registered": "station",
    "handling": "handler",
    "submitted": "checker",
    "to_witness": "masses",
    "to_sign": "signer",
    "escalated": "upper",
    "longterm": "handler",
}
"""Whom an open issue waits for; a paused one waits for nobody."""
WAITS_NAMES: dict[str, str] = {
    "station": mark("station"),
    "handler": mark("handler"),
    "checker": mark("checker"),
    "masses": mark("the masses"),
    "signer": mark("signer"),
    "upper": mark("upper tier"),
}
"""What people call whoever the clock runs against (站点 责任人 验收人 群众 签字人 上级)."""
REVIEWED = frozenset({"paused", "longterm"})
"""Statuses in which no clock runs: what brings them back to mind is the day to look at it again."""
LATE = frozenset(WAITS) - {"longterm"}
"""Statuses in which a clock runs that can be overdue."""

CLOSING = ("accept", "sign")
"""The sign-offs that close an issue where nothing else is said."""
NEXT: dict[str, str] = {"accept": "submitted", "witness": "to_witness", "sign": "to_sign"}
"""The status in which an issue waits for each sign-off."""
WAITING = frozenset(NEXT.values())
"""The statuses of what was reported and waits to be signed off."""
FOLLOWING = ("feedback", "publish", "report", "archive")
"""What follows closing."""

_WORKING = frozenset({"registered", "handling", "escalated"})
_JUDGED = frozenset(NEXT.values())

MOVES: dict[str, Move] = {
    "register": Move(frozenset(), "registered"),
    "assign": Move(frozenset({"registered", "handling", "longterm"}), "handling"),
    "progress": Move(frozenset({"handling", "escalated", "paused", "longterm"})),
    "press": Move(OPEN - {"paused"}),
    "submit": Move(frozenset({"handling", "escalated", "longterm"}), "submitted"),
    "accept": Move(frozenset({"submitted"}), "to_sign"),
    "witness": Move(frozenset({"to_witness"}), "closed"),
    "reject": Move(_JUDGED, "handling"),
    "sign": Move(frozenset({"to_sign"}), "closed"),
    "extend": Move(_WORKING),
    "pause": Move(_WORKING | {"paused"}, "paused"),
    "resume": Move(frozenset({"paused"})),
    "escalate": Move(frozenset({"registered", "handling"}), "escalated"),
    "return": Move(frozenset({"escalated"}), "handling"),
    "object": Move(frozenset({"handling"}), "registered"),
    "keep": Move(_JUDGED | {"handling", "escalated", "longterm"}, "longterm"),
    "merge": Move(_WORKING | {"paused", "longterm"}, "merged"),
    "absorb": Move(OPEN | {"closed"}),
    "decline": Move(frozenset({"registered"}), "declined"),
    "correct": Move(frozenset(STATUS_NAMES) - {"void"}),
    "void": Move(OPEN | {"declined", "merged"}, "void"),
    "note": Move(frozenset(STATUS_NAMES)),
    "reopen": Move(frozenset({"closed", "declined", "merged"}), "registered"),
    "feedback": Move(frozenset({"closed", "declined"})),
    "publish": Move(frozenset({"closed"})),
    "report": Move(frozenset({"closed"})),
    "archive": Move(frozenset({"closed"})),
}
"""Every verb of an issue. Where the sign-offs of a submission are others than the usual ones, they
say where it goes; an issue that was judged goes on to the next of them. What is paused or kept up
may be so anew: it was looked at again."""
WRITTEN = frozenset({"register", "absorb"})
"""The verbs that no command gives to an issue that exists: another one's write brings them."""

VERB_NAMES: dict[str, str] = {
    "register": mark("register"),
    "assign": mark("assign"),
    "progress": mark("progress"),
    "press": mark("press"),
    "submit": mark("submit"),
    "accept": mark("accept"),
    "witness": mark("witness"),
    "reject": mark("reject"),
    "sign": mark("sign off"),
    "extend": mark("extend"),
    "pause": mark("pause"),
    "resume": mark("resume"),
    "escalate": mark("escalate"),
    "return": mark("return"),
    "object": mark("object"),
    "keep": mark("keep up"),
    "merge": mark("merge"),
    "absorb": mark("absorb"),
    "decline": mark("decline"),
    "correct": mark("correct"),
    "void": mark("void"),
    "note": mark("note"),
    "reopen": mark("reopen"),
    "feedback": mark("tell back"),
    "publish": mark("publish"),
    "report": mark("report up"),
    "archive": mark("archive"),
}
"""What people call each verb (登记 交办 进展 督办 报结 验收 群众签字 退回整改 销号 延期 暂缓 恢复
上报 退回 退单 转长期 并案 并入 不予受理 更正 作废 备注 重开 反馈 公示 报上级 归档)."""

LIGHT_NAMES: dict[str, str] = {
    "normal": mark("in time"),
    "near": mark("near"),
    "late": mark("overdue"),
    "grave": mark("gravely overdue"),
}
"""How pressing a deadline is, as a word (正常 临期 逾期 严重逾期)."""

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
