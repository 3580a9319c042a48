"""Names in cells and what they stand for: exactly, by another name, or nearly."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from ledger.rules import names

STRONG = 93
"""From this likeness, of 100, on a name is taken for another without asking."""
WEAK = 60
"""Below this likeness a name is not even offered."""
APART = 8
"""So much likelier than the second the first must be, to be taken without asking."""
OFFERED = 5
"""So many names are offered at most."""
_BODY = r"村民委员会|居民委员会|村委会|居委会|党支部|党总支|党委|人民政府|政府|办事处"
_OF_BODY = re.compile(
    rf"(?<=.[村居查区道镇乡县])(?:{_BODY}|(?:党建)?工作站|党工委|党?(?:总支部?|支部)(?:委员会)?|委员会)$"
    r"|(?<=..)(?:驻村)?工作队$"
)
"""What a unit is called besides the name of its place, which is whole before it."""
_PARTY = "中共"
_ENDING = re.compile(rf"(?<=..)({_BODY}|行政村|社区|嘎查|村|片区|(党建)?工作站)+$")
_TELLING = re.compile(r"[\d〇零一二三四五六七八九十百东西南北上下前后左右大小新老]")
"""The characters that tell places of one name apart: 第一村 and 第十一村, 上王家 and 下王家."""
_BETWEEN_LEVELS = re.compile(r"\s*[_＿/／>-]\s*")
_NUMBERED = re.compile(r"(?<=第)0?[1-9]\d?(?!\d)|(?<![\d.\-/])0?[1-9]\d?(?=[村组社队屯嘎])")
"""The number of a place in digits."""


GROUPS = ("", *(names.numeral(number) for number in range(1, 51)))
"""The numbers of groups in words."""


class Guess(NamedTuple):
    """What a name stands for; where it is not certain, what it may stand for, likeliest first."""

    code: str | None
    near: tuple[tuple[str, str], ...] = ()


class Names:
    """Names that are known, each with the code of what bears it."""

    def __init__(
        self, known: Iterable[tuple[str, str]], decided: Mapping[str, str] | None = None
    ) -> None:
        """Take names in.

        Args:
            known: names with their codes; a code is a name of its own too.
            decided: what a person decided before: a name as it was written, and its code.
        """
        self._exact: dict[str, set[str]] = {}
        self._bare: dict[str, set[str]] = {}
        self._shown: dict[str, str] = {}
        for name, code in known:
            self._shown.setdefault(code, name)
            for said in (name, code):
                self._exact.setdefault(spelt(said), set()).add(code)
            self._bare.setdefault(bare(name), set()).add(code)
        self._decided = {spelt(said): code for said, code in (decided or {}).items()}
        self._guesses: dict[str, Guess] = {}

    def guess(self, said: str) -> Guess:
        """What a name stands for."""
        asked = spelt(said)
        if asked not in self._guesses:
            self._guesses[asked] = self._guess(asked)
        return self._guesses[asked]

    def sure(self, said: str) -> str | None:
        """What a person decided that a name stands for, or the code of what alone bears it."""
        asked = spelt(said)
        return self._decided.get(asked) or self.certain(asked)

    def _guess(self, asked: str) -> Guess:
        if asked in self._decided:
            return Guess(self._decided[asked])
        if found := self._called(asked):
            return Guess(next(iter(found))) if len(found) == 1 else Guess(None, self._named(found))
        return self._near(asked)

    def certain(self, asked: str) -> str | None:
        """The code of what alone bears a name, whole or without its ending."""
        found = self._called(asked)
        return next(iter(found)) if len(found) == 1 else None

    def _called(self, asked: str) -> Collection[str]:
        known = self._exact.get(asked) or self._exact.get(whose(asked))
        return known or self._bare.get(bare(asked)) or ()

    def _near(self, asked: str) -> Guess:
        from rapidfuzz import fuzz, process

        found = process.extract(
            asked, list(self._exact), scorer=fuzz.ratio, score_cutoff=WEAK, limit=None
        )
        scores: dict[str, float] = {}
        for name, score, _place in found:
            alike = min(score, STRONG - 1) if _told_apart(asked, name) else score
            for code in self._exact[name]:
                scores[code] = max(alike, scores.get(code, 0))
        ranked = sorted(scores, key=lambda code: (-scores[code], code))
        if ranked and scores[ranked[0]] >= STRONG:
            second = scores[ranked[1]] if len(ranked) > 1 else 0
            if scores[ranked[0]] - second >= APART:
                return Guess(ranked[0])
        so = {code for name, *_rest in found if ends(name, asked) for code in self._exact[name]}
        ranked.sort(key=lambda code: code not in so)
        return Guess(None, self._shown_first(ranked))

    def _named(self, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return self._shown_first(sorted(codes))

    def _shown_first(self, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((code, self._shown[code]) for code in codes)[:OFFERED]


def _told_apart(one: str, other: str) -> bool:
    """Whether two names differ in what tells places of one name apart, however alike they are."""
    return _TELLING.findall(one) != _TELLING.findall(other)


def folded(said: str) -> str:
    """A name without blanks and the forms of its letters; for comparing alone."""
    return "".join(normalize("NFKC", said).split()).casefold()


plain = lru_cache(20_000)(folded)
"""The same, remembered: names stand in many rows."""


@lru_cache(20_000)
def spelt(said: str) -> str:
    """The same, and numbers of places in one script: 第11村 is 第十一村."""
    return _NUMBERED.sub(lambda found: names.numeral(int(found[0])), plain(said))


_GROUPS = ("村民小组", "村民组", "小组", "组", "社")
"""What a group of villagers is called."""
OF_GROUP = rf"(?:{'|'.join(_GROUPS)}(?!区))"
_GROUP = re.compile(f"{OF_GROUP}$")


def group(said: str) -> str:
    """What tells a group of villagers from the others: 第一村民小组, 第1组, 一组 and 1 are one."""
    found = _GROUP.sub("", spelt(said))
    number = found.removeprefix("第")
    if number.isascii() and number.isdecimal() and 0 < int(number) < len(GROUPS):
        return GROUPS[int(number)]
    return number if number in GROUPS else found


def groups(said: str) -> Iterator[str]:
    """Other ways to write a group of villagers."""
    one = group(said)
    if not one:
        return
    counted = (one, str(GROUPS.index(one))) if one in GROUPS else ()
    for stem in (*counted, *(f"第{number}" for number in counted)) or (one,):
        yield from (stem + end for end in (*_GROUPS, ""))


_IN_VILLAGE = re.compile(
    r"(?:(.{2,}?(?:村|社区|嘎查|屯|[村居]委会))[\s/·-]*)?"
    rf"(第?(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}}){OF_GROUP})"
)


@lru_cache(4096)
def in_village(said: str) -> tuple[str, str]:
    """The names of a village and of a group in it: 五里镇第一村三组; either may be empty."""
    found = _IN_VILLAGE.fullmatch(normalize("NFKC", said).strip())
    return (found[1] or "", found[2]) if found else ("", "")


def levels(said: str) -> str:
    """A term of several levels as ledger.yaml has it, whatever was typed between them."""
    return _BETWEEN_LEVELS.sub("/", said)


def ends(name: str, asked: str) -> bool:
    """Whether a name ends so, both as they are spelt: 第四村 in 四村, and 第十四村 not."""
    before = name.removesuffix(asked)
    counts = asked[:1] in names.NUMERALS and before[-1:] in names.NUMERALS
    return name.endswith(asked) and not (before and counts)


def whose(said: str) -> str:
    """The place of a body as it is spelt: 第一村党支部 and 第一村驻村工作队 are of 第一村."""
    body = spelt(said)
    place = _OF_BODY.sub("", body)
    return place if place == body else place.removeprefix(_PARTY)


def bare(said: str) -> str:
    """A name also without what places end in: 榆舍村 and 榆舍村委会 are 榆舍."""
    return _ENDING.sub("", spelt(said))
