"""Questions at a real terminal, and what stands in for them in a pipe."""

import sys
import textwrap
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="terminals are POSIX")

from terminal import talk

TESTS = Path(__file__).parent
SETUP = """
import sys
from datetime import date
from ledger import words
from ledger.commands.asking import ask
words.choose("en")
PLACES = [("WL03", "五里村"), ("WL04", "小溪村"), ("WL05", "重山村"), ("WL06", "小坪村")]
MANY = [(f"P{n:02}", f"第{n}组") for n in range(1, 46)]
TODAY = date(2026, 11, 5)
"""


def asked(expression: str, *answers: tuple[str, str]) -> str:
    """The answer that a question of `ask` ends with."""
    code = SETUP + textwrap.dedent(f"print('=>', {expression})")
    ended, heard = talk([sys.executable, "-c", code], *answers)
    assert ended == 0, heard
    return heard


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("2", "WL04"),
        ("２", "WL04"),
        ("wl05", "WL05"),
        ("五里", "WL03"),
        ("csc", "WL05"),
        ("zsc", "WL05"),
    ],
)
def test_a_choice_is_made_by_number_value_text_or_initials(answer: str, value: str) -> None:
    heard = asked("ask.choose('Place', PLACES)", ("Place: ", f"{answer}\n"))
    assert "  2  小溪村 (WL04)\n" in heard
    assert heard.endswith(f"=> {value}\n")


def test_enter_takes_the_default() -> None:
    assert "=> WL04" in asked("ask.choose('Place', PLACES, 'WL04')", ("(WL04)]: ", "\n"))


def test_a_default_that_is_gone_is_not_offered() -> None:
    assert "=> WL03" in asked("ask.choose('Place', PLACES, 'XX09')", ("Place: ", "1\n"))


def test_an_unclear_answer_is_asked_again_with_what_it_fits() -> None:
    heard = asked(
        "ask.choose('Place', PLACES)",
        ("Place: ", "小\n"),
        ("more than one", ""),
        ("Place: ", "4\n"),
    )
    assert heard.count("小溪村 (WL04)") == 2
    assert heard.endswith("=> WL06\n")


def test_an_answer_that_fits_nothing_is_asked_again() -> None:
    heard = asked(
        "ask.choose('Place', PLACES)", ("Place: ", "王\n"), ("nothing.", ""), (": ", "1\n")
    )
    assert "“王” fits nothing." in heard


def test_a_question_mark_or_nothing_shows_how_to_answer() -> None:
    heard = asked(
        "ask.choose('Place', PLACES)",
        ("Place: ", "？\n"),
        ("pinyin.", ""),
        ("Place: ", "\n"),
        ("pinyin.", ""),
        ("Place: ", "1\n"),
    )
    assert heard.count("Give a number") == 2


def test_long_lists_are_shown_in_pages() -> None:
    heard = asked(
        "ask.choose('Group', MANY)", ("Group: ", "+\n"), ("Group: ", "＋\n"), ("Group: ", "41\n")
    )
    assert "… 25 more: + shows them" in heard
    assert "… 5 more: + shows them" in heard
    assert "  45  第45组 (P45)" in heard
    assert heard.endswith("=> P41\n")


def test_of_many_that_fit_only_a_page_is_shown() -> None:
    heard = asked(
        "ask.choose('Group', MANY)", ("Group: ", "组\n"), ("say more", ""), ("Group: ", "7\n")
    )
    assert "… 25 more; say more of it" in heard
    assert heard.endswith("=> P07\n")


def test_several_values_are_given_with_commas_of_any_kind() -> None:
    heard = asked("ask.many('Places', PLACES)", ("Places: ", "1，３、wl06,1\n"))
    assert heard.endswith("=> ['WL03', 'WL05', 'WL06']\n")


def test_no_value_at_all_is_an_answer_where_none_is_needed() -> None:
    assert "=> []" in asked("ask.many('Places', PLACES, required=False)", ("Places: ", "\n"))


def test_text_is_asked_for_until_there_is_some() -> None:
    heard = asked(
        "ask.text('Title')", ("Title: ", "  \n"), ("needed", ""), ("Title: ", "村口路灯\n")
    )
    assert heard.endswith("=> 村口路灯\n")
    assert "=> \n" in asked("ask.text('Note', required=False)", ("Note: ", "\n"))


def test_a_date_is_asked_for_until_one_can_be_read() -> None:
    heard = asked(
        "ask.when('Day', TODAY, 'past', TODAY)",
        ("[2026-11-05]: ", "2月30日\n"),
        ("not in the calendar", ""),
        ("Day [2026-11-05]: ", "11.6\n"),
        ("may be 2025-11-06 or 2026-11-06; write the year", ""),
        ("Day [2026-11-05]: ", "上周二\n"),
    )
    assert heard.endswith("=> 2026-10-27\n")


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_leaving_a_question_ends_the_command_with_130(key: str) -> None:
    program = [sys.executable, str(TESTS / "throwaway.py"), "wall", "question"]
    code, heard = talk(program, ("Name: ", key), TAIZHANG_LANG="en")
    assert code == 130
    assert "interrupted" in heard
    assert "Traceback" not in heard


def test_what_the_command_line_leaves_out_is_asked_for_at_a_terminal() -> None:
    program = [sys.executable, str(TESTS / "throwaway.py"), "wall", "paint", "1"]
    code, heard = talk(program, ("Shade: ", "白\n"), TAIZHANG_LANG="en")
    assert code == 0
    assert heard.endswith("|白\n")
