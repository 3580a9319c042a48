"""Names of people with what is written beside them: 何戊八（户主）, 三组何戊八, 何戊八等5人."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from ledger.book.importing.matching import OF_GROUP, group, plain

_OPEN, _CLOSE = re.compile(r"[(（]"), re.compile(r"[)）]")
_REMARK = re.compile(r"\s*[(（]([^()（）]{2,30})[)）]$")
"""In brackets, where one character tells namesakes apart: 王明（大）, 王明（小）."""
_IN_GROUP = rf"第?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}}){OF_GROUP}"
_GROUP = re.compile(rf"({_IN_GROUP})\s*(?=..)")
_ONE_OF = re.compile(r"(?:村民|群众|农户|牧户|居民|户主)\s*(?=..)")
_MANY = re.compile(r"(?<=..)\s*(等\s*[\d一二三四五六七八九十]*\s*[人户名]?)$")
_HOME = re.compile(r"(?<=..)[家户]$")
_PLAIN = frozenset({"户主", "本人", "村民", "群众", "农户", "牧户", "居民"})
"""What says no more of somebody than the name does."""
_SECRET = re.compile(r"保密|匿名")
_DEAD = re.compile(r"[(（](?:已?[故亡殁]|已?(?:去世|死亡|病故|亡故|过世|逝世))[)）]$")


class Remarked(NamedTuple):
    """A name, the group that it is said to be of, and what else is written beside it."""

    name: str
    group: str = ""
    remark: str = ""

    @property
    def is_secret(self) -> bool:
        """Whether whoever it is asked not to be named."""
        return bool(_SECRET.search(self.remark))

    def fits(self, of: str) -> bool:
        """Whether somebody of a group may be meant."""
        return not (self.group and of) or group(self.group) == group(of)


@lru_cache(20_000)
def read(said: str) -> Remarked:
    """What is written of somebody; most is but a name."""
    name, of, remarks = said.strip(), "", list[str]()
    while found := _REMARK.search(name):
        name = name[: found.start()]
        if re.fullmatch(_IN_GROUP, found[1]):
            of = found[1]
        elif found[1] not in _PLAIN:
            remarks.append(found[1])
    if found := _GROUP.match(name):
        name, of = name[found.end() :], found[1]
    name = _ONE_OF.sub("", name, count=1) if _ONE_OF.match(name) else name
    if found := _MANY.search(name):
        name = name[: found.start()]
        remarks.append(found[1])
    return Remarked(_HOME.sub("", name), of, "，".join(reversed(remarks)))


def is_name_of(said: str, head: str) -> bool:
    """Whether what is written names somebody, in whatever way."""
    return plain(head) in (plain(said), plain(read(said).name))


def is_dead(said: str) -> bool:
    """Whether it is written beside a name that whoever bore it has died."""
    return bool(_DEAD.search(said.strip()))


def whole(said: Iterable[str]) -> list[str]:
    """Names as they are written, those that were taken apart within brackets put together."""
    found: list[str] = []
    for one in said:
        if found and len(_OPEN.findall(found[-1])) > len(_CLOSE.findall(found[-1])):
            found[-1] += f"，{one}"
        else:
            found.append(one)
    return found
