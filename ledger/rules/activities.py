"""What the words of an activity are called, and what a kind of record demands."""

from collections.abc import Iterable, Mapping
from typing import Any

from ledger.errors import RefusedError
from ledger.labels import in_file
from ledger.words import gettext as _
from ledger.words import mark

PRESENCE_NAMES: dict[str, str] = {
    "present": mark("present"),
    "absent": mark("absent"),
    "leave": mark("on leave"),
}
"""Whether the people were there (在岗 缺岗 请假)."""


def lacking(demands: Iterable[str], fields: Mapping[str, Any]) -> list[str]:
    """The demanded fields that are not there; `owner` is there in either of its halves."""
    return [
        name
        for name in demands
        if fields.get(name) in (None, "", [], {})
        and not (name == "owner" and (fields.get("unit") or fields.get("person")))
    ]


def require(kind: str, demands: Iterable[str], fields: Mapping[str, Any]) -> None:
    """Refuse with RefusedError a record without the fields that ledger.yaml demands of its kind."""
    if missing := lacking(demands, fields):
        raise RefusedError(
            _("“{kind}” needs {fields}: ledger.yaml demands it of every such record").format(
                kind=kind, fields=_(", ").join(map(in_file, missing))
            )
        )
