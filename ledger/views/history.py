"""What `tz log` shows: who changed what, when, by which command."""

from collections.abc import Callable, Mapping, Sequence

from ledger.labels import label
from ledger.rules import statuses
from ledger.views.listing import Column, Listing, Row, by_value, shown
from ledger.words import about, mark, pgettext
from ledger.words import gettext as _

Terms = Mapping[str, Mapping[str, str]]
"""What people call the codes of a field: `{"status": {"closed": "signed off", …}}`."""

_TERMS: Terms = {
    "status": statuses.STATUS_NAMES,
    "outcome": statuses.OUTCOME_NAMES,
    "kind": statuses.VISIT_KIND_NAMES,
    "sign": statuses.SIGN_NAMES,
    "service_weekday": statuses.WEEKDAY_NAMES,
    "count": {
        "day": mark("calendar days"),
        "workday": mark("working days"),
        "month": mark("calendar months"),
    },
}
_SIGNATURES = {
    "good": mark("signed"),
    "none": mark("not signed"),
    "unknown": mark("unknown key"),
    "other": mark("another's key"),
    "removed": mark("removed key"),
    "bad": mark("forged"),
}
_STYLES = {"other": "bold red", "removed": "bold red", "bad": "bold red", "unknown": "yellow"}
_FLAGS = {"True": True, "False": False}


def history(
    title: str,
    rows: Sequence[Row],
    *,
    total: int | None = None,
    terms: Terms | None = None,
    command: Callable[[str], str] = shown,
) -> Listing:
    """The listing of changes.

    Each row has `at` (datetime), `who`, `command`, `record`, `changes` (a sequence of
    `(field, old, new)`, `None` for what was not there) and `commit`, and may have `signature`
    (what it is worth). `terms` are what the ledger's own codes are called; `command` says how a
    command is called in the language in force.
    """
    known = terms or {}
    return Listing(
        title,
        [
            Column("at", _("When")),
            Column("who", _("Who")),
            Column("command", _("Command"), rank=2, show=command),
            Column("record", _("Record"), rank=1, flexible=True, least=16),
            Column(
                "changes",
                _("Change"),
                flexible=True,
                least=20,
                wrap=True,
                show=lambda found: changes(found, known),
            ),
            *(_signature() if any(row.get("signature", "none") != "none" for row in rows) else []),
            Column("commit", _("Commit"), rank=3, show=lambda commit: str(commit)[:8]),
        ],
        rows,
        total=total,
        empty=_("No changes yet."),
    )


def _signature() -> list[Column]:
    """What each signature is worth: a column of histories in which anybody signs."""
    return [
        Column(
            "signature",
            pgettext("key", "Signature"),
            rank=2,
            show=lambda state: _(_SIGNATURES[state]),
            style=by_value("signature", _STYLES),
        )
    ]


def changes(found: Sequence[tuple[str, object, object]], terms: Terms) -> str:
    """Changes of fields as a person reads them: `field: old → new`."""
    return _("; ").join(change(*one, terms) for one in found)


def change(field: str, old: object, new: object, terms: Terms) -> str:
    """One change of a field, or what an event says, such as `accept.checker`."""
    verb, _dot, said = field.partition(".")
    verbs = terms.get("verb") or {code: _(name) for code, name in statuses.VERB_NAMES.items()}
    if said in ("text", "reason") and verb in verbs:
        named = verbs[verb]
    else:
        named = label(said if said and verb in verbs else field)
    last = field.rpartition(".")[2]
    becomes = _named(last, new, terms)
    if old is not None:
        becomes = f"{_named(last, old, terms)} → {becomes or _('nothing')}"
    return about(named, becomes)


def _named(field: str, value: object, terms: Terms) -> str:
    """A value as a person reads it, codes by their names."""
    plain = shown(value)
    if plain in _FLAGS:
        return shown(_FLAGS[plain])
    if name := terms.get(field, {}).get(plain):
        return name
    name = _TERMS.get(field, {}).get(plain)
    return _(name) if name else plain
