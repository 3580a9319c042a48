"""A small city with every kind of owner and object, and what happened in it by the tenth of July.

One city C with two towns: T1 (villages V11, V12; it serves callers on Wednesdays) and T2 (V21).
"""

from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import Any

from book_world import temporary

from ledger import Ledger
from ledger.book import creating
from ledger.store import form, yaml

TODAY = date(2026, 7, 10)
NOW = datetime(2026, 7, 10, 9, 0, tzinfo=timezone(timedelta(hours=8)))
SINCE = date(2026, 1, 1)

ACTIVITIES = (
    *("service_day", "photo", "covert", "dcovert", "meeting", "residence", "commentary"),
    *("summary", "data", "assess", "policy", "bulletin", "research", "appraisal", "yearly"),
    *("labour", "survey", "study", "talk", "exchange", "cut", "honours", "round"),
)
SETTINGS: dict[str, Any] = {
    "format": 1,
    "name": "职责",
    "tiers": [
        {"type": "city", "name": "市", "station": True},
        {"type": "town", "name": "镇", "station": True},
        {"type": "village", "name": "村", "registers": True},
    ],
    "roles": [
        *({"code": code, "name": code} for code in ("leader", "org", "worker", "member", "aux")),
        {"code": "head", "name": "站长", "signs": True},
    ],
    "streams": [{"code": "masses", "name": "群众反映", "closing": []}],
    "household_categories": ["困难户", "模范人物", "个体工商户", "特殊群体"],
    "activity_kinds": [{"code": c, "name": c, "family": "event"} for c in ACTIVITIES],
    "task_kinds": [
        {"code": "weekly", "name": "每周清单", "family": "list"},
        {"code": "visits", "name": "走访任务", "family": "list"},
        {"code": "rule", "name": "废改立", "family": "institution"},
    ],
    "bindings": [
        {"code": "tie", "name": "挂点", "of": "person", "tiers": ["village"]},
        {"code": "unit", "name": "包村", "of": "unit", "tiers": ["village"]},
    ],
    "groups": [{"code": "two_one", "name": "2+1", "made_of": [{"role": "member", "at_least": 1}]}],
}


def _post(person: str, role: str, **more: Any) -> dict[str, Any]:
    return {"person": person, "role": role, "since": SINCE, **more}


def _node(code: str, tier: str, parent: str | None, **more: Any) -> dict[str, Any]:
    above = {"parent": parent} if parent else {}
    return {"code": code, "name": f"{code}地", "type": tier, **above, "since": SINCE, **more}


GROUP = {
    "code": "g11",
    "kind": "two_one",
    "members": [_post("c031", "member"), _post("c033", "aux")],
    "area": ["一组"],
}
STATIONS = (
    _node("CC", "city", None, staff=[_post("c001", "leader"), _post("c002", "org")]),
    _node(
        *("T1", "town", "CC"),
        service_weekday="wed",
        staff=[_post("c011", "head"), _post("c012", "worker")],
    ),
    _node("T2", "town", "CC", staff=[_post("c021", "head"), _post("c022", "worker")]),
    _node(
        *("V11", "village", "T1"),
        groups=[GROUP],
        bindings=[{"kind": "tie", "person": "c001", "since": SINCE}],
    ),
    _node("V12", "village", "T1", bindings=[{"kind": "unit", "unit": "农业局", "since": SINCE}]),
    _node("V21", "village", "T2"),
)
HOMES = (
    ("V11-0001", "困难户", "c011"),
    ("V11-0002", "模范人物", None),
    ("V11-0003", "个体工商户", None),
    ("V11-0004", "特殊群体", None),
    ("V12-0001", "困难户", "c012"),
)


def day(text: str) -> date:
    """A day of 2026, written 06-03."""
    return date.fromisoformat(f"2026-{text}")


def files(duties: list[dict[str, Any]], **settings: Any) -> dict[str, bytes]:
    """The files of the city with some duties."""
    plain: dict[str, Any] = {"ledger.yaml": {**SETTINGS, **settings, "duties": duties}}
    plain |= {f"stations/{node['code']}.yaml": node for node in STATIONS}
    for village in ("V11", "V12"):
        lines = [_home(*home) for home in HOMES if home[0].startswith(village)]
        plain[f"households/{village}.yaml"] = {"place": village, "households": lines}
    plain["calendar/2026.yaml"] = {"year": 2026, "source": "试", "rest": [], "work": []}
    return {path: yaml.emit(fields, form.FLOW).encode() for path, fields in plain.items()}


def _home(record: str, category: str, person: str | None) -> dict[str, Any]:
    pairing = {"staff": person, "paired": SINCE} if person else {}
    return {"id": record, "name": "张三丰", "categories": [category], **pairing}


def made(root: Path, duties: list[dict[str, Any]], **settings: Any) -> Ledger:
    """A new ledger of the city, without records."""
    creating.create(root, files(duties, **settings), "c002", NOW)
    return opened(root)


def opened(root: Path, today: date = TODAY) -> Ledger:
    """The ledger on a day; c002 writes."""
    return Ledger.open(root, today=today, now=datetime.combine(today, NOW.timetz()), who="c002")


class Life:
    """What happened, written through the ledger's own door."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.ids: dict[str, str] = {}

    def visit(self, on: str, place: str, who: str, homes: str = "", kind: str = "visit") -> str:
        met: dict[str, Any] = {"households": homes.split()} if homes else {"body": "村“两委”"}
        found, _issues = self.ledger.add_visit(day(on), kind=kind, place=place, people=[who], **met)
        return found.id

    def held(self, kind: str, on: str, place: str, who: str = "", **more: Any) -> str:
        people = {"people": who.split()} if who else {}
        found, _issues = self.ledger.add_activity(
            day(on), kind=kind, title="例行", place=place, **people, **more
        )
        return found.id

    def task(self, kind: str, on: str, place: str, to: str = "", **more: Any) -> str:
        found = self.ledger.add_task(
            day(on), to.split(), kind=kind, title="任务", place=place, **more
        )
        return found.id

    def issue(self, on: str, place: str) -> str:
        return self.ledger.register(day(on), title="路灯不亮", place=place, stream="masses").id


@cache
def _whole() -> Path:
    from duty_rows import ROWS

    root = temporary() / "ledger"
    duties = list({row.duty["code"]: row.duty for row in ROWS}.values())
    ledger = made(root, duties)
    happen(Life(ledger))
    ledger.index.close()
    return root


def whole(folder: Path) -> Path:
    """A copy of the city with all duties and all that happened."""
    copytree(_whole(), folder)
    return folder


def happen(life: Life) -> None:
    """Half a year of the city."""
    for on, place, who, homes, kind in (
        ("03-05", "V11", "c011", "V11-0001", "visit"),
        ("05-20", "V11", "c001", "", "visit"),
        ("06-03", "V11", "c012", "", "visit"),
        ("06-03", "V11", "c011", "", "night"),
        ("06-08", "V11", "c012", "V11-0003", "phone"),
    ):
        life.visit(on, place, who, homes, kind)
    for kind, on, place, who in (
        ("service_day", "06-03", "T1", ""),
        ("photo", "06-03", "V11", ""),
        ("covert", "06-02", "CC", ""),
        ("dcovert", "06-02", "CC", "c002"),
        ("meeting", "06-02", "T1", ""),
        ("commentary", "06-12", "T1", ""),
        ("data", "06-20", "CC", ""),
        ("summary", "05-30", "T1", ""),
        ("assess", "05-20", "T1", ""),
        ("policy", "02-20", "T1", "c011"),
        ("bulletin", "04-02", "CC", ""),
        ("research", "03-01", "T1", ""),
        ("research", "06-01", "T1", ""),
        ("appraisal", "02-11", "T1", "c011"),
        ("yearly", "03-31", "T1", ""),
        ("labour", "05-05", "V11", "c012"),
        ("study", "02-01", "T1", ""),
        ("study", "02-02", "T1", ""),
        ("talk", "03-01", "T1", "c011"),
        ("exchange", "03-02", "T1", ""),
        ("exchange", "03-09", "T1", ""),
        ("round", "03-03", "CC", ""),
        ("honours", "07-01", "CC", ""),
    ):
        life.held(kind, on, place, who)
    life.held("residence", "06-01", "T1", "c011", until=day("06-03"))
    life.held("residence", "06-05", "T2", "c021", until=day("06-07"))
    life.held("survey", "07-05", "CC", "", places=["V11"])
    _tasks(life)
    _issues(life)


def _tasks(life: Life) -> None:
    given = life.task("weekly", "06-03", "T1")
    life.ids["list"] = given
    steps = [{"place": "V11"}, {"place": "V12"}]
    life.ledger.advance_task(given, "pass", day("06-04"), *steps)
    life.ledger.advance_task(given, "report", day("06-05"), {"place": "V11"})
    life.ledger.advance_task(given, "consolidate", day("06-07"), {})
    life.task("visits", "06-03", "V11", person="c031")
    rule = life.task("rule", "04-01", "CC")
    life.ledger.advance_task(rule, "finish", day("05-01"), {})


def _issues(life: Life) -> None:
    """A is open from the first of May, pressed twice; B was closed on the tenth of June."""
    ledger = life.ledger
    life.ids["A"] = one = life.issue("05-01", "V11")
    for on in ("05-14", "06-10"):
        ledger.advance(one, "press", day(on))
    life.ids["B"] = other = life.issue("06-01", "V12")
    ledger.advance(other, "assign", day("06-02"), unit="农业局", due=day("06-30"))
    ledger.advance(other, "submit", day("06-10"), text="已修好")
    ledger.advance(other, "publish", day("06-15"))
