"""The same matter written down twice: seen when it is registered, and made one."""

from cli_world import Desk

LAMP = ("issue", "register", "--title", "村口路灯损坏", "--place", "WL101")


def registered(desk: Desk, title: str, place: str = "WL102") -> str:
    made = desk.json("issue", "register", "--title", title, "--place", place)
    return str(made["id"])


def shown(desk: Desk, issue: str) -> dict:
    return desk.json("show", issue, "--full")


def test_whoever_registers_is_told_of_what_may_be_the_same_matter(desk: Desk) -> None:
    first = registered(desk, "文化广场路灯不亮")
    said = desk.run(*LAMP[:3], "文化广场的路灯不亮了", "--place", "WL102").err
    assert " ".join(said.split()) == (
        f"there may be the same matter already: {first} 文化广场路灯不亮 (waiting); if so, merge "
        "this one with “tz issue merge”"
    )
    assert desk.run(*LAMP[:3], "文化广场路灯不亮", "--place", "WL103").err == ""
    assert desk.run(*LAMP[:3], "蓄水池漏水", "--place", "WL102").err == ""


def test_what_is_void_or_was_closed_long_ago_is_no_likeness(desk: Desk) -> None:
    first = registered(desk, "文化广场路灯不亮")
    desk.run("issue", "void", first, "--reason", "写错")
    assert desk.run(*LAMP[:3], "文化广场路灯不亮", "--place", "WL102").err == ""


def test_an_opinion_that_becomes_an_issue_is_compared_too(desk: Desk) -> None:
    first = registered(desk, "文化广场路灯不亮")
    heard = ("--place", "WL102", "--text", "走访", "--opinion", "文化广场路灯不亮")
    visit = desk.json("visit", "add", *heard)["id"]
    assert first in desk.run("visit", "promote", visit).err


def test_merging_points_both_ways_in_one_commit_and_undo_takes_both_back(desk: Desk) -> None:
    main, copy = registered(desk, "文化广场路灯不亮"), registered(desk, "广场灯坏")
    before = {record: shown(desk, record) for record in (main, copy)}
    head = desk.git("rev-parse", "HEAD")
    desk.run("issue", "merge", copy, "--into", main, "--reason", "同一盏灯")
    assert desk.git("rev-parse", "HEAD~") == head
    assert shown(desk, copy)["into"] == main
    assert shown(desk, main)["copies"] == [copy]
    assert shown(desk, main)["log"][-1]["do"] == "absorb"
    assert f"Copies merged into it  {copy}" in desk.run("show", main).out
    assert desk.run("check").out == "Nothing is wrong.\n"
    desk.run("undo")
    assert {record: shown(desk, record) for record in (main, copy)} == before
    desk.run("redo")
    assert shown(desk, main)["copies"] == [copy]


def test_work_on_a_copy_is_refused_with_the_name_of_the_main(desk: Desk) -> None:
    main, copy = registered(desk, "文化广场路灯不亮"), registered(desk, "广场灯坏")
    third = registered(desk, "灯坏了")
    desk.run("issue", "merge", copy, "--into", main)
    assign = ("issue", "assign", copy, "--unit", "经发办")
    desk.refused(*assign, exits=5, says=f"{copy} was merged into {main}, where the work goes on")
    merge = ("issue", "merge", third, "--into", copy)
    desk.refused(*merge, exits=5, says=f"{copy} was merged into {main}")
    desk.run("issue", "note", copy, "--text", "反映人又来电")
    desk.run("issue", "reopen", copy, "--reason", "不是同一盏")
    assert "Copies merged into it" not in desk.run("show", main).out


def test_nothing_is_merged_into_what_was_struck_out_or_has_moved_on_since(desk: Desk) -> None:
    main, copy = registered(desk, "文化广场路灯不亮"), registered(desk, "广场灯坏")
    desk.run("issue", "note", main, "--text", "来电")
    void = registered(desk, "重复")
    desk.run("issue", "void", void, "--reason", "写错")
    desk.refused("issue", "merge", copy, "--into", void, exits=5, says=f"{void} is “void”")
    old = desk.json(*LAMP[:3], "灯坏", "--place", "WL102", "--on", "11.2")["id"]
    merge = ("issue", "merge", old, "--into", main, "--on", "11.3")
    desk.refused(*merge, exits=5, says="is before the last entry")
