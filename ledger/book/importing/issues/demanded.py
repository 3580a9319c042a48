"""What the stream of an issue demands, asked of what the row of a sheet makes.

A sheet tells what was done elsewhere, often long before these rules. What its old steps lack can
be asked of nobody any more: to refuse them would keep history out, so they come in as history, and
the plan says what they lack.

An issue that is still open is work to be done here from now on. What must be known to put it on the
ledger is asked of its row as of a person who types, or an import would be the way around the rule;
the row comes back with the cell that is to be filled in. What only its assignment lacks is told too
and refuses nothing: whoever looks after it can add that, and a village's sheet seldom has it.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ledger.labels import label
from ledger.rules import demands
from ledger.rules.statuses import OPEN, VERB_NAMES
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.gathering import Gathering
    from ledger.book.importing.issues.issue_steps import Deed
    from ledger.book.importing.making import Making
    from ledger.records.issue import Issue
    from ledger.rules.state import State

_ENDING = frozenset({"submit", "decline", "void"})


def first_asked(making: "Making", facts: dict[str, Any], deeds: "Sequence[Deed]") -> None:
    """Let whoever takes an open issue in see to it that it is settled, where that is demanded.

    Where its row names who was asked first, that person does.
    """
    stream = demands.stream(making.ledger.rules, facts["stream"])
    is_open = not any(deed.verb in _ENDING for deed in deeds)
    is_told = facts.get("first_asked") is not None
    if is_open and not is_told and "first_asked" in demands.demanded(stream, "register"):
        facts["first_asked"] = making.who


def ask(
    rules: Mapping[str, Any],
    row: "Gathering",
    made: "Issue",
    states: "Sequence[State]",
    since: int = 0,
) -> None:
    """Tell what the steps of a row lack; an open issue is refused for what its register lacks.

    Args:
        rules: what ledger.yaml holds.
        row: the row, which is told or refused.
        made: the issue that it makes.
        states: the issue after each of its steps.
        since: so many of its steps were there before.
    """
    stream = demands.stream(rules, made.stream)
    steps = {one["step"] for one in stream.get("demands", ())}
    for event, after in zip(made.log[since:], states[since:], strict=True) if steps else ():
        if event.do not in steps or not (lacking := demands.lacking(stream, event, after)):
            continue
        said = _(
            "“{verb}” lacks: {fields}; ledger.yaml demands it in the stream “{stream}” "
            "(streams: demands)"
        ).format(
            verb=_(VERB_NAMES[event.do]),
            fields=_(", ").join(map(label, lacking)),
            stream=stream.get("name", made.stream),
        )
        if event.do == "register" and made.status in OPEN:
            for name in lacking:
                row.fault(name, said)
        else:
            row.note(_("{why}; taken in as history").format(why=said))
