"""Text made harmless for a terminal: what would act there, or would not be seen, is spelt out."""

import re

_RANGES = (
    "\0-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
HAZARDS = re.compile(f"[{_RANGES}]")
"""Controls, direction marks, invisible fillers, lone surrogates and non-characters."""

_EMOJI = "[\u2190-\u2bff\U0001f000-\U0001faff]"
_JOINED = re.compile(f"(?<={_EMOJI})\ufe0f?\u200d(?={_EMOJI})")
"""A joiner between two emoji: it stays, since it makes one picture of them."""

_PICTURES = {chr(code): chr(0x2400 + code) for code in range(0x20)} | {"\x7f": "␡"}


def visible(text: str, *, keep: str = "\n") -> str:
    """The text with every hazard but those of `keep` spelt out: ESC as `␛`, U+202E as its code."""
    if text.isprintable() and not HAZARDS.search(text):
        return text
    text = text.replace("\r\n", "\n")
    joiners = {found.end() - 1 for found in _JOINED.finditer(text)}

    def spelt(found: re.Match[str]) -> str:
        stays = found[0] in keep or found.start() in joiners
        return found[0] if stays else _spelling(found[0])

    return HAZARDS.sub(spelt, text)


def cell(text: str) -> str:
    """The text on one line: a line break becomes `⏎`."""
    return visible(text).strip("\n").replace("\n", "⏎")


def json_safe(document: str) -> str:
    """A JSON document with the hazards inside its strings as escapes; it means the same."""

    def escaped(found: re.Match[str]) -> str:
        units = found[0].encode("utf-16-be", "surrogatepass").hex()
        return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))

    return _JSON_HAZARDS.sub(escaped, document)


_JSON_HAZARDS = re.compile(f"(?!\n)[{_RANGES}]")


def _spelling(character: str) -> str:
    return _PICTURES.get(character) or character.encode("unicode_escape").decode()
