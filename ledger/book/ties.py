"""Writing who has to do with a place: posts, delegates, and those who are tied to it.

Nothing is struck out: what ends keeps its first day and gets a last one. Each function works within
a write; the caller commits.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ledger.book import references
from ledger.book.writing import Writing
from ledger.errors import RefusedError
from ledger.index import lookups, ties
from ledger.records import paths
from ledger.records.station import Binding, Delegate, Member, Station
from ledger.store import form
from ledger.words import gettext as _
from ledger.words import mark

Tie = Member | Delegate | Binding
"""What has a first and a last day."""

_ONE_OF = {
    "person": mark("“{kind}” ties a person to a place: give --person and nothing else"),
    "unit": mark("“{kind}” ties a unit to a place: give --unit and nothing else"),
    "group": mark("“{kind}” ties a group to a place: give --group and nothing else"),
}
"""What is said where a tie is given to another than its kind is for: options in full, so that a
translation names its own."""


class Tied(NamedTuple):
    """A place as it then stands, and what was begun or ended there."""

    node: Station
    tie: Tie


def post(
    writing: Writing,
    named: str,
    person: str,
    role: str | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
    **fields: Any,  # noqa: ANN401 - checked by the record
) -> Tied:
    """Let somebody take up a post at a place; with `until` alone the one that is held ends."""
    node = node_of(writing, named)
    role = references.term(writing.ledger.index.db, "role", role)
    held = running(node.staff, since or until or writing.ledger.today, person=person, role=role)
    if until and not since:
        return end(writing, node, "staff", held, until)
    if role is None:
        raise RefusedError(_("name the post with --role; ledger.yaml lists the roles"))
    given = {"person": person, "role": role, **fields}
    return begin(writing, node, "staff", held, given, since, until)


def delegate(
    writing: Writing,
    named: str,
    person: str,
    *,
    since: date | None = None,
    until: date | None = None,
    note: str | None = None,
) -> Tied:
    """Let somebody sign in the head's stead; with `until` alone what runs ends earlier."""
    node = node_of(writing, named)
    references.staff(writing.ledger.index.db, person)
    held = running(node.delegates, since or until or writing.ledger.today, person=person)
    if until and not since and held:
        return end(writing, node, "delegates", held, until)
    given = {"person": person, "note": note}
    return begin(writing, node, "delegates", held, given, since, until)


def bind(
    writing: Writing,
    named: str,
    kind: str,
    *,
    since: date | None = None,
    until: date | None = None,
    **holder: str | None,
) -> Tied:
    """Tie a person, a unit or a group to a place."""
    node = node_of(writing, named)
    rule = _rule(writing, kind)
    _require_fitting(writing, node, rule, holder)
    given = {"kind": rule["code"], rule["of"]: holder[rule["of"]]}
    held = running(node.bindings, since or writing.ledger.today, **given)
    return begin(writing, node, "bindings", held, given, since, until)


def unbind(
    writing: Writing,
    named: str,
    kind: str | None = None,
    *,
    until: date | None = None,
    **holder: str | None,
) -> Tied:
    """End a tie; what is named must leave exactly one."""
    node = node_of(writing, named)
    until = until or writing.ledger.today
    kind = references.term(writing.ledger.index.db, "binding", kind)
    return end(writing, node, "bindings", running(node.bindings, until, kind=kind, **holder), until)


def node_of(writing: Writing, named: str) -> Station:
    """The node of the place tree that a code or a name stands for, as this write has it."""
    code = references.place(writing.ledger.index.db, named)
    path = paths.station(code)
    return form.read(Station, writing.text(path) or b"", path)


def running(items: Sequence[Tie], on: date, **asked: str | None) -> list[int]:
    """The numbers of those that run on a day or later and are what is asked, where it is asked."""
    return [
        number
        for number, tie in enumerate(items)
        if (tie.until is None or tie.until >= on)
        and all(value in (None, getattr(tie, name)) for name, value in asked.items())
    ]


def begin(
    writing: Writing,
    node: Station,
    key: str,
    held: Sequence[int],
    fields: Mapping[str, Any],
    since: date | None,
    until: date | None,
) -> Tied:
    """Put one more into a list of a place; by default it begins today."""
    if held:
        tie = getattr(node, key)[held[0]]
        raise already(node.code, called(tie), tie.since)
    given = {**fields, "since": since or writing.ledger.today, "until": until}
    plain = {name: value for name, value in given.items() if value not in (None, False)}
    require_forward(plain["since"], until)

    def change(data: dict[str, Any]) -> None:
        data.setdefault(key, []).append(plain)

    node = writing.revise(Station, paths.station(node.code), change)
    return Tied(node, getattr(node, key)[-1])


def end(writing: Writing, node: Station, key: str, held: Sequence[int], until: date) -> Tied:
    """Give the one that is meant a last day."""
    ties_ = getattr(node, key)
    held = [number for number in held if ties_[number].until != until]
    if len(held) != 1:
        several = _(", ").join(called(ties_[number]) for number in held)
        why = (
            _("more than one is meant at {place}: {several}; say which")
            if held
            else _("nothing like that runs at {place} then; “tz show {place}” shows what does")
        )
        raise RefusedError(why.format(place=node.code, several=several))
    require_forward(ties_[held[0]].since, until)

    def change(data: dict[str, Any]) -> None:
        data[key][held[0]]["until"] = until

    node = writing.revise(Station, paths.station(node.code), change)
    return Tied(node, getattr(node, key)[held[0]])


def require_forward(since: date | None, until: date | None) -> None:
    """Refuse an end before the beginning."""
    if since and until and until < since:
        raise RefusedError(
            _("it would end on {until}, before it begins on {since}").format(
                until=until, since=since
            )
        )


def already(place: str, who: str, since: date | None) -> RefusedError:
    """The error for what runs already."""
    day = since or _("before there are dates")
    return RefusedError(
        _("{who} at {place} runs already, since {day}; end that first, or begin after it").format(
            who=who, place=place, day=day
        )
    )


def called(tie: Tie) -> str:
    """A tie in a few words: what it is and whose."""
    names = ("kind", "person", "role", "unit", "group")
    return " ".join(value for name in names if (value := getattr(tie, name, None)))


def _rule(writing: Writing, kind: str) -> dict[str, Any]:
    """What ledger.yaml says of a kind of tie."""
    db = writing.ledger.index.db
    known = {rule["code"]: rule for rule in lookups.rules(db).get("bindings", [])}
    code = references.term(db, "binding", kind)
    if code not in known:
        raise references.unknown(kind="binding", name=kind, candidates=lookups.terms(db, "binding"))
    return dict(known[code])


def _require_fitting(
    writing: Writing, node: Station, rule: Mapping[str, Any], holder: Mapping[str, str | None]
) -> None:
    """Refuse a holder or a place that this kind of tie is not for."""
    db = writing.ledger.index.db
    tiers = lookups.terms(db, "tier")
    if [name for name, value in holder.items() if value] != [rule["of"]]:
        raise RefusedError(_(_ONE_OF[rule["of"]]).format(kind=rule["name"]))
    if node.type not in rule["tiers"]:
        why = _("“{kind}” is for places of these tiers: {tiers}; {place} is none of them")
        fits = _(", ").join(tiers.get(tier, tier) for tier in rule["tiers"])
        raise RefusedError(why.format(kind=rule["name"], tiers=fits, place=node.code))
    references.staff(db, holder.get("person"))
    group = holder.get("group")
    if group and ties.group(db, group) is None:
        raise references.unknown(kind="team", name=group, candidates=ties.group_codes(db))
