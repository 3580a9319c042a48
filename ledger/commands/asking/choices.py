"""Which choices an answer means: by number, value, part of the text or initials of its pinyin."""

import os
from collections.abc import Sequence
from unicodedata import normalize

Choice = tuple[str, str]
"""A value and what a person reads for it."""
_AFTER = ".。、,)"
"""What people type after a number, as they would in a list."""


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
    if found := fitting([wanted == text for _value, text in plain]):
        return found
    if found := fitting([wanted in value or wanted in text for value, text in plain]):
        return found
    if wanted.isascii() and wanted.isalpha():
        return fitting([spells(wanted, text) for _value, text in plain])
    return []


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
