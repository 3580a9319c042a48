"""A flaw of ledger.yaml, and the questions asked of many of its parts."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

At = tuple[str | int, ...]
"""The keys that lead to a place in the file."""
_BUILT_IN = frozenset({"field", "language", "step", "visit"})
"""What the program knows; all else ledger.yaml may add."""
_FEW = 12
"""So many names are all shown where none comes close."""


class Flaw(NamedTuple):
    """Where ledger.yaml contradicts itself, in which way, and what its sentence is made with."""

    at: At
    code: str
    args: Mapping[str, str]


def twins(at: At, names: Sequence[str], key: str) -> Iterator[Flaw]:
    """Each name that stands in a list for the second time."""
    for number, name in enumerate(names):
        if name in names[:number]:
            where = (*at, number, key) if key else (*at, number)
            first = str(names.index(name) + 1)
            yield Flaw(where, "rule-twin", {"value": name, "first": first})


def among(
    at: At, kind: str, names: Sequence[str], known: Collection[str], *, one: bool = False
) -> Iterator[Flaw]:
    """Each name that is none of those known; `one`: the place holds the name itself, no list."""
    for number, name in enumerate(names):
        if name not in known:
            where = at if one else (*at, number)
            args = {"kind": kind, "value": name, "known": _near(name, list(dict.fromkeys(known)))}
            yield Flaw(where, "rule-no-such" if kind in _BUILT_IN else "rule-unknown", args)


def _near(name: str, known: Sequence[str]) -> str:
    """The names to offer: those that come close, or all where they are few."""
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=3)
    few = list(known) if len(known) <= _FEW else [*known[:_FEW], "…"]
    return " ".join(close or few) or "–"


def order(at: At, bounds: Any) -> Iterator[Flaw]:  # noqa: ANN401 - whatever has bounds
    """Bounds that leave no number between them."""
    if bounds.at_most is not None and bounds.at_least > bounds.at_most:
        args = {"least": str(bounds.at_least), "most": str(bounds.at_most)}
        yield Flaw((*at, "at_least"), "rule-bounds", args)


def day_order(at: At, span: Any) -> Iterator[Flaw]:  # noqa: ANN401 - whatever has a first and last day
    """A stretch that ends before it begins."""
    if span.since and span.until and span.until < span.since:
        args = {"since": str(span.since), "until": str(span.until)}
        yield Flaw((*at, "until"), "rule-backward", args)
