"""A clerk at a terminal of 72 columns: questions, wrong keys, full-width digits, a hidden field."""

import pytest
from book_world import example
from cli_world import Desk

from ledger import words

pytest.importorskip("pty", reason="terminals are POSIX")


def test_an_issue_is_registered_by_answering_questions(desk: Desk) -> None:
    heard = desk.talk(
        *("issue", "register"),
        answers=[
            ("one line: ", "村口路灯不亮\n"),
            ("Place: ", "月球\n"),
            ("fits nothing", ""),
            ("Place: ", "ysp\n"),
            ("Stream: ", "１\n"),
            ("Category: ", "用电\n"),
            ("Source: ", "rhzf\n"),
            ("Reporter (Enter: none): ", "李\n"),
        ],
    )
    assert "Registered WL1-26-" in heard
    assert "李某 第一村民小组 (WL101-0002)" in heard
    assert "李乙二" not in heard
    row = desk.json("list")["rows"][0]
    assert (row["place"], row["category"]) == ("WL1", "基础设施建设/用电照明")
    assert row["source"] == "入户走访"
    assert desk.json("show", row["id"])["reporter"] == "WL101-0002"
    assert all(words.width(line) <= 72 for line in heard.splitlines() if "Matter" in line)


def test_the_last_answers_are_the_next_defaults(desk: Desk) -> None:
    first = [
        ("Place: ", "WL205\n"),
        ("Stream: ", "4\n"),
        ("Category: ", "1\n"),
        ("Source: ", "2\n"),
    ]
    desk.talk("issue", "register", answers=[("one line: ", "甲\n"), *first])
    again = [("[五里镇第五村 (WL205)]: ", "\n"), ("[群众事项代办 (errand)]: ", "\n"), ("]: ", "\n")]
    desk.talk("issue", "register", answers=[("one line: ", "乙\n"), *again, ("[群众接待]: ", "\n")])
    one, two = desk.json("list")["rows"][:2]
    same = ("place", "stream", "category", "source")
    assert [one[name] for name in same] == [two[name] for name in same]
    assert desk.git("status", "--porcelain") == ""


def test_an_issue_is_assigned_and_extended_with_dates_as_people_type_them(desk: Desk) -> None:
    heard = desk.talk(
        *("issue", "assign", "06N1"),
        answers=[
            ("Unit: ", "县人社局\n"),
            ("Measures: ", "三日内代办\n"),
            ("ledger.yaml says): ", "２月３０日\n"),
            ("not in the calendar", ""),
            ("ledger.yaml says): ", "１２．５\n"),
        ],
    )
    assert "handling; due 2026-12-05" in heard
    heard = desk.talk(
        *("issue", "extend", "06N1"),
        answers=[
            ("Deadline: ", "12月20日\n"),
            ("Why: ", "雨天\n"),
            ("Who allowed it: ", "c001\n"),
        ],
    )
    assert "due 2026-12-20" in heard


def test_chinese_is_typed_as_well_where_the_locale_knows_none(desk: Desk) -> None:
    answers = [("Unit: ", "县人社局\n"), ("Measures: ", "三日内代办\n"), ("says): ", "12.5\n")]
    desk.talk("issue", "assign", "06N1", answers=answers, LC_ALL="C", TERM="xterm")
    assert desk.json("list", "--owner", "县人社局")["total"] == 1


def test_a_visit_is_written_down_by_answering_questions(desk: Desk) -> None:
    desk.talk(
        *("visit", "add", "--on", "１１．５"),
        answers=[
            ("Place: ", "wl101\n"),
            ("Households met (Enter: none): ", "1，２、ｗｌ１０１－０００４\n"),
            ("Diary: ", "看了机井\n"),
            ("An opinion heard (Enter: none): ", "\n"),
        ],
    )
    row = desk.json("list", "visits", "--since", "2026-11-05")["rows"][0]
    assert row["households"] == ["WL101-0001", "WL101-0002", "WL101-0004"]
    assert (row["day"], row["excerpt"]) == ("2026-11-05", "看了机井")


def test_a_visit_of_nobody_needs_at_least_a_diary(desk: Desk) -> None:
    desk.talk(
        *("visit", "add"),
        answers=[("Place: ", "WL102\n"), ("Diary: ", "\n"), ("needed", ""), ("Diary: ", "\x03")],
        exits=130,
    )


def test_a_household_is_added_and_its_telephone_is_not_seen(desk: Desk) -> None:
    heard = desk.talk(
        *("household", "add", "--phone", "-"),
        answers=[
            ("Village: ", "1\n"),
            ("household: ", "郑甲\n"),
            ("Kinds (Enter: none): ", "脱贫，２\n"),
            ("Group (Enter: none): ", "一组\n"),
            ("Telephone: ", "000-0101-0011\n"),
        ],
    )
    assert "000-0101-0011" not in heard
    home = desk.json("show", "WL101-0011", "--full")
    assert home["phone"] == "000-0101-0011"
    assert home["categories"] == ["脱贫户", "监测户"]
    assert home["group"] == "一组"


def test_a_station_is_added_by_answering_questions(desk: Desk) -> None:
    desk.talk(
        *("station", "add"),
        answers=[
            ("Code: ", "ｗｌ４\n"),
            ("Name: ", "第四片区\n"),
            ("Tier: ", "片区\n"),
            ("Belongs to: ", "五里\n"),
            ("more than one", ""),
            ("Belongs to: ", "WL\n"),
        ],
    )
    assert desk.json("show", "WL4")["type"] == "area"


def test_a_field_is_put_right_by_answering_questions(desk: Desk) -> None:
    desk.talk(
        *("issue", "correct", "06N1"),
        answers=[(": ", "1\n"), ("nothing): ", "代办社保卡\n"), ("Why: ", "笔误\n")],
    )
    assert desk.json("show", "06N1")["title"] == "代办社保卡"


@pytest.mark.parametrize("argv", [["list"], ["overdue"], ["show", "KE2N"], ["log"], ["check"]])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_table_fits_a_terminal_with_and_without_colours(
    tmp_path, argv: list[str], language: str
) -> None:
    desk = Desk(example(tmp_path / "账"))
    plain = desk.talk(*argv, "--lang", language, answers=[])
    assert all(words.width(line) <= 72 for line in plain.splitlines())
    coloured = desk.talk(*argv, answers=[], TERM="xterm-256color", NO_COLOR="")
    assert ("\x1b[" in coloured) is (argv != ["check"])


def test_what_a_stream_demands_is_asked_for(desk: Desk) -> None:
    lamp = ("issue", "register", "--title", "甲", "--place", "WL101", "--stream", "supervision")
    heard = desk.talk(*lamp, answers=[("Category: ", "用电照明\n")])
    issue = heard.partition("Registered ")[2].partition(":")[0]
    heard = desk.talk(
        *("issue", "assign", issue, "--unit", "经发办", "--due", "11.30"),
        answers=[("Person in charge: ", "c002\n"), ("Measures: ", "更换\n")],
    )
    assert "handling; due 2026-11-30" in heard
    desk.run("issue", "submit", issue, "--text", "好了")
    desk.run("issue", "accept", issue, "--checker", "c003")
    heard = desk.talk(
        *("issue", "sign", issue), answers=[("Signer: ", "c001\n"), ("Opinion: ", "同意销号\n")]
    )
    assert "signed off" in heard
