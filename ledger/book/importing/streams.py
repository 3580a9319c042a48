"""Which stream a sheet, or a row of it, names."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ledger.book.importing.matching import spelt
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.gathering import Gathering
    from ledger.book.importing.making import Making

Stream = Mapping[str, Any]
_LEDGER = "台账"
"""What a ledger of a stream is called besides, in its name or in the title of a sheet."""
_SHORTEST = 2
_EITHER = re.compile(r"(\w+)\((\w+)\)(\w{2,})")
"""A name of one or the other, with what both are."""


def within(text: str, streams: Iterable[Stream]) -> Stream | None:
    """The only stream whose name stands in a text; of names within each other the longest."""
    said = spelt(text)
    found = [(name, one) for one in streams for name in _names(one["name"]) if name in said]
    left = [one for name, one in found if not any(name in other != name for other, _one in found)]
    return left[0] if left and all(one is left[0] for one in left) else None


def _names(name: str) -> set[str]:
    """What tells a stream apart; 乡镇（部门）专办台账 is 乡镇专办 and 部门专办, too."""
    core = _core(name)
    either = _EITHER.fullmatch(core)
    return {core, either[1] + either[3], either[2] + either[3]} if either else {core}


def are_apart(one: str, other: str, streams: Sequence[Stream]) -> bool:
    """Whether two titles name streams, and not the same one."""
    first = within(one, streams)
    second = within(other, streams) if first else None
    return second is not None and first is not second


def _core(name: str) -> str:
    """What tells a stream apart: 党员干部专办台账 is 党员干部专办问题台账 in a title."""
    core = spelt(name).removesuffix(_LEDGER)
    return core if len(core) >= _SHORTEST else spelt(name)


def meant(row: "Gathering", streams: Sequence[Stream]) -> str | None:
    """The code of the stream that a row names; one that is not known refuses the row."""
    said = row.get("stream")
    if said is None:
        return None
    guess = row.known.term("stream", said)
    if guess.code is None and (found := within(said, streams)):
        return str(found["code"])
    if guess.code is None and not guess.near:
        row.fault(
            "stream",
            _("“{said}” is no stream of this ledger; write one of {streams}").format(
                said=said, streams=_(", ").join(one["name"] for one in streams)
            ),
        )
        return None
    return row.term("stream", "stream", said)


def are_all(texts: Iterable[str], streams: Iterable[Stream]) -> bool:
    """Whether there are texts, and each is the name or the code of a stream, as it stands."""
    said = {*map(_core, texts)}
    return bool(said) and said <= _known(streams)


def is_any(texts: Collection[str], streams: Sequence[Stream]) -> bool:
    """Whether one of some texts names a stream."""
    known = _known(streams)
    return any(_core(text) in known or within(text, streams) for text in {*texts})


def _known(streams: Iterable[Stream]) -> set[str]:
    return {_core(one[name]) for one in streams for name in ("code", "name")}


def tell(row: "Gathering", making: "Making", stream: str | None) -> None:
    """Tell of an issue that the title of its sheet, and no cell, names a stream.

    A new one goes into that; one that is here stays in `stream`.
    """
    named = making.titled
    if named is None or row.get("stream") is not None:
        return
    if stream is None and named is not making.every_stream[0]:
        row.note(
            _("the title names the stream “{stream}”, so it goes into that").format(
                stream=named["name"]
            )
        )
    elif stream and stream != named["code"]:
        row.note(
            _(
                "the title names the stream “{stream}”; it is in “{here}” here, and stays there"
            ).format(
                stream=named["name"],
                here=making.known.terms("stream").get(stream, stream),
            )
        )
