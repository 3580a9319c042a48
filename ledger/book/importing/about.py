"""What rows and records are about, said alike: by this a row is known that nothing else names."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ledger.book.importing import identity, in_files

if TYPE_CHECKING:
    from ledger.book.importing.making import Making

About = Mapping[str, frozenset[str]]
"""By what it is, all that a row or a record says of it."""
_COLUMNS = {"matter": "", "households": "household"}
"""The columns that tell it, where they are not the one of its name; a matter is held by itself."""

_NAMED: Mapping[str, Mapping[str, str]] = {
    "issue": {"reporter": "reporter"},
    "visit": {"household": "households", "people": "people"},
}
"""The columns that name people, each with what it tells, by kind."""


def row(making: "Making", fields: Mapping[str, Any]) -> About:
    """What a row tells; what it leaves open is left out."""
    return {name: frozenset(said) for name, said in _row(making, fields) if said and all(said)}


def _row(making: "Making", fields: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    known, get = making.known, fields.get

    def homes(name: str) -> list[str]:
        return [known.household(fields["place"], one) or "" for one in get(name) or ()]

    match making.source.kind:
        case "issue":
            yield "matter", [_matter(get("text") or get("title"))]
            yield "reporter", homes("reporter")[:1]
        case "visit":
            yield "matter", [_matter(get("text") or get("opinion"))]
            yield "households", homes("household")
            yield "people", [known.person(one) or "" for one in get("people") or ()]
        case "activity":
            yield "matter", [_matter(get("title"))]
            yield "kind", [known.term("activity kind", get("kind") or "").code or ""]
        case "task":
            yield "matter", [_matter(get("title"))]


def record(kind: str, body: bytes, path: str, named: str) -> About:
    """The same of a record as it stands in a file."""
    held = in_files.record(kind, body, path, named)
    texts = [held.get("title"), held.get("text")]
    texts += [one["text"] for one in held.get("opinions", ())]
    found = {name: [held[name]] for name in ("reporter", "kind") if name in held}
    found |= {name: held[name] for name in ("households", "people") if name in held}
    found["matter"] = [_matter(text) for text in texts if text]
    return {name: frozenset(said) for name, said in found.items()}


def is_whole(kind: str, fields: Mapping[str, Any], told: About) -> bool:
    """Whether all whom a row names are known, so that it is about nobody else."""
    return all(what in told for name, what in _NAMED.get(kind, {}).items() if fields.get(name))


def _matter(text: str | None) -> str:
    return identity.beginning(text or "")


def fits(told: About, there: About, columns: Collection[str]) -> bool:
    """Whether a record may be what a row tells of, and the row says what it is about.

    Of what its sheet had no column for when it came, the record may say anything.
    """
    matter = told.get("matter", frozenset())
    same = (
        there.get(name, said) == said
        for name, said in told.items()
        if _COLUMNS.get(name, name) in columns
    )
    return (matter <= there["matter"] if matter else len(told) > 1) and all(same)
