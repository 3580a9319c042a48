"""`tz undo`, `tz redo` and `tz ops` as a clerk meets them."""

import pytest


@pytest.fixture
def lamp(desk):
    """An issue that was just written down."""
    village = desk.json("list", "places")["rows"]
    place = next(row["code"] for row in village if row["registers"])
    return desk.json("issue", "register", "--title", "路灯", "--place", place)["id"]


def test_the_operations_are_told_in_plain_words(desk, lamp):
    desk.run("issue", "note", lamp, "--text", "问过")
    newest, registered = desk.json("ops", "--limit", "2")["rows"]
    assert (newest["what"], newest["records"], newest["count"]) == ("issue note", [lamp], 1)
    assert registered["what"] == "issue register"
    said = desk.run("ops").out
    assert lamp in said
    assert newest["op"] in said
    assert "git:" not in said
    assert "There are older ones" not in said
    assert "There are older ones" in desk.run("ops", "--limit", "1").out


def test_an_operation_is_taken_back_and_brought_back(desk, lamp):
    before = desk.state()[1]
    desk.run("issue", "note", lamp, "--text", "问过")
    after = desk.state()[1]
    undone = desk.run("undo")
    assert f"Undone: issue note ({lamp})" in undone.out
    assert desk.state()[1] == before
    assert "Done again: undo" in desk.run("redo").out
    assert desk.state()[1] == after
    rows = desk.json("ops")["rows"]
    assert [row["undone"] for row in rows[:3]] == [False, True, False]
    assert rows[0]["undoes"] == rows[1]["op"]
    desk.run("undo", rows[2]["op"][:5])
    assert desk.state()[1] == before
    desk.run("check")


def test_the_chinese_names_do_the_same(desk, lamp):
    desk.run("撤销")
    desk.run("重做")
    assert desk.json("操作", "--上限", "1")["rows"][0]["command"] == "redo"
    desk.run("show", lamp)


def test_a_script_gets_the_names_of_both_operations(desk, lamp):
    taken = desk.json("ops", "--limit", "1")["rows"][0]["op"]
    said = desk.json("undo")
    assert said == {"op": said["op"], "undoes": taken, "records": [lamp]}


def test_refusals_are_one_sentence_with_their_exit_code(desk, lamp):
    op = desk.json("ops", "--limit", "1")["rows"][0]["op"]
    desk.refused("redo", exits=5, says="undone nothing")
    desk.refused("undo", "QQQQ", exits=4, says="no operation “QQQQ” in this ledger; “tz ops” lists")
    desk.run("issue", "press", lamp)
    desk.refused("undo", op, exits=5, says=lamp)
    desk.run("undo")
    desk.run("undo")
    desk.refused("undo", op, exits=5, says="undone already")
    desk.refused("undo", exits=5, says="no operation left to undo")


def test_nobody_undoes_without_saying_who_they_are(desk):
    (desk.root / ".git/taizhang/whoami").unlink()
    desk.refused("undo", exits=2, says="whoami")


def test_a_commit_by_plain_git_is_told_in_its_own_words(desk):
    desk.edit("ledger.yaml", "name:", "name:  ")
    row = desk.json("ops", "--limit", "1")["rows"][0]
    assert (row["what"], row["who"], row["command"]) == ("git: by hand", "c003", "")
    assert row["op"] == row["commit"][:10]
