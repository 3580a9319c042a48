"""Files too large for the careful reader: looked at whole in one sweep, or piece by piece.

ruamel takes a second for what ryaml reads in ten milliseconds, and ryaml minutes for brackets
within brackets. What is here keeps both from files on which they would keep a person waiting.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate

from ledger.errors import LedgerError
from ledger.store.refusal import DEPTH, SMALL, Data

Way = Sequence[str | int]
"""The keys and places that lead to something in a file."""

_HIDING = "\"'#"
"""What brackets are none behind: in most files there is none of it."""
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}
# Where a reader within brackets, or after a key, cannot but see a quoted string or a comment.
_SKIPPED = re.compile(
    r"""(?:(?<=[\[{,])|(?<=: )) *(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*')|(?:^|(?<= ))#[^\n]*""",
    re.MULTILINE,
)
_QUOTE = re.compile(r"""(?:^|[\s\[{}\],:?-])["']""", re.MULTILINE)
_NO_BRACKET = re.compile(r"[^\[\]{}]+")
_MARGIN = re.compile(r"^(?=[^\s#])", re.MULTILINE)
_KEY = re.compile(r"([^\n:]+):(?=\s)")
_DASH = re.compile(r"^( +)- ", re.MULTILINE)
_MARK = re.compile(r"""(?<!["'])<<|[&*!%]""")


def deep(text: str) -> bool:
    """Whether brackets may stand within brackets too deep; where in doubt, they may."""
    if text.count("[") + text.count("{") <= DEPTH:
        return False
    if any(sign in text for sign in _HIDING):
        text = _SKIPPED.sub("", text)
        if _QUOTE.search(text):
            return True
    signs = _NO_BRACKET.sub("", text)
    levels = [0, *accumulate(map(_STEPS.__getitem__, signs))]
    return max(levels) - min(levels) > DEPTH


def machinery(text: str, read: Callable[[str], Data]) -> int | None:
    """The line near which a mark (anchor, tag, merge key, directive) acts, or None if none does.

    With other characters in the place of the marks, the text must say the same but for these
    characters: then every mark stands within text. Aliases are never let act, so they cannot
    multiply; without an anchor an alias is an error of its own.
    """
    spare = [chr(code) for code in range(0xE000, 0xE400) if chr(code) not in text][:5]
    there = dict(zip(("*", "&", "!", "%", "<<"), spare, strict=True))
    tame = text.replace("*", there["*"])
    if _same(tame, there, read):
        return None
    for line, piece in pieces(tame):
        if (mark := _MARK.search(piece)) and not _same(piece, there, read):
            return line + piece.count("\n", 0, mark.start())
    return 1


def _same(text: str, there: dict[str, str], read: Callable[[str], Data]) -> bool:
    try:
        altered = read(_MARK.sub(lambda found: there[found[0]], text))
        return bool(_put_back(altered, there) == read(text))
    except (LedgerError, ValueError):
        return False


def _put_back(data: Data, there: dict[str, str]) -> Data:
    match data:
        case str():
            if data != there["<<"]:  # alone it is a merge key
                for mark, spare in there.items():
                    data = data.replace(spare, mark) if mark != "*" else data
            return data
        case dict():
            return {_put_back(key, there): _put_back(value, there) for key, value in data.items()}
        case list():
            return [_put_back(item, there) for item in data]
    return data


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The parts that begin at the margin, each with the line it begins on."""
    starts = [found.start() for found in _MARGIN.finditer(text)]
    line = 1
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece = text[start:end]
        yield line + text.count("\n", 0, starts[0]), piece
        line += piece.count("\n")


def broken(text: str, read: Callable[[str], Data]) -> tuple[int, str]:
    """The first part that cannot be read by itself: the lines above it and its text, or nothing."""
    keys: set[str] = set()
    for line, piece in pieces(text):
        if (key := _key(piece)) and not piece.startswith("-"):
            if key in keys:
                return line - 1, ""
            keys.add(key)
        try:
            read(piece)
        except (LedgerError, ValueError):
            return line - 1, piece if len(piece) <= SMALL else ""
    return 0, ""


def pieces_of(text: str, paths: Iterable[Way]) -> Iterator[tuple[int, str, Way]]:
    """For each place the part it stands in: its line, its text, the way from there on."""
    within = list(pieces(text))
    firsts: dict[str | int | None, int] = {
        _key(part): n for n, (_line, part) in reversed([*enumerate(within)])
    }
    items = cache(lambda first: list(_items(within, first)))
    for path in paths:
        first = firsts.get(path[0]) if path else None
        if first is None:
            yield 1, "", ()
        elif len(path) == 1:
            yield within[first][0], "", ()
        elif len(path) > 1 and isinstance(path[1], int) and path[1] < len(items(first)):
            yield *items(first)[path[1]], (0, *path[2:])
        else:
            yield *within[first], path


def _key(piece: str) -> str | None:
    found = _KEY.match(piece)
    return found[1].strip("\"' ") if found else None


def _items(within: Sequence[tuple[int, str]], first: int) -> Iterator[tuple[int, str]]:
    """The items of a list under a key, whose dashes stand at the margin or further in."""
    line, piece = within[first]
    if dash := _DASH.search(piece):
        starts = [found.start() for found in re.finditer(rf"^{dash[1]}- ", piece, re.MULTILINE)]
        for start, end in zip(starts, [*starts[1:], len(piece)], strict=True):
            yield line + piece.count("\n", 0, start), piece[start:end]
        return
    for below in within[first + 1 :]:
        if not below[1].startswith("- "):
            return
        yield below
