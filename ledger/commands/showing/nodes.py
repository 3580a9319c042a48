"""What `tz show` shows of a place and of a person: posts, delegates, groups, ties, on a day."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.commands.context import Context
from ledger.commands.showing import listings, rolls
from ledger.commands.showing.details import filled, place_name
from ledger.index.queries import IssueFilter
from ledger.index.ties import TieFilter
from ledger.rules import masks
from ledger.rules.statuses import OPEN, WEEKDAY_NAMES
from ledger.views.listing import Column, Detail, Field, Listing, Section
from ledger.words import gettext as _
from ledger.words import pgettext

if TYPE_CHECKING:
    from ledger.records.station import Station


def place(here: Context, code: str, on: date, full: bool) -> Detail:
    """One node of the place tree: who has to do with it on a day, and what it covers."""
    node = here.ledger.station(code)
    tied = TieFilter(below=code, on=None if full else on.isoformat())
    parts: list[Section | Listing] = [Section(_("The place"), _facts(here, node))]
    parts += [table for table in _tables(here, node, tied) if table.rows]
    return Detail(f"{code} {node.name}", parts, node.model_dump(mode="json", exclude_defaults=True))


def _facts(here: Context, node: "Station") -> list[Field]:
    return filled(
        (_("Name"), node.name),
        (_("Also called"), node.aliases),
        (_("Tier"), here.ledger.terms("tier").get(node.type, node.type)),
        (_("Belongs to"), place_name(here, node.parent) if node.parent else None),
        (_("Region code"), node.region),
        (pgettext("count", "Households"), node.households),
        (_("Contact"), node.contact),
        (
            _("Service weekday"),
            _(WEEKDAY_NAMES[node.service_weekday]) if node.service_weekday else None,
        ),
        (_("Ready"), node.readiness),
        (_("First batch"), node.pilot or None),
        (_("Demonstration station"), node.demonstration or None),
        (_("From"), node.since),
        (_("To"), node.until),
        (_("Merged into"), node.into),
        (_("Formerly"), [f"{old.name} ({old.until})" for old in node.former_names]),
        (_("Note"), node.note),
    )


def _tables(here: Context, node: "Station", tied: TieFilter) -> Iterator[Listing]:
    """Who has to do with a place itself, not with those below it."""
    yield _staff(here, node, tied.on)
    yield _delegates(node, tied.on)
    for table in (rolls.groups(here, tied), rolls.bindings(here, tied)):
        rows = [row for row in table.rows if row["place"] == node.code]
        columns = [c for c in table.columns if c.key not in ("place", "place_name")]
        yield table._replace(rows=rows, columns=columns, total=len(rows))
    below = [row for row in here.ledger.places() if row["parent"] == node.code]
    columns = [
        Column("code", _("Code")),
        Column("name", _("Name"), flexible=True),
        Column("households", pgettext("count", "Households"), align="right", rank=1),
    ]
    yield Listing(_("Covers"), columns, below)


def _staff(here: Context, node: "Station", on: str | None) -> Listing:
    roles = here.ledger.terms("role")
    columns = [
        Column("person", _("Staff code")),
        Column("role", _("Post")),
        Column("post", _("Post elsewhere"), rank=1, flexible=True),
        Column("full_time", _("Full time"), rank=2),
        Column("since", _("From"), rank=3),
        Column("until", _("To"), rank=3),
    ]
    rows = [{**m.model_dump(), "role": roles.get(m.role, m.role)} for m in node.staff]
    return Listing(_("Staff"), columns, [row for row in rows if _runs(row, on)])


def _delegates(node: "Station", on: str | None) -> Listing:
    columns = [
        Column("person", _("Staff code")),
        Column("since", _("From")),
        Column("until", _("To")),
        Column("note", _("Note"), rank=1, flexible=True),
    ]
    rows = [stand_in.model_dump() for stand_in in node.delegates]
    return Listing(_("Delegates"), columns, [row for row in rows if _runs(row, on)])


def _runs(row: dict[str, Any], on: str | None) -> bool:
    """Whether what a row tells of runs on a day; without a day everything does."""
    return on is None or str(row["since"] or "") <= on <= str(row["until"] or "9")


def person(here: Context, code: str, on: date, full: bool) -> Detail:
    """Everything that a member of staff has to do with on a day."""
    asked = TieFilter(person=code, on=None if full else on.isoformat())
    day = on.isoformat() if on != here.today else None
    open_ones = IssueFilter(owner=code, status=tuple(sorted(OPEN)), as_of=day)
    issues, _total = here.ledger.issues(open_ones)
    homes = [home for home in here.ledger.households() if home["person"] == code]
    for home in homes:
        home["name"] = _("confidential") if home["confidential"] else masks.name(home["name"])
    tables = [
        rolls.staff(here, asked)._replace(title=_("Posts")),
        rolls.bindings(here, asked),
        listings.paired(homes),
        listings.issues(issues, _("Issues in charge"), len(issues), on, ""),
    ]
    data = {
        "person": code,
        "posts": tables[0].rows,
        "bindings": tables[1].rows,
        "households": [home["id"] for home in homes],
        "issues": issues,
    }
    return Detail(code, [table for table in tables if table.rows], data)
