"""`tz status`, `tz adopt` and `tz restore` as a clerk meets them."""

import re

import pytest


@pytest.fixture
def lamp(desk):
    """An issue that was just written down, and its file."""
    village = desk.json("list", "places")["rows"]
    place = next(row["code"] for row in village if row["registers"])
    made = desk.json("issue", "register", "--title", "路灯", "--place", place)
    return made["id"], f"issues/{made['station']}/2026/{made['id']}.yaml"


def hand(desk, path, old, new):
    text = desk.read(path)
    assert old in text
    desk.write(path, text.replace(old, new, 1))


def test_without_edits_all_is_said_to_be_as_committed(desk):
    assert "No hand edits" in desk.run("status").out
    assert desk.json("status")["rows"] == []
    assert "No hand edits" in desk.run("adopt").out


def test_status_says_what_can_become_of_each_edit(desk, lamp):
    record, path = lamp
    hand(desk, path, "title: 路灯", "title: 村口路灯")
    (row,) = desk.json("status")["rows"]
    assert (row["path"], row["state"], row["sound"], row["corrects"]) == (
        path,
        "changed",
        True,
        ["title"],
    )
    assert "correction" in desk.run("状态").out
    hand(desk, path, "status: registered", "status: closed")
    (row,) = desk.json("status")["rows"]
    line = desk.read(path).splitlines().index("status: closed") + 1
    assert (row["where"], row["code"], row["sound"]) == (f"{path}:{line}", "state-edited", False)
    assert record in desk.run("status").out


def test_an_edit_becomes_a_correction_with_name_and_reason(desk, lamp):
    record, path = lamp
    hand(desk, path, "title: 路灯", "title: 村口路灯")
    desk.refused("adopt", exits=2, says="--reason")
    said = desk.json("adopt", record, "--reason", "登记时写错")
    assert said == {"op": said["op"], "files": [path], "corrections": 1}
    event = desk.json("show", record)["log"][-1]
    assert (event["do"], event["old"], event["new"]) == ("correct", "路灯", "村口路灯")
    desk.run("check")
    desk.run("undo")
    assert desk.json("show", record)["title"] == "路灯"
    desk.run("check")


def test_a_refused_edit_stays_where_it_is(desk, lamp):
    record, path = lamp
    hand(desk, path, "status: registered", "status: closed")
    desk.refused("adopt", "--reason", "x", exits=5, says="tz status")
    desk.refused("adopt", "nothing", "--reason", "x", exits=5, says="not edited by hand")
    desk.refused("restore", path, exits=2, says="--yes")
    edited = desk.read(path)
    said = desk.json("restore", record, "--yes")
    assert said["files"] == [path]
    assert (desk.root / said["kept"] / path).read_text(encoding="utf-8") == edited
    assert "No hand edits" in desk.run("status").out


def test_a_reason_that_cannot_be_kept_is_said_to_be_lost(desk):
    desk.write("ledger.yaml", f"# 手工\n{desk.read('ledger.yaml')}")
    assert "the reason was not kept" in desk.run("采纳", "--理由", "看着方便").out
    desk.run("check")


def test_in_the_middle_of_a_merge_status_says_to_finish_that_first(desk, lamp):
    _record, path = lamp
    desk.git("branch", "side")
    desk.commit(path, desk.read(path).replace("路灯", "灯"))
    desk.git("checkout", "-q", "side")
    desk.git("merge", "-q", "--no-commit", "--no-ff", "main")
    said = desk.run("status").out
    assert "git merge --continue" in said
    assert "tz adopt" not in said
    desk.git("merge", "--abort")
    assert "git merge" not in desk.run("status").out


def test_at_a_terminal_putting_back_is_asked_for(desk, lamp):
    _record, path = lamp
    hand(desk, path, "路灯", "灯")
    edited = desk.read(path)
    heard = desk.talk("restore", path, answers=[("Put back", "no\n")], exits=130)
    assert "Nothing was written." in heard
    assert "interrupted" not in heard
    assert desk.read(path) == edited
    heard = desk.talk("restore", path, answers=[("Put back", "yes\n")])
    assert re.search("1 file put back", heard)
    assert desk.read(path) != edited


def test_paths_are_those_of_the_folder_one_stands_in(desk, lamp):
    _record, path = lamp
    hand(desk, path, "路灯", "灯")
    inside = path.partition("/")[2]
    ended = desk.process("-C", ".", "restore", inside, "--yes", exits=5)
    assert "not edited by hand" in ended.err
    desk.process("restore", path, "--yes")
