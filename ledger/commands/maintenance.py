"""`tz maintenance`: the repository made small and quick again."""

import typer

from ledger.commands.context import Context
from ledger.commands.showing import answers
from ledger.words import gettext as _


def maintenance(ctx: typer.Context) -> None:
    """Pack the repository, index its history, and drop what nothing has referred to for two weeks.

    No record and no commit of the history changes. Other commands wait or read on meanwhile.

    Examples:
        tz maintenance
        tz maintenance --format json
    """
    from ledger.book import keeping

    here: Context = ctx.obj
    before, after = keeping.tidy(here.ledger)
    said = _("Packed: {before} loose objects before, {after} now").format(
        before=before, after=after
    )
    answers.done(here, said, {"before": before, "after": after})
