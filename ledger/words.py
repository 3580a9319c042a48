"""The languages of the program: messages are written in English and translated by gettext.

The language is chosen by `--lang`, `TAIZHANG_LANG`, the ledger's own `language` and the locale, in
that order; C and POSIX mean English. Data stay in the language they were written in.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("en", "zh")
"""The languages whose catalogues are complete. English is the source and has no catalogue."""

_CATALOGUES = {"zh": "zh_CN"}
_chosen: dict[str, str] = {}


def choose(language: str | None) -> None:
    """Fix the language for this process; `None` leaves it to the ledger and the environment."""
    _chosen.pop("fixed", None)
    if language is not None:
        _chosen["fixed"] = known(language)


def suggest(language: str | None) -> None:
    """Take the ledger's own language where neither option nor environment names one."""
    _chosen.pop("ledger", None)
    if language:
        _chosen["ledger"] = known(language)


def known(name: str) -> str:
    """The language that a name such as `zh_CN.UTF-8` stands for: `zh`, or `en` for all others."""
    return "zh" if name.lower().replace("-", "_").split(".")[0].split("_")[0] == "zh" else "en"


def language() -> str:
    """The language in force: `en` or `zh`."""
    if "fixed" in _chosen:
        return _chosen["fixed"]
    if asked := os.environ.get("TAIZHANG_LANG"):
        return known(asked)
    if "ledger" in _chosen:
        return _chosen["ledger"]
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return known(value)
    return "en"


@contextmanager
def settled() -> Iterator[None]:
    """Keep to the language in force: a long piece of work looks it up once, not for each row."""
    before = dict(_chosen)
    _chosen["fixed"] = language()
    try:
        yield
    finally:
        _chosen.clear()
        _chosen.update(before)


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(name: str) -> "NullTranslations":
    import gettext as library

    if name not in _CATALOGUES:
        return library.NullTranslations()
    folder = Path(__file__).parent / "locale" / _CATALOGUES[name] / "LC_MESSAGES"
    try:
        with (folder / "taizhang.mo").open("rb") as file:
            return library.GNUTranslations(file)
    except FileNotFoundError:  # a checkout whose catalogues are not compiled still speaks
        return library.NullTranslations()


def gettext(message: str) -> str:
    """The message in the language in force."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The message for a number of things; fill it with `.format(n=number)`."""
    return _catalogue(language()).ngettext(one, many, number)


def pgettext(context: str, message: str) -> str:
    """The message where one English word has two Chinese ones, told apart by its context."""
    return _catalogue(language()).pgettext(context, message)


def about(what: str, said: str) -> str:
    """What is spoken of and what is said of it: `--due: is needed`, `状态：待受理`."""
    return gettext("{what}: {said}").format(what=what, said=said)


def every(message: str) -> tuple[str, ...]:
    """The message in every language: what a person may type, whatever the language in force."""
    return tuple(_catalogue(name).gettext(message) for name in LANGUAGES)


def mark(message: str) -> str:
    """Mark a constant for translation; it is translated where it is shown."""
    return message


def width(text: str) -> int:
    """How many columns of a terminal the text takes: Chinese characters take two."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 1 + (east_asian_width(c) in "WF") for c in text)
