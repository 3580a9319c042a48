"""Write the places and registers of `chenbarag/`: the source's counts, the rest made up.

Run as `python data/profiles/make_chenbarag.py`; a test holds the files and this script in step.
"""

from collections.abc import Iterator
from datetime import date
from itertools import count, cycle
from pathlib import Path

from make_tumed456 import invented, numeral, shared

from ledger.records import paths
from ledger.records.household import Household, Register
from ledger.records.station import Binding, Group, Member, Station
from ledger.store import form

HERE = Path(__file__).parent / "chenbarag"
UNITS, GACHAS, CADRES, POINTS, PAIRED = 78, 29, 339, 37, 274
"""The source's counts: units, gachas, visiting cadres, contact points, paired households."""
TOWNS = 7
"""The source does not count its sumu and towns: with these the places are as many as the points."""
READINESS = ["便民服务室", "便民服务代办点"]
SINCE = date(2014, 2, 10)


def units() -> Iterator[Station]:
    """The banner with its leaders, and the participating units, each with its first hand."""
    leaders = [Member(person=f"l{n:02d}", role="leader", since=SINCE) for n in range(1, POINTS + 1)]
    office = [Member(person=f"k{n:02d}", role="office", since=SINCE) for n in (1, 2)]
    yield Station(code="CB", name="陈巴尔虎旗", type="banner", staff=[*leaders, *office])
    for n in range(1, UNITS + 1):
        yield Station(
            code=f"U{n:02d}",
            name=f"第{numeral(n)}单位",
            type="unit",
            parent="CB",
            staff=[Member(person=f"h{n:02d}", role="first", since=SINCE)],
        )


def towns() -> Iterator[Station]:
    """The sumu and towns, their gachas and the forest farm: each a contact point of one leader."""
    people, leaders = count(1), count(1)
    sizes = iter(shared(CADRES, GACHAS + 1))
    gachas = shared(GACHAS, TOWNS)
    for town, number in enumerate(gachas, start=1):
        kinds = ["gacha"] * number + ["farm"] * (town == TOWNS)
        places = [
            place(town, n, kind, sum(gachas[: town - 1]) + n, next(leaders))
            for n, kind in enumerate(kinds, start=1)
        ]
        yield Station(
            code=f"S{town}",
            name=f"第{numeral(town)}苏木镇",
            type="town",
            parent="CB",
            staff=[Member(person=f"h{UNITS + town}", role="first", since=SINCE)],
            groups=[group(f"s{town}_g{n}", next(sizes), people) for n in range(1, len(kinds) + 1)],
            bindings=[contact(next(leaders))],
        )
        yield from places


def place(town: int, number: int, kind: str, order: int, leader: int) -> Station:
    """A gacha or the forest farm, with its service room and proxy point if it is a gacha."""
    gacha = kind == "gacha"
    return Station(
        code=f"S{town}{number:02d}",
        name=f"第{numeral(order)}嘎查" if gacha else "林场",
        type=kind,
        parent=f"S{town}",
        readiness=READINESS if gacha else [],
        bindings=[
            contact(leader),
            Binding(kind="visiting", group=f"s{town}_g{number}", since=SINCE),
        ],
    )


def contact(leader: int) -> Binding:
    """The leader whose contact point a place is."""
    return Binding(kind="contact", person=f"l{leader:02d}", since=SINCE)


def group(code: str, size: int, people: Iterator[int]) -> Group:
    """The cadres that visit one place, drawn from the units in turn."""
    members = [
        Member(
            person=f"c{person:03d}",
            role="visitor",
            post=f"第{numeral((person - 1) % UNITS + 1)}单位",
            since=SINCE,
        )
        for person in (next(people) for _ in range(size))
    ]
    return Group(code=code, kind="visiting", members=members)


def registers() -> Iterator[Register]:
    """The households paired for contact; the source does not count all that were visited."""
    leaders = cycle(range(1, POINTS + 1))
    homes = [node for node in towns() if node.type in ("gacha", "farm")]
    for node, size in zip(homes, shared(PAIRED, len(homes)), strict=True):
        lines = [
            Household(
                id=f"{node.code}-{n:04d}",
                name=invented(n),
                categories=["牧户" if node.type == "gacha" else "居民户"],
                staff=f"l{next(leaders):02d}",
                paired=SINCE,
            )
            for n in range(1, size + 1)
        ]
        yield Register(place=node.code, households=lines)


def files() -> dict[str, bytes]:
    """What is to stand in `chenbarag/`, by path."""
    places = {paths.station(node.code): node for node in (*units(), *towns())}
    homes = {paths.register(register.place): register for register in registers()}
    return {path: form.write(record) for path, record in {**places, **homes}.items()}


if __name__ == "__main__":
    for path, body in files().items():
        target = HERE / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
