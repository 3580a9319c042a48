"""`tz checkpoint` and `tz verify`: seal what the ledger is, and hold the ledger against a seal."""

from pathlib import Path
from typing import Annotated

import typer

from ledger.commands import overwriting
from ledger.commands.context import Context
from ledger.commands.showing import answers, findings
from ledger.errors import RefusedError
from ledger.words import gettext as _
from ledger.words import mark

File = Annotated[
    Path | None, typer.Argument(metavar=mark("FILE"), help=mark("Where to write it too."))
]
Seal = Annotated[Path, typer.Argument(metavar=mark("FILE"), help=mark("The checkpoint."))]
Sm3 = Annotated[bool, typer.Option("--sm3", help=mark("Use the digest SM3, not SHA-256."))]


def checkpoint(
    ctx: typer.Context, file: File = None, sm3: Sm3 = False, yes: overwriting.Yes = False
) -> None:
    """Say what the ledger is at this moment, in a text that a superior can keep.

    It names the commit, counts what there is, and holds a digest over every file; it is signed if
    you have a key. “tz verify” tells from it whether the history was rewritten since.

    Examples:
        tz checkpoint
        tz checkpoint /media/usb/2026-11.txt
    """
    from ledger.book.auditing import checkpoint as book

    here: Context = ctx.obj
    target = here.path(file) if file else None
    if target and file:
        overwriting.allow(target, file, yes)
    made = book.make(here.ledger, "sm3" if sm3 else "sha256")
    if target:
        book.write(target, made)
    book.keep(here.ledger, made)
    data = {
        "head": made.head,
        "algorithm": made.algorithm,
        "root": made.root,
        "counts": dict(made.counts),
        "signed": bool(made.signature),
        "file": str(file) if file else None,
    }
    state = _("signed by you") if made.signature else _("not signed")
    first, *more = made.short
    answers.done(here, first, data, *more, state)


def verify(ctx: typer.Context, file: Seal) -> None:
    """Tell from a checkpoint whether the history was rewritten since, and what differs.

    Ends with exit code 1 where the ledger is not what it was.

    Examples:
        tz verify /media/usb/2026-11.txt
        tz verify 2026-11.txt --format json
    """
    from ledger.book.auditing import checkpoint as book
    from ledger.book.auditing.verify import verify as held

    here: Context = ctx.obj
    try:
        text = here.path(file).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise RefusedError(
            _("{file}: cannot be read ({reason}); name a checkpoint").format(
                file=file, reason=error.strerror
            )
        ) from None
    found = [*held(here.ledger, book.read(text, str(file)), str(file))]
    findings.answer(here, findings.listing(_("The ledger and its checkpoint"), found), found)
