"""YAML of the ledger: written by our own emitter, read fast by ryaml and explained by ruamel.

A file is read by ryaml after a look for what loaders disagree on. What is refused is read again
by ruamel, slowly, for a message with line and column; ruamel alone reads where ryaml has no wheel.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from ledger.store.refusal import DEPTH, Data, YamlError, refusal, too_deep, unreadable
from ledger.words import gettext as _

__all__ = ["DEPTH", "SIZE", "YamlError", "emit", "line_of", "parse", "update"]

SIZE = 1_000_000
"""Bytes that a file of the ledger may have."""

# Controls but tab and line ends; what YAML 1.1 takes for a line end; a byte order mark inside.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_C0 = bytes({*range(32), 127} - {9, 10, 13})
_FIRST_BYTES = (b"\xc2", b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xef\xbb\xbf", b"\xef\xbf")
_MARKS = (b"&", b"*", b"!", b"%", b"<<")
# Where an anchor, an alias, a tag, a directive or a merge key may start, with false alarms.
_SUSPECT = re.compile(rb"(?:^|[\s\[{,:?-])(?:[&*!]\S|!(?:\s|$)|<<)|^%", re.MULTILINE)
_PLACE = re.compile(r"line (\d+) column (\d+)")


def emit(data: Mapping[str, Data] | list[Data], flow: Collection[str] = frozenset()) -> str:
    """The text of a record; keys keep the caller's order, values under `flow` keys one line each.

    Raises:
        ValueError: a value that YAML cannot carry unchanged: a lone surrogate, a number out of
            range, a time without zone.
        TypeError: a value of a kind that records do not have.
    """
    from ledger.store import emitter

    return emitter.emit(data, flow)


def update(text: str, change: Callable[[Data], None]) -> str:
    """A hand-kept file after `change` has altered its data: only the lines that must change do.

    Raises:
        YamlError: the file cannot be read.
    """
    from ledger.store import careful

    return careful.update(text, change)


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line, from 1, on which a key or an item stands, or the nearest thing around it."""
    from ledger.store import careful

    return careful.line_of(text, path)


def parse(text: bytes | str, path: str) -> dict[str, Data] | list[Data]:
    """What a file says; dates stay text, for the record's model to read.

    Raises:
        YamlError: the file is not plain YAML 1.2 of text, numbers, mappings and lists.
    """
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(raw) > SIZE:
        raise YamlError(path, 0, _("larger than {limit} bytes").format(limit=SIZE))
    plain = _decoded(raw, path)
    if any(mark in raw for mark in _MARKS) and _SUSPECT.search(raw):
        from ledger.store import careful

        careful.refuse_machinery(plain, path)
    data = _read(plain, path)
    if not isinstance(data, (dict, list)):
        raise YamlError(path, 1, _("neither a mapping nor a list"))
    if wrong := _misshapen(data, DEPTH):
        raise YamlError(path, line_of(plain, wrong[1]), wrong[0])
    return data


def _decoded(raw: bytes, path: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise YamlError(path, line, _("not UTF-8 text; save the file as UTF-8")) from None
    rare = len(raw.translate(None, _C0)) != len(raw) or any(mark in raw for mark in _FIRST_BYTES)
    if rare and (found := _CONTROL.search(text)):
        why = _("the invisible character U+{code} is not allowed; delete it")
        raise refusal(path, text, found.start(), why.format(code=f"{ord(found[0]):04X}"))
    return text


def _read(text: str, path: str) -> Data:
    try:
        from ryaml import InvalidYamlError, loads  # type: ignore[attr-defined]
    except ImportError:
        return _read_carefully(text, path)
    try:
        return loads(text)
    except (InvalidYamlError, ValueError, TypeError) as error:
        _read_carefully(text, path)
        # The two disagree: what only one of them can read is not safe to keep.
        place = _PLACE.search(str(error))
        line, column = (int(place[1]), int(place[2])) if place else (0, 0)
        raise YamlError(path, line, unreadable(str(error)), column) from None


def _read_carefully(text: str, path: str) -> Data:
    from ledger.store import careful

    return careful.read(text, path)


def _misshapen(data: Data, levels: int) -> tuple[str, tuple[str | int, ...]] | None:
    """What is wrong with the shape, and where; None when all is well."""
    if not levels:
        return too_deep(), ()
    named = type(data) is dict
    for key, value in data.items() if named else enumerate(data):
        if named and type(key) is not str:
            return _("the key {key} is not text; put it in quotes").format(key=key), ()
        kind = type(value)
        if kind is str:
            continue
        if (kind is dict or kind is list) and value and (found := _misshapen(value, levels - 1)):
            return found[0], (key, *found[1])
    return None
