"""How far a long piece of work is."""

import io

import pytest

from ledger.views import progress
from ledger.views.progress import Progress

GONE = "\r\x1b[K"


class Screen(io.StringIO):
    """What a terminal is told."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(monkeypatch):
    monkeypatch.setattr(progress, "_OFTEN", -1)
    return Screen()


def test_the_line_goes_when_the_work_is_done(screen):
    assert [*Progress("planning", screen).watching(3)("abc")] == ["a", "b", "c"]
    assert "2 of 3 rows" in screen.getvalue()
    assert screen.getvalue().endswith(GONE)


def test_the_line_goes_when_the_work_is_broken_off(screen):
    def broken():
        yield from "ab"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(Progress("planning", screen).watching(3)(broken()))
    assert "2 of 3 rows" in screen.getvalue()
    assert screen.getvalue().endswith(GONE)


def test_nothing_is_told_where_there_is_no_terminal(monkeypatch):
    monkeypatch.setattr(progress, "_OFTEN", -1)
    said = io.StringIO()
    assert [*Progress("planning", said).watching(2)("ab")] == ["a", "b"]
    assert said.getvalue() == ""
