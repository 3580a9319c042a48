"""How issues are closed: by each stream's own sign-offs, by whom, and what follows."""

from pathlib import Path

import pytest
from cli_world import Desk, call

MASSES = "- {code: masses, name: 群众反映}"
WORKED = ("assign", "--person", "c002", "--due", "11.30")


def stream(desk: Desk, more: str) -> None:
    """Change the first stream of ledger.yaml by plain git."""
    desk.edit("ledger.yaml", MASSES, f"- {{code: masses, name: 群众反映, {more}}}")


def reported(desk: Desk, *more: str) -> str:
    """An issue that its owner reported as settled."""
    issue = str(desk.json("issue", "register", "--title", "路灯", "--place", "WL101", *more)["id"])
    desk.run("issue", WORKED[0], issue, *WORKED[1:])
    desk.run("issue", "submit", issue, "--text", "已更换")
    return issue


def closed(desk: Desk, *more: str) -> str:
    issue = reported(desk, *more)
    desk.run("issue", "accept", issue, "--checker", "c003")
    desk.run("issue", "sign", issue, "--signer", "c001", "--text", "同意销号")
    return issue


def shown(desk: Desk, issue: str) -> dict:
    return desk.json("show", issue, "--full")


def test_a_stream_without_sign_offs_closes_when_it_is_reported_as_settled(desk: Desk) -> None:
    stream(desk, "closing: []")
    record = shown(desk, reported(desk))
    assert (record["status"], record["closed"]) == ("closed", "2026-11-21")
    assert record["log"][-1]["closing"] == []
    assert "answer_by" not in record


def test_the_villager_signs_in_the_diary(desk: Desk) -> None:
    stream(desk, "closing: [{step: witness}], follow: [{step: archive, within: 15}]")
    issue = reported(desk)
    assert "to witness" in desk.run("list", "--waits", "masses").out
    lacks = ("issue", "witness", issue, "--sign", "refused")
    desk.refused(*lacks, exits=5, says="a refused signature needs the reason")
    desk.run(*lacks, "--text", "仍有一盏不亮")
    assert shown(desk, issue)["status"] == "to_witness"
    said = desk.run("issue", "witness", issue, "--visit", "T96YR4Q").out
    assert said == f"{issue} 路灯: signed off\n"
    assert shown(desk, issue)["log"][-1]["visit"] == "WL1-26-T96YR4Q"
    assert shown(desk, issue)["owed"] == [{"step": "archive", "due": "2026-12-06"}]
    desk.run("issue", "archive", issue, "--where", "2026-031")
    assert shown(desk, issue)["followed"] == {"archive": "2026-11-21"}
    assert desk.run("check").out == "Nothing is wrong.\n"


def test_an_authorised_person_closes_with_a_note(desk: Desk) -> None:
    stream(desk, "closing: [{step: sign, roles: [deputy], text: true}]")
    issue = reported(desk)
    sign = ("issue", "sign", issue, "--signer")
    desk.refused(*sign, "c002", exits=5, says="ledger.yaml demands it in the stream “群众反映”")
    said = desk.refused(*sign, "c003", "--text", "好", exits=5, says="(streams: closing)").err
    assert "c003 holds none of the posts 副站长 at WL1 or above" in said
    desk.run(*sign, "c002", "--text", "情况属实")
    assert shown(desk, issue)["status"] == "closed"


@pytest.mark.parametrize("order", [["sign", "accept"], ["accept", "witness", "sign"]])
def test_sign_offs_come_in_the_order_of_the_stream(desk: Desk, order: list[str]) -> None:
    stream(desk, f"closing: [{', '.join(f'{{step: {step}}}' for step in order)}]")
    issue = reported(desk)
    given = {"accept": ["--checker", "c003"], "witness": [], "sign": ["--signer", "c001"]}
    for number, step in enumerate(order):
        for later in order[number + 1 :]:
            desk.refused("issue", later, issue, *given[later], exits=5, says="does not allow")
        desk.run("issue", step, issue, *given[step])
    assert shown(desk, issue)["status"] == "closed"
    assert desk.run("check").out == "Nothing is wrong.\n"


def test_the_order_of_closing_is_an_edit_of_the_settings_and_nothing_else(tmp_path: Path) -> None:
    """Station head first, then the checker; what was reported before keeps its own order."""
    desk = Desk(tmp_path / "宜君")
    assert call("-C", str(tmp_path), "init", "宜君", "--profile", "yijun").code == 0
    desk.run("whoami", "c041")
    before, after = [
        str(desk.json("issue", "register", "--title", title, "--place", "WL101")["id"])
        for title in ("村口路灯损坏", "水井干涸")
    ]
    for issue in (before, after):
        assign = ("--person", "c042", "--measures", "更换")
        desk.run("issue", "assign", issue, *assign, "--due", "11.30")
    desk.run("issue", "submit", before, "--text", "已更换")
    masses = "  closing: [{step: accept}, {step: sign}]\n  # 反馈"
    assert desk.read("ledger.yaml").count(masses) == 1
    swapped = "  closing: [{step: sign}, {step: accept}]\n  # 反馈"
    desk.edit("ledger.yaml", masses, swapped)
    desk.run("issue", "submit", after, "--text", "已清淤")
    assert [shown(desk, issue)["status"] for issue in (before, after)] == ["submitted", "to_sign"]
    desk.run("issue", "accept", before, "--checker", "c039")
    desk.run("issue", "sign", after, "--signer", "c038")
    assert [shown(desk, issue)["status"] for issue in (before, after)] == ["to_sign", "submitted"]
    desk.run("issue", "sign", before, "--signer", "c038")
    desk.run("issue", "accept", after, "--checker", "c039")
    assert [shown(desk, issue)["status"] for issue in (before, after)] == ["closed", "closed"]
    desk.edit("ledger.yaml", swapped, "  closing: [{step: sign}]\n  # 反馈")
    desk.run("issue", "reopen", after, "--reason", "又干")
    desk.run("issue", "assign", after, "--person", "c042", "--due", "11.30")
    desk.run("issue", "submit", after, "--text", "再清")
    desk.run("issue", "sign", after, "--signer", "c038")
    assert shown(desk, after)["status"] == "closed"


def test_who_may_judge_is_warned_of_refused_or_passed_over_as_the_settings_say(
    desk: Desk,
) -> None:
    issue = reported(desk)
    rule = "separation: {checker: warn, signer: warn, post: warn}"
    desk.edit("ledger.yaml", rule, rule.replace("warn", "refuse"))
    own = ("issue", "accept", issue, "--checker", "c002")
    says = "c002 both handled {} and judges it; another person should; ledger.yaml refuses it"
    said = desk.refused(*own, exits=5, says=says.format(issue)).err
    assert "(separation: checker)" in said
    desk.run("issue", "accept", issue, "--checker", "c003")
    strange = ("issue", "sign", issue, "--signer", "c007")
    desk.refused(*strange, exits=5, says="c007 holds no post at WL1 that signs issues off")
    desk.edit("ledger.yaml", rule.replace("warn", "refuse"), rule.replace("warn", '"off"'))
    assert desk.run(*strange).err == ""


def test_a_delegate_signs_in_the_heads_stead_for_as_long_as_is_written_down(desk: Desk) -> None:
    text = desk.read("stations/WL1.yaml")
    delegate = "delegates:\n- {person: c003, since: 2026-11-21, until: 2026-11-30}\n"
    desk.commit("stations/WL1.yaml", text + delegate)
    issue = reported(desk, "--on", "11.20")
    desk.run("issue", "accept", issue, "--checker", "c007")
    assert "holds no post" not in desk.run("issue", "sign", issue, "--signer", "c003").err


def test_a_submission_lacks_what_its_stream_demands(desk: Desk) -> None:
    stream(desk, "demands: [{step: register, fields: [category, first_asked]}]")
    lamp = ("issue", "register", "--title", "路灯", "--place", "WL101")
    said = desk.refused(*lamp, exits=5, says="“register” lacks: category").err
    assert "ledger.yaml demands it in the stream “群众反映” (streams: demands)" in said
    record = desk.json(*lamp, "--category", "用电照明")
    assert record["first_asked"] == "c001"
    asked = desk.json(*lamp, "--category", "用电照明", "--first-asked", "C002")["first_asked"]
    assert asked == "c002"
    desk.run("issue", "correct", record["id"], "--field", "first_asked", "--value", "c003",
             "--reason", "更换首问人")  # fmt: skip
    assert shown(desk, record["id"])["first_asked"] == "c003"


def test_an_assignment_lacks_what_its_stream_demands_unless_a_limit_gives_it(desk: Desk) -> None:
    lamp = ("--title", "路灯", "--place", "WL101", "--stream", "supervision", "--on", "2026-09-01")
    issue = str(desk.json("issue", "register", *lamp, "--category", "用电照明")["id"])
    assign = ("issue", "assign", issue, "--on", "2026-09-01", "--unit", "经发办")
    said = desk.refused(*assign, exits=5, says="“assign” lacks: ").err
    assert "person in charge, measures" in said
    desk.run(*assign, "--person", "c002", "--measures", "更换")
    assert shown(desk, issue)["deadline"] == {
        "date": "2026-11-02",
        "limit": 2,
        "count": "month",
        "start": "2026-09-01",
    }


def test_what_follows_closing_is_owed_until_it_is_done(desk: Desk) -> None:
    made = ("--stream", "found", "--category", "用电照明")
    issue = closed(desk, *made)
    assert shown(desk, issue)["owed"] == [{"step": "publish", "due": "2026-11-28"}]
    assert "still owed, by 2026-11-28" in desk.run("show", issue).out
    desk.run("issue", "publish", issue, "--where", "村务公开栏", "--until", "2026-12-31")
    desk.run("issue", "feedback", issue, "--text", "电话告知")
    desk.run("issue", "report", issue, "--to", "五里镇党委")
    record = shown(desk, issue)
    assert "owed" not in record
    assert record["followed"] == dict.fromkeys(["publish", "feedback", "report"], "2026-11-21")
    desk.run("issue", "reopen", issue, "--reason", "又坏")
    assert "followed" not in shown(desk, issue)
    assert "Rounds" in desk.run("show", issue).out


def test_a_change_after_the_sign_off_shows_until_it_is_signed_again(desk: Desk) -> None:
    issue = closed(desk)
    assert desk.run("check").out == "Nothing is wrong.\n"
    again = ("issue", "sign", issue, "--signer", "c001")
    desk.refused(*again, exits=5, says="does not allow “sign off”")
    change = ("--field", "title", "--value", "村口路灯", "--reason", "写全")
    desk.run("issue", "correct", issue, *change)
    assert "changed after signing off" in desk.run("show", issue).out
    assert "changed after signing off" in desk.run("list", "--station", "WL1").out
    assert desk.json("list", "--changed")["rows"][0]["id"] == issue
    said = desk.run("check", exits=1).out
    assert f"{issue}.yaml:" in said.replace("\n", "")
    problem = desk.run("check", "--format", "json", exits=1).envelope["problems"][0]
    line = desk.read(problem["path"]).splitlines()[problem["line"] - 1 :]
    assert problem["code"] == "changed-after-signing"
    assert "写全" in "".join(line)
    desk.run(*again, "--text", "变更属实")
    assert desk.run("check").out == "Nothing is wrong.\n"
    record = shown(desk, issue)
    assert (record["status"], record.get("changed")) == ("closed", None)
    assert desk.json("list", "--changed")["rows"] == []


def test_what_is_to_be_settled_at_once_is_signed_off_with_a_text(desk: Desk) -> None:
    issue = str(desk.json("issue", "register", "--title", "路灯", "--place", "WL101")["id"])
    said = desk.run("issue", "assign", issue, "--person", "c002", "--due", "立行立改").out
    assert "due 2026-11-24" in said
    sign = ("issue", "sign", issue, "--signer", "c001")
    desk.refused(*sign, exits=5, says="say with --text how it was settled")
    desk.run(*sign, "--text", "当场更换灯泡")
    record = shown(desk, issue)
    assert (record["status"], record["result"]) == ("closed", "当场更换灯泡")
    assert desk.run("check").out == "Nothing is wrong.\n"
