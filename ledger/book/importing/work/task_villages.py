"""What rows of a list say of its villages, held against the task whose number they state."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ledger.book.importing.gathering import Gathering
from ledger.rules import masked
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.work.task_rows import Said

_OF_VILLAGE = frozenset(
    {"person", "text", "due", "passed", "progress", "percent", "status", "reported", "finished"}
)


def is_whole(row: Gathering, place: str | None) -> bool:
    """Whether the place of a row is that of its task, which was passed on to nobody there."""
    ours = row.row.ours
    return bool(place) and ours.get("place") == place and _part(row, place) is None


def is_part(row: Gathering, place: str | None) -> bool:
    """Whether the task whose number the row states was passed on to its place."""
    return bool(place) and _part(row, place) is not None


def is_own(said: "Said", name: str, value: object) -> bool:
    """Whether a row says of its village what that was given, and nothing of the whole."""
    part = _part(said.row, said.village) if said.village else None
    return part is not None and masked.covers(str(value), str(part.get(name)))


def _part(row: Gathering, place: str | None) -> Mapping[str, Any] | None:
    """What a place has of the task whose number the row states."""
    return next((part for part in row.row.ours.get("parts", ()) if part["place"] == place), None)


def placed(rows: Sequence["Said"]) -> list["Said"]:
    """The rows of a task; where several are of its villages and none says of which, without that.

    What they say of a village would be taken for what is said of the whole.
    """
    ours = rows[0].row.row.ours
    if len(rows) == 1 or not ours.get("parts") or any(said.village for said in rows):
        return [*rows]
    return [_bare(said) for said in rows]


def _bare(said: "Said") -> "Said":
    row = said.row.row
    kept = {n: value for n, value in row.fields.items() if n not in _OF_VILLAGE}
    if len(kept) < len(row.fields):
        said.row.note(
            _("no village stands in the rows of this list; what is said of one is left out")
        )
    said.row.row = row._replace(fields=kept)
    said.row.faults = [one for one in said.row.faults if one[0] not in _OF_VILLAGE]
    return said._replace(person=None, due=None)
