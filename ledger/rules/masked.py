"""What has a mask over it already: by our own masks, or as people are used to masking.

A masked name fits many people and a masked number none, so nobody may be found or kept by them.
"""

import re
from functools import lru_cache
from unicodedata import normalize

# Patterns stay texts where few commands use them: `re` compiles them when they are, and keeps them.
_NAME = r"[*×✕✖╳●○◯〇□■◇_]|某|-{2,}|(?<=[\u4e00-\u9fff])x|^x{2,}$"
"""In a name; of a 〇 that was given at birth only its bearer could tell."""
_NUMBER = r"\d[ -]*(?:[*×✕✖╳●○◯x]{3,}|-{3,}|_{3,})|[*×✕✖╳]{3,}[ -]*\d"
_ADDRESS = r"[*×✕✖╳]|某|(?<=[\u4e00-\u9fff])x{2,}"
_HIDING = r"[*＊×某]+"


def nobody(said: str) -> bool:
    """Whether a name says that somebody gave none: 匿名."""
    return bool(re.fullmatch(r"匿名(?:群众|村民|人员|人|者)?", _folded(said).strip()))


@lru_cache(4096)
def name(said: str) -> bool:
    """Whether a name is masked: 张*, 王某, 李××, 赵XX."""
    return bool(re.search(_NAME, "".join(_folded(said).split())))


def number(said: str) -> bool:
    """Whether a text holds a masked number: 138****1234, 6123**********0011."""
    return bool(re.search(_NUMBER, _folded(said)))


def address(said: str) -> bool:
    """Whether an address is masked: 五里镇第一村*, 第二村××号."""
    return bool(re.search(_ADDRESS, _folded(said)))


def covers(masked: object, whole: object) -> bool:
    """Whether one value is the other with masks over it, so that it says nothing new.

    Lists and mappings are compared item by item.
    """
    if masked == whole:
        return True
    if isinstance(masked, str) and isinstance(whole, str):
        return _covers(masked, whole)
    if isinstance(masked, list) and isinstance(whole, list):
        return len(masked) == len(whole) and all(map(covers, masked, whole))
    if isinstance(masked, dict) and isinstance(whole, dict):
        return masked.keys() == whole.keys() and all(covers(masked[k], whole[k]) for k in masked)
    return False


def _covers(masked: str, whole: str) -> bool:
    first, *rest = re.split(_HIDING, masked)
    if not rest:
        return False
    *between, last = rest
    at, end = len(first), len(whole) - len(last)
    if not (whole.startswith(first) and whole.endswith(last)):
        return False
    for part in between:  # the first place where it fits leaves the most for what follows
        found = whole.find(part, at + 1, end)
        if found < 0:
            return False
        at = found + len(part)
    return at < end


def _folded(said: str) -> str:
    return normalize("NFKC", said).casefold()
