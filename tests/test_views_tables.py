"""Tables line up, give way on narrow screens, and show text as it is."""

from itertools import accumulate

import pytest
import views_examples as examples
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from ledger.rules.statuses import STATUS_NAMES
from ledger.views import screen, tables
from ledger.views.listing import Column, Detail, Field, Listing, Section
from ledger.views.screen import Screen
from ledger.views.show import show
from ledger.views.styles import STATUS_STYLES

NASTY = st.text(
    st.one_of(
        st.sampled_from("中文台账，。（）村路灯ＡＢ１２ abcXYZ-0129[]/🚰👨👩👧❤😀"),
        st.sampled_from("\u0301\u20e3\ufe0f\u200d\u200b\u202e\x1b\x07\n\t\r\x9b\ud83d\u3000"),
        st.characters(exclude_categories=()),
    ),
    max_size=40,
)
FLAG = st.booleans()


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("TAIZHANG_LANG", "en")
    monkeypatch.setenv("COLUMNS", "100")


def plain(lines):
    return ["".join(text for text, _style in line) for line in lines]


def written(answer, *, terminal=False, encoding="utf-8"):
    out = examples.Stream(terminal=terminal, encoding=encoding)
    show(answer, out=out)
    return out.getvalue()


@st.composite
def listings(draw):
    count = draw(st.integers(1, 7))
    columns = [
        Column(
            str(i),
            draw(NASTY),
            rank=draw(st.integers(0, 3)),
            align=draw(st.sampled_from(["left", "right"])),
            flexible=draw(FLAG),
            wrap=draw(FLAG),
        )
        for i in range(count)
    ]
    rows = draw(st.lists(st.fixed_dictionaries({str(i): NASTY for i in range(count)}), max_size=5))
    return Listing("", columns, rows)


@settings(max_examples=150, deadline=None)
@given(listings(), st.integers(72, 160))
def test_the_columns_of_a_table_line_up_and_fit_and_no_line_ends_in_blanks(answer, width):
    table, _left_out = tables.grid(answer, Screen(width))
    (whole,) = [cell_len(line[0][0]) for line in table if line and line[0][1] == "dim"]
    assert whole <= width
    assert all(cell_len(line) <= whole and line == line.rstrip() for line in plain(table))
    begun = [begins(line) for line in table]
    assert all(at == max(begun, key=len)[: len(at)] for at in begun)


def begins(line):
    """Where the cells of a line begin: each is a text, its blanks, and what parts it."""
    ends = accumulate(cell_len(text) for text, _style in line)
    return [0, *(end for number, end in enumerate(ends, 1) if number % 3 == 0)]


@settings(max_examples=100, deadline=None)
@given(listings(), NASTY, FLAG)
def test_no_control_byte_reaches_the_output(answer, title, terminal):
    detail = Detail(title, [Section(title, [Field(title, title)]), answer], {}, footer=[title])
    said = written(detail) + plain_of_colour(written(detail, terminal=terminal))
    assert not any(c < " " or "\x7f" <= c < "\xa0" for c in said.replace("\n", ""))
    assert said.encode("utf-8")


def plain_of_colour(text):
    """The text without the colours that we put there ourselves."""
    import re

    return re.sub("\x1b\\[[0-9;]*m", "", text)


@settings(max_examples=100, deadline=None)
@given(NASTY, st.integers(72, 160))
def test_a_detail_fits_the_screen(text, width):
    detail = Detail("", [Section("", [Field("标题", text), Field(text, "值")])], {})
    assert all(cell_len(line) <= width for line in plain(tables.detail(detail, Screen(width))))


@pytest.mark.parametrize("width", [72, 80, 100, 160])
def test_a_listing_looks_as_it_should(golden, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    golden(f"views-listing-{width}.txt", written(examples.overdue()))


@pytest.mark.parametrize("width", [72, 100])
def test_a_listing_that_wraps_looks_as_it_should(golden, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    golden(f"views-wrapped-{width}.txt", written(examples.overdue(wrap=True)))


@pytest.mark.parametrize("width", [72, 100])
def test_a_detail_looks_as_it_should(golden, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    golden(f"views-detail-{width}.txt", written(examples.record()))


@pytest.mark.parametrize("width", [72, 100])
def test_a_history_looks_as_it_should(golden, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    golden(f"views-history-{width}.txt", written(examples.log()))


def test_a_terminal_gets_colours(golden, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    golden("views-colour-100.txt", written(examples.overdue(), terminal=True))


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_may_refuse_colours(monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)
    assert "\x1b" not in written(examples.overdue(), terminal=True)


def test_a_pipe_has_a_hundred_columns_unless_told(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    assert screen.of(examples.Stream()).width == 100
    monkeypatch.setenv("COLUMNS", "72")
    assert screen.of(examples.Stream()).width == 72


def test_a_stream_that_is_not_unicode_gets_ascii_of_the_same_width():
    said = written(examples.overdue(wrap=True), encoding="latin-1")
    rule = said.splitlines()[2]
    assert set(rule) == {"-"}
    assert said.encode("ascii")
    assert max(len(line) for line in said.splitlines()) == len(rule) == 100


def test_a_chinese_code_page_shows_chinese():
    assert "村口路灯" in written(examples.overdue(), encoding="gbk")


@pytest.mark.parametrize("text", ["[bold]x[/bold]", "[/]", ":smile:", "{title}", "%s", "\\[x]"])
@pytest.mark.parametrize("terminal", [True, False])
def test_text_that_looks_like_markup_is_shown_as_it_is(text, terminal):
    answer = Listing(text, [Column("a", text)], [{"a": text}], footer=[text])
    assert plain_of_colour(written(answer, terminal=terminal)).count(text) == 4


def test_the_least_needed_column_goes_first_and_is_named():
    columns = [Column("a", "甲"), Column("b", "乙", rank=2), Column("c", "丙", rank=1)]
    rows = [{"a": "a" * 30, "b": "b" * 30, "c": "c" * 30}]
    _table, left_out = tables.grid(Listing("", columns, rows), Screen(72))
    assert [column.title for column in left_out] == ["乙"]
    _table, left_out = tables.grid(Listing("", columns, rows), Screen(50))
    assert [column.title for column in left_out] == ["乙", "丙"]


def test_an_empty_listing_says_so():
    answer = Listing("逾期问题", examples.columns(), [], empty="没有逾期的问题。")
    assert written(answer) == "逾期问题\n没有逾期的问题。\n"


def test_closing_punctuation_does_not_begin_a_line():
    answer = Listing("", [Column("a", "说明", flexible=True, wrap=True)], [{"a": "村路，" * 60}])
    table, _left_out = tables.grid(answer, Screen(73))
    assert not any(line.startswith("，") for line in plain(table))


def test_every_status_has_a_style():
    assert set(STATUS_STYLES) == set(STATUS_NAMES)
