"""The table of `tz today`: sections one after the other, cut so that all fit on one screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ledger.book.desk.agenda import Item
from ledger.book.desk.today import SECTIONS, Today
from ledger.commands.showing.dutywords import when
from ledger.rules.statuses import STATUS_NAMES, VERB_NAMES, WEEKDAY_NAMES
from ledger.rules.tasks import TASK_VERB_NAMES
from ledger.views.listing import Column, Listing, Row
from ledger.words import about, mark, ngettext, pgettext
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.errors import BeyondCalendarError

NAMES: dict[str, str] = {
    "overdue": mark("Overdue"),
    "near": mark("Near the limit"),
    "press": mark("To press"),
    "assign": mark("To assign"),
    "verify": mark("To accept"),
    "sign": mark("To sign"),
    "review": mark("To review"),
    "follow": mark("To follow up"),
    "duty": mark("Duties"),
    "task": mark("Tasks"),
    "report": mark("Reports"),
}
"""What people call each section (逾期 临期 待督办 待交办 待验收 待签字 待复核 待跟进 …)."""
LINES = 16
"""So many lines of a screen of 24 are left for what there is to do."""
_MANY = 2
"""From so many lines on the last of a section tells what was left out."""


def listing(day: Today, *, screen: bool) -> Listing:
    """All that there is to do; for a screen cut, with the number of what was left out."""
    parts = {section: day.of(section) for section in SECTIONS}
    parts = {section: items for section, items in parts.items() if items}
    lines = _shared(parts) if screen else {name: len(items) for name, items in parts.items()}
    rows = [row for name, items in parts.items() for row in _rows(day, name, items, lines[name])]
    left = any(lines[name] < len(items) for name, items in parts.items())
    return Listing(
        _title(day),
        _columns(screen),
        rows,
        footer=_footer(day, left=left),
        total=None,
        empty=_("Nothing is owed."),
        facts={
            "as_of": day.on,
            "person": day.person,
            "station": day.station,
            "counts": {name: len(items) for name, items in parts.items()},
        },
    )


def left_out(duty: str, error: "BeyondCalendarError") -> str:
    """That nothing is known of a duty, and why."""
    return about(duty, error.sentence())


def _shared(parts: dict[str, list[Item]]) -> dict[str, int]:
    """How many lines each section gets: one each, then by turns, the most urgent first."""
    lines = dict.fromkeys(parts, 1)
    while sum(lines.values()) < LINES:
        wanting = [name for name, items in parts.items() if lines[name] < len(items)]
        if not wanting:
            break
        for name in wanting[: LINES - sum(lines.values())]:
            lines[name] += 1
    return lines


def _rows(day: Today, name: str, items: Sequence[Item], lines: int) -> list[dict[str, Any]]:
    """The lines of a section; the first has its name and how many there are."""
    cut = lines < len(items) and lines >= _MANY
    shown = items[: lines - 1 if cut else lines]
    rows = [_row(day, item) for item in shown]
    rows[0]["head"] = _("{section} ({n})").format(section=_(NAMES[name]), n=len(items))
    if cut:
        more = len(items) - len(shown)
        said = ngettext("… {n} more", "… {n} more", more).format(n=more)
        rows.append({"head": said, "what": _("tz today --full"), "section": name})
    return rows


def _row(day: Today, item: Item) -> dict[str, Any]:
    return {
        "section": item.section,
        "head": "",
        "id": item.id,
        "what": _what(day, item),
        "place": item.place,
        "place_name": day.names.get(item.place, item.place),
        "state": item.state,
        "day": item.day,
        "days": (day.on - item.day).days if item.day else None,
        "when": when(item.day, day.on),
        "left": item.left,
        "owed": item.owed,
        "towards": list(item.towards),
    }


def _what(day: Today, item: Item) -> str:
    """What is to be done, in one line."""
    if item.section in ("overdue", "near", "review"):
        return about(_(STATUS_NAMES[item.state]), item.what)
    if item.section == "follow":
        return about(_(VERB_NAMES[item.state]), item.what)
    if item.section in ("task", "report"):
        return _work(day, item)
    if item.section == "press" and item.left:
        n = item.left
        return item.what + ngettext(" ({n} turn missed)", " ({n} turns missed)", n).format(n=n)
    return _duty(item) if item.towards else item.what


def _work(day: Today, item: Item) -> str:
    """A task and its next step, a village's report by the village."""
    if item.section == "report" and item.state == "report":
        return about(day.names.get(item.place, item.place), item.what)
    said = about(_(TASK_VERB_NAMES[item.state]), item.what)
    if item.owed:
        reported = item.owed - item.left
        said += _(" ({n} of {all} reported)").format(n=reported, all=item.owed)
    return said


def _duty(item: Item) -> str:
    """A duty of many objects, and those still to be met."""
    left = _("{n} of {all} left").format(n=item.left, all=item.owed)
    towards = _(", ").join(item.towards)
    return _("{duty}, {left}: {towards}").format(duty=item.what, left=left, towards=towards)


def _columns(screen: bool) -> list[Column]:
    head = Column("head", _("To do"), style=_style)
    if not screen:
        head = Column("section", _("To do"), show=_name, style=_style)
    return [
        head,
        Column("id", _("Id")),
        Column("what", pgettext("agenda", "Matter"), flexible=True, least=20),
        Column("place_name", _("Place"), rank=1),
        Column("when", pgettext("agenda", "Due"), style=_style),
    ]


def _name(section: str) -> str:
    return _(NAMES[section])


def _style(row: Row) -> str:
    late = (row.get("days") or 0) > 0
    return "bold red" if late or row["section"] == "overdue" else ""


def _title(day: Today) -> str:
    weekday = _([*WEEKDAY_NAMES.values()][day.on.weekday()])
    whose = [day.person, day.names.get(day.station, day.station) if day.station else None]
    said = _("To do on {day}, {weekday}, and in this week").format(day=day.on, weekday=weekday)
    return about(said, " ".join(filter(None, whose))) if any(whose) else said


def _footer(day: Today, *, left: bool) -> list[str]:
    said = [_("Not all is shown; “tz today --full” shows it.")] if left else []
    if day.person is None and day.station is None:
        said.append(_("This is everybody's; “tz whoami CODE” makes it yours."))
    return said
