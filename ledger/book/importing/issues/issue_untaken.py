"""What a newer row says otherwise than its issue, once all of it that can be taken was taken."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ledger.book.importing import blending
from ledger.book.importing.blending import Blend
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.issues.issue_edits import Telling, differing
from ledger.book.importing.issues.issue_further import DATED, REPORTED, days
from ledger.book.importing.issues.issue_rows import titled
from ledger.records.issue import Issue
from ledger.rules import masked
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.making import Making

_WORDS = (
    *("progress", "result", "acceptance", "signing", "satisfaction", "open_reason", "to"),
    *("pressing", "remark"),
)
"""The fields whose words a step, or a remark, has as they are."""
_GIVERS = ("checker", "signer")


def tell(making: "Making", row: Gathering, made: Issue, told: Telling, found: Blend) -> None:
    """Tell the columns whose new values are not taken over, with what stands here.

    Args:
        making: the import.
        row: the row.
        made: the issue as the row leaves it.
        told: what the row tells.
        found: what became of its fields: what was edited here alone is no news of the sheet.
    """
    names = ["opened"] if told.facts["opened"] != made.opened else []
    assigned = (deed for deed in told.deeds if deed.verb == "assign")
    names += [one for deed in assigned for one in differing(made, deed) if one not in found.kept]
    names += _unsaid(row, made)
    if not names:
        return
    from ledger.book.exporting import issues

    shown = issues.row(made.model_dump(mode="json", exclude_defaults=True), None, making.shown)
    if row.get("result") is None and made.status in REPORTED:
        shown["progress"] = made.result  # the sheet has one column for both
    row.note(
        _(
            "{columns}: the sheet says otherwise than here, and this is not taken over; where the "
            "sheet is right, enter it by hand with “tz issue correct” or “tz issue note”"
        ).format(columns=_(", ").join(_told(row, name, shown) for name in names))
    )


def _told(row: Gathering, name: str, shown: Mapping[str, Any]) -> str:
    """A column, with what stands of it here."""
    here = titled(blending.said(shown[name]))[0]
    if not here:
        return _("{column} (nothing here)").format(column=row.called(name))
    return _("{column} (here “{said}”)").format(column=row.called(name), said=here)


def _unsaid(row: Gathering, made: Issue) -> Iterator[str]:
    """The fields of which the log says nothing that the row says."""
    log = [value for event in made.log for value in vars(event).values() if isinstance(value, str)]
    for name in _WORDS:
        said = row.get(name)
        if isinstance(said, str) and name not in row.stands and not _is_said(said, log):
            yield name
    for name in _GIVERS:
        known = {getattr(event, name, None) for event in made.log}
        said = {row.known.person(one) for one in row.get(name) or ()}
        if {one for one in said - known if one and not _is_said(one, log)} - {*row.stands}:
            yield name
    for name in dict.fromkeys(name for names in DATED.values() for name in names):
        day = row.get(name)
        verbs = [verb for verb, names in DATED.items() if name in names]
        known = {one for verb in verbs for one in days(made, verb)}
        if day and day not in known and name not in row.stands and not _is_said(str(day), log):
            yield name


def _is_said(said: str, log: list[str]) -> bool:
    """Whether a log has some words, or a remark that keeps them under what their column is called.

    An answer is kept so by the program's own word for it.
    """
    kept = (f"：{said}", f": {said}")
    return any(masked.covers(said, one) or one.endswith(kept) for one in log)
