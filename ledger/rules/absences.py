"""Who was missing, in the words of a sheet: c001（请假：病假）、c002, or 请假：c001；缺席：c002."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ledger.rules import names

_LEAVE, _ABSENT = "请假", "缺席"
_LEAVES = r"(?:已|已经|准)?请?假|(?:已|已经)请了假"
_SORTS = re.compile(r"[^未没不无\s]{1,3}假(?:[:：，,\s].*)?", re.DOTALL)
"""Sorts of leave, such as 病假 and 年休假."""
_ABSENTS = "缺席|未到|缺勤|未参加|未到会"
"""What says no more than that somebody did not come."""
_FAULTS = re.compile("无故缺席|未请假|没请假|旷会|旷工")
_TRIPS = re.compile(r"(?:因公|因事)?(?:出差|公差|公出|外出)(?:[:：，,\s].*)?", re.DOTALL)
"""What says that somebody was elsewhere."""
_WORD = re.compile(
    rf"(?:(?P<leave>{_LEAVES})|(?:{_ABSENTS}))(?:(?:\s*[:：，,]\s*|\s+)(?P<why>.+))?", re.DOTALL
)
_LABEL = re.compile(
    r"([^：:（(【[〔\d\s]{2,6})\s*[（(]?(?:\d+\s*[人名])?[）)]?\s*[：:]\s*(.*)", re.DOTALL
)
"""请假：c001 and 请假2人：c001."""
_OPENING, _CLOSING = "（(【[〔", "）)】]〕"
_OPENS = re.compile(rf"[{re.escape(_OPENING)}]")
_SIGNS = re.escape(_OPENING + _CLOSING)
_ONE_OF_MANY = re.compile(
    rf"[^{_SIGNS}：:]+(?:[{re.escape(_OPENING)}][^{_SIGNS}]*[{re.escape(_CLOSING)}])?"
)
"""c001（请假） of c001（请假）c002（缺席）, where nothing stands between."""
_CODE = re.compile(
    r"([a-z][a-z0-9]{1,15})[\s:：-]*(?![a-z0-9])(?:因(\S{1,20}?))?(\S.*)", re.IGNORECASE | re.DOTALL
)
"""c001请假, c001：病假 and c001因病请假."""
_OF_ALL = re.compile(rf"^[^{_SIGNS}]*[{re.escape(_OPENING)}][均都皆]([^{_SIGNS}]+)[{_SIGNS}]\s*$")
"""What is said of all that stand before."""


class Missing(NamedTuple):
    """Somebody who was missing: as the sheet names him, whether on leave, and why."""

    name: str
    leave: bool
    reason: str | None

    def of(self, person: str) -> dict[str, Any]:
        """The same as a record has it, with whom the name stands for."""
        found: dict[str, Any] = {"person": person}
        found |= {"leave": True} if self.leave else {}
        return found | ({"reason": self.reason} if self.reason else {})


def written(absence: Mapping[str, Any]) -> str:
    """Somebody who was missing, as an export writes it and `read` reads it."""
    person, why = str(absence["person"]), absence.get("reason")
    said = str(why or "")
    if absence.get("leave"):
        said = f"{_LEAVE}：{why}" if why else _LEAVE
    elif why and (_meaning(why) != (None, why) or _is_of_all(f"（{why}）")):
        said = f"{_ABSENT}：{why}"
    return f"{person}（{said}）" if said else person


def told(absences: Iterable[Mapping[str, Any]], bare: Collection[str] = ()) -> list[dict[str, Any]]:
    """People who were missing, as a sheet that went out tells of them; of some only that."""
    found = read(names.apart(names.joined(map(written, absences))))
    return [{"person": one.name} if one.name in bare else one.of(one.name) for one in found]


def bare(theirs: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The people of whom a sheet says no more than that they were missing."""
    return frozenset(one["person"] for one in theirs if len(one) == 1)


def kept(
    ours: Sequence[Mapping[str, Any]],
    theirs: Iterable[Mapping[str, Any]],
    bare: Collection[str] = (),
) -> list[Mapping[str, Any]]:
    """What a sheet tells of people missing, in the words of the record where it says no more."""
    return [next((our for our in ours if told([our], bare) == [one]), one) for one in theirs]


def read(parts: Iterable[str]) -> Iterator[Missing]:
    """Who was missing by the parts of a cell.

    What stands in brackets is of the one before them; a word with a colon is of all until the next.

    Args:
        parts: the parts of the cell, which is taken apart even within brackets.
    """
    found: dict[str, Missing] = {}
    for rest, label in _pieces(parts):
        one = _one(rest, label)
        if _is_of_all(rest):
            bare = [
                name for name in found if found[name] == Missing(name, leave=False, reason=None)
            ]
            found |= {name: one._replace(name=name) for name in bare}
        if one.name and (one.name not in found or one.leave or one.reason):
            found[one.name] = one
    yield from found.values()


def parted(parts: Iterable[str]) -> tuple[list[str], list[Missing]]:
    """Who came and who did not, by a cell of all who should have: c001、c002（请假）."""
    came, missing = list[str](), list[Missing]()
    for rest, label in _pieces(parts):
        one = _one(rest, label)
        if not (label or _is_away(rest, one.name)):
            came.append(rest)
            continue
        if _is_of_all(rest):
            missing += (one._replace(name=name) for name in came)
            came = []
        missing.append(one)
    return came, missing


def _is_away(said: str, name: str) -> bool:
    """Whether what stands beside a name says that whoever it is was not there."""
    if said == name:
        return False
    beside = _inside(said) if _OPENS.search(said) else said.removeprefix(name).lstrip(" :：-")
    is_told = _FAULTS.fullmatch(beside) or _TRIPS.fullmatch(beside)
    return bool(is_told) or _meaning(re.sub("^因.{1,20}?(?=请假|缺席)", "", beside))[0] is not None


def _pieces(parts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What is said of one person each, and the word before that is of all until the next."""
    label = ""
    for said in _whole(parts):
        found, rest = _labelled(said)
        label = found or label
        yield from ((one, label) for one in _apart(rest))


def _whole(parts: Iterable[str]) -> Iterator[str]:
    """The parts of a cell put together again that brackets hold together."""
    open_part: list[str] = []
    depth = 0
    for part in filter(str.strip, parts):
        open_part.append(part.strip())
        depth += sum(part.count(sign) for sign in _OPENING)
        depth -= sum(part.count(sign) for sign in _CLOSING)
        if depth <= 0:
            yield "，".join(open_part)
            open_part, depth = [], 0
    if open_part:
        yield "，".join(open_part)


def _apart(said: str) -> list[str]:
    """People with something in brackets each, where nothing stands between them."""
    found = _ONE_OF_MANY.findall(said)
    return found if len(found) > 1 and "".join(found) == said else [said]


def _labelled(said: str) -> tuple[str, str]:
    """The word that a part begins with, where it says how people were missing; and the rest."""
    if found := _LABEL.fullmatch(said):
        label = re.sub("(?<=.)人员?$", "", found[1])
        if _meaning(label) != (None, label) or _FAULTS.fullmatch(label):
            return label, found[2]
    return "", said


def _one(said: str, label: str) -> Missing:
    leave, reason = _meaning(label) if label else (None, None)
    name = _OPENS.split(said, maxsplit=1)[0]
    if name == said and (found := _CODE.fullmatch(said)):
        on_leave, why = _meaning(found[3])
        if (on_leave, why) != (None, found[3]):
            return Missing(found[1], bool(on_leave), found[2] or why)
    on_leave, why = _meaning(_inside(said))
    return Missing(name.strip(), bool(leave if on_leave is None else on_leave), why or reason)


def _inside(said: str) -> str:
    """What stands in the brackets of a part; without the word by which it is of all before it."""
    inside = re.sub(rf"[{re.escape(_CLOSING)}]\s*$", "", "".join(_OPENS.split(said, 1)[1:]))
    return inside[1:] if _is_of_all(said) else inside


def _is_of_all(said: str) -> bool:
    """Whether what stands in the brackets of a part is of all before it: c001、c002（均请假）."""
    found = _OF_ALL.search(said)
    return found is not None and _meaning(found[1])[0] is not None


def _meaning(said: str) -> tuple[bool | None, str | None]:
    """Whether words say that somebody was on leave, None where they do not; and why."""
    said = said.strip()
    if found := _WORD.fullmatch(said):
        return bool(found["leave"]), found["why"]
    return (True, said) if _SORTS.fullmatch(said) else (None, said or None)
