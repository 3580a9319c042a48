"""A sheet of issues as stations keep them, 20 columns wide; and what git needs to do as much."""

import random
import subprocess
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

HEAD = [
    "序号",
    "问题编号",
    "村（社区）",
    "问题标题",
    "问题描述",
    "问题来源",
    "问题类别",
    "问题等级",
    "登记日期",
    "责任单位",
    "配合单位",
    "整改措施",
    "整改目标",
    "整改时限",
    "办理情况",
    "状态",
    "办结日期",
    "办理结果",
    "满意度",
    "备注",
]
SOURCES = ("入户走访", "群众接待", "集中便民日", "电话反映", "列席会议")
SUBJECTS = ("饮水", "用电照明", "通村路", "组内路", "沟渠桥涵", "垃圾", "养殖", "养老")
UNITS = ("镇经发办", "镇水利站", "县交通局", "县水务局", "县供电分公司")
STATES = ("已办结", "已办结", "已办结", "正在整改", "待验收", "待受理")


def workbook(file: Path, rows: int, ledger: Path) -> None:
    """Write a sheet of so many issues of the villages of a ledger."""
    drawn = random.Random(5)
    places = villages(ledger.glob("stations/*.yaml"))
    first = date(2026, 1, 4)
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet("问题台账")
        page.write_row(0, 0, ["问题台账（2026年）"])
        page.write_row(1, 0, HEAD)
        for number in range(1, rows + 1):
            opened = first + timedelta(days=drawn.randrange(150))
            row = _row(drawn, number, drawn.choice(places), opened)
            for at, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(number + 1, at, cell, day)
                elif cell:
                    page.write(number + 1, at, cell)


def _row(drawn: random.Random, number: int, place: str, opened: date) -> list[object]:
    state, subject = drawn.choice(STATES), drawn.choice(SUBJECTS)
    done = state == "已办结"
    return [
        number,
        f"2026-{number:06d}",
        place,
        f"{subject}问题{number}",
        f"{place}{subject}问题{number}，请求解决",
        drawn.choice(SOURCES),
        subject,
        "一般",
        opened,
        drawn.choice(UNITS),
        drawn.choice(UNITS),
        f"现场查看后处理，第{number}号",
        "群众满意",
        opened + timedelta(days=30),
        f"已联系第{number}次",
        state,
        opened + timedelta(days=20) if done else None,
        "已处理完毕" if done else None,
        "满意" if done else None,
        "电话回访" if number % 7 == 0 else None,
    ]


def villages(files: Iterable[Path]) -> list[str]:
    """The names of the villages of a ledger."""
    texts = [file.read_text(encoding="utf-8") for file in files]
    lines = [text.splitlines() for text in sorted(texts) if "type: village" in text]
    return [line[6:] for found in lines for line in found if line.startswith("name: ")]


def stream(ledger: Path, file: Path) -> None:
    """Write all files of a ledger's last commit as one commit that `git fast-import` takes in."""
    names = subprocess.run(
        ["git", "-C", ledger, "ls-tree", "-r", "-z", "--name-only", "HEAD"],
        check=True,
        capture_output=True,
    ).stdout
    with file.open("wb") as out:
        out.write(b"commit refs/heads/main\ncommitter c <c@x.invalid> 1767225600 +0000\n")
        out.write(b"data 6\nimport\n")
        for name in names.split(b"\0")[:-1]:
            body = (ledger / name.decode()).read_bytes()
            out.write(b"M 100644 inline %s\ndata %d\n%s\n" % (name, len(body), body))
        out.write(b"done\n")
