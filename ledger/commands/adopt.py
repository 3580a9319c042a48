"""`tz adopt` and `tz restore`: a hand edit taken into the ledger, or put back."""

from pathlib import Path
from typing import Annotated

import typer

from ledger.commands.asking import ask, fields
from ledger.commands.completion import complete_edited
from ledger.commands.context import Context
from ledger.commands.line import options
from ledger.commands.line.chinese import option
from ledger.commands.showing import answers
from ledger.errors import UsageError
from ledger.words import gettext as _
from ledger.words import mark, ngettext

Some = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=mark("FILE"),
        help=mark("Edited files, folders around them, or records; all edits if left out."),
        autocompletion=complete_edited,
    ),
]
These = Annotated[
    list[str],
    typer.Argument(
        metavar=mark("FILE"),
        help=mark("Edited files, folders around them, or records."),
        autocompletion=complete_edited,
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help=mark("Do not ask."))]


def adopt(ctx: typer.Context, file: Some = None, reason: options.Reason = None) -> None:
    """Take hand edits into the ledger as one commit, after they have passed every check.

    Edited facts of an issue become corrections in its log, with your name and the reason; other
    files are taken in as they are, comments and layout kept.

    Examples:
        tz adopt
        tz adopt issues/WL --reason 登记时写错
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    here.ledger.catch_up()
    wanted = _meant(here, file) if file else None
    edits = [e for e in here.ledger.hand_edits() if wanted is None or e.path in wanted]
    if not any(edit.state not in ("kept", "broken") for edit in edits) and wanted is None:
        answers.done(here, _("No hand edits to take in."), {"files": [], "corrections": 0})
        return
    corrected = any(edit.corrections and not edit.problems for edit in edits)
    why = fields.said(here, "--reason", reason) if corrected else None
    done = here.ledger.adopt(wanted, why)
    n = len(done.paths)
    sentence = ngettext("{n} file taken in: {files}", "{n} files taken in: {files}", n).format(
        n=n, files=_(", ").join(done.paths)
    )
    unsaid = [_("the reason was not kept: only corrections of issues have one")]
    data = {"op": done.op, "files": list(done.paths), "corrections": done.corrections}
    back = _("“tz undo {op}” takes this back").format(op=done.op)
    answers.done(here, sentence, data, *(unsaid if reason and not corrected else []), back)


def restore(ctx: typer.Context, file: These, yes: Yes = False) -> None:
    """Put files back as they were committed; a copy of the edit is kept in .git/taizhang/restored.

    Examples:
        tz restore issues/WL/2026/WL-26-7K3Q5MX.yaml
        tz restore 7K3Q --yes
    """
    here: Context = ctx.obj
    here.ledger.require_who()
    wanted = _meant(here, file)
    listed = _(", ").join(wanted)
    if not yes:
        if not here.interactive:
            raise UsageError(option("--yes"), _("is needed where nobody can be asked"))
        ask.require_yes(_("Put back {files}").format(files=listed), "no")
    folder = here.ledger.restore(wanted)
    n = len(wanted)
    sentence = ngettext("{n} file put back: {files}", "{n} files put back: {files}", n)
    kept = _("what stood there is kept in {folder}").format(folder=folder)
    data = {"files": wanted, "kept": str(folder)}
    answers.done(here, sentence.format(n=n, files=listed), data, kept)


def _meant(here: Context, typed: list[str]) -> list[str]:
    return here.ledger.edited(typed, [Path.cwd(), here.directory])
