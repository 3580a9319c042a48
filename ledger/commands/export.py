"""`tz export`: a sheet of issues, visits, households, places, tasks or activities, as a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.commands import completion as complete
from ledger.commands import narrowing, overwriting
from ledger.commands.asking import fields
from ledger.commands.context import Context
from ledger.commands.line import options
from ledger.commands.line.chinese import option
from ledger.commands.showing import answers
from ledger.errors import BrokenFileError, RefusedError, UsageError
from ledger.records.sheet_kinds import KIND_NAMES
from ledger.words import gettext as _
from ledger.words import mark, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.book.exporting.extract import Extract
    from ledger.records.layout import Layout
    from ledger.sheets.writing.frame import Page

LEVEL_NAMES = {
    "public": mark("public"),
    "handler": mark("handlers"),
    "internal": mark("internal"),
}
"""Who a sheet is for (公开 经办 内部)."""


File = Annotated[
    Path, typer.Argument(metavar=mark("FILE"), help=mark("A file ending in .xlsx, .csv or .md."))
]
Kind = Annotated[
    str | None,
    narrowing.kind(mark("What the rows are (default: issues).")),
]
Chosen = Annotated[
    str | None,
    fields.one(
        "--layout",
        mark("NAME"),
        mark("The columns: a layout of this ledger, or one that comes along."),
        complete.complete_layout,
    ),
]
Level = Annotated[
    str | None,
    fields.choice(
        "--level",
        LEVEL_NAMES,
        mark("Whom it is for: personal data masked, needed contact only, or all (asks why)."),
    ),
]


def export(
    ctx: typer.Context,
    file: File,
    as_of: options.AsOf,
    kind: Kind = None,
    of_kind: narrowing.OfKind = None,
    layout: Chosen = None,
    level: Level = None,
    reason: options.Reason = None,
    station: options.Station = None,
    place: options.Place = None,
    status: options.Status = None,
    owner: options.Owner = None,
    category: options.Category = None,
    stream: options.Stream = None,
    source: fields.Source = None,
    waits: fields.Waits = None,
    light: fields.Light = None,
    changed: narrowing.Changed = None,
    person: options.Person = None,
    household: options.Household = None,
    period: narrowing.Period = None,
    parent: narrowing.Parent = None,
    since: options.Since = None,
    until: options.Until = None,
    yes: overwriting.Yes = False,
) -> None:
    """Write a sheet in the official look: a workbook, CSV or Markdown by the file's ending.

    Names, phones and addresses are masked unless --level says otherwise. What shows everything
    needs a reason, and stands in the ledger's history.

    Examples:
        tz export 问题台账.xlsx --station WL1
        tz export 销号清单.xlsx --layout 销号清单 --status closed --since 2026-01-01
        tz export 户册.csv --kind household --place WL101 --level handler
        tz export 任务.xlsx --kind task --of-kind weekly --status open
    """
    from ledger.book.exporting.extract import Asked, Extract
    from ledger.sheets.writing.outgoing import require_room

    here: Context = ctx.obj
    target = _target(here, file, yes=yes)
    name, chosen = _layout(here, kind, layout)
    given = narrowing.given(
        of_kind=of_kind,
        station=station,
        place=place,
        status=status,
        owner=owner,
        category=category,
        stream=stream,
        source=source,
        waits=waits,
        light=light,
        changed=changed,
        person=person,
        household=household,
        period=period,
        parent=parent,
        since=since,
        until=until,
    )
    narrowed = narrowing.narrowed(here, chosen.kind, given, as_of)
    asked = Asked(chosen.kind, as_of, level or "public", narrowed, chosen.group)  # type: ignore[arg-type]
    extract = Extract(here.ledger, asked, [column.field for column in chosen.columns])
    if target.suffix.casefold() == ".xlsx":
        require_room(len(extract.found))
    page = _page(here, extract, name, chosen, station or place)
    operation = None
    why = fields.said(here, "--reason", reason) if asked.level == "internal" else ""
    with overwriting.replacing(target, file) as aside:
        if why:
            operation = _note(here, extract, why, given)
        count = _write(here, aside, extract, page, name)
    data = {"file": str(file), "rows": count, "kind": asked.kind, "level": asked.level}
    data |= {"layout": name, "as_of": as_of, "left_out": extract.left_out, "operation": operation}
    problems = answers.standing(here.ledger, [])
    answers.done(here, *_said(here, extract, file, count, data), problems=problems)


def _target(here: Context, file: Path, *, yes: bool) -> Path:
    """Where it goes; refused where its ending says no form, or where another file stands."""
    from ledger.sheets.writing.outgoing import FORMS

    target = here.path(file)
    if target.suffix.casefold() not in FORMS:
        why = _("“{file}” ends in none of {endings}; name the file after its form")
        raise UsageError(_("FILE"), why.format(file=file, endings=_(", ").join(FORMS)))
    overwriting.allow(target, file, yes)
    if not target.parent.is_dir():
        raise RefusedError(_("{file}: there is no such folder; make it first").format(file=file))
    return target


def _layout(here: Context, kind: str | None, named: str | None) -> "tuple[str, Layout]":
    """The layout that is asked for, or the usual one of the kind."""
    from ledger.book.exporting import layouts
    from ledger.sheets.tables import headers

    name = named or layouts.USUAL[kind or "issue"]  # type: ignore[index]
    found = layouts.find(here.ledger, name)
    for problem in layouts.unsound(here.ledger, headers.twin, [name]):
        raise BrokenFileError(str(problem))
    if kind and found.kind != kind:
        why = _("“{name}” is a layout for {kind}; leave --kind out, or name another layout")
        said = _(KIND_NAMES[found.kind])
        raise UsageError(option("--layout"), why.format(name=name, kind=said))
    return name, found


def _page(
    here: Context, extract: "Extract", name: str, chosen: "Layout", below: str | None
) -> "Page":
    from ledger.book.exporting import layouts
    from ledger.sheets.writing import outgoing

    ledger, asked = here.ledger, extract.asked
    code = ledger.place(below) if below else None
    unit = next((p["name"] for p in ledger.places() if p["code"] == code), None)
    heading = outgoing.Heading(ledger.name, unit or layouts.reporting(ledger.name), asked.as_of)
    groups = extract.groups() if chosen.group else None
    page = outgoing.page(chosen, name, heading, groups, layouts.choices(ledger, asked.kind))
    return page._replace(records=len(extract.found))


def _note(here: Context, extract: "Extract", reason: str, given: "Mapping[str, Any]") -> str:
    """Write down that everything is shown, by whom and why."""
    from ledger.book.exporting import noting

    asked = extract.asked
    typed = " ".join(f"{narrowing.flag(name)} {value}" for name, value in given.items())
    facts = {"Exported": f"{asked.kind}, {len(extract.found)}", "As-Of": asked.as_of.isoformat()}
    return noting.note(here.ledger, here.now, reason, {**facts, "Filters": typed or "-"})


def _write(here: Context, file: Path, extract: "Extract", page: "Page", name: str) -> int:
    from ledger.sheets.writing import outgoing
    from ledger.views.progress import Progress

    with Progress(_("writing")) as progress:

        def told(done: int) -> None:
            progress.at(done, max(done, page.records))

        match outgoing.FORMS[file.suffix.casefold()]:
            case "csv":
                return outgoing.comma_separated(file, page, extract.lines(), told)
            case "md":
                return outgoing.markdown(file, page, extract.lines(), told)
        return outgoing.workbook(file, page, extract.lines, _facts(here, extract, name), told)


def _facts(here: Context, extract: "Extract", name: str) -> dict[str, str]:
    """What a workbook is to know of itself when it comes back."""
    from ledger.book.exporting.reader import known_as

    ledger, asked = here.ledger, extract.asked
    return {
        "ledger": known_as(ledger.beginning),
        "commit": ledger.git.head(),
        "kind": asked.kind,
        "level": asked.level,
        "layout": name,
        "as_of": asked.as_of.isoformat(),
    }


def _said(
    here: Context, extract: "Extract", file: Path, count: int, data: dict[str, Any]
) -> tuple[Any, ...]:
    """The sentence, the data, and what a person should know besides."""
    rows = ngettext("{n} row is in {file}", "{n} rows are in {file}", count)
    more = []
    if left := extract.left_out:
        of_homes = ngettext(
            "{n} confidential household is left out",
            "{n} confidential households are left out",
            left,
        )
        of_others = ngettext(
            "{n} confidential record of this household is left out",
            "{n} confidential records of this household are left out",
            left,
        )
        more.append((of_homes if extract.asked.kind == "household" else of_others).format(n=left))
    if bad := here.ledger.problem_files():
        said = ngettext(
            "{n} file has problems and may be missing from it; “tz check” shows it",
            "{n} files have problems and may be missing from it; “tz check” shows them",
            bad,
        )
        more.append(said.format(n=bad))
    return rows.format(n=count, file=file), data, *more
