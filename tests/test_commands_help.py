"""Help pages: right columns in both languages, one screen each, and no option without a name."""

import importlib.util
from collections.abc import Callable, Iterator

import pytest
import throwaway
from hypothesis import given
from hypothesis import strategies as st

from ledger import words
from ledger.commands.line import help as pages
from ledger.commands.line import registry, tree
from ledger.commands.line.chinese import ENGLISH, OPTIONS
from ledger.main import app, main

Page = Callable[..., str]


@pytest.fixture(name="page")
def _page(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    monkeypatch.setenv("COLUMNS", "72")
    monkeypatch.delitem(words._CATALOGUES, "zh")

    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == 0
        return capsys.readouterr().out

    with throwaway.installed():
        words._catalogue.cache_clear()
        yield run
    words._catalogue.cache_clear()
    words.choose(None)


def test_the_first_page_shows_every_command_under_its_heading(page: Page) -> None:
    shown = page("--help")
    for heading, entries in registry.TABLE:
        assert f"\n{heading}\n" in shown
        for entry in entries:
            assert f"\n  {entry.name} " in shown
            assert entry.chinese not in shown
    assert "--截至" not in shown


def test_the_chinese_page_shows_both_names(page: Page) -> None:
    shown = page("--help", "--lang", "zh")
    assert "\n  问题 issue " in shown
    assert "\n  --目录, -C DIR " in shown


@pytest.mark.parametrize("call", [(), ("--help",), ("-h",), ("--帮助",)])
def test_there_are_many_ways_to_the_first_page(page: Page, call: tuple[str, ...]) -> None:
    assert page(*call).startswith("Usage: tz COMMAND …\n\nA ledger of visits")


@pytest.mark.parametrize("call", [("issue",), ("issue", "--help"), ("问题", "-h")])
def test_a_noun_shows_its_verbs(page: Page, call: tuple[str, ...]) -> None:
    shown = page(*call)
    assert shown.startswith("Usage: tz issue COMMAND …")
    assert "\n  assign    Give an issue to a unit, with a time limit.\n" in shown


def test_the_page_of_a_command(page: Page) -> None:
    assert page("wall", "paint", "--help") == (
        "Usage: tz wall paint ISSUE [OPTIONS]\n"
        "\n"
        "Paint a wall.\n"
        "\n"
        "  ISSUE                   The id of an issue, or a unique part of it.\n"
        "  --place PLACE           The code or the name of a place.\n"
        "  --as-of DATE            Answer as things stood at the end of this day\n"
        "                          (default: today).\n"
        "  --since DATE            From this day on.\n"
        "  --due DATE              The last day of the time limit.\n"
        "  --full                  Show everything there is.\n"
        "  --limit NUMBER          At most this many rows. (default: 20)\n"
        "  --note TEXT             The shade.\n"
        "  --known-at DATE|COMMIT  Count only what had been written down by\n"
        "                          then.\n"
        "\n"
        "Everywhere: -C DIR  --format table|json|csv|md  --lang en|zh  --help\n"
        "\n"
        "Examples\n"
        "  tz wall paint 7K3Q --place WL03\n"
        "  tz wall paint 7K3Q --as-of 11月5日 --full\n"
    )


def test_the_chinese_page_of_a_command_names_everything_in_chinese(page: Page) -> None:
    shown = page("wall", "paint", "--help", "--lang", "zh")
    assert shown.startswith("Usage: tz 墙 刷 ISSUE")
    assert "\n  --截至, --as-of DATE " in shown
    assert "\n  tz 墙 刷 7K3Q --截至 11月5日 --详细\n" in shown
    assert "--目录, -C DIR" in shown


def test_columns_are_straight_in_both_languages(page: Page) -> None:
    for lang in ("en", "zh"):
        shown = page("wall", "paint", "--help", "--lang", lang)
        starts = {
            words.width(line[: line.index(text)])
            for line in shown.splitlines()
            for text in ("The code or", "From this day", "Show everything", "The shade")
            if text in line
        }
        assert len(starts) == 1
        assert all(words.width(line) <= 72 for line in shown.splitlines())


def test_an_option_says_its_chinese_name_in_no_english_page(page: Page) -> None:
    shown = page("wall", "paint", "--help")
    assert not any(chinese in shown for chinese in ENGLISH)


@given(
    text=st.text(alphabet="ab 台账村，。（）“”12-", max_size=120),
    columns=st.integers(10, 40),
)
def test_wrapped_lines_fit_and_lose_nothing(text: str, columns: int) -> None:
    lines = pages.wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    longest = max((words.width(p.strip()) for p in pages._pieces(text)), default=0)
    assert all(words.width(line) <= max(columns, longest) for line in lines)
    assert not any(line.lstrip()[:1] in set("，。）”") for line in lines[1:])


@pytest.mark.parametrize(
    ("text", "columns"),
    [("台账", 4), ("tz 台账", 7), ("１２", 4), ("e\u0301", 1), ("，。", 4), ("“”", 2), ("", 0)],
)
def test_width_counts_columns_not_characters(text: str, columns: int) -> None:
    assert words.width(text) == columns


def test_no_two_options_share_a_chinese_name() -> None:
    assert len(ENGLISH) == len(OPTIONS)
    assert all(name.startswith("--") and not name.isascii() for name in ENGLISH)


def test_no_two_commands_of_a_group_share_a_name() -> None:
    for entries in (registry.commands(), *(e.verbs for e in registry.commands())):
        names = [n for e in entries for n in (e.name, e.chinese, *e.aliases)]
        assert len(names) == len(set(names))


def test_an_option_without_a_chinese_name_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(OPTIONS, "--place")
    with throwaway.installed(), monkeypatch.context() as patch:
        patch.setattr(registry, "TABLE", registry.TABLE[:1])
        assert tree.nameless() == ["wall paint --place"]


WRITTEN = [
    (" ".join(words_), entry)
    for words_, entry in registry.leaves()
    if importlib.util.find_spec(f"ledger.commands.{entry.target.partition(':')[0]}")
]


@pytest.mark.parametrize(("call", "entry"), WRITTEN)
def test_every_option_of_every_command_has_a_chinese_name(
    call: str, entry: registry.Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    noun, _space, _verb = call.rpartition(" ")
    bare = entry._replace(name=entry.name)
    monkeypatch.setattr(registry, "TABLE", ((noun, (bare,)),))
    assert tree.nameless() == []


@pytest.mark.parametrize(("call", "entry"), WRITTEN)
def test_every_command_has_two_examples_that_call_it_with_options_that_it_has(
    call: str, entry: registry.Entry
) -> None:
    command = tree.load(entry)
    assert isinstance(command, tree.Command)
    known = {n for param in command.params for n in (*param.opts, *param.secondary_opts)}
    shown = pages.examples(command)
    assert len(shown) >= 2
    for line in shown:
        assert f"tz {call}" in line
        given_options = {word.partition("=")[0] for word in line.split() if word.startswith("--")}
        assert given_options <= known


def test_the_program_is_the_table() -> None:
    assert tuple(app.entries) == registry.commands()
