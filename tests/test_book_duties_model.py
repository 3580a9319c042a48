"""Duties held against visits drawn at random: the index agrees with a model that walks days."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from duty_world import NOW, STATIONS, TODAY, day, files, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.book import creating
from ledger.book.duties import Asked
from ledger.records import ids, paths
from ledger.rules import periods
from ledger.store import form, yaml

FIRST, LAST = day("03-20"), day("07-08")
START = day("04-01")
TWELVE = timedelta(days=12)
VILLAGES = {"V11": "T1", "V12": "T1", "V21": "T2"}
HOMES = ("V11-0001", "V11-0002", "V12-0001")
WORKERS = (("c012", "V11"), ("c012", "V12"), ("c022", "V21"))
PERIODS = ("2026-04", "2026Q2", "2026-W23", "2026-06..2026-07")


def duty(code: str, owed: Any, towards: Any, rhythm: Any, kinds: list[str]) -> dict[str, Any]:
    evidence = {"record": "visit", **({"kinds": kinds} if kinds else {})}
    head = {"code": code, "name": code, "owed_by": owed, "towards": towards}
    made = {**head, "rhythm": rhythm, "evidence": evidence, "since": START}
    return {name: value for name, value in made.items() if value is not None}


PLACE = {"each": "place", "tier": "village"}
DUTIES = [
    duty("clerk", {"roles": ["worker"]}, PLACE, {"per": "month", "times": 2}, []),
    duty("village", PLACE, None, {"weekly": "any"}, ["visit"]),
    duty("home", {"each": "place", "tier": "town"}, {"each": "household"}, {"per": "quarter"}, []),
    duty("day", PLACE, None, {"weekly": "service"}, ["visit"]),
    duty("last", PLACE, None, {"every": 12, "unit": "day", "anchor": "last"}, ["visit"]),
]
Drawn = tuple[int, str, str, str, str | None]
visits = st.lists(
    st.tuples(
        st.integers(0, (LAST - FIRST).days),
        st.sampled_from(["V11", "V12", "V21", "T1", "CC"]),
        st.sampled_from(["c012", "c022", "c011"]),
        st.sampled_from(["visit", "phone"]),
        st.sampled_from([None, *HOMES]),
    ),
    max_size=60,
)


def pages(drawn: list[Drawn]) -> dict[str, bytes]:
    """The diary that holds these visits."""
    days: dict[tuple[str, date], list[dict[str, Any]]] = {}
    for n, (offset, place, person, kind, home) in enumerate(drawn):
        on, station = FIRST + timedelta(days=offset), VILLAGES.get(place, place)
        record = ids.new_id(station, on.year, Random(n).randrange)
        at = datetime.combine(on, NOW.timetz())
        who = {"by": person, "place": place, "people": [person]}
        met = {"households": [home]} if home else {"body": "村委会"}
        visit = {"id": record, "kind": kind, "at": at, **who, **met}
        days.setdefault((station, on), []).append(visit)
    return {
        paths.page(station, on): yaml.emit(
            {"station": station, "date": on, "visits": found}, form.FLOW
        ).encode()
        for (station, on), found in days.items()
    }


class Model:
    """How often each duty came out how, found by walking the days one by one."""

    def __init__(self, drawn: list[Drawn], since: date, until: date) -> None:
        self.known = [(FIRST + timedelta(days=n), *rest) for n, *rest in drawn]
        self.since, self.until = since, until
        self.told: Counter[tuple[str, str]] = Counter()

    def walk(self) -> Counter[tuple[str, str]]:
        for window in runs(lambda one: (one.year, one.month)):
            for person, place in WORKERS:
                self.judge("clerk", window, self.count(window, place, person), 2)
        for window in runs(lambda one: one.isocalendar()[:2]):
            for place in VILLAGES:
                self.judge("village", window, self.count(window, place, kind="visit"))
            # V21 has no service weekday: any day will do.
            self.judge("day", window, self.count(window, "V21", kind="visit"))
        for window in runs(lambda one: one if one.weekday() == 2 else None):
            for place in ("V11", "V12"):
                self.judge("day", window, self.count(window, place, kind="visit"))
        for window in runs(lambda one: (one.year, (one.month - 1) // 3)):
            self.households(window)
        for place in VILLAGES:
            self.last(place)
        return self.told

    def households(self, window: list[date]) -> None:
        for home in (*HOMES, "V11-0003", "V11-0004"):
            line = (home[:3], "T1", "CC")
            met = sum(self.count(window, place, home=home) for place in line)
            self.judge("home", window, met)

    def count(self, window: list[date], place: str, person="", kind="", home="") -> int:
        wanted = (place, person, kind, home)
        return sum(
            all(not asked or asked == had for asked, had in zip(wanted, visit, strict=True))
            for on, *visit in self.known
            if on in window and on <= TODAY
        )

    def judge(self, code: str, window: list[date], number: int, times: int = 1) -> None:
        first, last = window[0], window[-1]
        if not self.since <= last <= self.until or first > TODAY or last < START:
            return
        if number >= times:
            self.told[code, "done"] += 1
        elif last >= TODAY:
            self.told[code, "due"] += 1
        else:
            self.told[code, "excused" if first < START else "missed"] += 1

    def last(self, place: str) -> None:
        """The windows of twelve days from the last time, a day at a time."""
        begun, one = START, START
        while one <= TODAY:
            for _n in range(self.count([one], place, kind="visit")):
                self.turn(begun, "done" if one <= begun + TWELVE else "missed")
                begun = one
            one += timedelta(days=1)
        if begun <= min(self.until, TODAY):
            self.turn(begun, "due" if begun + TWELVE >= TODAY else "missed")

    def turn(self, begun: date, state: str) -> None:
        if self.since <= begun + TWELVE <= self.until:
            self.told["last", state] += 1


def runs(key: Callable[[date], Any]) -> list[list[date]]:
    """The days of a year and more, those with one key together."""
    found: dict[Any, list[date]] = {}
    for n in range(400):
        one = date(2026, 1, 1) + timedelta(days=n)
        if key(one) is not None:
            found.setdefault(key(one), []).append(one)
    return list(found.values())


@given(visits)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_index_tells_what_a_calendar_walked_day_by_day_tells(drawn: list[Drawn]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "city"
        creating.create(root, files(DUTIES) | pages(drawn), "c002", NOW)
        ledger = opened(root)
        for period in PERIODS:
            stretch = periods.read(period, TODAY)
            found = ledger.duties(stretch, TODAY, Asked())
            told = Counter((one.duty.code, one.outcome.state) for one in found.instances)
            assert told == Model(drawn, stretch.since, stretch.until).walk(), period
        ledger.index.close()


def test_the_model_and_the_city_mean_the_same_places() -> None:
    towns = {node["code"]: node.get("parent") for node in STATIONS if node["type"] == "village"}
    assert towns == VILLAGES
