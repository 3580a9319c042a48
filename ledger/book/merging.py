"""The same matter written down twice, made one."""

from ledger.book.step import Step
from ledger.errors import RefusedError
from ledger.words import gettext as _


def other(step: Step, part: str) -> str:
    """The issue that one is merged into, where it is another and not itself merged."""
    record = step.issue.id
    main = step.ledger.find(part, ("issue",))[1]
    if main == record:
        raise RefusedError(
            _("{id} cannot be merged into itself; name the issue that goes on").format(id=record)
        )
    if step.ledger.issue(main).into == record:
        raise RefusedError(
            _("{other} is itself merged into {id}; reopen it first, or merge the other way").format(
                other=main, id=record
            )
        )
    return main


def absorb(step: Step, main: str) -> None:
    """Write on the issue that goes on which one was merged into it, in the same commit."""
    there = Step.of(step.writing, main, "absorb", step.on)
    there.take(there.event({"other": step.issue.id}))
