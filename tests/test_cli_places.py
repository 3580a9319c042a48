"""`tz station add`, `tz household add`, `tz init`: places, staff, and the registers of villages."""

from pathlib import Path

import pytest
from cli_world import Desk, call

VILLAGE = ("station", "add", "--code", "WL110", "--name", "新村", "--type", "village")


def test_every_field_of_a_station_can_be_given_and_comes_back(desk: Desk) -> None:
    desk.run(
        *("station", "add", "--code", "ｗｌ４", "--name", "五里镇第四片区", "--type", "area"),
        *("--parent", "五里镇", "--alias", "四片", "--alias", "东片", "--region", "610222101000"),
        *("--households", "320", "--contact", "第四村村委会", "--service-weekday", "Wednesday"),
        *("--pilot", "--demonstration", "--ready", "场所到位", "--ready", "人员到位"),
        *("--staff", "c021:head:镇党委委员:2026-01-05", "--staff", "C022：deputy"),
        *("--staff", "c023:专职党务工作者:full:2026-01-05:2026-09-30"),
        *("--since", "2026-01-01", "--until", "2030-12-31", "--into", "WL3"),
        *("--former", "东山片区:2025-12-31", "--note", "由东山片区改设"),
    )  # fmt: skip
    assert desk.json("show", "WL4") == {
        "code": "WL4",
        "name": "五里镇第四片区",
        "type": "area",
        "parent": "WL",
        "aliases": ["四片", "东片"],
        "region": "610222101000",
        "households": 320,
        "contact": "第四村村委会",
        "service_weekday": "wed",
        "pilot": True,
        "demonstration": True,
        "readiness": ["场所到位", "人员到位"],
        "staff": [
            {"person": "c021", "role": "head", "post": "镇党委委员", "since": "2026-01-05"},
            {"person": "c022", "role": "deputy"},
            {
                "person": "c023",
                "role": "worker",
                "full_time": True,
                "since": "2026-01-05",
                "until": "2026-09-30",
            },
        ],
        "since": "2026-01-01",
        "until": "2030-12-31",
        "into": "WL3",
        "former_names": [{"name": "东山片区", "until": "2025-12-31"}],
        "note": "由东山片区改设",
    }


def test_a_number_that_was_undone_goes_to_nobody_but_the_household_that_had_it(desk: Desk) -> None:
    def added(name: str) -> str:
        return desk.json("household", "add", "--place", "WL101", "--name", name)["id"]

    first = added("钱大林")
    desk.run("undo", desk.json("ops", "--limit", "1")["rows"][0]["op"])
    assert [added("周文斌"), added("钱大林")] == [f"{first[:-2]}12", first]


def test_a_new_village_can_be_visited_and_have_households_at_once(desk: Desk) -> None:
    desk.run(*VILLAGE, "--parent", "榆舍")
    home = desk.json("household", "add", "--place", "新村", "--name", "张某")["id"]
    assert home == "WL110-0001"
    desk.run("visit", "add", "--place", "WL110", "--household", home, "--text", "入户")
    assert desk.run("list", "visits", "--household", home, "--format", "json").data["total"] == 1


def test_a_place_is_found_by_the_name_that_it_had_before(desk: Desk) -> None:
    desk.run("station", "edit", "WL101", "--name", "新风村", "--on", "2026-03-01")
    title = ("--title", "井干了", "--category", "饮水")
    made = desk.json("issue", "register", "--place", "五里镇第一村", *title)
    assert made["id"].startswith("WL1-")
    assert desk.json("show", "五里镇第一村")["name"] == "新风村"
    listed = desk.json("list", "--place", "五里镇第一村")
    assert made["id"] in [row["id"] for row in listed["rows"]]
    desk.run("station", "edit", "WL102", "--name", "五里镇第一村", "--on", "2026-04-01")
    assert desk.json("show", "五里镇第一村")["code"] == "WL102"  # who is called so now is meant


def test_a_name_that_two_places_had_before_is_asked_about(desk: Desk) -> None:
    for code in ("WL101", "WL102"):
        desk.run("station", "edit", code, "--name", "老庄", "--on", "2026-03-01")
        desk.run("station", "edit", code, "--name", f"新庄{code}", "--on", "2026-04-01")
    desk.refused("list", "--place", "老庄", exits=4, says="WL101 新庄WL101")


def test_a_place_that_is_no_more_is_listed_for_the_days_it_was_there(desk: Desk) -> None:
    desk.run(*VILLAGE, "--parent", "WL1", "--since", "2020-01-01", "--until", "2026-03-31")

    def listed(*more: str) -> bool:
        rows = desk.run("list", "places", *more, "--format", "csv").table
        return "WL110" in [row["Code"] for row in rows]

    assert not listed()
    assert listed("--full")
    assert listed("--as-of", "2026-03-31")
    assert not listed("--as-of", "2026-04-01")
    assert not listed("--as-of", "2019-12-31")


def test_what_a_place_covers_and_its_staff_are_counted_as_of_a_day(desk: Desk) -> None:
    def counted(*more: str) -> tuple[int, int]:
        rows = desk.json("list", "places", "--place", "WL1", *more)["rows"]
        return next((row["children"], row["people"]) for row in rows if row["code"] == "WL1")

    children, people = counted()
    stretch = ("--since", "2026-01-01", "--until", "2026-05-31")
    desk.run(*VILLAGE, "--parent", "WL1", "--since", "2020-01-01", "--until", "2026-03-31")
    desk.run("station", "post", "WL1", "c019", "--role", "副站长", *stretch)
    assert counted() == (children, people)
    assert counted("--full") == (children + 1, people + 1)
    assert counted("--as-of", "2026-03-31") == (children + 1, people + 1)
    assert counted("--as-of", "2026-04-01") == (children, people + 1)


def test_a_person_who_left_is_listed_for_the_days_in_post(reader: Desk) -> None:
    def listed(*more: str) -> list[str]:
        rows = reader.run("list", "staff", *more, "--format", "csv").table
        return [row["Staff code"] for row in rows]

    assert "c010" not in listed()
    assert "c010" in listed("--full")
    assert "c010" in listed("--as-of", "2026-04-30")
    assert "c011" not in listed("--as-of", "2026-04-30")
    assert listed("--station", "WL1") == ["c001", "c002", "c003"]


def test_every_field_of_a_household_can_be_given_and_comes_back(desk: Desk) -> None:
    said = desk.run(
        *("household", "add", "--place", "WL101", "--name", "郑甲", "--category", "脱贫户"),
        *("--category", "独居老人", "--group", "第一村民小组", "--size", "3", "--person", "C003"),
        *("--phone", "000-0101-0011", "--address", "后坡33号", "--confidential", "--away"),
        *("--card", "2026-01-14", "--note", "冬季外出"),
    )
    assert said.out == "Added household WL101-0011\n"
    assert desk.json("show", "WL101-0011", "--full") == {
        "id": "WL101-0011",
        "name": "郑甲",
        "categories": ["脱贫户", "独居老人"],
        "group": "第一村民小组",
        "size": 3,
        "staff": "c003",
        "phone": "000-0101-0011",
        "address": "后坡33号",
        "confidential": True,
        "away": True,
        "card": "2026-01-14",
        "note": "冬季外出",
    }


def test_no_answer_and_no_commit_of_a_new_household_tells_who_it_is(desk: Desk) -> None:
    said = desk.run(
        *("household", "add", "--place", "WL101", "--name", "郑甲大", "--phone", "000-0101-0011"),
        *("--format", "json"),
    )  # fmt: skip
    told = said.out + desk.git("log", "-1", "--format=%B")
    assert "WL101-0011" in told
    assert "郑甲大" not in told
    assert "000-0101" not in told


def test_a_phone_is_asked_for_unseen_only_at_a_terminal(reader: Desk) -> None:
    reader.refused(
        *("household", "add", "--place", "WL101", "--name", "郑甲", "--phone", "-"),
        exits=2,
        says="--phone: is needed",
    )


@pytest.mark.parametrize(
    ("given", "exits", "says"),
    [
        (("--parent", "XX"), 4, "no place “XX”"),
        (("--parent", "WL1", "--type", "hamlet"), 4, "no tier “hamlet”"),
        (("--parent", "WL1", "--code", "W"), 5, "code"),
        (("--parent", "WL1", "--code", "WL101"), 5, "there is a place WL101 already"),
        (("--parent", "WL1", "--ready", "人心到位"), 4, "no readiness item “人心到位”"),
        (("--parent", "WL1", "--staff", "c021"), 2, "--staff: “c021” does not name a role"),
        (("--parent", "WL1", "--staff", "c021:chief"), 4, "no role “chief”"),
        (("--parent", "WL1", "--staff", "c021:head:2026-02-30"), 2, "--staff: “2026-02-30” is not"),
        (("--parent", "WL1", "--service-weekday", "8"), 2, "--service-weekday: “8” is none of mon"),
        (("--parent", "WL1", "--region", "61"), 5, "region"),
        (("--parent", "WL1", "--households", "-1"), 2, "--households: a number from 0 is needed"),
        (("--parent", "WL1", "--former", "旧村"), 2, "--former: “旧村” does not say until when"),
        (("--parent", "WL1", "--since", "2月30日"), 2, "--since: “2月30日” is not in the calendar"),
        ((), 2, "--parent: is needed"),
    ],
)
def test_a_place_that_cannot_be_is_refused_in_one_sentence(
    reader: Desk, given: tuple[str, ...], exits: int, says: str
) -> None:
    reader.refused(*VILLAGE, *given, exits=exits, says=says)


@pytest.mark.parametrize(
    ("given", "exits", "says"),
    [
        (("--place", "WL101"), 2, "--name: is needed"),
        (("--name", "郑甲"), 2, "--place: is needed"),
        (("--place", "WL1", "--name", "郑甲"), 5, "WL1 has no household register; name a village"),
        (("--place", "WL101", "--name", "郑甲", "--size", "0"), 2, "--size: a number from 1"),
        (("--place", "WL101", "--name", "郑甲", "--phone", "电话"), 5, "telephone"),
        (
            ("--place", "WL101", "--name", "郑甲", "--person", "c099"),
            4,
            "no member of staff",
        ),
        (
            ("--place", "WL101", "--name", "郑甲", "--category", "贵族"),
            4,
            "no household category “贵族”",
        ),
        (("--place", "WL101", "--name", ""), 2, "--name: is needed"),
    ],
)
def test_a_household_that_cannot_be_is_refused_in_one_sentence(
    reader: Desk, given: tuple[str, ...], exits: int, says: str
) -> None:
    reader.refused("household", "add", *given, exits=exits, says=says)


def test_a_new_ledger_is_made_from_a_profile_and_can_be_written_to(tmp_path: Path) -> None:
    made = call("init", "五里 台账", "-C", str(tmp_path))
    assert made.code == 0
    desk = Desk(tmp_path / "五里 台账")
    assert desk.json("list", "--format", "json") == {
        "as_of": "2026-11-21",
        "total": 0,
        "rows": [],
    }
    stations = desk.json("list", "stations")["rows"]
    assert len([row for row in stations if row["type"] == "area"]) == 29
    assert desk.git("status", "--porcelain") == ""
    person = desk.json("list", "staff", "--station", "WL1")["rows"][0]["person"]
    desk.refused(
        "issue", "register", "--title", "路灯", "--place", "WL101", exits=2, says="tz whoami"
    )
    desk.run("whoami", person)
    desk.run("issue", "register", "--title", "路灯", "--place", "WL101")
    assert desk.json("list")["total"] == 1


@pytest.mark.parametrize(
    ("prepare", "argv", "exits", "says"),
    [
        ("file", ("init", "台账"), 5, "is a file; name a new folder"),
        ("full", ("init", "台账"), 5, "is not empty; name a new folder"),
        ("", ("init", "台账", "--profile", "nowhere"), 4, "no profile “nowhere”"),
        ("", ("init",), 2, "DIR: is needed"),
        ("", ("init", "账" * 90), 6, "cannot be written"),
        ("", ("demo", "账" * 90), 6, "cannot be written"),
    ],
)
def test_a_ledger_is_made_only_in_a_new_folder(
    tmp_path: Path, prepare: str, argv: tuple[str, ...], exits: int, says: str
) -> None:
    if prepare == "file":
        (tmp_path / "台账").write_text("")
    if prepare == "full":
        (tmp_path / "台账").mkdir()
        (tmp_path / "台账" / "笔记.txt").write_text("")
    before = sorted(str(p) for p in tmp_path.rglob("*"))
    refused = call(*argv, "-C", str(tmp_path))
    assert refused.code == exits, refused
    assert says in refused.err
    assert sorted(str(p) for p in tmp_path.rglob("*")) == before
