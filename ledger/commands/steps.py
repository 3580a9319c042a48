"""What the verbs of `tz issue` share: something happens to an issue, and it is told."""

from datetime import date
from typing import Any

from ledger.commands import answers
from ledger.commands.context import Context
from ledger.rules.statuses import STATUS_NAMES
from ledger.words import gettext as _


def advance(here: Context, issue: str, verb: str, on: date, **fields: Any) -> None:  # noqa: ANN401
    """Let it happen, and say how the issue stands now."""
    here.ledger.require_who()
    record = here.ledger.find(issue, ("issue",))[1]
    changed = here.ledger.advance(record, verb, on, **fields)
    standing = _("{id} {title}: {status}").format(
        id=changed.id, title=changed.title, status=_(STATUS_NAMES[changed.status])
    )
    due = changed.deadline
    more = [_("due {day}").format(day=due.date)] if due and changed.status == "handling" else []
    if changed.answer_by and changed.status != "paused":
        more.append(_("to be answered by {day}").format(day=changed.answer_by))
    answers.done(here, _("; ").join([standing, *more]), changed)
