"""What plain git commits is taken in; what breaks a rule is named, and the rest goes on."""

import pytest
from book_world import NOW


@pytest.fixture
def desk(desk, monkeypatch):
    """A desk whose own git has the day of the tests."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_DATE", NOW.isoformat())
    return desk


@pytest.fixture
def lamp(desk):
    """An issue that was just written down, and its file."""
    places = desk.json("list", "places")["rows"]
    place = next(row["code"] for row in places if row["registers"])
    made = desk.json("issue", "register", "--title", "路灯", "--place", place)
    return made["id"], f"issues/{made['station']}/2026/{made['id']}.yaml"


def broken(desk):
    """What check finds, each with the file, the line, the code and who changed it last."""
    rows = desk.run("check", "--format", "json", exits=1).data["rows"]
    return [(row["where"], row["code"], row["changed"]["by"]) for row in rows]


def test_a_sound_commit_is_taken_in(desk, lamp):
    record, _path = lamp
    desk.edit("ledger.yaml", "name:", "# 手工\nname:")
    desk.run("check")
    desk.run("issue", "press", record)


def test_a_broken_record_is_named_with_line_commit_and_author(desk, lamp):
    record, path = lamp
    others = (
        set(desk.json("list", "--limit", "1000")["rows"][0])
        and desk.run("list", "--format", "json").ids
    )
    desk.edit(path, "status: registered", "status: settled")
    line = desk.read(path).splitlines().index("status: settled") + 1
    assert broken(desk) == [(f"{path}:{line}", "field", "c003")]
    (row,) = desk.run("check", "--format", "json", exits=1).data["rows"]
    assert row["changed"]["commit"] == desk.git("rev-parse", "HEAD").strip()
    assert "c003 on 2026-11-21" in desk.run("check", exits=1).out
    left = desk.run("list", "--format", "json").ids
    assert set(left) == set(others) - {record}
    desk.run("issue", "press", left[0])
    desk.refused("issue", "press", record, exits=4, says=record)


def test_a_state_that_is_not_the_replay_of_its_log_is_named(desk, lamp):
    _record, path = lamp
    desk.edit(path, "status: registered", "status: void")
    assert [found[1:] for found in broken(desk)] == [("not-replayed", "c003")]
    (row,) = desk.run("check", "--format", "json", exits=1).data["rows"]
    assert "not what the log makes of it (registered)" in row["sentence"]


def test_an_edited_fact_is_named(desk, lamp):
    _record, path = lamp
    desk.edit(path, "title: 路灯", "title: 假的")
    assert [found[1:] for found in broken(desk)] == [("facts-changed", "c003")]


def test_undo_takes_a_broken_commit_back(desk, lamp):
    record, path = lamp
    desk.edit(path, "status: registered", "status: settled")
    desk.run("undo", desk.git("rev-parse", "--short=10", "HEAD").strip())
    desk.run("check")
    desk.run("issue", "press", record)
