"""What no terminal may be sent."""

from unicodedata import category

_EMOJI = (range(0x2190, 0x2C00), range(0x1F000, 0x1FB00))


def harmful(said: str) -> set[str]:
    """The characters that act on a terminal or hide: controls but LF, formats, halves, separators.

    The joiner between two emoji stays, since it makes one picture of them.
    """
    found = set()
    for at, character in enumerate(said):
        joins = character == "\u200d" and _emoji(said[at - 1]) and _emoji(said[at + 1 : at + 2])
        if (
            category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
            and character != "\n"
            and not joins
        ):
            found.add(character)
    return found


def _emoji(character: str) -> bool:
    return character == "\ufe0f" or any(ord(character or "a") in block for block in _EMOJI)
