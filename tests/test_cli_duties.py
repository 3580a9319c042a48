"""`tz today` and `tz duties` at the command line, on the example ledger."""

from collections import Counter
from typing import Any

import pytest
from cli_world import Desk

ON = ("--as-of", "2026-06-30")
FIGURES = ("owed", "done", "due", "missed")


def today(desk: Desk, *argv: str) -> Any:
    return desk.json("today", *ON, *argv)


def test_a_clerk_is_told_what_is_his_own_the_most_urgent_first(reader: Desk) -> None:
    told = today(reader, "--person", "c003")
    assert (told["person"], told["as_of"]) == ("c003", "2026-06-30")
    assert told["counts"] == Counter(row["section"] for row in told["rows"])
    for section in told["counts"]:
        days = [row["day"] or "9" for row in told["rows"] if row["section"] == section]
        assert days == sorted(days)
    owed = {row["id"] for row in told["rows"] if row["section"] == "duty"}
    assert {"visit_village", "visit_poor", "service_day", "consolidate"} <= owed
    visit = next(row for row in told["rows"] if row["id"] == "visit_village")
    assert (visit["left"], visit["owed"], visit["towards"]) == (2, 3, ["WL101", "WL103"])


def test_what_is_nobody_elses_is_not_told(reader: Desk) -> None:
    ids = {
        who: {row["id"] for row in today(reader, "--person", who)["rows"]}
        for who in ("c001", "c003")
    }
    assert "commentary" in ids["c001"] - ids["c003"]  # the head comments
    assert "consolidate" in ids["c003"] - ids["c001"]  # the worker reports
    whole = {row["id"] for row in today(reader, "--station", "WL")["rows"]}
    assert ids["c001"] | ids["c003"] <= whole
    below = {row["place"] for row in today(reader, "--station", "WL1")["rows"]}
    assert below <= {"WL1", "WL101", "WL102", "WL103"}


def test_who_one_is_need_not_be_said_every_time(desk: Desk) -> None:
    desk.run("whoami", "c003")
    assert today(desk)["person"] == "c003"
    assert today(desk, "--station", "WL1")["person"] is None
    assert today(desk, "--person", "c001")["person"] == "c001"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("whose", [["--person", "c003"], ["--station", "WL"], ["--station", "YJ"]])
@pytest.mark.parametrize("day", ["2026-03-25", "2026-06-30", "2026-11-20"])
def test_a_day_fits_on_one_screen(reader: Desk, language: str, whose: list[str], day: str) -> None:
    shown = reader.process(
        "today", *whose, "--as-of", day, TAIZHANG_LANG=language, COLUMNS="80", NO_COLOR="1"
    )
    assert shown.out.count("\n") <= 22
    full = reader.process("today", *whose, "--as-of", day, "--full", COLUMNS="80")
    rows = reader.json("today", *whose, "--as-of", day)["rows"]
    assert all(row["id"] in full.out for row in rows)


def test_what_is_cut_is_counted_and_the_way_to_all_is_named(reader: Desk) -> None:
    shown = reader.run("today", *ON, "--station", "WL")
    assert " more  " in shown.out
    assert "“tz today --full” shows it" in shown.out
    assert " more  " not in reader.run("today", *ON, "--station", "WL", "--full").out


def test_figures_add_up_whatever_they_are_counted_by(reader: Desk) -> None:
    by_duty = reader.json("duties", "--period", "2026Q2")["rows"]
    by_place = reader.json("duties", "--period", "2026Q2", "--by", "station")["rows"]
    every = reader.json("duties", "--period", "2026Q2", "--full")["rows"]
    states = Counter(row["state"] for row in every)
    for name in FIGURES[1:]:
        assert sum(row[name] for row in by_duty) == sum(row[name] for row in by_place)
        assert sum(row[name] for row in by_duty) == states[name]
    assert all(row["owed"] == row["done"] + row["due"] + row["missed"] for row in by_duty)
    rates = {row["code"]: row["rate"] for row in by_duty}
    assert rates["bulletin"] is None
    assert all(rate is None or 0 <= rate <= 1 for rate in rates.values())


def test_months_add_up_to_their_quarter(reader: Desk) -> None:
    asked = ("--as-of", "2026-11-21", "--full")
    quarter = reader.json("duties", "--period", "2026Q2", *asked)["rows"]
    months = [
        row
        for month in ("2026-04", "2026-05", "2026-06")
        for row in reader.json("duties", "--period", month, *asked)["rows"]
    ]
    key = lambda row: (row["until"], row["duty"], row["owner"], row["towards"] or "")  # noqa: E731
    assert sorted(months, key=key) == quarter


def test_each_missed_duty_is_told_with_who_what_and_when(reader: Desk) -> None:
    rows = reader.json("duties", "--missed", "--period", "2026-06", "--station", "WL1")["rows"]
    assert {row["state"] for row in rows} == {"missed"}
    pump = [row for row in rows if row["duty"] == "press" and row["towards"] == "WL1-26-KE2NX4G"]
    assert [(row["since"], row["until"]) for row in pump] == [
        ("2026-05-20", "2026-06-04"),
        ("2026-06-05", "2026-06-19"),
    ]
    assert pump[0]["clerks"] == ["c001", "c003"]
    assert pump[0]["towards_name"] == "第二村民小组水泵老化，一周停水三次"


def test_what_was_done_names_the_record_that_it_was_done_by(reader: Desk) -> None:
    asked = ("--duty", "visit_village", "--period", "2026-06", "--full")
    done = [row for row in reader.json("duties", *asked)["rows"] if row["state"] == "done"]
    assert [(row["owner"], row["towards"]) for row in done] == [
        ("c003", "WL102"),
        ("c007", "WL205"),
        ("c011", "WL309"),
    ]
    for row in done:
        shown = reader.json("show", row["evidence"][0])
        assert shown["place"] == row["towards"]
        assert row["owner"] in shown["people"]


def test_a_duty_without_an_interval_is_listed_as_such(reader: Desk) -> None:
    rows = reader.json("duties")["rows"]
    told = {row["code"]: row["interval"] for row in rows}
    assert told["bulletin"] == "no interval set"
    assert told["press"] == "every 15 days from its own day"


def test_every_name_answers_in_chinese_too(reader: Desk) -> None:
    english = reader.json("duties", "--missed", "--period", "2026-05", "--duty", "press")
    chinese = reader.json("职责", "--漏办", "--期次", "2026年5月", "--职责", "每15天督办一次")
    assert english == chinese
    assert reader.json("今日", "--截至", "2026-06-30", "--人员", "c003") == today(
        reader, "--person", "c003"
    )


@pytest.mark.parametrize("form", ["csv", "md"])
def test_documents_hold_every_row(reader: Desk, form: str) -> None:
    rows = reader.json("duties", "--full", "--period", "2026-05")["rows"]
    shown = reader.run("duties", "--full", "--period", "2026-05", "--format", form).out
    assert shown.count("\n") >= len(rows)
    listed = today(reader, "--station", "WL")["rows"]
    shown = reader.run("today", *ON, "--station", "WL", "--format", form).out
    assert all(row["id"] in shown.replace("\\_", "_") for row in listed)


@pytest.mark.parametrize(
    ("argv", "exits", "says"),
    [
        (["duties", "--period", "2026Q5"], 2, "is not a period"),
        (["duties", "--duty", "nothing"], 4, "nothing"),
        (["duties", "--person", "c999"], 4, "c999"),
        (["duties", "--station", "XX9"], 4, "XX9"),
        (["duties", "--by", "village"], 2, "--by"),
        (["today", "--person", "c999"], 4, "c999"),
        (["today", "--station", "XX9"], 4, "XX9"),
    ],
)
def test_what_cannot_be_answered_is_refused(reader: Desk, argv, exits, says) -> None:
    reader.refused(*argv, exits=exits, says=says)


def test_the_fifteen_days_are_an_edit_of_ledger_yaml(desk: Desk) -> None:
    asked = ("duties", "--duty", "press", "--full", "--period", "2026-04..2026-06", *ON)
    pump = "WL1-26-KE2NX4G"  # registered on the twentieth of May, never pressed

    def ends() -> list[str]:
        return [row["until"] for row in desk.json(*asked)["rows"] if row["towards"] == pump]

    assert ends() == ["2026-06-04", "2026-06-19"]
    desk.edit(
        "ledger.yaml",
        "{every: 15, unit: day, anchor: object}",
        "{every: 10, unit: day, anchor: object}",
    )
    assert ends() == ["2026-05-30", "2026-06-09", "2026-06-19", "2026-06-29"]
    assert (
        desk.json("duties", "--duty", "press")["rows"][0]["interval"]
        == "every 10 days from its own day"
    )
    desk.edit(
        "ledger.yaml",
        "{every: 10, unit: day, anchor: object}",
        "{every: 10, unit: workday, anchor: object}",
    )
    assert ends()[0] == "2026-06-03"  # ten working days after a Wednesday, no holiday between
