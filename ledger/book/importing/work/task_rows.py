"""What rows of a task sheet say: a task, the villages it went to, and what they reported."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple
from unicodedata import normalize

from ledger.book.importing.gathering import Gathering
from ledger.book.importing.making import Making
from ledger.book.importing.matching import spelt
from ledger.book.importing.work import task_periods, task_villages
from ledger.book.importing.work.task_kinds import ACTIONS
from ledger.errors import BeyondCalendarError
from ledger.rules import clocks
from ledger.words import gettext as _

LINE = 200
_FEW = 5
"""How many kinds a sentence names."""
_EVERY = re.compile(
    r"全部|(?:各|每个?|所有|全部|全体)(?:行政)?(?:村|嘎查|社区)(?:[(、/]?(?:社区|居|嘎查)\)?)?"
)
"""What stands for all the places of a station."""
_RANK = ("pass", "progress", "report", "consolidate", "finish")


class Said(NamedTuple):
    """One row as far as it is understood: its kind, places, days and person."""

    row: Gathering
    kind: str | None
    is_list: bool
    station: str | None
    place: str | None
    opened: date | None
    due: date | None
    person: str | None

    @property
    def village(self) -> str | None:
        """The village that a list was passed on to; None where the row is of the whole task."""
        return self.place if self.is_list and self.place != self.station else None


class Deed(NamedTuple):
    """One step of a task: the verb, the day, and its fields."""

    verb: str
    on: date
    fields: dict[str, Any]


def read(making: Making, row: Gathering, given: date | None = None) -> Said:
    """What a row says by itself; what lacks or is not known becomes a fault.

    `given` is the day of the task that it was before, where the row has none.
    """
    kind, family = _kind(making, row)
    station, place = _places(row)
    if row.get("title") is None:
        row.fault("title", _("there is no task; write what is to be done"))
    opened = row.day("opened") or given or task_periods.given(making, row)
    if opened is None and row.get("opened") is None:
        row.fault(
            "opened",
            _(
                "there is no day; write that on which it was given, or tell that of the sheet with "
                "--on"
            ),
        )
    last = due(making, row, station, opened) if opened else None
    person = row.one("person", remarks=False) if row.get("person") else None
    is_passed = family == "list" and not task_villages.is_whole(row, place)
    is_list = is_passed or task_villages.is_part(row, place)
    return Said(row, kind, is_list, station, place, opened, last, person)


def _kind(making: Making, row: Gathering) -> tuple[str | None, str]:
    """The kind that the row names, or that its task has; else a list where it is of a period."""
    kinds = making.kinds
    said = row.get("kind")
    code = row.term("kind", "task kind", said, needed=True) or making.kind_of(row)
    code = code or making.unnamed_kind(row)
    if code is None and said is None:
        lists = [c for c, one in kinds.items() if one["family"] == "list" and row.get("period")]
        code = next(iter([*lists, *kinds]), None)
        if code and len(lists) != 1:
            row.note(
                _("no kind is named, so it is of “{kind}”; --of-kind tells another").format(
                    kind=kinds[code]["name"]
                )
            )
    if code not in kinds and "kind" not in dict(row.faults):
        some = _(", ").join(kind["name"] for kind in [*kinds.values()][:_FEW])
        unknown = _("“{said}” is no kind of task of ledger.yaml; write one, such as {some}")
        lacks = _("there is no kind of task of ledger.yaml; write one")
        row.fault("kind", unknown.format(said=said, some=some) if said else lacks)
    return code, kinds.get(code or "", {}).get("family", "")


def _places(row: Gathering) -> tuple[str | None, str | None]:
    """The station whose task it is, and the place that the row is about; 各村 is the station."""
    named = row.place("station") if row.get("station") is not None else None
    said = row.get("place")
    every = said is not None and _EVERY.fullmatch(spelt(said)) is not None
    place = None if said is None or every else row.place()
    about = place or named or (row.known.within if every else row.known.unit)
    station = row.known.station_above(named or about) if about else None
    if about is None and not {"place", "station"} & dict(row.faults).keys():
        row.fault("place", _("there is no place; write the station or the village"))
    elif about is not None and station is None:
        row.fault("place", _("no station looks after it"))
    return station, place or station


def due(making: Making, row: Gathering, station: str | None, opened: date) -> date | None:
    """The last day that the row states: a day, or a limit counted from the day it was given."""
    meant = row.get("due")
    if meant is None:
        return None
    found: date | None = meant.due
    if meant.limit:
        calendar = making.known.calendars.at(station)
        try:
            found = clocks.due(meant.limit, opened, calendar)
        except BeyondCalendarError as error:
            row.fault("due", error.sentence())
    if found and found < opened:
        row.fault(
            "due",
            _("{due} is before the day on which it was given, {opened}").format(
                due=found, opened=opened
            ),
        )
    return found


def facts(making: Making, rows: Sequence[Said]) -> dict[str, Any]:
    """The facts of the task that these rows are about; where they differ the first counts."""
    rows = task_villages.placed(rows)
    lead = rows[0]
    units: list[str] = next((found for said in rows if (found := said.row.get("unit"))), [])
    if len(units) > 1:
        lead.row.note(
            _("one unit owns a task; {units} are left out").format(units=_(", ").join(units[1:]))
        )
    person = None if lead.village else lead.person
    own = task_villages.is_own
    dues = [one.due for one in rows if one.due and not own(one, "due", one.due)]
    found = {name: _first(rows, name) for name in ("title", "issuer")}
    found["period"] = _first(rows, "period", lambda row: task_periods.name(making, row.row.fields))
    found["text"] = _first(rows, "text", requirements)
    return {
        **found,
        "kind": lead.kind,
        "station": lead.station,
        "place": lead.station if lead.is_list else lead.place,
        "unit": units[0] if units else None,
        "person": person,
        "action": action(lead.row),
        "opened": lead.opened,
        "due": max(dues, default=None),
    }


def _first(rows: Sequence[Said], name: str, read: Callable[[Gathering], Any] | None = None) -> Any:  # noqa: ANN401 - of any field
    """What the first row says that says it of the whole."""
    said = ((one, read(one.row) if read else one.row.get(name)) for one in rows)
    return next((v for one, v in said if v and not task_villages.is_own(one, name, v)), None)


def requirements(row: Gathering) -> str | None:
    """What is to be done and how: with the remark, and a time that has no last day (长期坚持)."""
    meant = row.get("due")
    time = f"{row.called('due')}：{meant.word}" if meant and meant.long_term else None
    return "\n".join(said for said in (row.get("text"), row.get("remark"), time) if said) or None


def action(row: Gathering) -> str | None:
    """What becomes of an institution."""
    said = row.get("action")
    if said is None:
        return None
    if said not in ACTIONS:
        row.fault("action", _("“{said}” is none of 废止, 修订 and 制定").format(said=said))
    return ACTIONS.get(said)


def deeds(making: Making, rows: Sequence[Said], head: dict[str, Any]) -> list[Deed]:
    """What happened to the task by what its rows say, in order and on days that never go back."""
    ends = [day for said in rows if (day := said.row.day("finished"))]
    told = min(making.source.as_of or making.today, making.today, max(ends, default=making.today))
    as_of = max(told, head["opened"])
    found = [deed for said in rows for deed in _deeds(said, head, as_of)]
    if days := [day for said in rows if (day := said.row.day("consolidated"))]:
        found.append(Deed("consolidate", max(days), {}))
    if end := _end(rows, as_of):
        found.append(Deed("finish", end, {}))
    elif ends:
        rows[0].row.note(_("a village has not done it, so it goes on"))
    found.sort(key=lambda deed: (deed.verb == "finish", deed.on, _RANK.index(deed.verb)))
    day, ordered = head["opened"], []
    for deed in found:
        day = max(day, deed.on)
        ordered.append(deed._replace(on=day))
    return ordered


def _deeds(said: Said, head: dict[str, Any], as_of: date) -> Iterator[Deed]:
    """What happened by one row: in a village, or to the task as a whole."""
    row = said.row
    text, share = row.get("progress"), percent(row)
    if village := said.village:
        text = "\n".join(told for told in (text, share is not None and f"{share}%") if told) or None
        own = {
            "person": said.person,
            "due": said.due if said.due != head["due"] else None,
            "text": _own_text(row, head),
        }
        yield Deed("pass", row.day("passed") or head["opened"], {"place": village, **own})
        reported, done = row.day("reported"), row.get("status")
        if reported or text or done is not None:
            is_done = bool(reported) if done is None else done
            report = {"place": village, "text": text, "done": is_done}
            yield Deed("report", reported or as_of, report)
        return
    reports = bool(text) or share is not None
    if reports:
        yield Deed("progress", row.day("reported") or as_of, {"text": text, "percent": share})
    for name in ("passed",) if reports else ("passed", "reported"):
        row.forgo(
            name,
            _("{column} is of what went to a village, or was reported, and is left out").format(
                column=row.called(name)
            ),
        )


def _own_text(row: Gathering, head: dict[str, Any]) -> str | None:
    """What this village must do, where it is something else than the task."""
    text = requirements(row)
    if text is None or text == head["text"]:
        return None
    line = re.sub(r"\s+", " ", text).strip()
    if len(line) > LINE:
        row.note(_("what a village must do fits on a line; the rest is left out"))
    return line if len(line) <= LINE else line[: LINE - 1] + "…"


def percent(row: Gathering) -> int | None:
    """How much is done: 60%, 60, or 0.6 as a spreadsheet hands over what it shows as 60%."""
    if row.get("percent") is None:
        return None
    said = normalize("NFKC", row.get("percent"))
    plain = re.fullmatch(r"(\d{1,3})(\.0+)?\s*%?", said)
    share = re.fullmatch(r"0?\.\d+", said)
    found = int(plain[1]) if plain else round(float(said) * 100) if share else 101
    if said in {"1", "1.0"}:
        row.fault("percent", _("“{said}” may be 1% or 100%; write it like 60%").format(said=said))
        return None
    if found > 100:  # noqa: PLR2004 - of a hundred
        row.fault("percent", _("“{said}” is no share; write it like 60%").format(said=said))
        return None
    return found


def _goes_on(said: Said) -> bool:
    """Whether a village has not done it, and its row has no day on which the list ended for all."""
    row = said.row
    return bool(said.village) and row.get("status") is False and row.get("finished") is None


def _end(rows: Sequence[Said], as_of: date) -> date | None:
    """The day it was done: as a row says, or where every row says that it is done.

    A list is not done while a village says that it is not, whatever days the others have.
    """
    days = [day for said in rows if (day := said.row.day("finished"))]
    if any(_goes_on(said) for said in rows):
        return None
    if days:
        return max(days)
    if not all(said.row.get("status") for said in rows):
        return None
    gone_up = [day for said in rows if (day := said.row.day("consolidated"))]
    whole = [said for said in rows if said.village is None]
    return max(gone_up, default=as_of) if gone_up or whole else None
