"""The canonical YAML of the ledger: one value has one spelling that every loader reads alike.

Plain style is used only where YAML 1.1 and 1.2 loaders agree that it is text; all other text is
double-quoted, and text of several lines is a literal block. No YAML library is involved: ruamel
writes fewer than a hundred issues a second.
"""

import re
from collections.abc import Callable, Collection
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import Any, TypeAlias
from unicodedata import east_asian_width

Value: TypeAlias = Any
"""Text, a number, a truth, a day, a time, nothing, or a mapping or list of these."""

WIDTH = 160
"""Columns of a terminal beyond which a flow line becomes a block."""

_INT_LIMIT = 2**63
_CONTAINERS = (dict, list, tuple)
_RESERVED = frozenset(
    ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf", "infinity"]
)
# A letter first, or a digit if some letter shows that it is no number in any loader (`3F7K` is
# text everywhere; `1E2`, `0x1F`, `1_000` and `2026-11-05` are not). Inside: no indicator that
# means something in flow or before a space, and no space but the plain one.
_INSIDE = r"[\w \-./()+=@%;$^，。、；：？！“”‘’（）《》〈〉【】「」…—·～％℃￥]*+"
_PLAIN = re.compile(
    rf"(?:[^\W\d_]|[《“（【「]|(?!0[xXoObB])(?=[0-9A-Za-z\-]*[ACDF-NP-WYZacdf-np-wyz])[0-9])"
    rf"{_INSIDE}(?<! )"
)
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_UNQUOTABLE = re.compile("[\ud800-\udfff]")
# Bidirectional controls are escaped too: they make a line read as something it is not.
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_UNSAFE_IN_LITERAL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]| (?:\n|$)|\n\n$"
)


def emit(data: dict[str, Any] | list[Any], flow: Collection[str] = frozenset()) -> str:
    """The text of a record; keys keep the caller's order, values under `flow` keys one line each.

    Raises:
        ValueError: a value that YAML cannot carry unchanged: a lone surrogate, a number out of
            range, a time without zone.
        TypeError: a value of a kind that records do not have.
    """
    lines: list[str] = []
    if isinstance(data, dict):
        _mapping(data, "", flow, lines)
    else:
        _items(data, "", flow, lines)
    if not lines:
        lines.append("{}" if isinstance(data, dict) else "[]")
    lines.append("")
    return "\n".join(lines)


def _mapping(data: dict[str, Any], indent: str, flow: Collection[str], out: list[str]) -> None:
    for key, value in data.items():
        head = f"{indent}{_key(key)}:"
        scalar = _SCALARS.get(type(value))
        if scalar is not None and (scalar is not _text or "\n" not in value):
            out.append(f"{head} {scalar(value)}")
        else:
            _member(head, key, value, indent, flow, out)


def _member(
    head: str, key: str, value: Value, indent: str, flow: Collection[str], out: list[str]
) -> None:
    """One entry of a mapping whose value may need more than its line."""
    if isinstance(value, str):
        _long_text(head, value, indent + "  ", out)
    elif not isinstance(value, _CONTAINERS):
        out.append(f"{head} {_scalar(value)}")
    elif _is_one_line(value, key in flow) and (line := _fitting(f"{head} ", value)):
        out.append(line)
    elif isinstance(value, dict):
        out.append(head)
        _mapping(value, indent + "  ", flow, out)
    else:
        out.append(head)
        _items(value, indent, flow, out, in_flow=key in flow)


def _items(
    data: list[Any] | tuple[Any, ...],
    indent: str,
    flow: Collection[str],
    out: list[str],
    *,
    in_flow: bool = False,
) -> None:
    head = f"{indent}-"
    for item in data:
        if isinstance(item, str):
            _long_text(head, item, indent + "  ", out)
        elif not isinstance(item, _CONTAINERS):
            out.append(f"{head} {_scalar(item)}")
        elif _is_one_line(item, in_flow) and (line := _fitting(f"{head} ", item)):
            out.append(line)
        else:
            _block_item(item, indent, flow, out)


def _block_item(item: Value, indent: str, flow: Collection[str], out: list[str]) -> None:
    """An item of several lines: its first line stands on the dash's own."""
    start = len(out)
    if isinstance(item, dict):
        _mapping(item, indent + "  ", flow, out)
    else:
        _items(item, indent + "  ", flow, out)
    out[start] = f"{indent}- {out[start][len(indent) + 2 :]}"


def _is_one_line(value: Value, in_flow: bool) -> bool:  # noqa: FBT001
    """Whether a container is to be tried on one line: asked for, empty, or a list of scalars."""
    return in_flow or not value if isinstance(value, dict) else _is_flat(value)


def _is_flat(value: Value) -> bool:
    return not isinstance(value, dict) and not any(isinstance(item, _CONTAINERS) for item in value)


def _fitting(head: str, value: Value) -> str | None:
    """The whole line, or None when it needs a block: text of several lines, or too wide."""
    text = _flow(value)
    if text is None:
        return None
    line = head + text
    fits = not value or _is_narrow(line)
    return line if fits else None  # an empty list has no block to become


def _flow(value: Value) -> str | None:
    scalar = _SCALARS.get(type(value))
    if scalar is not None:
        return None if scalar is _text and "\n" in value else scalar(value)
    if isinstance(value, dict):
        parts = []
        for key, item in value.items():
            if (text := _flow(item)) is None:
                return None
            parts.append(f"{_key(key)}: {text}")
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, (list, tuple)):
        texts = [_flow(item) for item in value]
        return None if None in texts else "[" + ", ".join(map(str, texts)) + "]"
    return _scalar(value)


class _Widths(dict[int, str | int]):
    """Each character as so many characters as it is wide; looked up once."""

    def __missing__(self, code: int) -> str | int:
        self[code] = "WW" if east_asian_width(chr(code)) in "WF" else code
        return self[code]


_WIDTHS = _Widths()


def _is_narrow(line: str) -> bool:
    """Whether a line fits; what is wide has three bytes and more, so most need no closer look."""
    if len(line) > WIDTH:
        return False
    if len(line) + len(line.encode("utf-8", "surrogatepass")) <= 2 * WIDTH:
        return True
    return len(line.translate(_WIDTHS)) <= WIDTH


def _long_text(head: str, text: str, indent: str, out: list[str]) -> None:
    """Text in an entry or an item: a literal block if it has lines and every loader keeps them."""
    if "\n" not in text or text[0] in " \n" or _UNSAFE_IN_LITERAL.search(text):
        out.append(f"{head} {_text(text)}")
        return
    _refuse_surrogates(text)
    ends = text.endswith("\n")
    out.append(f"{head} |" if ends else f"{head} |-")
    body = text[:-1] if ends else text
    out.extend(indent + line if line else "" for line in body.split("\n"))


def _scalar(value: Value) -> str:
    for kind, spell in _SCALARS.items():  # bool before int: the order of the table
        if isinstance(value, kind):
            return spell(value)
    raise TypeError(type(value).__name__)


def is_plain(text: str) -> bool:
    """Whether a text is written as it is: every reader takes it for text, wherever it stands."""
    return _PLAIN.fullmatch(text) is not None and text.lower() not in _RESERVED


@lru_cache(maxsize=65536)
def _text(text: str) -> str:
    if is_plain(text):
        return text
    _refuse_surrogates(text)
    return f'"{_ESCAPED.sub(_escape, text)}"'


@lru_cache(maxsize=4096)
def is_key(key: str) -> bool:
    """Whether a key is written as it is."""
    # `on` is the one reserved word that records use as a key; YAML 1.2 reads it as text.
    return key == "on" or (_KEY.fullmatch(key) is not None and key.lower() not in _RESERVED)


@lru_cache(maxsize=4096)
def _key(key: str) -> str:
    return key if is_key(key) else _text(key)


def _refuse_surrogates(text: str) -> None:
    if _UNQUOTABLE.search(text):
        raise ValueError(text.encode("utf-8", "backslashreplace").decode())


def _escape(found: re.Match[str]) -> str:
    symbol = found[0]
    if symbol in _SHORT:
        return _SHORT[symbol]
    return f"\\x{ord(symbol):02X}" if ord(symbol) < 0x100 else f"\\u{ord(symbol):04X}"  # noqa: PLR2004


def _truth(value: bool) -> str:  # noqa: FBT001
    return "true" if value else "false"


def _nothing(_: None) -> str:
    return "null"


def _whole(value: int) -> str:
    if not -_INT_LIMIT <= value < _INT_LIMIT:
        raise ValueError(str(value))
    return str(value)


def _decimal(value: float | Decimal) -> str:
    """A number with a point; one that needs an exponent is read differently by loaders."""
    text = format(value, "f") if isinstance(value, Decimal) else repr(value)
    if not isfinite(value) or "e" in text:
        raise ValueError(text)
    return text


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(value.isoformat())
    return value.isoformat()


_SCALARS: dict[type, Callable[[Any], str]] = {
    str: _text,
    bool: _truth,
    int: _whole,
    type(None): _nothing,
    datetime: _moment,
    date: date.isoformat,
    float: _decimal,
    Decimal: _decimal,
}
