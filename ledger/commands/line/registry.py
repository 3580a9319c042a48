"""The table of all commands: names in both languages, a sentence each, and where the code is.

The program's face is drawn from this table; the module of a command is imported when that command
is given, never before.
"""

from collections.abc import Iterable
from typing import NamedTuple

from ledger.words import mark


class Entry(NamedTuple):
    """A command, or a noun with its verbs.

    `target` is `module:function` under `ledger.commands`; `summary` is translated where it is
    shown, as is `note`, which says more on the command's own page; `aliases` are further names that
    no help shows.
    """

    name: str
    chinese: str
    summary: str
    target: str = ""
    aliases: tuple[str, ...] = ()
    verbs: tuple["Entry", ...] = ()
    note: str = ""


ISSUE = (
    Entry("register", "登记", mark("Write down an issue."), "issue:register", ("add",)),
    Entry("assign", "交办", mark("Give an issue to a unit, with a time limit."), "handling:assign"),
    Entry("object", "退单", mark("Return an assignment, once."), "handling:object_"),
    Entry("progress", "进展", mark("Write down what has been done so far."), "handling:progress"),
    Entry("press", "督办", mark("Press the owner of an issue."), "handling:press"),
    Entry("submit", "报结", mark("Report an issue as settled."), "handling:submit"),
    Entry("accept", "验收", mark("Accept what was reported as settled."), "judging:accept"),
    Entry("witness", "群众签字", mark("Have a villager sign that it was done."), "judging:witness"),
    Entry("reject", "退回整改", mark("Send an issue back to be settled better."), "judging:reject"),
    Entry("sign", "销号", mark("Sign off an issue: it is settled."), "judging:sign"),
    Entry("feedback", "反馈", mark("Tell those who asked how it ended."), "following:feedback"),
    Entry("publish", "公示", mark("Post the result of an issue."), "following:publish"),
    Entry("report", "报上级", mark("Report the closing of an issue up."), "following:report"),
    Entry("archive", "归档", mark("File the papers of an issue."), "following:archive"),
    Entry("extend", "延期", mark("Give an issue more time."), "waiting:extend"),
    Entry(
        "pause", "暂缓", mark("Stop the clock of an issue for a stated reason."), "waiting:pause"
    ),
    Entry("resume", "恢复", mark("Let the clock of a paused issue run again."), "waiting:resume"),
    Entry("escalate", "上报", mark("Hand an issue up to a higher tier."), "waiting:escalate"),
    Entry("return", "退回", mark("Take back an issue that was handed up."), "waiting:return_"),
    Entry("keep", "转长期", mark("Keep an issue up for good."), "handling:keep"),
    Entry("merge", "并案", mark("Make one issue part of another."), "mending:merge"),
    Entry("decline", "不予受理", mark("Refuse an issue and say why."), "mending:decline"),
    Entry("correct", "更正", mark("Correct a field of an issue."), "mending:correct"),
    Entry("void", "作废", mark("Strike out an issue written down by mistake."), "mending:void"),
    Entry("note", "备注", mark("Add a remark to an issue."), "mending:note"),
    Entry("reopen", "重开", mark("Open a settled issue again."), "judging:reopen"),
)
VISIT = (
    Entry("add", "登记", mark("Write down a visit."), "visit:add"),
    Entry(
        "promote", "转问题", mark("Make an issue of what was heard on a visit."), "visit:promote"
    ),
    Entry("answer", "答复", mark("Answer an opinion heard on a visit."), "visit:answer"),
)
ACTIVITY = (
    Entry("add", "登记", mark("Write down an activity."), "activity:add"),
    Entry("promote", "转问题", mark("Make an issue of what was found."), "activity:promote"),
)
TASK = (
    Entry("add", "下发", mark("Give a task."), "task:add"),
    Entry("pass", "分解", mark("Pass a task on to villages."), "task:pass_"),
    Entry("report", "上报", mark("Take down what a village reports."), "task:report"),
    Entry("consolidate", "汇总", mark("Send the station's report up."), "task:consolidate"),
    Entry("progress", "进展", mark("Write down how far a task has come."), "task:progress"),
    Entry("finish", "完成", mark("Finish a task."), "task:finish"),
    Entry("void", "作废", mark("Strike out a task."), "task:void"),
)
STATION = (
    Entry("add", "登记", mark("Add a station or another place."), "station:add"),
    Entry("edit", "变更", mark("Change what is said of a place."), "station_edit:edit"),
    Entry("post", "任职", mark("Let somebody take up or leave a post."), "ties:post"),
    Entry("delegate", "授权", mark("Let somebody sign in the head's stead."), "ties:delegate"),
    Entry("bind", "挂钩", mark("Tie a person, a unit or a group to a place."), "ties:bind"),
    Entry("unbind", "解除", mark("End such a tie."), "ties:unbind"),
    Entry("group", "编组", mark("Form a group, or change who belongs to it."), "teams:group"),
)
HOUSEHOLD = (
    Entry("add", "登记", mark("Add a household to a village's register."), "household:add"),
    Entry("pair", "结对", mark("Pair a household with a member of staff."), "household:pair"),
    Entry("card", "发卡", mark("The contact card was handed over."), "household:card"),
)

CALENDAR = (
    Entry("show", "查看", mark("Show the working days of a year."), "calendar:show"),
    Entry("fill", "填充", mark("Fill a year from the list that comes along."), "calendar:fill"),
    Entry("import", "导入", mark("Take in a year's holidays as decreed."), "calendar:import_"),
    Entry("local", "当地放假", mark("Give a place further rest days."), "calendar:local"),
)

RECORDS = (
    Entry("issue", "问题", mark("What people ask for, from first to last."), verbs=ISSUE),
    Entry("visit", "走访", mark("Who was visited, and what was heard."), verbs=VISIT),
    Entry("activity", "活动", mark("Meetings, inspections, training, leave …"), verbs=ACTIVITY),
    Entry("task", "任务", mark("Work given down and reported up."), verbs=TASK),
    Entry("station", "工作站", mark("Stations and their places."), verbs=STATION),
    Entry("household", "户", mark("The households of a village."), verbs=HOUSEHOLD),
    Entry("calendar", "日历", mark("Which days people work."), verbs=CALENDAR),
    Entry("import", "导入", mark("Take the rows of a spreadsheet in."), "import_:import_"),
)
ASKING = (
    Entry("list", "列表", mark("List issues, visits, tasks, places …"), "list:list_"),
    Entry("show", "查看", mark("Show one record whole."), "show:show"),
    Entry(
        "today",
        "今日",
        mark("What you owe today and this week."),
        "today:today",
        note=mark(
            "Yours is what you handle; of what is written down where you work, what waits for an "
            "owner, for acceptance (unless you handle it) or for your signature, what names a unit "
            "only, and what must still follow closing in the last year; the duties and tasks of "
            "your posts. Most urgent first, cut to one screen. --station tells what is anybody's "
            "there."
        ),
    ),
    Entry("why", "依据", mark("How an issue's time limits are counted."), "why:why"),
    Entry("overdue", "逾期", mark("What is past its time limit."), "overdue:overdue"),
    Entry(
        "duties",
        "职责",
        mark("What is owed regularly, done and missed."),
        "duties:duties",
        note=mark(
            "Each stretch of a duty counts in the period in which it ends. Without --period: this "
            "month, and all that still runs. Whoever owed it for a part of a stretch only may do "
            "it but has not missed it. --missed and --full list one by one; with --by they are "
            "counted."
        ),
    ),
    Entry("search", "查找", mark("Find records by words."), "search:search"),
    Entry("log", "日志", mark("Who changed what, and when."), "log:log"),
    Entry("export", "导出", mark("Write a sheet: xlsx, csv or md."), "export:export"),
    Entry("check", "检查", mark("Check the ledger for problems."), "check:check"),
)
MENDING = (
    Entry("ops", "操作", mark("What was done, operation by operation."), "ops:ops"),
    Entry("undo", "撤销", mark("Take an operation back."), "undo:undo"),
    Entry("redo", "重做", mark("Take the last undo back."), "undo:redo"),
    Entry("status", "状态", mark("What was edited by hand."), "status:status"),
    Entry("adopt", "采纳", mark("Take hand edits into the ledger."), "adopt:adopt"),
    Entry("restore", "还原", mark("Put edited files back."), "adopt:restore"),
)
SIGNER = (
    Entry("add", "添加", mark("Trust a key to sign for somebody."), "signer:add"),
    Entry("remove", "移除", mark("Trust a key no more."), "signer:remove"),
    Entry("list", "列表", mark("The keys that are trusted here."), "signer:list_"),
)
KEEPING = (
    Entry("doctor", "体检", mark("What the ledger stands on."), "doctor:doctor"),
    Entry("maintenance", "维护", mark("Pack the ledger's history."), "maintenance:maintenance"),
    Entry("backup", "备份", mark("The whole ledger in one file."), "backup:backup"),
    Entry("rescue", "抢救", mark("A new ledger from a backup."), "backup:rescue"),
    Entry("signer", "签名人", mark("Whose keys are trusted here."), verbs=SIGNER),
    Entry("checkpoint", "封存点", mark("Seal what the ledger is now."), "checkpoint:checkpoint"),
    Entry("verify", "核验", mark("Hold the ledger against a checkpoint."), "checkpoint:verify"),
)
LEDGER = (
    Entry("init", "建账", mark("Make a new ledger."), "init:init"),
    Entry("demo", "演示", mark("Make a ledger of examples to try things on."), "demo:demo"),
    Entry("whoami", "我是谁", mark("Who writes in this ledger."), "whoami:whoami"),
    Entry("schemas", "格式说明", mark("Write the JSON Schemas of all records."), "schemas:schemas"),
    Entry("completion", "补全", mark("Complete commands in a shell."), "completion:completion"),
)
TABLE = (
    (mark("Records"), RECORDS),
    (mark("Asking"), ASKING),
    (mark("Putting right"), MENDING),
    (mark("Keeping it safe"), KEEPING),
    (mark("The ledger"), LEDGER),
)
"""All commands under their headings, in the order of the help."""
LISTED = {
    "issues": ("issue", "问题"),
    "visits": ("visit", "走访"),
    "activities": ("activity", "活动"),
    "tasks": ("task", "任务"),
    "opinions": ("opinion", "意见"),
    "stations": ("station", "工作站"),
    "places": ("place", "地点"),
    "households": ("household", "户"),
    "staff": ("人员",),
    "bindings": ("binding", "挂钩"),
    "groups": ("group", "小组"),
}
"""What can be listed, and the other words for it."""


def commands() -> tuple[Entry, ...]:
    """All commands and nouns of the first level, in the order of the table."""
    return tuple(entry for _heading, entries in TABLE for entry in entries)


def find(entries: Iterable[Entry], name: str) -> Entry | None:
    """The command that answers to this name in either language."""
    return next((e for e in entries if name in {e.name, e.chinese, *e.aliases}), None)


def leaves() -> tuple[tuple[tuple[str, ...], Entry], ...]:
    """Every command that does something, under the words that call it."""
    found: list[tuple[tuple[str, ...], Entry]] = []
    for entry in commands():
        if entry.verbs:
            found += [((entry.name, verb.name), verb) for verb in entry.verbs]
        else:
            found.append(((entry.name,), entry))
    return tuple(found)


def elsewhere(name: str) -> tuple[tuple[Entry, Entry], ...]:
    """The nouns that have this verb: what a person means who forgot the noun."""
    return tuple((e, verb) for e in commands() if (verb := find(e.verbs, name)))
