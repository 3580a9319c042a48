"""Scripts of a system's work, played through the commands."""

from datetime import date, datetime

import pytest
from book_world import NOW, opened

from ledger.commands import play
from ledger.commands.context import Context
from ledger.errors import ScriptError

SCRIPT = """
# 一件事
@lamp = 2026-11-23 c003: issue register --place WL101 --title '村口 路灯损坏'

2026-11-24 c003: issue assign @lamp --unit 五里镇经发办 --due 2026-11-27
2026-11-24 c003: issue progress @lamp --text 灯具已到货
: list --status open
: show @lamp
"""


def here(root):
    return Context(root, NOW, who="c003")


def test_a_script_is_read_line_by_line():
    scenes = list(play.read(SCRIPT))
    assert [scene.line for scene in scenes] == [3, 5, 6, 7, 8]
    assert scenes[0].name == "lamp"
    assert scenes[0].typed[-1] == "村口 路灯损坏"
    assert scenes[1].day == date(2026, 11, 24)
    assert [scene.day for scene in scenes[3:]] == [None, None]


@pytest.mark.parametrize("line", ["issue register", "2026-11-17: x", "2026-11-17 c003 x", "@a: x"])
def test_a_line_that_is_none_is_named(line):
    with pytest.raises(ScriptError, match="2"):
        list(play.read("# first\n" + line))


@pytest.mark.parametrize(
    ("moment", "evening"),
    [("2026-11-17", "2026-12-31"), ("2026-04-01", "2026-06-30"), ("2024-02-29", "2024-03-31")],
)
def test_the_end_is_the_last_evening_of_the_quarter(moment, evening):
    assert play._evening(datetime.fromisoformat(moment)).date() == date.fromisoformat(evening)


def test_moments_never_go_back_and_are_a_minute_apart():
    scenes = [play.Scene(1, ["x"], date(2026, 1, day)) for day in (5, 5, 5, 4, 7)]
    moments = play.clock(scenes)
    assert [m.strftime("%d %H:%M") for m in moments] == [
        "05 09:00",
        "05 09:01",
        "05 09:02",
        "05 09:03",
        "07 09:00",
    ]


def test_every_line_becomes_what_it_says(root, capsys):
    play.play(play.read(SCRIPT), root, here(root))
    shown = capsys.readouterr().out
    rows, _total = opened(root, date(2026, 11, 24)).issues(play_filter())
    found = [row for row in rows if "路灯损坏" in row["title"]]
    issue = opened(root).issue(found[0]["id"])
    assert [event.do for event in issue.log] == ["register", "assign", "progress"]
    assert issue.id in shown
    assert "$ tz show " + issue.id in shown


def test_a_refused_line_stops_the_play_and_is_named(root):
    script = SCRIPT.replace("issue progress @lamp --text 灯具已到货", "issue sign @lamp")
    with pytest.raises(ScriptError, match="6"):
        play.play(play.read(script), root, here(root))


def play_filter():
    from ledger.index.queries import IssueFilter

    return IssueFilter(since="2026-11-23")
