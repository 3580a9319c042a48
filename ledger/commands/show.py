"""`tz show`: one record whole, personal data masked unless all is asked for."""

import typer

from ledger.commands.line import options
from ledger.commands.showing import answers


def show(
    ctx: typer.Context, record: options.Record, as_of: options.AsOf, full: options.Full = False
) -> None:
    """Show a record, a household, a place or a person; names are masked without --full.

    Examples:
        tz show 7K3Q
        tz show WL101-0001 --full
        tz show c003
    """
    from ledger.commands.showing import details
    from ledger.records import ids

    here = answers.begin(ctx)
    if here.ledger.is_staff(record):
        from ledger.commands.showing import nodes

        answers.answer(here, nodes.person(here, record.lower(), as_of, full))
        return
    name = here.ledger.name_of(record)
    if ids.whole(name) == name:
        kind, name = here.ledger.find(name)
        if kind == "issue":
            from ledger.commands.showing import issue_details

            detail = issue_details.issue(here, here.ledger.issue(name, as_of), as_of, full)
        elif kind in ("activity", "task"):
            from ledger.commands.showing import work_details

            show_one = work_details.activity if kind == "activity" else work_details.task
            detail = show_one(here, name, as_of, full)
        else:
            detail = details.visit(here, name, as_of, full)
    elif "-" in name:
        detail = details.household(here, name, full)
    else:
        from ledger.commands.showing import nodes

        detail = nodes.place(here, name, as_of, full)
    answers.answer(here, detail)
