"""Write `yijun/stations/`: the place tree of Yijun as the source gives it, the rest made up.

Run as `python data/profiles/make_yijun.py`; a test holds the files and this script in step.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from ledger.records import paths
from ledger.records.station import Member, Station, Weekday
from ledger.store import form

HERE = Path(__file__).parent / "yijun"
TOWNSHIPS = {
    "YY": ("宜阳街道", (4, 4, 4, 4)),
    "PZ": ("彭镇", (5, 4, 4, 4)),
    "WL": ("五里镇", (6, 4, 5, 3)),
    "TA": ("太安镇", (4, 4, 3, 5)),
    "QP": ("棋盘镇", (4, 4, 4, 3)),
    "YS": ("尧生镇", (4, 3, 5, 4)),
    "KQ": ("哭泉镇", (7, 3, 3)),
    "YM": ("云梦乡", (3, 3)),
}
"""The eight townships, and how many villages each of their station areas has: 29 and 117 in all."""
NAMED = {"WL1": "榆舍片区", "QP1": "黄堡寨片区", "KQ1": "淌泥河片区"}
"""The areas that the source names; the others are known by number."""
PILOT = {"WL1", "QP1", "KQ1", "YY1", "PZ1", "TA1", "YS1", "YM1", "WL3"}
"""The nine of the first batch: the source names three."""
DEMONSTRATION = {f"{township}1" for township in TOWNSHIPS} | {"YY2", "PZ2", "TA2", "QP2"}
"""One or two in each township."""
READINESS = ["场所到位", "设施到位", "人员到位", "布置到位", "制度到位", "经费到位"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri")
SINCE = date(2026, 1, 1)
DIGITS = "零一二三四五六七八九十"


def numeral(number: int) -> str:
    """The Chinese numeral of a number from 1 to 19."""
    return DIGITS[number] if number < len(DIGITS) else f"十{DIGITS[number - 10]}"


def tree() -> Iterator[Station]:
    """Every node of the place tree, the higher before the lower."""
    draw = Random("yijun")
    people = iter(range(1, 1000))
    yield Station(code="YJ", name="宜君县", type="county", staff=[clerk("k01", "dept")])
    for order, (township, (name, sizes)) in enumerate(TOWNSHIPS.items(), start=1):
        staff = [clerk(f"t{order:02d}", "office")]
        yield Station(code=township, name=name, type="township", parent="YJ", staff=staff)
        village = 0
        for number, size in enumerate(sizes, start=1):
            code = f"{township}{number}"
            villages = [f"{name}第{numeral(village + n)}村" for n in range(1, size + 1)]
            yield area(code, township, name, villages[0], draw, people)
            for title in villages:
                village += 1
                yield Station(
                    code=f"{code}{village:02d}",
                    name=title,
                    type="village",
                    parent=code,
                    households=draw.randrange(86, 340),
                )


def area(
    code: str, township: str, name: str, seat: str, draw: Random, people: Iterator[int]
) -> Station:
    """A station area, with its staff within the bounds of the source."""
    lacking = draw.choice([(), (), (), ("经费到位",), ("设施到位",), ("布置到位", "经费到位")])
    return Station(
        code=code,
        name=NAMED.get(code, f"{name}第{numeral(int(code[-1]))}片区"),
        type="area",
        parent=township,
        contact=f"{seat}村委会院内工作站",
        service_weekday=draw.choice(WEEKDAYS),
        pilot=code in PILOT,
        demonstration=code in DEMONSTRATION,
        readiness=[item for item in READINESS if code in PILOT or item not in lacking],
        staff=list(staff(name, draw, people)),
        since=SINCE,
    )


def staff(township: str, draw: Random, people: Iterator[int]) -> Iterator[Member]:
    """One head, one or two deputies, one or two full-time workers."""
    committee = "街道党工委委员" if township.endswith("街道") else "镇党委委员"
    if township.endswith("乡"):
        committee = "乡党委委员"
    yield Member(person=person(people), role="head", post=committee, since=SINCE)
    for post in ("驻村干部", draw.choice(["第一书记", "村党支部书记"]))[: draw.randint(1, 2)]:
        yield Member(person=person(people), role="deputy", post=post, since=SINCE)
    for _ in range(draw.randint(1, 2)):
        yield Member(person=person(people), role="worker", full_time=True, since=SINCE)


def clerk(code: str, role: str) -> Member:
    """Who writes for the county or a township: the source names the offices, not how many."""
    return Member(person=code, role=role, since=SINCE)


def person(people: Iterator[int]) -> str:
    """The next free staff code."""
    return f"c{next(people):03d}"


def files() -> dict[str, bytes]:
    """What is to stand in `yijun/`, by path."""
    return {paths.station(node.code): form.write(node) for node in tree()}


if __name__ == "__main__":
    for path, body in files().items():
        (HERE / path).write_bytes(body)
