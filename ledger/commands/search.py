"""`tz search`: records by the words in them."""

from typing import Annotated

import typer

from ledger.commands.line import filters, options
from ledger.commands.showing import answers
from ledger.words import gettext as _
from ledger.words import mark

Words = Annotated[list[str], typer.Argument(metavar=mark("WORDS"), help=mark("What to look for."))]


def search(ctx: typer.Context, words: Words, limit: options.Limit = None) -> None:
    """Find the records whose text holds all the words, the newest first.

    Examples:
        tz search 路灯
        tz search 水井 干涸 --limit 50
    """
    from ledger.commands.showing import listings
    from ledger.views.listing import Detail

    here = answers.begin(ctx)
    issues, visits = here.ledger.search(words, filters.limit(here, limit))
    sought = " ".join(words)
    found = [
        listings.issues(
            issues,
            _("Issues with “{words}”").format(words=sought),
            len(issues),
            here.today,
            _("No issue holds these words."),
        ),
        listings.visits(visits, _("Visits with “{words}”").format(words=sought), len(visits)),
    ]
    done, given = here.ledger.search_work(words, filters.limit(here, limit))
    if done or given:
        from ledger.commands.showing import work_listings

        title = _("Activities with “{words}”").format(words=sought)
        found += [work_listings.of_activities(done, title, len(done))] if done else []
        title = _("Tasks with “{words}”").format(words=sought)
        found += [work_listings.of_tasks(given, title, len(given), here.today)] if given else []
    data = {"issues": issues, "visits": visits, "activities": done, "tasks": given}
    answers.answer(here, Detail(sought, found, data))
