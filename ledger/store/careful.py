"""ruamel.yaml: the slow reader that says where a file is wrong, and the editor of hand-kept files.

It keeps comments, order and quotes, and its messages name line and column. It is 70 times slower
than ryaml, so it reads only what ryaml refuses.
"""

import re
from collections.abc import Callable, Sequence

from ledger.store.marks import refuse_depth
from ledger.store.refusal import (
    SMALL,
    Data,
    YamlError,
    explained,
    refusal,
    too_deep,
    unreadable,
)
from ledger.words import gettext as _

_NEVER_FOLD = 1_000_000
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_BEYOND = re.compile(r"\\U(?!000|0010)")
# A key without a value on its line, then the dash of a list further in: how far in is captured.
_LIST = re.compile(
    r"^( *)[^\s#-][^\n]*:[ ]*(?:#[^\n]*)?\n(?:[ ]*(?:#[^\n]*)?\n)*\1( *)-[ ]", re.MULTILINE
)


def read(text: str, path: str) -> Data:
    """What the text says, told apart as ryaml does; a date stays text."""
    from ruamel.yaml.error import YAMLError

    refuse_depth(text, path)
    if found := _SURROGATE.search(text):
        raise refusal(path, text, found.start(), _("half a character is escaped here; delete it"))
    try:
        return _reader().load(text)
    except YAMLError as error:
        raise explained(error, path) from None
    except RecursionError:
        raise YamlError(path, 0, too_deep()) from None
    except (ValueError, TypeError, OverflowError) as error:
        raise YamlError(path, _bad_escape(text), unreadable(str(error))) from None


def _bad_escape(text: str) -> int:
    found = _BEYOND.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _reader() -> Data:
    from ruamel.yaml import YAML
    from ruamel.yaml.resolver import BaseResolver

    class Resolver(BaseResolver):
        """Tells numbers and words from text exactly as ryaml does."""

        def __init__(self, version: object = None, loader: object = None) -> None:
            del version
            super().__init__(loadumper=loader)

        @property
        def processing_version(self) -> tuple[int, int]:
            """YAML 1.2, whatever the file says."""
            return (1, 2)

    digits = list("-+.0123456789")
    for name, pattern, first in (
        ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
        ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
        ("int", r"[-+]?(?:0|[1-9][0-9]*|0o[0-7]+|0x[0-9a-fA-F]+|0b[01]+)", digits),
        ("float", r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", digits),
        ("float", r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", digits),
    ):
        whole = re.compile(rf"^(?:{pattern})$")
        # not add_implicit_resolver, which changes how all of ruamel reads, more with every call
        Resolver.add_implicit_resolver_base(f"tag:yaml.org,2002:{name}", whole, first)
    reader = YAML(typ="safe", pure=True)
    reader.Resolver = Resolver
    return reader


def update(text: str, change: Callable[[Data], None]) -> str:
    """A hand-kept file after `change` has altered its data: only the lines that must change do."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    editor = YAML(typ="rt", pure=True)
    editor.preserve_quotes = True
    editor.width = _NEVER_FOLD
    nested = _LIST.search(text)
    offset = len(nested[2]) if nested else 0
    editor.indent(mapping=2, sequence=offset + 2, offset=offset)
    # One day that is put into two records is no anchor and alias: nobody could read these.
    editor.representer.ignore_aliases = lambda _data: True
    lines = text.replace("\r\n", "\n")
    try:
        data = editor.load(lines)
    except YAMLError as error:
        raise explained(error, "") from None
    before = _dumped(editor, data)
    change(data)
    after = _carried(lines, before, _dumped(editor, data))
    return after.replace("\n", "\r\n") if "\r\n" in text else after


def _dumped(editor: Data, data: Data) -> str:
    from io import StringIO

    out = StringIO()
    editor.dump(data, out)
    return out.getvalue()


def _carried(original: str, before: str, after: str) -> str:
    """What changed between two dumps, carried over to the text as the person laid it out."""
    from difflib import SequenceMatcher

    if before == original:
        return after
    old, was, now = (text.splitlines(keepends=True) for text in (original, before, after))
    place = {-1: -1, len(was): len(old)}
    for block in SequenceMatcher(None, was, old, autojunk=False).get_matching_blocks():
        place.update({block.a + n: block.b + n for n in range(block.size)})
    result, above = list(old), len(was)
    changes = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    for kind, *lines in reversed(changes):
        if kind == "equal":
            continue
        start, end, first, last = lines
        while (top := _boundary(place, start)) is None:  # laid out anew: it goes with the change
            start, first = start - 1, first - 1
        while (bottom := _boundary(place, end)) is None:
            end, last = end + 1, last + 1
        if end > above:
            return after
        result[top:bottom] = now[first:last]
        above = start
    carried = "".join(result)
    return carried if _same(carried, after) else after


def _boundary(place: dict[int, int], line: int) -> int | None:
    """Where the place before a line is in the original; None if neither neighbour is there."""
    return place[line - 1] + 1 if line - 1 in place else place.get(line)


def _same(one: str, other: str) -> bool:
    from ruamel.yaml.error import YAMLError

    try:
        return bool(_reader().load(one) == _reader().load(other))
    except YAMLError:
        return False


def lines_of(text: str, paths: Sequence[Sequence[str | int]]) -> list[int]:
    """The lines, from 1, on which keys or items stand, or the nearest things around them."""
    if len(text) <= SMALL:
        node = _composed(text)
        return [_line(node, path) for path in paths]
    from ledger.store import large

    found = []
    for line, piece, path in large.pieces_of(text, paths):
        inner = _line(_composed(piece), path) if 0 < len(piece) <= SMALL else 1
        found.append(line + max(inner, 1) - 1)
    return found


def _composed(text: str) -> Data:
    """The nodes of a text; None where it cannot be read."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, RecursionError):
        return None


def _line(node: Data, path: Sequence[str | int]) -> int:
    line = int(node is not None)
    for step in path:
        found = _below(node, step)
        if found is None:
            break
        node, line = found
    return line


def _below(node: Data, step: str | int) -> tuple[Data, int] | None:
    """The child of a composed node and the line on which it begins."""
    if node is None or isinstance(node.value, str):
        return None
    for place, child in enumerate(node.value):
        key, value = child if isinstance(child, tuple) else (None, child)
        if (place if key is None else key.value) == step:
            return value, (key or value).start_mark.line + 1
    return None
