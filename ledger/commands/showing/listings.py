"""The tables that commands answer with: their columns, and which of them give way."""

from collections.abc import Callable, Sequence
from datetime import date

from ledger.book.reading import names
from ledger.commands.context import Context
from ledger.index.queries import Row
from ledger.rules.statuses import LIGHT_NAMES, STATUS_NAMES, VISIT_KIND_NAMES, WAITS_NAMES
from ledger.views.listing import Column, Listing, by_value, shown
from ledger.views.styles import LIGHT_STYLES, STATUS_STYLES
from ledger.words import gettext as _
from ledger.words import pgettext


def issues(rows: Sequence[Row], title: str, total: int, on: date, empty: str) -> Listing:
    """A table of issues: what, where, how it stands, by when and whose."""
    for row in rows:
        row["owner"] = row["unit"] or row["person"]
        row["changed"] = bool(row["changed"])
    light = Column(
        "light",
        _("Light"),
        rank=5,
        show=lambda light: _(LIGHT_NAMES[light]) if light else "",
        style=by_value("light", LIGHT_STYLES),
    )
    changed = Column(
        "changed",
        _("Signature"),
        show=lambda changed: _("changed after signing off") if changed else "",
    )
    lit = any("light" in row for row in rows)
    return Listing(
        title,
        [
            Column("id", _("Id")),
            Column("title", _("Matter"), flexible=True, least=20),
            Column("place_name", _("Place"), rank=3),
            Column(
                "status",
                _("Status"),
                show=lambda status: _(STATUS_NAMES[status]),
                style=by_value("status", STATUS_STYLES),
            ),
            Column("owner", _("Owner"), rank=2, flexible=True, least=12),
            Column("due", _("Due"), rank=1),
            Column("category", _("Category"), rank=5, flexible=True, least=10),
            Column("opened", _("Opened"), rank=4),
            *([light] if lit else []),
            *([changed] if any(row["changed"] for row in rows) else []),
        ],
        rows,
        total=total,
        empty=empty,
        facts={"as_of": on},
    )


def overdue(rows: Sequence[Row], total: int, on: date) -> Listing:
    """A table of overdue issues, the longest overdue first, and whose clock it is."""
    plain = issues(rows, _("Overdue on {day}").format(day=on), total, on, _("Nothing is overdue."))
    shown = {column.key: column for column in plain.columns}
    late = by_value("light", LIGHT_STYLES)
    columns = [
        shown["id"],
        shown["title"],
        shown["place_name"],
        shown["status"]._replace(rank=5),
        shown["owner"],
        Column("waits", _("Whose turn"), show=lambda whom: _(WAITS_NAMES[whom])),
        shown["due"]._replace(key="turn"),
        Column("days", _("Days late"), align="right", style=late),
        Column(
            "light", _("Light"), rank=3, show=lambda x: _(LIGHT_NAMES[x]) if x else "", style=late
        ),
        Column("presses", _("Pressed"), rank=4, align="right"),
    ]
    return plain._replace(columns=columns)


def visits(rows: Sequence[Row], title: str, total: int) -> Listing:
    """A table of visits: when, where, who went, whom they met."""
    for row in rows:
        for column in ("people", "households", "issues"):
            row[column] = names(row[column])
    return Listing(
        title,
        [
            Column("id", _("Id")),
            Column("day", _("Day")),
            Column(
                "kind",
                pgettext("visit", "Kind"),
                rank=3,
                show=lambda kind: _(VISIT_KIND_NAMES[kind]),
            ),
            Column("place_name", _("Place"), rank=2),
            Column("people", _("Who went"), rank=1, show=_joined),
            Column("households", _("Households met"), rank=4, show=_joined),
            Column("opinions", _("Opinions"), rank=5, align="right"),
            Column("excerpt", _("Diary"), flexible=True, least=14),
        ],
        rows,
        total=total,
        empty=_("No such visit."),
    )


def _joined(values: Sequence[str]) -> str:
    return " ".join(values)


def _line(here: Context, below: str | None) -> str:
    """The line of descent of the place that a person names; empty for the whole tree."""
    code = here.ledger.place(below) if below else None
    return next((row["line"] or "" for row in here.ledger.places() if row["code"] == code), "")


def _holds(row: Row, on: date | None) -> bool:
    """Whether a place is there on a day."""
    day = on.isoformat() if on else ""
    return not on or ((row["since"] or "") <= day <= (row["until"] or "9"))


def places(here: Context, below: str | None, on: date | None, *, only: str = "") -> Listing:
    """The place tree, or a part of it, on a day; without a day also what is no more."""
    root = _line(here, below)
    rows = [
        row
        for row in here.ledger.places(on)
        if (row["line"] or "").startswith(root) and _holds(row, on) and (not only or row[only])
    ]
    return Listing(
        _("Stations") if only else _("Places"),
        [
            Column("code", _("Code")),
            Column("name", _("Name"), flexible=True, least=12),
            Column("tier", _("Tier"), rank=2),
            Column("parent", _("Belongs to"), rank=3),
            Column("children", _("Covers"), align="right", rank=4),
            Column("households", pgettext("count", "Households"), align="right", rank=5),
            Column("people", _("Staff"), align="right", rank=6),
        ],
        rows,
        total=len(rows),
        empty=_("No such place."),
    )


def stations(here: Context, below: str | None, on: date | None) -> Listing:
    """The places that keep a ledger of their own."""
    return places(here, below, on, only="station")


def households(here: Context, below: str | None, on: date | None) -> Listing:
    """The registers; names are masked where a day is given, and whole where all is asked for."""
    from ledger.rules import masks

    rows = here.ledger.households(here.ledger.place(below) if below else None)
    for row in rows:
        row["categories"] = names(row["categories"])
        if on:
            secret = row["confidential"]
            row["name"] = _("confidential") if secret else masks.name(row["name"])
    return Listing(
        _("Households"),
        [
            Column("id", _("Household")),
            Column("name", _("Head")),
            Column("place_name", _("Village"), rank=2),
            Column("circle", pgettext("household", "Group"), rank=3),
            Column("categories", _("Kinds"), flexible=True, least=10, show=shown),
            Column("person", _("Paired with"), rank=4),
            Column("away", _("Away"), rank=5, show=lambda away: _("away") if away else ""),
        ],
        rows,
        total=len(rows),
        empty=_("No such household."),
    )


def paired(rows: Sequence[Row]) -> Listing:
    """The households that somebody is paired with; names come masked."""
    columns = [
        Column("id", _("Household")),
        Column("name", _("Head")),
        Column("place_name", _("Village"), rank=1),
        Column("circle", pgettext("household", "Group"), rank=2),
    ]
    return Listing(_("Households paired with"), columns, rows)


OF_PLACES: dict[str, Callable[[Context, str | None, date | None], Listing]] = {
    "places": places,
    "stations": stations,
    "households": households,
}
