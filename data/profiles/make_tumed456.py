"""Write the places and registers of `tumed456/` at the source's own size, the rest made up.

Run as `python data/profiles/make_tumed456.py`; a test holds the files and this script in step.
"""

from collections.abc import Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from random import Random

from ledger.records import paths
from ledger.records.household import Household, Register
from ledger.records.station import Binding, Member, Station
from ledger.store import form

HERE = Path(__file__).parent / "tumed456"
VILLAGES = 298
"""The source counts 298 service halls and proxy points, one in each village."""
CADRES = 3800
"""The source pairs more than so many cadres …"""
AIDED = 4100
"""… with more than so many households in difficulty."""
TOWNSHIPS, DEPARTMENTS = 10, 60
"""The source does not count them."""
SPECIAL = 5
"""Every fifth household in difficulty also belongs to a special group: the source has no count."""
SINGLE = ("两委班子", "模范人物", "工商个体户")
"""What each village has one of: the source has no count."""
POINT = "便民服务大厅（代办点）"
SINCE = date(2026, 1, 1)
STEMS = "甲乙丙丁戊己庚辛壬癸"
DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """The Chinese numeral of a number from 1 to 99."""
    tens, ones = divmod(number, 10)
    ten = "十" if tens == 1 else f"{DIGITS[tens]}十" if tens else ""
    return ten + (DIGITS[ones] if ones else "")


def shared(whole: int, parts: int) -> list[int]:
    """A whole in so many parts, as even as can be."""
    return [whole // parts + (n < whole % parts) for n in range(parts)]


def units() -> Iterator[Station]:
    """The townships and departments with their cadres; the first of each leads it."""
    codes = [(f"T{n:02d}", "township", f"第{numeral(n)}乡镇") for n in range(1, TOWNSHIPS + 1)]
    codes += [(f"D{n:02d}", "department", f"第{numeral(n)}部门") for n in range(1, DEPARTMENTS + 1)]
    people = iter(range(1, CADRES + 1))
    for (code, tier, name), size in zip(codes, shared(CADRES, len(codes)), strict=True):
        roles = ["leader", *["cadre"] * (size - 1)]
        staff = [Member(person=f"c{next(people):04d}", role=role, since=SINCE) for role in roles]
        yield Station(code=code, name=name, type=tier, parent="TY", staff=staff, since=SINCE)


def villages() -> Iterator[Station]:
    """The villages, each with a proxy point and a department bound to it."""
    draw = Random("tumed456")
    backers = cycle(range(1, DEPARTMENTS + 1))
    for township, size in enumerate(shared(VILLAGES, TOWNSHIPS), start=1):
        for n in range(1, size + 1):
            yield Station(
                code=f"T{township:02d}{n:02d}",
                name=f"第{numeral(township)}乡镇第{numeral(n)}村",
                type="village",
                parent=f"T{township:02d}",
                households=draw.randrange(150, 420),
                readiness=[POINT],
                bindings=[
                    Binding(kind="village", unit=f"第{numeral(next(backers))}部门", since=SINCE)
                ],
            )


def registers() -> Iterator[Register]:
    """The objects of visits village by village, each paired with a cadre; every cadre aids one."""
    aiding, visiting = cycle(range(1, CADRES + 1)), cycle(range(1, CADRES + 1))
    for village, size in zip(villages(), shared(AIDED, VILLAGES), strict=True):
        kinds = [
            ["帮困对象", "特殊群体"] if n % SPECIAL == 0 else ["帮困对象"] for n in range(size)
        ]
        kinds += [[kind] for kind in SINGLE]
        lines = [
            Household(
                id=f"{village.code}-{n:04d}",
                name=invented(n),
                categories=categories,
                staff=f"c{next(aiding if n <= size else visiting):04d}",
                paired=SINCE,
            )
            for n, categories in enumerate(kinds, start=1)
        ]
        yield Register(place=village.code, households=lines)


def invented(number: int) -> str:
    """A name that nobody bears: 甲一, 乙一 … 甲二."""
    row, stem = divmod(number - 1, len(STEMS))
    return STEMS[stem] + numeral(row + 1)


def files() -> dict[str, bytes]:
    """What is to stand in `tumed456/`, by path."""
    office = [Member(person=f"k{n:02d}", role="office", since=SINCE) for n in (1, 2)]
    root = Station(code="TY", name="土右旗", type="banner", staff=office, since=SINCE)
    places = {paths.station(node.code): node for node in (root, *units(), *villages())}
    homes = {paths.register(register.place): register for register in registers()}
    return {path: form.write(record) for path, record in {**places, **homes}.items()}


if __name__ == "__main__":
    for path, body in files().items():
        target = HERE / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
