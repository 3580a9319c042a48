"""What the emitter wrote, read without a YAML library: as it writes it, or not at all.

What the emitter writes in plain style is text to every reader, so what it wrote can be taken apart
by its signs alone, at a fraction of the cost. Whatever is written otherwise, such as by a person,
is left to a reader of YAML.
"""

import re
from functools import lru_cache

from ledger.store import emitter
from ledger.store.refusal import Data

_ENTRY = re.compile(r"\n(?![ \n-])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:]{8}[+-][0-9:]{5})?")
_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,17}")
# What a line of text may hold: no controls, and nothing that some reader takes for a line's end.
_SIGN = "[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]"
_QUOTED = re.compile(rf'"((?:(?!["\\]){_SIGN})*)"')
_INDENTED = re.compile(rf"  (?! ){_SIGN}+(?:\n+  {_SIGN}+)*")
_TRUTHS: dict[str, Data] = {"true": True, "false": False, "null": None}


class OtherwiseError(ValueError):
    """Something is written otherwise than the emitter writes, or in a way that is not read here."""


def mapping(text: str) -> dict[str, Data]:
    """A mapping that is written in a block, without the end of its last line.

    What is read may be shared with what was read before, and is not to be changed.

    Raises:
        OtherwiseError: it is not read here.
    """
    found = [_entry(entry) for entry in _ENTRY.split(text)]
    read = dict(found)
    if len(read) < len(found):
        raise OtherwiseError(text)
    return read


def entries(text: str) -> dict[str, Data]:
    """A mapping that is written on one line, without its brackets.

    Raises:
        OtherwiseError: it is not read here.
    """
    return mapping(text.replace(", ", "\n")) if text else {}


@lru_cache(maxsize=16_384)
def _entry(entry: str) -> tuple[str, Data]:
    key, sign, said = entry.partition(": ")
    value: Data = said
    if not emitter.is_plain(said):
        if "\n" in entry:
            key, value = _of_lines(entry)
        else:
            value = _value(said)
    if not (sign or "\n" in entry) or not emitter.is_key(key):
        raise OtherwiseError(entry)
    return key, value


def _of_lines(entry: str) -> tuple[str, Data]:
    """An entry of several lines: text, a list, or a mapping."""
    line, _end, rest = entry.partition("\n")
    if line.endswith(":") and rest.startswith("- "):
        return line[:-1], [_value(item) for item in rest[2:].split("\n- ")]
    if not _INDENTED.fullmatch(rest):
        raise OtherwiseError(entry)
    inner = rest[2:].replace("\n  ", "\n")
    if line.endswith(": |-"):
        return line[:-4], inner
    if line.endswith(":") and "\n\n" not in rest:
        return line[:-1], mapping(inner)
    raise OtherwiseError(entry)


def _value(said: str) -> Data:
    """What stands behind a key or a dash."""
    lead, end = said[:1], said[-1:]
    if lead == "{" and end == "}":
        return entries(said[1:-1])
    if lead == "[" and end == "]":
        return [_scalar(item) for item in said[1:-1].split(", ")] if len(said) > len("[]") else []
    return _scalar(said)


def _scalar(said: str) -> Data:
    """A value that stands between signs."""
    if emitter.is_plain(said) or _DAY.fullmatch(said):
        return said
    if _NUMBER.fullmatch(said):
        return int(said)
    if quoted := _QUOTED.fullmatch(said):
        return quoted[1]
    if said in _TRUTHS:
        return _TRUTHS[said]
    raise OtherwiseError(said)
