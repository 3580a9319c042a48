"""Write `zhudian/stations/`: 34 towns, 517 villages, 393 leaders, 2,362 members; names made up.

Run as `python data/profiles/make_zhudian.py`; a test holds the files and this script in step.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random

from ledger.records import paths
from ledger.records.station import Binding, Group, Member, Station, Weekday
from ledger.store import form

HERE = Path(__file__).parent / "zhudian"
CITY = "SH"
DISTRICTS = {
    "JA": ("甲区", 8),
    "YI": ("乙区", 8),
    "BI": ("丙区", 7),
    "DI": ("丁区", 6),
    "WU": ("戊功能区", 5),
}
"""The source hides their names and number; how many towns each has adds up to its 34."""
TOWNS, VILLAGES, LEADERS, MEMBERS = 34, 517, 393, 2362
STREETS = 2
"""How many of a district's towns are streets, with communities instead of villages."""
STANDING, CONGRESS, GOVERNMENT, CPPCC = 11, 6, 7, 6
"""How many each body's leadership has: made up."""
SPECIAL_GROUPS = 5
TUESDAY = "JA"
"""The district whose station day is Tuesday."""
WEEKDAYS: tuple[Weekday, ...] = ("mon", "wed", "thu", "fri")
SINCE = date(2026, 1, 1)
DIGITS = "零一二三四五六七八九十"


def numeral(number: int) -> str:
    """The Chinese numeral of a number from 1 to 39."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def spread(total: int, parts: int) -> list[int]:
    """A whole number in so many parts that differ by one at most, the larger ones dispersed."""
    return [total * (n + 1) // parts - total * n // parts for n in range(parts)]


class Codes:
    """The next free staff codes."""

    def __init__(self) -> None:
        self._last = 0

    def take(self, number: int) -> list[str]:
        """So many new codes."""
        first, self._last = self._last + 1, self._last + number
        return [f"c{n:04d}" for n in range(first, self._last + 1)]


class Town:
    """What is drawn for one town before its nodes are written."""

    def __init__(self, code: str, name: str, number: int, people: Codes, draw: Random) -> None:
        self.code, self.name = code, name
        self.people, self.draw = people, draw
        self.weekday: Weekday = "tue" if code.startswith(TUESDAY) else draw.choice(WEEKDAYS)
        self.villages = spread(VILLAGES, TOWNS)[number]
        self.leaders = people.take(spread(LEADERS, TOWNS)[number])
        self.sizes = spread(spread(MEMBERS // 2, TOWNS)[number], self.villages)
        self.word = "社区" if name.endswith("街道") else "村"

    def node(self, standing: str | None) -> Station:
        """The town itself, with its leading cadres; a standing-committee member is tied to it."""
        party, head, *others = self.leaders
        tie = [_tie("town_tie", standing)] if standing else []
        return Station(
            code=self.code,
            name=self.name,
            type="town",
            parent=self.code[:2],
            service_weekday=self.weekday,
            staff=[
                _member(party, "party_head"),
                _member(head, "town_head"),
                *(_member(person, "leader") for person in others),
                _member(self.people.take(1)[0], "tracker"),
            ],
            bindings=tie,
            since=SINCE,
        )

    def below(self, tied: Iterator[str], standing: str | None) -> Iterator[Station]:
        """Its villages; city leaders are tied to the first ones."""
        first = [person for person in (standing, next(tied, None)) if person]
        for number, groups in enumerate(self.sizes, start=1):
            leader = self.leaders[(number - 1) % len(self.leaders)]
            ties = [_tie("village_tie", first[number - 1])] if number <= len(first) else []
            yield self.village(number, groups, [_tie("leads", leader), *ties])

    def village(self, number: int, groups: int, bindings: list[Binding]) -> Station:
        """One village with its 2+1 groups and the parts that each looks after."""
        code = f"{self.code}{number:02d}"
        return Station(
            code=code,
            name=f"{self.name}第{numeral(number)}{self.word}",
            type="village",
            parent=self.code,
            households=self.draw.randrange(380, 1600),
            service_weekday=self.weekday,
            groups=[self.group(code, n, groups) for n in range(1, groups + 1)],
            bindings=bindings,
            since=SINCE,
        )

    def group(self, village: str, number: int, of: int) -> Group:
        """A 2+1 group: it looks after one natural village, or some compounds."""
        one, two, third = self.people.take(3)
        area = [f"第{numeral(number)}自然村"]
        if self.word == "社区":
            area = [f"第{numeral(n)}小区" for n in (number, number + of)]
        members = [_member(one, "member"), _member(two, "member"), _member(third, "auxiliary")]
        return Group(code=f"{village.lower()}g{number}", kind="two_one", members=members, area=area)


def tree() -> Iterator[Station]:
    """Every node of the place tree, the higher before the lower."""
    people, draw = Codes(), Random("zhudian")
    leaders = {
        "standing": people.take(STANDING),
        "congress": people.take(CONGRESS),
        "government": people.take(GOVERNMENT),
        "cppcc": people.take(CPPCC),
    }
    yield city(leaders, people)
    standing = iter(leaders.pop("standing"))
    tied = iter([person for persons in leaders.values() for person in persons])
    numbers = iter(range(TOWNS))
    for code, (name, towns) in DISTRICTS.items():
        yield district(code, name, people)
        for number, count in enumerate(islice(numbers, towns), start=1):
            word, nth = ("街道", number) if number <= STREETS else ("镇", number - STREETS)
            called = f"{name}第{numeral(nth)}{word}"
            town = Town(f"{code}{number:02d}", called, count, people, draw)
            above = next(standing, None) if count % 3 == 0 else None
            yield town.node(above)
            yield from town.below(tied, above)


def city(leaders: dict[str, list[str]], people: Codes) -> Station:
    """The city: the four bodies, the organisation department, the inspectors, special groups."""
    special = [
        Group(
            code=f"shz{n}",
            kind="special_group",
            members=[_member(person, "special") for person in people.take(3)],
        )
        for n in range(1, SPECIAL_GROUPS + 1)
    ]
    return Station(
        code=CITY,
        name="×市",
        type="city",
        staff=[
            *(_member(person, role) for role, persons in leaders.items() for person in persons),
            *(_member(person, "org", "市委组织部") for person in people.take(3)),
            *(_member(person, "inspector", "市委组织部") for person in people.take(4)),
        ],
        groups=special,
        since=SINCE,
        note="393名镇（街道）领导干部不计入2362名团队成员；辅助团队成员另计。",
    )


def district(code: str, name: str, people: Codes) -> Station:
    """A district or functional zone, with its organisation section."""
    return Station(
        code=code,
        name=name,
        type="district",
        parent=CITY,
        staff=[_member(person, "district_org", "区委组织部组织股") for person in people.take(4)],
        since=SINCE,
    )


def _member(person: str, role: str, post: str | None = None) -> Member:
    return Member(person=person, role=role, post=post, since=SINCE)


def _tie(kind: str, person: str) -> Binding:
    return Binding(kind=kind, person=person, since=SINCE)


def files() -> dict[str, bytes]:
    """What is to stand in `zhudian/`, by path."""
    return {paths.station(node.code): form.write(node) for node in tree()}


if __name__ == "__main__":
    for path, body in files().items():
        target = HERE / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(body)
