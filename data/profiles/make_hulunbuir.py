"""Write `hulunbuir/stations/`: the leading teams of Hulunbuir at 1 : 20, places made up.

Run as `python data/profiles/make_hulunbuir.py`; a test holds the files and this script in step.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from ledger.records import paths
from ledger.records.station import Binding, Group, Member, Station
from ledger.store import form

HERE = Path(__file__).parent / "hulunbuir"
CITY = "HL"
BANNERS = {"JQ": "甲旗", "YQ": "乙旗", "BS": "丙市", "DQ": "丁区"}
TOWNSHIPS = {
    "JQ": ("第一镇", "第二苏木", "第三苏木", "第四乡"),
    "YQ": ("第一镇", "第二镇", "第三苏木", "第四乡"),
    "BS": ("第一街道", "第二街道", "第三镇", "第四镇"),
    "DQ": ("第一街道", "第二街道", "第三街道", "第四镇"),
}
SIZES = {"JQ": (8, 7, 7, 6), "YQ": (9, 7, 6, 6), "BS": (7, 7, 7, 7), "DQ": (8, 8, 6, 6)}
"""How many villages each township has: 112 in all, one village team each."""
CITY_TEAMS, BANNER_TEAMS, TOWN_TEAMS = 5, 3, 2
"""Teams of the city, of each banner and of each township: with 112 in the villages 161 in all."""
CITY_SIZE, BANNER_SIZE, TOWN_SIZE = 7, 6, 5
"""Cadres of a team; a village team has 4, the first eight have 3: 707 in all."""
SMALL_VILLAGES = 8
SPECIAL_GROUPS = 10
"""As many as the source has; each is led by a leader of the city."""
ROUTINE = {CITY, *BANNERS, "JQ1", "JQ2", "YQ1", "YQ2", "BS1", "DQ1"}
"""The places with a routine group: 11 of the source's 215."""
SINCE = date(2026, 1, 1)
DIGITS = "零一二三四五六七八九十"
KINDS = {"嘎查": ("苏木",), "社区": ("街道",), "村": ("镇", "乡")}
"""What villages are called under which townships."""


class People:
    """The next free staff codes."""

    def __init__(self) -> None:
        self._last = 0

    def take(self, number: int) -> list[str]:
        """So many new codes."""
        first, self._last = self._last + 1, self._last + number
        return [f"c{n:03d}" for n in range(first, self._last + 1)]


def team(place: str, number: int, kind: str, role: str, people: Iterable[str]) -> Group:
    """A leading team that works from a place."""
    code = f"{place.lower()}t{number}"
    return Group(code=code, kind=kind, members=[_member(person, role) for person in people])


def tree() -> Iterator[Station]:
    """Every node of the place tree, the higher before the lower."""
    people = People()
    city = [
        team(CITY, n, "city_team", "city_member", people.take(CITY_SIZE))
        for n in range(1, CITY_TEAMS + 1)
    ]
    banners = {
        code: [
            team(code, n, "banner_team", "banner_member", people.take(BANNER_SIZE))
            for n in range(1, BANNER_TEAMS + 1)
        ]
        for code in BANNERS
    }
    yield city_node(city, people)
    upper = iter([*_persons(city), *(p for teams in banners.values() for p in _persons(teams))])
    contacts = {code: list(islice(upper, 27)) for code in BANNERS}
    for number, code in enumerate(BANNERS):
        led = [city[number], city[-1]] if number == 0 else [city[number]]
        yield banner_node(code, banners[code], led)
        yield from townships(code, banners[code], iter(contacts[code]), people)


def city_node(teams: list[Group], people: People) -> Station:
    """The city with its teams, the ten special groups and a routine one."""
    persons = _persons(teams)
    inspectors = iter(persons[5 : 5 + 2 * SPECIAL_GROUPS])
    special = [
        Group(
            code=f"hls{n:02d}",
            kind="special_group",
            members=[
                _member(people.take(1)[0], "city_leader"),
                *(_member(person, "inspector") for person in islice(inspectors, 2)),
            ],
        )
        for n in range(1, SPECIAL_GROUPS + 1)
    ]
    return Station(
        code=CITY,
        name="呼伦贝尔市",
        type="city",
        staff=posts(persons),
        groups=[*teams, *special, routine(CITY, persons)],
        note="按原文1∶20：161支引领队、707名干部。",
    )


def banner_node(code: str, teams: list[Group], led: list[Group]) -> Station:
    """A banner, led by teams of the city, with teams of its own."""
    persons = _persons(teams)
    return Station(
        code=code,
        name=BANNERS[code],
        type="banner",
        parent=CITY,
        staff=posts(persons),
        groups=[*teams, routine(code, persons)],
        bindings=[_lead(group) for group in led],
    )


def townships(
    banner: str, leading: list[Group], contacts: Iterator[str], people: People
) -> Iterator[Station]:
    """The townships of a banner and all below them."""
    for number, (name, size) in enumerate(zip(TOWNSHIPS[banner], SIZES[banner], strict=True), 1):
        code = f"{banner}{number}"
        teams = [
            team(code, n, "town_team", "town_member", people.take(TOWN_SIZE))
            for n in range(1, TOWN_TEAMS + 1)
        ]
        persons = _persons(teams)
        groups = [*teams, service(code, persons)]
        if code in ROUTINE:
            groups.append(routine(code, persons))
        yield Station(
            code=code,
            name=f"{BANNERS[banner]}{name}",
            type="township",
            parent=banner,
            staff=posts(persons),
            groups=groups,
            bindings=[_lead(leading[number % BANNER_TEAMS])],
        )
        quota = 7 if number < len(TOWNSHIPS[banner]) else None
        bound = [*persons, *islice(contacts, quota)]
        yield from villages(code, f"{BANNERS[banner]}{name}", size, teams, bound, people)


def villages(
    township: str, name: str, size: int, teams: list[Group], bound: list[str], people: People
) -> Iterator[Station]:
    """The villages of a township and their groups; upper members have their points there."""
    word = next(word for word, ends in KINDS.items() if name.endswith(ends))
    points: dict[int, list[str]] = {n: [] for n in range(size)}
    for person, n in zip(bound, cycle(range(size)), strict=False):
        points[n].append(person)
    for n, leading in zip(range(size), cycle(teams), strict=False):
        code = f"{township}{n + 1:02d}"
        small = township == "JQ1" and n < SMALL_VILLAGES
        own = team(code, 1, "village_team", "village_member", people.take(3 if small else 4))
        persons = _persons([own])
        yield Station(
            code=code,
            name=f"{name}第{DIGITS[n + 1]}{word}",
            type="village",
            parent=township,
            households=90 + 17 * len(persons) + 23 * n,
            staff=[_member(persons[0], "secretary", "村党组织书记")],
            groups=[own],
            bindings=[_lead(leading), _lead(own), *(_contact(person) for person in points[n])],
        )
        for number in (1, 2):
            part = f"{name}第{DIGITS[n + 1]}{word}第{DIGITS[number]}组"
            yield Station(code=f"{code}{number:02d}", name=part, type="group", parent=code)


def posts(persons: list[str]) -> list[Member]:
    """The secretary, who may close; the leading office. Both are members of teams."""
    return [
        _member(persons[0], "secretary", "党（工）委书记"),
        _member(persons[1], "closer", "分管领导"),
        _member(persons[2], "office"),
    ]


def routine(place: str, persons: list[str]) -> Group:
    """A group that looks into the work of teams."""
    members = [_member(person, "supervisor") for person in persons[3:5]]
    return Group(code=f"{place.lower()}d1", kind="routine_group", members=members)


def service(place: str, persons: list[str]) -> Group:
    """A service team, made up of the township's cadres."""
    members = [_member(person, "server") for person in persons[5:8]]
    return Group(code=f"{place.lower()}f1", kind="service_team", members=members)


def _persons(teams: Iterable[Group]) -> list[str]:
    return [member.person for group in teams for member in group.members]


def _member(person: str, role: str, post: str | None = None) -> Member:
    return Member(person=person, role=role, post=post, since=SINCE)


def _lead(group: Group) -> Binding:
    return Binding(kind="lead", group=group.code, since=SINCE)


def _contact(person: str) -> Binding:
    return Binding(kind="contact", person=person, since=SINCE)


def files() -> dict[str, bytes]:
    """What is to stand in `hulunbuir/`, by path."""
    return {paths.station(node.code): form.write(node) for node in tree()}


if __name__ == "__main__":
    for path, body in files().items():
        target = HERE / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(body)
