"""From when to when a duty is owed: posts, ties, places, pauses, and rules that change."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cli_world import Desk
from duty_world import TODAY, Life, day, made, opened

from ledger import Ledger
from ledger.book.duties import Asked
from ledger.rules import periods

WEEKLY = {
    "code": "week",
    "name": "每周走访",
    "owed_by": {"roles": ["worker"]},
    "towards": {"each": "place", "tier": "village"},
    "rhythm": {"weekly": "any"},
    "evidence": {"record": "visit"},
    "since": day("06-01"),
}
PRESS = {
    "code": "press",
    "name": "督办",
    "owed_by": {"each": "place", "tier": "town"},
    "towards": {"each": "issue"},
    "rhythm": {"every": 15, "unit": "day", "anchor": "object"},
    "evidence": {"record": "press"},
    "since": day("01-01"),
}


def states(ledger: Ledger, period: str, **asked: str) -> list[str]:
    found = ledger.duties(periods.read(period, TODAY), TODAY, Asked(**asked))
    return sorted(
        f"{one.owner.code} {one.thing.id if one.thing else '-'} {one.outcome.window.until:%m-%d} "
        f"{one.outcome.state}"
        for one in found.instances
    )


def changed(root: Path, path: str, old: str, new: str) -> Ledger:
    """The ledger after a file was edited and committed by plain git."""
    Desk(root).edit(path, old, new)
    return opened(root)


def test_who_took_a_post_in_the_middle_of_a_week_has_not_missed_it(tmp_path: Path) -> None:
    root = tmp_path / "city"
    made(root, [WEEKLY]).index.close()
    post = "{person: c022, role: worker, since: "
    ledger = changed(root, "stations/T2.yaml", f"{post}2026-01-01}}", f"{post}2026-06-10}}")
    assert states(ledger, "2026-06-01..2026-06-21", station="T2") == [
        "c022 V21 06-14 excused",
        "c022 V21 06-21 missed",
    ]
    Life(ledger).visit("06-12", "V21", "c022")
    assert states(ledger, "2026-W24", station="T2") == ["c022 V21 06-14 done"]


def test_who_left_owes_nothing_any_more_and_the_week_of_leaving_is_excused(tmp_path: Path) -> None:
    root = tmp_path / "city"
    made(root, [WEEKLY]).index.close()
    post = "{person: c022, role: worker, since: 2026-01-01"
    ledger = changed(root, "stations/T2.yaml", f"{post}}}", f"{post}, until: 2026-06-10}}")
    assert states(ledger, "2026-06", station="T2") == [
        "c022 V21 06-07 missed",
        "c022 V21 06-14 excused",
    ]


def test_two_posts_one_after_the_other_are_one_time_in_the_duty(tmp_path: Path) -> None:
    root = tmp_path / "city"
    made(root, [WEEKLY]).index.close()
    post = "{person: c022, role: worker, since: 2026-01-01"
    two = f"{post}, until: 2026-06-10}}\n- {{person: c022, role: worker, since: 2026-06-11}}"
    ledger = changed(root, "stations/T2.yaml", f"{post}}}", two)
    assert states(ledger, "2026-W24", station="T2") == ["c022 V21 06-14 missed"]


def test_a_duty_is_owed_from_its_first_day_to_its_last(tmp_path: Path) -> None:
    duty = {**WEEKLY, "since": day("06-03"), "until": day("06-24")}
    ledger = made(tmp_path / "city", [duty])
    assert states(ledger, "2026-05..2026-07", station="T2") == [
        "c022 V21 06-07 excused",
        "c022 V21 06-14 missed",
        "c022 V21 06-21 missed",
        "c022 V21 06-28 excused",
    ]


def test_a_paused_issue_is_not_pressed_and_an_escalated_one_is(tmp_path: Path) -> None:
    ledger = made(tmp_path / "city", [PRESS])
    life = Life(ledger)
    for on, place in (("05-01", "V11"), ("05-01", "V21")):
        life.ids[place] = life.issue(on, place)
    ledger.advance(life.ids["V11"], "pause", day("05-10"), reason="等资金", approver="c011")
    ledger.advance(life.ids["V11"], "resume", day("06-05"))
    ledger.advance(life.ids["V21"], "escalate", day("05-10"), to="市水利局", reason="超出权限")
    assert states(ledger, "2026-05..2026-06") == sorted(
        [
            *(f"T1 {life.ids['V11']} {end} excused" for end in ("05-16", "05-31")),
            *(f"T1 {life.ids['V11']} {end} missed" for end in ("06-15", "06-30")),
            *(f"T2 {life.ids['V21']} {e} missed" for e in ("05-16", "05-31", "06-15", "06-30")),
        ]
    )


def test_a_reopened_issue_is_pressed_from_its_new_round(tmp_path: Path) -> None:
    ledger = made(tmp_path / "city", [PRESS])
    life = Life(ledger)
    one = life.issue("05-01", "V11")
    ledger.advance(one, "assign", day("05-02"), unit="农业局", due=day("05-20"))
    ledger.advance(one, "submit", day("05-10"), text="已修好")
    ledger.advance(one, "reopen", day("06-10"), reason="又坏了")
    assert states(ledger, "2026-05..2026-06") == [
        f"T1 {one} 05-16 excused",
        f"T1 {one} 06-25 missed",
    ]


def test_a_closed_issue_is_not_to_be_pressed_any_more(tmp_path: Path) -> None:
    ledger = made(tmp_path / "city", [PRESS])
    life = Life(ledger)
    early, late, again = (life.issue(on, "V11") for on in ("06-03", "06-26", "06-01"))
    for one, on in ((early, "06-20"), (late, "07-08"), (again, "06-20")):
        ledger.advance(one, "assign", day(on), unit="农业局", due=day("07-20"))
        ledger.advance(one, "submit", day(on), text="已修好")  # which closes it
    ledger.advance(again, "reopen", day("06-27"), reason="又坏了")
    assert [item.id for item in ledger.desk(TODAY).of("press")] == [again]
    assert states(ledger, "2026-06..2026-07") == sorted(
        [
            f"T1 {early} 06-18 missed",
            f"T1 {early} 07-03 excused",
            f"T1 {late} 07-11 excused",
            *(f"T1 {again} {end}" for end in ("06-16 missed", "07-01 excused", "07-12 due")),
        ]
    )
    asked = ledger.duties(periods.read("2026-07", day("07-07")), day("07-07")).instances
    open_then = [one.thing.id for one in asked if one.thing and one.outcome.state == "due"]
    assert sorted(open_then) == sorted([late, again])


@pytest.mark.parametrize(
    ("number", "ends"), [(15, ["05-16", "05-31"]), (10, ["05-11", "05-21", "05-31"])]
)
def test_the_fifteen_days_are_a_number_in_ledger_yaml_and_nothing_else(
    tmp_path, number, ends
) -> None:
    root = tmp_path / "city"
    ledger = made(root, [PRESS])
    one = Life(ledger).issue("05-01", "V11")
    ledger.index.close()
    if number != 15:
        ledger = changed(root, "ledger.yaml", "every: 15", f"every: {number}")
    assert states(ledger, "2026-05") == [f"T1 {one} {end} missed" for end in ends]
    shown = opened(root, date(2026, 5, 11)).desk().of("press")
    assert [item.day for item in shown] == [day(ends[0])]


def test_a_duty_without_an_interval_is_told_and_never_due(tmp_path: Path) -> None:
    duty = {name: value for name, value in WEEKLY.items() if name != "rhythm"}
    ledger = made(tmp_path / "city", [duty])
    found = ledger.duties(None, TODAY)
    assert [rule.code for rule in found.rules] == ["week"]
    assert found.instances == []


def test_a_duty_of_working_days_needs_a_calendar_and_the_desk_says_so(tmp_path: Path) -> None:
    duty = {
        **WEEKLY,
        "towards": None,
        "rhythm": {"every": 5, "unit": "workday", "anchor": "calendar"},
    }
    del duty["towards"]
    root = tmp_path / "city"
    made(root, [duty]).index.close()
    found = opened(root, date(2027, 3, 1)).desk()
    assert [name for name, _error in found.unknown] == ["每周走访"]


FAR = date(9999, 12, 31)
ANCHORS = [("last", "place"), ("calendar", "place"), ("last", "issue"), ("object", "issue")]
RHYTHMS: tuple[tuple[dict[str, Any], str | None], ...] = (
    *(
        ({"every": 3660, "unit": unit, "anchor": anchor}, each)
        for unit in ("day", "week", "month")
        for anchor, each in ANCHORS
    ),
    *(({"per": per, "times": 3660}, "place") for per in ("week", "two_months", "year")),
    ({"weekly": "service"}, "issue"),
    ({"monthly": "end", "days": 31}, "place"),
    ({"seasons": [{"name": "冬", "since": "11-30", "until": "02-29"}]}, "place"),
    ({"between": {"since": date(1, 1, 1), "until": FAR}}, "place"),
    ({"after": "held", "of": ["meeting"], "within": 3660, "unit": "month"}, None),
    ({"after": "closed", "within": 3660, "unit": "month"}, "issue"),
)


@pytest.mark.parametrize("since", [date(1, 1, 1), day("06-01"), FAR])
def test_the_ends_of_the_calendar_break_nothing(tmp_path: Path, since: date) -> None:
    duties = []
    for n, (rhythm, each) in enumerate(RHYTHMS):
        towards = {"towards": {"each": each}} if each else {}
        evidence = {"record": "press"} if each == "issue" else {"record": "visit"}
        if rhythm.get("after") == "closed":
            evidence = {"record": "issue", "step": "publish"}
        head = {"code": f"d{n}", "name": f"d{n}", "owed_by": {"each": "place", "tier": "town"}}
        duties.append(head | towards | {"rhythm": rhythm, "evidence": evidence, "since": since})
    ledger = made(tmp_path / "city", duties)
    Life(ledger).issue("06-01", "V21")
    for period in ("1900", "2999", "2026", "2026-W23", "1900..2999"):
        ledger.duties(periods.read(period, TODAY), TODAY)
    for on in (date(1900, 1, 1), TODAY):
        ledger.duties(None, on)
        assert ledger.desk(on).unknown == ()


def test_what_was_last_done_long_ago_is_still_owed_from_that_day(tmp_path: Path) -> None:
    rhythm = {"every": 12, "unit": "day", "anchor": "last"}
    ledger = made(tmp_path / "city", [{**WEEKLY, "rhythm": rhythm, "since": day("01-01")}])
    life = Life(ledger)
    for on in ("01-20", "02-01"):
        life.visit(on, "V21", "c022")
    found = ledger.duties(None, TODAY, Asked(station="T2")).instances
    assert [(*one.outcome.window, one.outcome.state) for one in found] == [
        (day("02-01"), day("02-13"), "missed")
    ]
    assert states(ledger, "2026-02", station="T2") == [
        "c022 V21 02-01 done",
        "c022 V21 02-13 missed",
    ]
    owed = ledger.desk(TODAY, "c022").of("duty")
    assert [(item.day, item.towards) for item in owed] == [(day("02-13"), ("V21",))]


def test_who_is_in_charge_owes_what_no_role_is_named_for(tmp_path: Path) -> None:
    rhythm = {"every": 10, "unit": "day", "anchor": "object"}
    own = {**PRESS, "owed_by": {"each": "person"}, "rhythm": rhythm}
    ledger = made(tmp_path / "city", [own])
    one = Life(ledger).issue("06-01", "V21")
    ledger.advance(one, "assign", day("06-02"), person="c021", due=day("07-31"))
    ledger.advance(one, "assign", day("06-20"), person="c012", due=day("07-31"))
    found = ledger.duties(periods.read("2026-06", day("06-15")), day("06-15")).instances
    assert {item.owner.code for item in found} == {"c021"}  # as it was then
    assert states(ledger, "2026-06") == [f"c012 {one} 06-{n} missed" for n in (11, 21)]
