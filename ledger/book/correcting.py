"""Putting a field of an issue right: what the new value stands for, and whether it may stand."""

from collections.abc import Mapping
from typing import Any

from ledger.book import references
from ledger.book.step import Step, refuse
from ledger.errors import RefusedError
from ledger.labels import label, meant
from ledger.records.issue import FACTS, Issue
from ledger.rules import demands, lifecycle
from ledger.store import form
from ledger.words import gettext as _


def correction(step: Step, given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a correction: the field, what stood there, and what is to stand there."""
    issue = step.issue
    name = meant(given["field"], lifecycle.CORRECTABLE)
    if name is None:
        raise RefusedError(
            _("{field} cannot be corrected; these can: {fields}").format(
                field=given["field"], fields=_(", ").join(map(label, lifecycle.CORRECTABLE))
            )
        )
    new, old = _looked_up(step, name, given.get("new")), getattr(issue, name)
    changed = {**issue.model_dump(include=set(FACTS), exclude_defaults=True), name: new}
    kept = issue.model_dump(exclude_defaults=True)
    form.build(Issue, {**kept, **changed, name: new})
    if old == new:
        raise RefusedError(_already(name, old))
    if new is None:
        _require_needless(step, name)
    return {"field": name, "old": old, "new": new}


def _require_needless(step: Step, name: str) -> None:
    """Refuse to empty a field that ledger.yaml demands of a step that was taken."""
    for verb in dict.fromkeys(event.do for event in step.issue.log):
        if name in demands.demanded(step.stream, verb):
            refuse(step.stream, verb, [name])


def _looked_up(step: Step, name: str, new: Any) -> Any:  # noqa: ANN401 - of any field
    """The value that what was said stands for."""
    if name == "place" and new:
        return references.place(step.db, new)
    if name in ("stream", "category", "source", "level"):
        return references.term(step.db, name, new)
    if name == "reporter":
        references.household(step.db, new)
    elif name == "first_asked":
        references.staff(step.db, new)
    elif name == "visit" and new:
        return step.ledger.find(new, ("visit",))[1]
    elif name == "confidential":
        return str(new).lower() in ("true", "yes", "1", "是")
    return new


def _already(field: str, value: object) -> str:
    if value is None:
        return _("{field} is empty already").format(field=label(field))
    said = (_("yes") if value else _("no")) if isinstance(value, bool) else value
    return _("{field} is “{value}” already").format(field=label(field), value=said)
