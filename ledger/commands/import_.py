"""`tz import`: the rows of a spreadsheet taken in, after a plan that a person has seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from ledger.commands import arriving, narrowing, understanding
from ledger.commands import completion as complete
from ledger.commands.asking import ask, fields
from ledger.commands.context import Context
from ledger.commands.line import options
from ledger.commands.line.chinese import option
from ledger.commands.showing import answers
from ledger.errors import CannotWriteError, ExitCode, SheetRefusedError, UsageError
from ledger.words import about, mark, ngettext
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.commands.arriving import Arrived
    from ledger.views.listing import Detail

_TIMES = 5
"""So many times a plan is made anew since somebody else wrote meanwhile."""

File = Annotated[
    Path, typer.Argument(metavar=mark("FILE"), help=mark("An .xlsx, .xls, .xlsb, .ods or .csv."))
]
Kind = Annotated[
    str | None,
    narrowing.kind(mark("What the rows are; by the headers if left out.")),
]
Sheet = Annotated[
    str | None,
    fields.one("--sheet", mark("NAME"), mark("The sheet of the workbook that has the table.")),
]
Map = Annotated[
    str | None,
    fields.one(
        "--map",
        mark("NAME"),
        mark("What was learnt of such sheets before; by title and unit if left out."),
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=mark("Show the plan; write nothing."))]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict", help=mark("Take nothing in where a row is refused (default off a terminal).")
    ),
]
SkipBad = Annotated[
    bool,
    typer.Option(
        "--skip-bad", help=mark("Take the good rows in; the others come back as a workbook.")
    ),
]
Older = Annotated[
    bool, typer.Option("--older", help=mark("Though a newer copy of it was taken in before."))
]
FillDown = Annotated[
    list[str],
    fields.many(
        "--fill-down",
        mark("COLUMN"),
        mark("A column whose empty cells mean what stands above them in the same block."),
    ),
]
SheetPlace = Annotated[
    str | None,
    fields.one(
        "--place",
        mark("PLACE"),
        mark("The place whose sheet it is, where it does not say."),
        complete.complete_place,
        options.folded,
    ),
]
SheetDay = Annotated[
    date | None,
    typer.Option(
        "--on",
        parser=str,
        callback=options.past,
        metavar=mark("DATE"),
        help=mark("The day that the sheet was made out, where it does not say."),
    ),
]


def import_(
    ctx: typer.Context,
    file: File,
    fill_down: FillDown,
    kind: Kind = None,
    of_kind: narrowing.OfKind = None,
    sheet: Sheet = None,
    place: SheetPlace = None,
    map_: Map = None,
    dry_run: DryRun = False,
    strict: Strict = False,
    skip_bad: SkipBad = False,
    older: Older = False,
    on: SheetDay = None,
) -> None:
    """Take the rows of a spreadsheet in: the plan is shown, then all good rows are one commit.

    The file is told by what it holds, never by its name. Headers, places and categories are
    understood by many words; what is not certain is asked at a terminal and remembered. Rows that
    are refused come back in a workbook beside the file, with the reason in each.

    Examples:
        tz import 问题台账.xlsx --dry-run
        tz import 走访.csv --kind visit --skip-bad
        tz import 问题台账.xlsx --fill-down 村 --fill-down 登记日期
    """
    here: Context = ctx.obj
    if strict and skip_bad:
        raise UsageError(option("--strict"), _("cannot stand beside --skip-bad"))
    if on and on > here.today:
        raise UsageError(option("--on"), _("{day} has not come yet").format(day=on))
    here.ledger.require_who()
    wanted = understanding.Wanted(
        here.path(file), kind, sheet, map_, on, older, dry_run, fill_down, of_kind, place
    )
    arrived = arriving.plan(here, wanted)
    shown = _shown(arrived, dry_run=dry_run, whole=here.format == "json")
    if here.format == "table":
        _show(here, shown)
    good, bad = arrived.intake.is_something, arrived.refused
    asks = here.interactive and here.format == "table"  # only so is there a plan to agree to
    if bad and (strict or dry_run or not (skip_bad or asks)):
        _refuse(here, arrived, shown)
    if dry_run or not (good or bad):
        _nothing(here, arrived, shown, dry_run=dry_run)
        return
    asks = asks and not (skip_bad or strict)
    if asks:
        _agree(good=good, bad=len(bad))
    arrived, shown = _up_to_date(here, arrived, shown, asks=asks)
    if not arrived.refused:
        arrived = arrived.release()
    with _returning(arrived) as returned:
        op = _take_in(here, arrived)
    shown.data.update(op=op, returned=returned and str(returned))  # type: ignore[attr-defined]
    if op is None:
        _refuse(here, arrived, shown, returned)
    _done(here, arrived, shown, op, returned)


def _shown(arrived: "Arrived", *, dry_run: bool, whole: bool) -> "Detail":
    from ledger.commands.showing import planviews

    return planviews.detail(arrived, dry_run=dry_run, whole=whole)


def _show(here: Context, shown: "Detail", **more: Any) -> None:  # noqa: ANN401 - as `show` has it
    from ledger.views.show import show

    show(shown, form=here.format, command=here.command, **more)


def _refuse(
    here: Context, arrived: "Arrived", shown: "Detail", returned: Path | None = None
) -> NoReturn:
    """End where rows are refused: nothing is written."""
    cell, sentence = arrived.first_fault()
    n = len(arrived.refused)
    said = ngettext(
        "{n} row is refused, so nothing was taken in: {fault}",
        "{n} rows are refused, so nothing was taken in; the first: {fault}",
        n,
    ).format(n=n, fault=about(cell, sentence))
    if returned:
        said += _("; {file} has them with the reasons").format(file=returned.name)
    elif arrived.intake.is_something:
        said += _("; --skip-bad takes the others in and gives these back as a workbook")
    error = SheetRefusedError(arrived.incoming.file.path.name, said)
    if here.format == "table":
        raise error
    _show(here, shown, error=error)
    if here.format == "json":
        raise typer.Exit(ExitCode.SHEET_REFUSED)
    raise error


def _take_in(here: Context, arrived: "Arrived") -> str | None:
    """Write the good rows, and what a person explained; the operation, where there was a row."""
    if arrived.intake.is_something:
        return here.ledger.take_in(arrived.intake, arrived.learnt).id
    if arrived.learnt:
        here.ledger.learn(arrived.learnt)
    return None


def _nothing(here: Context, arrived: "Arrived", shown: "Detail", *, dry_run: bool) -> None:
    """End where no row is to be written, only what a person explained."""
    from ledger.views.show import aside, say

    if not dry_run:
        _take_in(here, arrived)
        here.ledger.catch_up()
    if here.format == "table":
        say(_("Nothing was written: it was only tried.") if dry_run else _("Nothing new."))
    else:
        _show(here, shown)
    aside(here.ledger.notices)


def _agree(*, good: bool, bad: int) -> None:
    """Ask whether to go on; no means that nothing is written."""
    if not good:
        label = _("Give the rows back with the reasons")
    elif bad:
        label = _("Take the good rows in, give the others back")
    else:
        label = _("Take them in")
    ask.require_yes(label, "no" if bad else "yes")


def _up_to_date(
    here: Context, arrived: "Arrived", shown: "Detail", *, asks: bool
) -> "tuple[Arrived, Detail]":
    """The plan as the ledger stands now, where somebody else wrote since it was made.

    One that does something else is agreed to again; where nobody can be asked, or nothing is left
    to do, the old one stays, which is refused.
    """
    from ledger.views.show import say

    for _time in range(_TIMES):
        if arrived.again is None or here.ledger.git.head() == arrived.intake.base:
            break
        new = arrived.again()
        if not new.does_as(arrived):
            if not (asks and (new.intake.is_something or new.refused)):
                break
            say(_("The ledger was written by somebody else meanwhile; the plan is this now."))
            shown = _shown(new, dry_run=False, whole=False)
            _show(here, shown)
            _agree(good=new.intake.is_something, bad=len(new.refused))
        arrived = new
    return arrived, shown


@contextmanager
def _returning(arrived: "Arrived") -> Iterator[Path | None]:
    """Write the workbook of refused rows; it goes again if what follows fails."""
    if not arrived.refused:
        yield None
        return
    from ledger.sheets import returned

    path = returned.path_of(arrived.incoming.file.path)
    try:
        try:
            returned.write(path, arrived.incoming, arrived.rows, arrived.faults())
        except OSError as error:
            raise CannotWriteError(str(path), error.strerror or str(error)) from None
        yield path
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _done(
    here: Context, arrived: "Arrived", shown: "Detail", op: str | None, returned: Path | None
) -> None:
    """One line with what was done, and how to take it back."""
    count = arrived.intake.count
    said = _("Taken in: {new} new, {changed} changed, {same} the same; operation {op}").format(
        new=count("new"), changed=count("changed"), same=count("same"), op=op
    )
    more = [_("“tz undo {op}” takes this back").format(op=op)]
    if returned:
        n = len(arrived.refused)
        back = ngettext("{n} refused row is in {file}", "{n} refused rows are in {file}", n)
        more.insert(0, back.format(n=n, file=returned.name))
    if here.format not in {"table", "json"}:
        _show(here, shown)
    answers.done(here, said, shown.data, *more)
