"""What makes one text mean another, and brackets piled up to keep a reader busy: refused.

ruamel's scanner tells a mark or a bracket from one that is only text.
"""

import re
from contextlib import suppress

from ledger.store.refusal import DEPTH, explained, no_machinery, refusal, too_deep

_BRACKET = re.compile(r"[\[\]{}]")
_DASHES = re.compile(rf"^[ ]*(?:[-?][ ]+){{{DEPTH + 1}}}", re.MULTILINE)


def refuse_machinery(text: str, path: str) -> None:
    """Refuse machinery and deep brackets: found by the scanner, so quoted text is safe."""
    if start := _overlong(text, 2 * DEPTH):
        with suppress(_CutError):
            _scan(text[:start], path, cut=True)
    _scan(text, path)


class _CutError(Exception):
    """The scanner stumbled, perhaps over the end that the text was given."""


def _overlong(text: str, most: int) -> int:
    """Where so many brackets stand open, some perhaps in text, that a slow reader would stall."""
    depth = 0
    for found in _BRACKET.finditer(text):
        depth += 1 if found[0] in "[{" else -1
        if depth > most:
            return found.start()
    return 0


def _scan(text: str, path: str, *, cut: bool = False) -> None:
    from ruamel.yaml import YAML, tokens
    from ruamel.yaml.error import YAMLError

    refused = (tokens.AnchorToken, tokens.AliasToken, tokens.TagToken, tokens.DirectiveToken)
    opened = (tokens.FlowSequenceStartToken, tokens.FlowMappingStartToken)
    closed = (tokens.FlowSequenceEndToken, tokens.FlowMappingEndToken)
    depth = 0
    try:
        for token in YAML(typ="safe", pure=True).scan(text):
            merges = isinstance(token, tokens.ScalarToken) and token.plain and token.value == "<<"
            depth += isinstance(token, opened) - isinstance(token, closed)
            if merges or depth > DEPTH or isinstance(token, refused):
                why = too_deep() if depth > DEPTH else no_machinery()
                raise refusal(path, text, token.start_mark.index, why)
    except YAMLError as error:
        raise (_CutError if cut else explained(error, path)) from None


def refuse_depth(text: str, path: str) -> None:
    """Refuse what would keep a slow reader busy for seconds, before it starts."""
    if start := _overlong(text, 4 * DEPTH):  # text may hold brackets of its own
        raise refusal(path, text, start, too_deep())
    if dashes := _DASHES.search(text):
        raise refusal(path, text, dashes.start(), too_deep())
