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


def test_one_broken_visit_leaves_the_others_of_its_page(desk, lamp):
    place = desk.json("show", lamp[0])["place"]
    visits = [
        desk.json("visit", "add", "--place", place, "--text", text)["id"] for text in ("甲", "乙")
    ]
    path = next(str(p.relative_to(desk.root)) for p in desk.root.glob("visits/*/2026/11-21.yaml"))
    desk.edit(path, "text: 乙", "texts: 乙")
    rows = desk.run("check", "--format", "json", exits=1).data["rows"]
    assert {(row["record"], row["code"]) for row in rows} == {(visits[1], "field")}
    assert desk.json("show", visits[0])["text"] == "甲"
    assert visits[1] not in desk.run("list", "visits", "--format", "json").ids
    assert visits[0] in desk.run("list", "visits", "--format", "json").ids
    with desk.unchanged():
        said = desk.run("visit", "add", "--place", place, "--text", "丙", exits=1).err
    assert path in said
    desk.run("undo", desk.git("rev-parse", "--short=10", "HEAD").strip())
    desk.run("check")
    assert desk.json("show", visits[1])["text"] == "乙"


def test_one_broken_household_leaves_the_others_of_its_register(desk):
    places = desk.json("list", "places")["rows"]
    place = next(row["code"] for row in places if row["registers"])
    homes = [
        desk.json("household", "add", "--place", place, "--name", name)["id"]
        for name in ("甲", "乙")
    ]
    path = f"households/{place}.yaml"
    desk.edit(path, "name: 乙", "nome: 乙")
    rows = desk.run("check", "--format", "json", exits=1).data["rows"]
    assert {row["record"] for row in rows} == {homes[1]}
    desk.run("show", homes[0])
    desk.run("show", homes[1], exits=4)


def test_what_is_no_list_of_records_is_named_as_a_whole(desk, lamp):
    place = desk.json("show", lamp[0])["place"]
    desk.json("household", "add", "--place", place, "--name", "甲")
    desk.commit(f"households/{place}.yaml", f"place: {place}\nhouseholds: [1, 二, [], {{}}]\n")
    desk.commit("visits/WL1/2026/11-20.yaml", "station: WL1\ndate: 2026-11-20\nvisits: {a: 1}\n")
    codes = {row["code"] for row in desk.run("check", "--format", "json", exits=1).data["rows"]}
    assert "field" in codes
    desk.run("list")
