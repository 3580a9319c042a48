"""`tz activity`: meetings, inspections, training, leave …, and issues of what was found."""

import re
from typing import Annotated, Any

import typer

from ledger.commands import completion as complete
from ledger.commands.asking import ask, demanded, fields
from ledger.commands.context import Context
from ledger.commands.line import options
from ledger.commands.line.chinese import option
from ledger.commands.line.dates import read_date
from ledger.commands.showing import answers
from ledger.errors import UsageError
from ledger.rules.activities import PRESENCE_NAMES
from ledger.words import every, mark
from ledger.words import gettext as _

Kind = Annotated[
    str | None,
    fields.one(
        "--kind",
        mark("KIND"),
        mark("The kind of activity, by code or name, as in ledger.yaml."),
        complete.complete_activity_kind,
        options.folded,
    ),
]
Title = Annotated[
    str | None,
    fields.one("--title", mark("TEXT"), mark("What it was about; the kind's name if left out.")),
]
Until = Annotated[
    str | None,
    fields.one("--until", mark("DATE"), mark("The last day, where it lasted longer.")),
]
People = Annotated[
    list[str],
    fields.many(
        "--person",
        mark("STAFF"),
        mark("Who took part, or whoever is on leave or stays."),
        complete.complete_staff,
        options.all_small,
    ),
]
Chair = Annotated[
    str | None,
    fields.one(
        "--chair", mark("STAFF"), mark("Who presided."), complete.complete_staff, options.small
    ),
]
Recorder = Annotated[
    str | None,
    fields.one(
        "--recorder",
        mark("STAFF"),
        mark("Who took the minutes."),
        complete.complete_staff,
        options.small,
    ),
]
Expected = Annotated[
    int | None, typer.Option("--expected", min=0, help=mark("How many should have come."))
]
Present = Annotated[int | None, typer.Option("--present", min=0, help=mark("How many came."))]
Absent = Annotated[
    list[str],
    fields.many(
        "--absent",
        mark("STAFF[=leave][:REASON]"),
        mark("Who was missing: c003, c003:REASON, or with leave c003=leave:REASON."),
        complete.complete_staff,
    ),
]
Bodies = Annotated[
    list[str],
    fields.many("--body", mark("NAME"), mark("A body concerned, such as the one inspected.")),
]
Covers = Annotated[
    list[str],
    fields.many(
        "--covers", mark("PLACE"), mark("A place that it covered."), complete.complete_place
    ),
]
Households = Annotated[
    list[str],
    fields.many(
        "--household",
        mark("HOUSEHOLD"),
        mark("A household concerned, such as WL101-0001."),
        complete.complete_household,
        options.all_capitals,
    ),
]
Topics = Annotated[
    list[str], fields.many("--topic", mark("TEXT"), mark("A topic, or the subject studied."))
]
Decisions = Annotated[
    list[str],
    fields.many(
        "--decision", mark("[ISSUE=]TEXT"), mark("What was agreed, and on which issue if on one.")
    ),
]
Findings = Annotated[
    list[str],
    fields.many(
        "--finding",
        mark("[PLACE[:PRESENCE[:CATEGORY]]=]TEXT"),
        mark(
            "What was found; before = where, whether the people were there (present, absent, "
            "leave), and its category: WL101:absent=TEXT. Begin with = where TEXT itself holds one."
        ),
    ),
]
Promote = Annotated[
    list[int],
    fields.many("--promote", mark("NUMBER"), mark("The finding that becomes an issue, from 1.")),
]
Photos = Annotated[
    list[str], fields.many("--photo", mark("SHA256"), mark("The hash of a photo kept elsewhere."))
]
Text = Annotated[str | None, fields.one("--text", mark("TEXT"), mark("Minutes or report."))]
Unannounced = Annotated[
    bool, typer.Option("--unannounced", help=mark("An inspection without notice."))
]
Round = Annotated[
    int | None, typer.Option("--round", min=1, max=999, help=mark("Which round or draft it was."))
]
Result = Annotated[str | None, fields.one("--result", mark("TEXT"), mark("What came of it."))]
Channel = Annotated[
    str | None, fields.one("--channel", mark("NAME"), mark("By which channel or platform."))
]
Amount = Annotated[
    int | None, typer.Option("--amount", min=0, help=mark("How many; --unit says of what."))
]
Unit = Annotated[str | None, fields.one("--unit", mark("NAME"), mark("What --amount counts."))]
Money = Annotated[int | None, typer.Option("--money", min=0, help=mark("Whole yuan."))]


def add(
    ctx: typer.Context,
    on: options.On,
    person: People,
    absent: Absent,
    body: Bodies,
    covers: Covers,
    household: Households,
    topic: Topics,
    decision: Decisions,
    finding: Findings,
    promote: Promote,
    photo: Photos,
    kind: Kind = None,
    title: Title = None,
    place: options.Place = None,
    station: options.Station = None,
    until: Until = None,
    chair: Chair = None,
    recorder: Recorder = None,
    expected: Expected = None,
    present: Present = None,
    text: Text = None,
    unannounced: Unannounced = False,
    number: Round = None,
    result: Result = None,
    channel: Channel = None,
    amount: Amount = None,
    unit: Unit = None,
    money: Money = None,
) -> None:
    """Write down a meeting, an inspection, a training, leave or another activity.

    Examples:
        tz activity add --kind summary --place WL1 --text 六月小结 --decision 清沟
        tz activity add --kind 督查指导 --place WL101 --finding WL101:absent=无人
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    if kind is None:
        kind = ask.missing(here, "--kind", _("Kind of activity"), "activity kind")
        title = title or ask.text(_("What it was about"), here.ledger.terms("activity kind")[kind])
    place = place or station or ask.missing(here, "--place", _("Place"), "place")
    given: dict[str, Any] = {
        "title": title,
        "place": place,
        "station": station,
        "until": read_date(until, on, "future", option("--until")) if until else None,
        "people": person,
        "chair": chair,
        "recorder": recorder,
        "expected": expected,
        "present": present,
        "absent": [_absence(item) for item in absent],
        "bodies": body,
        "places": covers,
        "households": household,
        "topics": topic,
        "text": text,
        "decisions": [_decision(item) for item in decision],
        "findings": [_finding(item) for item in finding],
        "unannounced": unannounced,
        "round": number,
        "result": result,
        "channel": channel,
        "amount": amount,
        "unit": unit,
        "money": money,
        "photos": photo,
    }
    demanded.activity(here, kind, given, on)
    made, issues = here.ledger.add_activity(on, {n: {} for n in promote}, kind=kind, **given)
    said = _("Activity {id} is on the ledger: {title}").format(id=made.id, title=made.title)
    more = [_("Registered {id}: {title}").format(id=i.id, title=i.title) for i in issues]
    answers.done(here, said, made, *more)


def _split(item: str) -> tuple[list[str], str]:
    """What stands before the first =, part by part, and the text after it."""
    found = re.fullmatch(r"([^=＝]*)[=＝](.*)", item, re.DOTALL)
    if found is None:
        return [], item.strip()
    return [part.strip() for part in re.split("[:：]", found[1])], found[2].strip()


def _finding(item: str) -> dict[str, str | None]:
    parts, text = _split(item)
    if len(parts) > 3:  # noqa: PLR2004 - place, presence, category
        why = _("“{item}” is not [PLACE[:PRESENCE[:CATEGORY]]=]TEXT").format(item=item)
        raise UsageError(option("--finding"), why)
    place, presence, category = [*parts, "", "", ""][:3]
    found = {"text": text, "place": place or None, "category": category or None}
    return found | {"presence": _presence(presence)}


def _presence(said: str) -> str | None:
    """Whether the people were there, by its code or its name in either language."""
    for code, name in PRESENCE_NAMES.items():
        if said.casefold() in (code, *every(name)):
            return code
    if not said:
        return None
    known = _(", ").join(_(name) for name in PRESENCE_NAMES.values())
    why = _("“{value}” is none of {choices}").format(value=said, choices=known)
    raise UsageError(option("--finding"), why)


def _decision(item: str) -> dict[str, str | None]:
    parts, text = _split(item)
    return {"text": text, "issue": ":".join(parts) or None}


def _absence(item: str) -> dict[str, Any]:
    """Somebody who was missing: c003, c003:REASON, c003=leave, c003=leave:REASON."""
    found = re.fullmatch(r"([^=＝:：]+)(?:[=＝]([^:：]*))?(?:[:：](.*))?", item, re.DOTALL)
    how = (found[2] or "").strip().casefold() if found else ""
    leave = how in ("leave", *every(PRESENCE_NAMES["leave"]))
    if found is None or (how and not leave):
        why = _("“{item}” is not STAFF[=leave][:REASON]").format(item=item)
        raise UsageError(option("--absent"), why)
    reason = (found[3] or "").strip() or None
    return {"person": options.small(found[1]), "leave": leave, "reason": reason}


ActivityId = Annotated[
    str,
    typer.Argument(
        callback=options.folded,
        metavar=mark("ACTIVITY"),
        help=mark("The id of an activity, or a unique part of it."),
        autocompletion=complete.complete_activity,
    ),
]


def promote(
    ctx: typer.Context,
    activity: ActivityId,
    on: options.On,
    number: Annotated[
        int, typer.Option("--finding", min=1, help=mark("Which finding, counted from 1."))
    ] = 1,
    title: fields.Title = None,
    category: options.Category = None,
    stream: options.Stream = None,
    source: fields.Source = None,
    level: fields.Level = None,
) -> None:
    """Make an issue of what was found: of the stream `supervision`, or else the second there is.

    Examples:
        tz activity promote 7K3Q
        tz activity promote 7K3Q --finding 2 --stream found --category 道路
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    record = here.ledger.find(activity, ("activity",))[1]
    issue = here.ledger.promote_finding(
        record,
        number,
        on,
        title=title,
        category=category,
        stream=stream,
        source=source,
        level=level,
    )
    said = _("Registered {id}: {title}").format(id=issue.id, title=issue.title)
    answers.done(here, said, issue)
