"""The lights of issues: one answer by whichever way it is asked for, local rests counted.

那达慕 on Tuesday 24 November 2026 is a rest of WL1 and of all below it, the fair on Thursday 26 one
of WL101 alone; lights are near for three working days. Counted by hand from Saturday 21 November:

    Sat 21 | Mon 23, Tue 24, Wed 25, Thu 26, Fri 27 | Mon 30

WL204 works on 23, 24 and 25: what ends before the next working day is near, so by 25. WL102 works
on 23, 25 and 26: by 26. WL101 works on 23, 25 and 27: by 29.
"""

import csv
import io
from itertools import product

import pytest
from book_world import example
from cli_world import Desk
from test_cli_startup import HEAVY, below, loaded

PLACES = {"WL101": "五里镇第一村", "WL102": "五里镇第二村", "WL204": "五里镇第四村"}
ENDS = ("2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30")
NEAR = {
    *(("WL101", end) for end in ENDS[:3]),
    *(("WL102", end) for end in ENDS[:2]),
    ("WL204", "2026-11-25"),
}


@pytest.fixture(scope="module", name="rested")
def _rested(tmp_path_factory):
    """A ledger with an issue for each place and last day, and two local rests."""
    desk = Desk(example(tmp_path_factory.mktemp("rested") / "台账"))
    sheet = desk.root.parent / "台账.csv"
    rows = [
        f"{name},路灯{number},2026-11-02,{end},五里镇水利站,办理中\n"
        for number, (name, end) in enumerate(product(PLACES.values(), ENDS))
    ]
    sheet.write_text("村,问题描述,登记日期,整改时限,责任单位,状态\n" + "".join(rows), "utf-8")
    desk.run("import", str(sheet))
    for place, day, name in (("WL1", "2026-11-24", "那达慕"), ("WL101", "2026-11-26", "庙会")):
        desk.run("calendar", "local", "--place", place, "--since", day, "--name", name)
    return desk


def listed(desk, *argv):
    """The issues of the sheet that a list has: by id their place and last day, and the row."""
    rows = desk.json("list", "--since", "2026-11-02", *argv)["rows"]
    return {row["id"]: ((row["place"], row["turn"]), row) for row in rows}


def test_a_list_counts_the_rests_of_each_place(rested):
    found = [*listed(rested).values()]
    assert len(found) == len(PLACES) * len(ENDS)
    assert {key for key, row in found if row["light"] == "near"} == NEAR
    assert {row["light"] for _key, row in found} == {"near", "normal"}


@pytest.mark.parametrize("below", [(), ("--station", "WL1"), ("--place", "WL101")])
def test_what_is_asked_for_by_a_light_is_what_shows_it(rested, below):
    every = listed(rested, *below)
    for light in ("near", "normal"):
        shown = {
            record for record, (key, _row) in every.items() if (key in NEAR) == (light == "near")
        }
        assert {*listed(rested, *below, "--light", light)} == shown
        assert shown


def test_why_says_the_same_light_and_last_day_as_a_list(rested):
    for record, ((_place, end), row) in listed(rested).items():
        clock = rested.json("why", record)["clocks"][-1]
        assert (clock["due"], clock["light"]) == (end, row["light"])


def test_a_record_is_shown_with_the_light_that_a_list_gives_it(rested):
    for record, (key, _row) in listed(rested, "--place", "WL101").items():
        said = rested.run("show", record).out
        assert ("near: " in said) == (key in NEAR)


def test_what_is_near_after_the_week_is_to_be_done_today_where_people_rest(rested):
    items = rested.json("today", "--station", "WL")["rows"]
    near = {(one["place"], one["day"]) for one in items if one["section"] == "near"}
    assert near >= NEAR
    assert not near & {(place, end) for place, end in product(PLACES, ENDS[2:])} - NEAR


def test_a_sheet_shows_the_lights_of_the_list(rested, tmp_path):
    file = tmp_path / "台账.csv"
    rested.run("export", str(file), "--since", "2026-11-02")
    rows = csv.DictReader(io.StringIO(file.read_text("utf-8-sig")))
    assert {row["问题编号"]: row["预警"] for row in rows} == {
        record: "临期" if key in NEAR else "正常" for record, (key, _row) in listed(rested).items()
    }


def test_overdue_issues_have_the_light_and_last_day_that_why_gives(rested):
    late = rested.json("overdue", "--as-of", "2026-07-14")["rows"]
    assert [(row["turn"], row["days"], row["light"]) for row in late] == [
        ("2026-06-05", 39, "grave"),
        ("2026-07-10", 4, "late"),
    ]
    for row in late:
        clock = rested.json("why", row["id"], "--as-of", "2026-07-14")["clocks"][-1]
        assert (clock["due"], clock["light"]) == (row["turn"], row["light"])


def test_a_clock_that_was_over_before_its_sheet_was_taken_in_has_no_light_anywhere(desk, tmp_path):
    sheet = tmp_path / "台账.csv"
    row = "五里镇第一村,路灯不亮,2026-03-05,2026-03-20,五里镇水利站,办理中\n"
    sheet.write_text("村,问题描述,登记日期,整改时限,责任单位,状态\n" + row, "utf-8")
    desk.run("import", str(sheet))
    record = next(row for row in desk.json("list")["rows"] if row["opened"] == "2026-03-05")
    assert (record["turn"], record["light"]) == (None, None)
    assert record["id"] not in desk.run("overdue", "--format", "json").ids
    clock = desk.json("why", record["id"])["clocks"][-1]
    assert (clock["due"], clock["light"], clock["enforced"]) == ("2026-03-20", None, "2026-11-21")
    for verb in ("why", "show"):
        assert "against nobody: clocks count from 2026-11-21" in desk.run(verb, record["id"]).out


def test_on_its_last_day_an_issue_has_no_days_left_and_is_not_late(rested):
    record, day = next((record, key[1]) for record, (key, _row) in listed(rested).items())
    for verb in ("show", "why"):
        assert "on the last day" in rested.run(verb, record, "--as-of", day).out


@pytest.mark.parametrize("argv", [["overdue"], ["list"], ["list", "--light", "near"]])
def test_local_rests_are_counted_without_loading_anything_heavy(rested, argv):
    rested.run("list")
    assert below(loaded(rested.root, *argv), HEAVY) == set()
