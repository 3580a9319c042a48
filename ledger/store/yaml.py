"""YAML of the ledger: written by our own emitter, read fast by ryaml and explained by ruamel.

A file is read by ryaml after a look for what loaders disagree on. What is refused is read again
by ruamel, slowly, for a message with line and column; ruamel alone reads where ryaml has no wheel.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Sequence

from ledger.store.refusal import (
    DEPTH,
    LONGEST,
    SMALL,
    Data,
    YamlError,
    no_machinery,
    refusal,
    too_deep,
    unreadable,
)
from ledger.words import gettext as _

__all__ = ["DEPTH", "SIZE", "YamlError", "emit", "line_of", "lines_of", "parse", "reread", "update"]

SIZE = 1_000_000
"""Bytes that a file of the ledger may have."""
LARGE = 32_000_000
"""Bytes that the record of an import may have: it has a line for each of its rows."""

# Controls but tab and line ends; what YAML 1.1 takes for a line end; a byte order mark inside.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_C0 = bytes({*range(32), 127} - {9, 10, 13})
_FIRST_BYTES = (b"\xc2", b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xef\xbb\xbf", b"\xef\xbf")
_MARKS = (b"&", b"*", b"!", b"%", b"<<")
# Where an anchor, an alias, a tag, a directive or a merge key may start, with false alarms.
_SUSPECT = re.compile(rb"(?:^|[\[{,:?\r-])[ \t]*(?:[&*!]\S|!(?:\s|$)|<<)|^%", re.MULTILINE)
_PLACE = re.compile(r"line (\d+) column (\d+)")


def emit(data: dict[str, Data] | list[Data], flow: Collection[str] = frozenset()) -> str:
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
    return lines_of(text, [path])[0]


def lines_of(text: str, paths: Sequence[Sequence[str | int]]) -> list[int]:
    """The line of each of some keys and items; the text is looked through once."""
    from ledger.store import careful

    return careful.lines_of(text, paths)


def parse(text: bytes | str, path: str) -> dict[str, Data] | list[Data]:
    """What a file says; dates stay text, for the record's model to read.

    Raises:
        YamlError: the file is not plain YAML 1.2 of text, numbers, mappings and lists.
    """
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    limit = LARGE if path.startswith("imports/") else SIZE
    if len(raw) > limit:
        raise YamlError(path, 0, _("larger than {limit} bytes").format(limit=limit))
    plain = _decoded(raw, path)
    _refuse_machinery(raw, plain, path)
    data = _read(plain, path)
    if not isinstance(data, (dict, list)):
        raise YamlError(path, 1, _("neither a mapping nor a list"))
    if wrong := _misshapen(data, DEPTH):
        raise YamlError(path, line_of(plain, wrong[1]), wrong[0])
    return data


def reread(text: str, path: str) -> Data:
    """What a text says that was looked at with all care before, such as that of an indexed file."""
    return _read(text, path)


def _decoded(raw: bytes, path: str) -> str:
    try:
        text = raw.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise YamlError(path, line, _("not UTF-8 text; save the file as UTF-8")) from None
    rare = len(raw.translate(None, _C0)) != len(raw) or any(map(raw.__contains__, _FIRST_BYTES))
    if rare and (found := _CONTROL.search(text)):
        why = _("the invisible character U+{code} is not allowed; delete it")
        raise refusal(path, text, found.start(), why.format(code=f"{ord(found[0]):04X}"))
    return text


def _refuse_machinery(raw: bytes, text: str, path: str) -> None:
    """Refuse what makes one text mean another, and brackets that would keep a reader busy."""
    suspect = any(map(raw.__contains__, _MARKS)) and _SUSPECT.search(raw)
    if len(raw) <= SMALL:
        if suspect:
            from ledger.store import marks

            marks.refuse_machinery(text, path)
        return
    from ledger.store import large

    if large.deep(text):
        from ledger.store import marks

        marks.refuse_machinery(text, path)
    elif suspect and (line := large.machinery(text, _load)) is not None:
        raise YamlError(path, line, no_machinery())


def _load(text: str) -> Data:
    """What ryaml reads; where it has no wheel, what ruamel reads.

    Raises:
        ValueError: it cannot be read.
    """
    try:
        from ryaml import InvalidYamlError, loads  # type: ignore[attr-defined]
    except ImportError:
        return _read_carefully(text, "")
    try:
        return loads(text)
    except (InvalidYamlError, TypeError) as error:
        raise ValueError(str(error)) from None


def _read(text: str, path: str) -> Data:
    try:
        return _load(text)
    except ValueError as error:
        raise _explained(str(error), text, path) from None
    except YamlError as error:
        raise YamlError(path, error.line, error.why, error.column) from None


def _explained(reason: str, text: str, path: str) -> YamlError:
    """Why ryaml refused: in ruamel's words where it refuses too, and with the line at hand."""
    above, part = 0, text
    if len(text) > SMALL:
        from ledger.store import large

        above, part = large.broken(text, _load)
    try:
        data = _read_carefully(part, path)
        if isinstance(data, (dict, list)) and (wrong := _misshapen(data, DEPTH)):
            return YamlError(path, above + line_of(part, wrong[1]), wrong[0])
    except YamlError as error:
        return YamlError(path, error.line and error.line + above, error.why, error.column)
    # The two disagree: what only one of them can read is not safe to keep.
    place = _PLACE.search(reason)
    line, column = (int(place[1]), int(place[2])) if place else (above + 1, 0)
    return YamlError(path, line, unreadable(reason), column)


def _read_carefully(text: str, path: str) -> Data:
    from ledger.store import careful

    return careful.read(text, path)


def _misshapen(data: Data, levels: int) -> tuple[str, tuple[str | int, ...]] | None:
    """What is wrong with the shape, and where; None when all is well."""
    if not levels:
        return too_deep(), ()
    if len(data) > LONGEST:
        return _("more than {limit} items in one list").format(limit=LONGEST), ()
    named = type(data) is dict
    for key, value in data.items() if named else enumerate(data):
        if named and type(key) is not str:
            return _("the key {key} is not text; put it in quotes").format(key=key), ()
        kind = type(value)
        if kind is str:
            continue
        if (kind is dict or kind is list) and (found := _misshapen(value, levels - 1)):
            return found[0], (key, *found[1])
    return None
