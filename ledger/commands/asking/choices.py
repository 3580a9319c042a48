"""Which choices an answer means: by number, value, part of the text or initials of its pinyin."""

import os
from collections.abc import Sequence
from unicodedata import normalize

Choice = tuple[str, str]
"""A value and what a person reads for it."""
_AFTER = ".。、,)"
"""What people type after a number, as they would in a list."""
_YES_OR_NO = frozenset({"是", "否", "对", "好", "y", "n", "yes", "no"})
"""What answers another question, and is part of many texts: 都不是."""


def folded(text: str) -> str:
    """The text with full-width letters, digits and marks made half-width."""
    return normalize("NFKC", text).strip()


def matches(answer: str, choices: Sequence[Choice]) -> list[Choice]:
    """The choices that an answer means, by the first way of naming that fits any.

    Args:
        answer: A value, a number counted from 1, a text or a part of one, or pinyin initials.
        choices: What there is to choose from.

    Returns:
        None where nothing fits, one where the answer is clear, more where it is not.
    """
    wanted = folded(answer).casefold()
    plain = [(folded(value).casefold(), folded(text).casefold()) for value, text in choices]

    def fitting(fits: list[bool]) -> list[Choice]:
        return [choice for choice, fit in zip(choices, fits, strict=True) if fit]

    if found := fitting([wanted == value for value, _text in plain]):
        return found
    number = wanted.rstrip(_AFTER)
    if number.isdecimal() and 1 <= int(number) <= len(choices):
        return [choices[int(number) - 1]]
    whole = [wanted == text for _value, text in plain]
    return fitting(whole if any(whole) else _partly(wanted, plain))


def _partly(wanted: str, choices: Sequence[Choice]) -> list[bool]:
    """Of which choices an answer is a part, or which it spells by initials, of two at least."""
    if wanted in _YES_OR_NO or _is_slip(wanted.rstrip(_AFTER), len(choices)):
        return [False] * len(choices)
    parts = [wanted in value or wanted in text for value, text in choices]
    if any(parts) or not (wanted.isascii() and wanted.isalpha() and len(wanted) > 1):
        return parts
    return [spells(wanted, text) for _value, text in choices]


def _is_slip(said: str, most: int) -> bool:
    """Whether a number was meant for one of the list and is none, as 12 of seven.

    As part of a code it is longer, or begins with a zero.
    """
    return said.isdecimal() and not said.startswith("0") and len(said) <= len(str(most)) + 1


def spells(letters: str, text: str) -> bool:
    """Whether the letters are pinyin initials of a run of the text, in any of its readings."""
    readings = _initials(text)
    return any(
        all(letter in readings[start + i] for i, letter in enumerate(letters))
        for start in range(len(readings) - len(letters) + 1)
    )


def _initials(text: str) -> list[set[str]]:
    """For each character the letters that its readings begin with: 重 is both z and c."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # phrases are slow to load and unused
    from pypinyin import Style, pinyin

    return [
        {
            reading[:1]
            for found in pinyin(c, style=Style.FIRST_LETTER, heteronym=True)
            for reading in found
        }
        for c in text
    ]
