"""A sheet of visits as stations keep them: a year of going from house to house, 14 columns wide."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import xlsxwriter

from ledger.records.household import Register
from ledger.records.station import Station
from ledger.store import form

HEAD = [
    "序号",
    "走访日期",
    "村（社区）",
    "走访人",
    "走访对象",
    "户别",
    "走访方式",
    "走访内容",
    "意见建议",
    "处理情况",
    "是否转台账",
    "群众签字",
    "备注",
    "填报人",
]
LAST = date(2026, 6, 28)
DAYS = 363
PROMOTED = 100
"""One opinion of so many becomes an issue."""
WAYS = ("入户", "入户", "入户", "入户走访", "电话", "接待", "夜访")
SIGNED = ("是", "是", "是", "代签", None)
SEEN = ("身体尚好", "子女在外务工", "刚收完苹果", "正在修缮房屋", "老人独自在家", "家中养牛三头")
TOLD = ("医保缴费", "防返贫监测", "森林防火", "移风易俗", "产业奖补", "用电安全")
WISHES = ("通组路塌方", "路灯不亮", "自来水时断时续", "水渠淤堵", "想发展养殖", "低保没有评上")
ANSWERS = ("已向镇上反映", "当场说明了政策", "已联系供电所", "已登记，下周回访")


class Village(NamedTuple):
    """A village of the ledger: its name, the staff who go there, its households and their kinds."""

    name: str
    staff: Sequence[str]
    homes: Sequence[tuple[str, str]]


def workbook(file: Path, rows: int, ledger: Path) -> None:
    """Write a sheet of so many visits to the villages of a ledger."""
    drawn = random.Random(7)
    known = villages(ledger)
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet("走访台账")
        page.write_row(0, 0, ["走访台账（2025年7月至2026年6月）"])
        page.write_row(1, 0, HEAD)
        for number in range(1, rows + 1):
            for at, cell in enumerate(_row(drawn, number, drawn.choice(known))):
                if isinstance(cell, date):
                    page.write_datetime(number + 1, at, cell, day)
                elif cell:
                    page.write(number + 1, at, cell)


def villages(ledger: Path) -> list[Village]:
    """The villages of a ledger that have a register."""
    nodes = {
        file.stem: form.read(Station, file.read_bytes(), file.name)
        for file in ledger.glob("stations/*.yaml")
    }
    registers = (
        form.read(Register, file.read_bytes(), file.name)
        for file in sorted(ledger.glob("households/*.yaml"))
    )
    return [_village(nodes, register) for register in registers]


def _village(nodes: Mapping[str, Station], register: Register) -> Village:
    """A village with the staff of the nearest place from it upwards that has any."""
    node = place = nodes[register.place]
    while not place.staff and place.parent:
        place = nodes[place.parent]
    homes = [(home.name, "".join(home.categories[:1])) for home in register.households]
    return Village(node.name, [member.person for member in place.staff], homes)


def _row(drawn: random.Random, number: int, village: Village) -> list[object]:
    """A visit: to a household of the register mostly; every third brings an opinion."""
    home, category = drawn.choice(village.homes)
    who = drawn.sample(village.staff, min(len(village.staff), drawn.choice((1, 1, 2))))
    seen, told = drawn.choice(SEEN), drawn.choice(TOLD)
    heard = drawn.random() < 1 / 3
    on = LAST - timedelta(days=drawn.randrange(DAYS))
    return [
        number,
        on,
        village.name,
        "、".join(who),
        home if drawn.random() < 0.9 else "村“两委”",  # noqa: PLR2004 - mostly a household
        category or None,
        drawn.choice(WAYS),
        f"到{home}家走访，{seen}，宣传了{told}政策，第{number}次记录。",
        f"反映{drawn.choice(WISHES)}，请求帮助解决" if heard else None,
        drawn.choice(ANSWERS) if heard else None,
        ("是" if drawn.randrange(PROMOTED) == 0 else "否") if heard else None,
        drawn.choice(SIGNED),
        f"下月再访，第{number}号" if number % 9 == 0 else None,
        who[0],
    ]
