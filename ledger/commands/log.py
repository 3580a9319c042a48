"""`tz log`: who changed what, when, and with which command."""

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.commands.completion import complete_record
from ledger.commands.context import Context
from ledger.commands.line import filters, options
from ledger.commands.showing import answers
from ledger.records import ids
from ledger.words import gettext as _
from ledger.words import mark

if TYPE_CHECKING:
    from ledger.book.auditing.history import Change
    from ledger.views.history import Terms

Record = Annotated[
    str | None,
    typer.Argument(
        metavar=mark("RECORD"),
        help=mark("The id of a record, or a unique part of it."),
        autocompletion=complete_record,
    ),
]


def _masked(change: "Change") -> list[tuple[str, str | None, str | None]]:
    """The changes of a record without what tells who a person is."""
    from ledger.rules import masks

    home = "-" in change.record and ids.whole(change.record) != change.record
    return [
        (
            name,
            masks.change(name, old, household=home),
            masks.change(name, new, household=home),
        )
        for name, old, new in change.changes
    ]


def _terms(here: Context, named: str | None) -> "Terms":
    """What the codes of a record are called: by ledger.yaml, and for a task by its own verbs."""
    from ledger.rules.tasks import ACTION_NAMES, TASK_STATUS_NAMES, TASK_VERB_NAMES

    kind = here.ledger.find(named)[0] if named and ids.whole(named) == named else ""
    terms = {
        "stream": here.ledger.terms("stream"),
        "role": here.ledger.terms("role"),
        "type": here.ledger.terms("tier"),
    }
    if kind in ("activity", "task"):
        terms["kind"] = here.ledger.terms(f"{kind} kind")
    if kind == "task":
        own = {"verb": TASK_VERB_NAMES, "status": TASK_STATUS_NAMES, "action": ACTION_NAMES}
        terms |= {key: {c: _(name) for c, name in names.items()} for key, names in own.items()}
    return terms


def log(
    ctx: typer.Context,
    record: Record = None,
    limit: options.Limit = None,
    full: options.Full = False,
) -> None:
    """Show the changes of a record field by field, or the latest writes of the whole ledger.

    Names, telephones and addresses are masked without --full.

    Examples:
        tz log
        tz log 7K3Q
    """
    from ledger.book import signers
    from ledger.commands.line.help import localised
    from ledger.views.history import history

    here: Context = ctx.obj
    named = here.ledger.name_of(record) if record else None
    most = filters.limit(here, limit)
    told = [*here.ledger.log(named, most + 1 if most else 0)]
    signed = signers.states(here.ledger.git, dict.fromkeys(change.commit for change in told))
    rows = [
        {
            "at": change.at,
            "who": change.who,
            "command": change.command,
            "record": change.record,
            "changes": list(change.changes) if full else _masked(change),
            "commit": change.commit,
            "signature": signed[change.commit],
        }
        for change in told
    ]
    title = _("Changes of {record}").format(record=named) if named else _("The latest writes")
    found = history(
        title,
        rows[:most] if most else rows,
        terms=_terms(here, named),
        command=lambda command: localised(f"tz {command}").removeprefix("tz "),
    )
    alike = "record" if named else "changes"  # the same, or nothing, in every row
    kept = [column for column in found.columns if column.key != alike]
    found = found._replace(columns=kept)
    if most and len(rows) > most:
        more = _("only the latest {n} are shown; --limit shows more").format(n=most)
        found = found._replace(footer=[more])
    answers.answer(here, found)
