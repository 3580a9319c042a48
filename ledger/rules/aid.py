"""What was handed over, in the words of a sheet: 慰问物资：一袋面（120元）；慰问金：300元."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

_APART = r"[；;\n]+"
_LABELLED = r"([^：:（(\d]{2,12})[：:]\s*(.*)"
SUM = r"(?<![\d.])(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?"
_ZEROS = {"": 0, "百": 2, "千": 3, "万": 4, "亿": 8}
"""What stands before 元, each with how many noughts that is."""
_YUAN = (
    rf"[\s,，、]*[（(]?(?:价值|折合|折价|共计?|计)?\s*(?P<sum>{SUM})\s*"
    r"(?P<times>万?)(?:元整?|(?<=万))[）)]?$"
)
"""How much it is, or was worth; what is no whole number of yuan stays with the goods."""
_NOT_ALL = r"(?:[约近超各]|每[户人份]|[户人]均)\s*$"
"""What stands before a number that is not how much it was in all: 约300元, 每户300元."""


class Handed(NamedTuple):
    """What was handed over: as which kind, which goods, and how many yuan it is or was worth."""

    kind: str = ""
    goods: str = ""
    money: int | None = None


def written(aid: Iterable[Mapping[str, Any]]) -> str:
    """All that was handed over, as an export writes it and `read` reads it."""
    return "；".join(map(_one, aid))


def _one(aid: Mapping[str, Any]) -> str:
    goods, money = aid.get("goods"), aid.get("money")
    worth = "" if money is None else f"（{money}元）" if goods else f"{money}元"
    return f"{aid['kind']}：{(goods or '').replace('；', '，')}{worth}"


def read(said: str) -> Iterator[Handed]:
    """What a cell says was handed over; a kind that it does not name is empty.

    A number alone is yuan.
    """
    for part in filter(None, map(str.strip, re.split(_APART, said))):
        labelled = re.fullmatch(_LABELLED, part)
        kind, rest = labelled.groups() if labelled else ("", part)
        rest = f"{rest}元" if rest.isdecimal() else rest
        yuan = re.search(_YUAN, rest)
        money = yuan_of(yuan["sum"], yuan["times"]) if yuan else None
        if yuan is None or money is None or re.search(_NOT_ALL, goods := rest[: yuan.start()]):
            yield Handed(kind.strip(), rest)
        else:
            yield Handed(kind.strip(), goods.strip(), money)


def yuan_of(number: str, times: str = "") -> int | None:
    """How many yuan a number in 元, 千元 or 万元 is, if they are whole: 0.35 in 万元 is 3500."""
    units, _point, rest = re.sub("[,，]", "", number).partition(".")
    rest, zeros = rest.rstrip("0"), _ZEROS[times]
    return None if len(rest) > zeros else int(units + rest.ljust(zeros, "0"))
