"""The ids of records: `WL-26-7K3Q5MX` is a station, a year, six random symbols and a check symbol.

The alphabet is that of GB 32100-2015, which clerks read daily in credit codes: digits and capitals
without I O S V Z. The check symbol weighs the six with 3^i, i from 1, modulo 31: every mistyped
symbol and every swap of two is found. There is no counter, so restored and copied ledgers cannot
give one number twice.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from operator import mul

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
RANDOM_SYMBOLS = 6
_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, i, 31) for i in range(1, RANDOM_SYMBOLS + 1))
_CODE = f"[{ALPHABET}]{{{RANDOM_SYMBOLS + 1}}}"
ID_PATTERN = rf"^[A-Z0-9]{{2,8}}-[0-9]{{2}}-{_CODE}$"
"""The written form of an id; the check symbol is looked at by `checks_out`."""
_TYPED = re.compile(rf"^([A-Z0-9]{{2,8}}?)([0-9]{{2}})({_CODE})$")


def check_symbol(symbols: str) -> str:
    """The check symbol of the random symbols."""
    return ALPHABET[sum(map(mul, _WEIGHTS, map(_VALUE.__getitem__, symbols))) % 31]


def random_symbols(number: int, below: Callable[[int], int]) -> str:
    """So many symbols drawn with `below(n)`, such as `secrets.randbelow`."""
    return "".join(ALPHABET[below(len(ALPHABET))] for _ in range(number))


def new_id(station: str, year: int, below: Callable[[int], int]) -> str:
    """An id of a station and year, not yet looked up for being free."""
    symbols = random_symbols(RANDOM_SYMBOLS, below)
    return of(station, year, symbols + check_symbol(symbols))


def of(station: str, year: int, half: str) -> str:
    """The id of a station and year whose random half, with its check symbol, is known."""
    return f"{station}-{year % 100:02d}-{half}"


def checks_out(record_id: str) -> bool:
    """Whether the last symbol of a whole id, or of its random half, is the right one."""
    half = record_id[-RANDOM_SYMBOLS - 1 :]
    return check_symbol(half[:-1]) == half[-1]


def fold(typed: str) -> str:
    """What was typed, with full-width forms, case, dashes and spaces folded away."""
    text = unicodedata.normalize("NFKC", typed).upper()
    return re.sub(r"[\s\-\u2010-\u2015\u2212_]", "", text)


@lru_cache(64)  # a row of a sheet is asked for its number by each that names it
def whole(typed: str) -> str | None:
    """The written form of a whole id, its check not looked at; None where no whole id was typed."""
    found = _TYPED.match(fold(typed))
    return "-".join(found.groups()) if found else None


def stated(typed: object) -> str | None:
    """The whole id that a cell has, whose check symbol fits; other numbers look like ids, too."""
    found = whole(str(typed or ""))
    return found if found and checks_out(found) else None


def station_of(record_id: str) -> str:
    """The station's code at the front of an id."""
    return record_id.split("-", 1)[0]


def year_of(record_id: str) -> int:
    """The year within an id; two digits stand for 2000 to 2099."""
    return 2000 + int(record_id.split("-")[1])
