"""`tz issue`: from the first word to the sign-off, and all that may come between."""

import json

import pytest
from cli_world import Desk

from ledger.rules.statuses import MOVES, STATUS_NAMES, VERB_NAMES, WRITTEN

LAMP = ("issue", "register", "--title", "村口路灯又坏了", "--place", "WL101")
WAITING = "WL2-26-06N1UKY"
HANDLING = "WL1-26-KE2NX4G"
TO_ACCEPT = "WL3-26-MJAU4FK"
TO_SIGN = "WL2-26-XA9XCR9"
UP = "WL3-26-J4X5D25"
PAUSED = "WL3-26-86W66DA"
CLOSED = "WL1-26-D5UWL68"
DECLINED = "WL2-26-EXQJ6L2"
MERGED = "WL1-26-5P0HPHL"
VOID = "WL3-26-W4CAQ8N"


def registered(desk: Desk, *more: str) -> str:
    return str(desk.json(*LAMP, *more)["id"])


def shown(desk: Desk, issue: str, *more: str) -> dict:
    return desk.json("show", issue, "--full", *more)


def test_an_issue_goes_from_registration_to_the_sign_off(desk: Desk) -> None:
    issue = registered(desk, "--on", "11.2")
    steps = [
        ("assign", "--unit", "五里镇经发办", "--person", "c002", "--due", "11.30", "--on", "11.3"),
        ("progress", "--text", "灯具已到货", "--on", "11.5"),
        ("press", "--text", "请三日内反馈", "--on", "11.10"),
        ("submit", "--text", "已更换", "--on", "11.12"),
        ("reject", "--checker", "c003", "--text", "仍有一盏不亮", "--on", "11.13"),
        ("submit", "--text", "全部更换", "--on", "11.16"),
        ("accept", "--checker", "c003", "--on", "11.17"),
        ("sign", "--signer", "c001", "--text", "同意销号", "--on", "11.18"),
    ]
    for verb, *options in steps:
        said = desk.run("issue", verb, issue, *options)
        assert said.out.startswith(f"{issue} 村口路灯又坏了: ")
    assert said.out == f"{issue} 村口路灯又坏了: signed off\n"
    record = shown(desk, issue)
    assert [event["do"] for event in record["log"]] == ["register", *(step[0] for step in steps)]
    assert record["status"] == "closed"
    assert record["closed"] == "2026-11-18"
    assert record["deadline"] == {"date": "2026-11-30"}
    assert desk.run("check").out == "Nothing is wrong.\n"
    assert desk.git("status", "--porcelain") == ""


def test_one_command_is_one_commit_that_names_the_record_and_the_command(desk: Desk) -> None:
    before = int(desk.git("rev-list", "--count", "HEAD"))
    issue = registered(desk)
    assert int(desk.git("rev-list", "--count", "HEAD")) == before + 1
    said = desk.git("log", "-1", "--format=%an%n%s%n%b")
    assert said.startswith("c001\n")
    assert f"Records: {issue}\n" in said
    assert "Command: issue register\n" in said
    assert "路灯" not in said


def test_every_fact_of_an_issue_can_be_given(desk: Desk) -> None:
    issue = registered(
        desk,
        *("--station", "WL1", "--stream", "supervision", "--category", "基础设施建设/用电照明"),
        *("--source", "乡镇督查", "--level", "紧急", "--reporter", "WL101-0002"),
        *("--text", "三盏都不亮。\n夜里不敢走。", "--visit", "T96YR4Q", "--confidential"),
        *("--on", "2026-11-20"),
    )  # fmt: skip
    record = shown(desk, issue)
    del record["log"]
    assert record == {
        "id": issue,
        "title": "村口路灯又坏了",
        "text": "三盏都不亮。\n夜里不敢走。",
        "station": "WL1",
        "place": "WL101",
        "stream": "supervision",
        "category": "基础设施建设/用电照明",
        "source": "乡镇督查",
        "level": "紧急",
        "reporter": "WL101-0002",
        "visit": "WL1-26-T96YR4Q",
        "confidential": True,
        "opened": "2026-11-20",
        "status": "registered",
        "round": 1,
        "answer_by": "2026-11-23",
        "waits": "station",
        "turn": "2026-11-23",
    }


def test_names_stand_for_codes_where_they_are_clear(desk: Desk) -> None:
    issue = registered(desk, "--place", "榆舍", "--stream", "督查反馈", "--category", "用电照明")
    record = shown(desk, issue)
    assert (record["place"], record["stream"]) == ("WL1", "supervision")
    assert record["category"] == "基础设施建设/用电照明"


def test_codes_are_read_in_any_case_and_width(desk: Desk) -> None:
    issue = registered(desk, "--place", "ｗｌ１０１", "--reporter", "ｗｌ１０１－０００１")
    assert shown(desk, issue)["reporter"] == "WL101-0001"
    desk.run("issue", "assign", issue.lower(), "--person", "Ｃ００２", "--due", "１１．３０")
    assert shown(desk, issue)["owner"] == {"person": "c002"}


def test_all_of_an_assignment_can_be_given(desk: Desk) -> None:
    desk.run(
        *("issue", "assign", WAITING, "--unit", "五里镇政务大厅", "--person", "c006"),
        *("--co-unit", "县人社局", "--co-unit", "五里镇第五村村委会"),
        *("--measures", "三日内代办", "--due", "2026-12-01"),
    )
    record = shown(desk, WAITING)
    assert record["owner"] == {"unit": "五里镇政务大厅", "person": "c006"}
    assert record["co_units"] == ["县人社局", "五里镇第五村村委会"]
    assert record["measures"] == "三日内代办"
    assert record["deadline"] == {"date": "2026-12-01"}


MOVED = ("--due", "12月5日", "--reason", "雨天", "--approver", "c001")


def test_a_deadline_is_moved_and_the_first_one_kept(desk: Desk) -> None:
    desk.run("issue", "assign", WAITING, "--person", "c002", "--due", "11.30")
    said = desk.run("issue", "extend", WAITING, *MOVED)
    assert "due 2026-12-05" in said.out
    assert shown(desk, WAITING)["deadline"] == {"date": "2026-12-05", "was": "2026-11-30"}
    assert shown(desk, WAITING)["log"][-1]["approver"] == "c001"


def test_a_deadline_that_has_passed_is_not_moved(desk: Desk) -> None:
    desk.refused("issue", "extend", HANDLING, *MOVED, exits=5, says="passed on 2026-07-10")


def test_a_deadline_is_moved_as_often_and_as_far_as_ledger_yaml_allows(desk: Desk) -> None:
    desk.run("issue", "assign", WAITING, "--person", "c002", "--due", "11.30")
    far = ("--due", "2026-12-31", "--reason", "雨天", "--approver", "c001")
    desk.refused("issue", "extend", WAITING, *far, exits=5, says="allows 30 (extension: days)")
    desk.run("issue", "extend", WAITING, *MOVED)
    again = ("--due", "12.20", "--reason", "又雨", "--approver", "c001")
    desk.refused("issue", "extend", WAITING, *again, exits=5, says="allows 1 (extension: times)")
    desk.edit("ledger.yaml", "extension: {times: 1, days: 30}", "extension: {times: 2, days: 30}")
    desk.run("issue", "extend", WAITING, *again)
    assert shown(desk, WAITING)["deadline"] == {"date": "2026-12-20", "was": "2026-11-30"}


def test_a_paused_issue_is_not_overdue_until_it_is_resumed(desk: Desk) -> None:
    assert HANDLING in desk.run("overdue", "--format", "json").ids
    desk.run(
        *("issue", "pause", HANDLING, "--reason", "冬季停工", "--approver", "c001"),
        *("--review", "2027-03-01", "--on", "11.1"),
    )
    assert HANDLING not in desk.run("overdue", "--format", "json").ids
    assert HANDLING in desk.run("overdue", "--format", "json", "--as-of", "10.31").ids
    desk.run("issue", "resume", HANDLING, "--text", "资金已到位")
    assert shown(desk, HANDLING)["status"] == "handling"
    assert HANDLING in desk.run("overdue", "--format", "json").ids


def test_an_issue_is_handed_up_and_comes_back(desk: Desk) -> None:
    desk.run("issue", "escalate", HANDLING, "--to", "县水利局", "--reason", "涉及跨镇水渠")
    assert shown(desk, HANDLING)["escalated_to"] == "县水利局"
    desk.run("issue", "return", HANDLING, "--text", "由站内继续办理")
    record = shown(desk, HANDLING)
    assert record["status"] == "handling"
    assert "escalated_to" not in record


def test_a_copy_is_merged_into_the_issue_that_goes_on(desk: Desk) -> None:
    desk.run("issue", "merge", WAITING, "--into", "KE2N", "--reason", "同一件事")
    assert shown(desk, WAITING)["into"] == HANDLING
    said = desk.refused("issue", "merge", HANDLING, "--into", HANDLING, exits=5, says="into itself")
    assert HANDLING in said.err


def test_an_issue_is_declined_with_a_reason_or_struck_out(desk: Desk) -> None:
    desk.run("issue", "decline", WAITING, "--reason", "应向县信访局反映")
    assert shown(desk, WAITING)["status"] == "declined"
    desk.run("issue", "void", HANDLING, "--reason", "重复登记")
    assert shown(desk, HANDLING)["status"] == "void"


def test_a_correction_keeps_what_stood_there(desk: Desk) -> None:
    desk.run(
        *("issue", "correct", HANDLING, "--field", "place", "--value", "WL102"),
        *("--reason", "登记时选错村"),
    )
    last = shown(desk, HANDLING)["log"][-1]
    assert (last["field"], last["old"], last["new"]) == ("place", "WL101", "WL102")
    desk.run("issue", "correct", HANDLING, "--field", "level", "--reason", "不分等级")
    record = shown(desk, HANDLING)
    assert "level" not in record
    assert record["log"][-1]["old"] == "重要"
    assert shown(desk, HANDLING, "--as-of", "2026-11-20")["place"] == "WL101"


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("title", "新的标题", "新的标题"),
        ("text", "详情", "详情"),
        ("stream", "督查反馈", "supervision"),
        ("category", "道路", "基础设施建设/道路"),
        ("source", "电话反映", "电话反映"),
        ("level", "紧急", "紧急"),
        ("reporter", "WL101-0002", "WL101-0002"),
        ("visit", "T96Y", "WL1-26-T96YR4Q"),
        ("confidential", "yes", True),
        ("measures", "重新施工", "重新施工"),
    ],
)
def test_every_field_that_may_be_wrong_can_be_put_right(
    desk: Desk, field: str, value: str, kept: object
) -> None:
    desk.run("issue", "correct", HANDLING, "--field", field, "--value", value, "--reason", "笔误")
    assert shown(desk, HANDLING)[field] == kept
    assert desk.run("check").out == "Nothing is wrong.\n"


@pytest.mark.parametrize("field", ["id", "station", "opened", "status", "log", "标题x"])
def test_a_field_that_no_correction_changes_is_refused_with_those_that_are(
    desk: Desk, field: str
) -> None:
    desk.refused(
        *("issue", "correct", HANDLING, "--field", field, "--value", "x", "--reason", "试"),
        exits=5,
        says=f"{field} cannot be corrected; these can: title, text, place",
    )


def test_a_note_and_a_reopening_start_a_new_round(desk: Desk) -> None:
    desk.run("issue", "note", CLOSED, "--text", "群众来电询问")
    desk.run("issue", "reopen", CLOSED, "--reason", "路灯再次损坏", "--basis", "电话回访")
    record = shown(desk, CLOSED)
    assert (record["status"], record["round"]) == ("registered", 2)
    assert "closed" not in record
    assert record["log"][-1]["basis"] == "电话回访"


@pytest.mark.parametrize("outcome", ["solved", "partly", "explained", "referred", "withdrawn"])
def test_an_issue_ends_in_one_of_five_ways(desk: Desk, outcome: str) -> None:
    desk.run("issue", "submit", HANDLING, "--text", "说明", "--outcome", outcome)
    assert shown(desk, HANDLING)["outcome"] == outcome


def test_a_way_to_end_is_understood_by_its_name_too(desk: Desk) -> None:
    desk.run("issue", "submit", HANDLING, "--text", "说明", "--outcome", "Partly Solved")
    assert shown(desk, HANDLING)["outcome"] == "partly"


def test_an_unknown_way_to_end_is_refused_with_those_that_there_are(desk: Desk) -> None:
    desk.refused(
        *("issue", "submit", HANDLING, "--text", "完", "--outcome", "done"),
        exits=2,
        says="--outcome: “done” is none of solved, partly, explained, referred, withdrawn",
    )


GIVEN = {
    "assign": ["--unit", "五里镇"],
    "progress": ["--text", "一"],
    "submit": ["--text", "一"],
    "accept": ["--checker", "c003"],
    "reject": ["--checker", "c003", "--text", "一"],
    "sign": ["--signer", "c001"],
    "extend": ["--due", "2027-01-01", "--reason", "一", "--approver", "c001"],
    "pause": ["--reason", "一"],
    "escalate": ["--to", "县", "--reason", "一"],
    "return": ["--text", "一"],
    "merge": ["--into", UP],
    "decline": ["--reason", "一"],
    "correct": ["--field", "title", "--value", "新", "--reason", "一"],
    "void": ["--reason", "一"],
    "note": ["--text", "一"],
    "reopen": ["--reason", "一"],
    "object": ["--reason", "一"],
    "keep": ["--reason", "一"],
}
OF_EACH = {
    "registered": WAITING,
    "handling": HANDLING,
    "submitted": TO_ACCEPT,
    "to_sign": TO_SIGN,
    "escalated": UP,
    "paused": PAUSED,
    "closed": CLOSED,
    "declined": DECLINED,
    "merged": MERGED,
    "void": VOID,
}


@pytest.mark.parametrize("status", sorted(OF_EACH))
def test_what_a_status_does_not_allow_is_refused_with_what_it_does(
    reader: Desk, status: str
) -> None:
    issue = OF_EACH[status]
    verbs = [verb for verb in MOVES if verb not in WRITTEN]
    allowed = ", ".join(VERB_NAMES[verb] for verb in verbs if status in MOVES[verb].sources)
    forbidden = [verb for verb in verbs if status not in MOVES[verb].sources]
    with reader.unchanged():
        for verb in forbidden:
            said = reader.run("issue", verb, issue, *GIVEN.get(verb, []), exits=5).err
            if status == "merged":
                assert f"{issue} was merged into {HANDLING}, where the work goes on" in said
                assert f"give “{VERB_NAMES[verb]}” there" in said
                continue
            assert said == (
                f"taizhang: {issue} is “{STATUS_NAMES[status]}”, which does not allow "
                f"“{VERB_NAMES[verb]}”; it allows: {allowed}\n"
            )


@pytest.mark.parametrize("verb", [verb for verb in GIVEN if verb != "assign"])
def test_in_a_pipe_what_a_verb_needs_must_be_given(reader: Desk, verb: str) -> None:
    option = GIVEN[verb][-2] if verb != "correct" else "--field"
    given = GIVEN[verb][:-2] if verb != "correct" else []
    with reader.unchanged():
        said = reader.run("issue", verb, HANDLING, *given, exits=2).err
    assert said == f"taizhang: {option}: is needed; it is asked for only at a terminal\n"


@pytest.mark.parametrize(
    ("given", "lacks"),
    [
        ([], "--title"),
        (["--title", "路灯"], "--place"),
        (["--place", "WL101"], "--title"),
    ],
)
def test_in_a_pipe_an_issue_needs_title_and_place(
    reader: Desk, given: list[str], lacks: str
) -> None:
    reader.refused(
        "issue", "register", *given, exits=2, says=f"{lacks}: is needed; it is asked for only"
    )


def test_the_chinese_names_do_the_same(desk: Desk) -> None:
    issue = desk.json("问题", "登记", "--标题", "路灯", "--地点", "WL101", "--日期", "昨天")["id"]
    said = desk.run("问题", "交办", issue, "--单位", "五里镇经发办", "--到期", "11月30日")
    assert "due 2026-11-30" in said.out
    assert shown(desk, issue)["opened"] == "2026-11-20"
    assert desk.run("问题", "督办", issue).out == f"{issue} 路灯: handling; due 2026-11-30\n"


def test_add_is_another_name_of_register(desk: Desk) -> None:
    said = desk.run("issue", "add", "--title", "路灯", "--place", "WL101").out
    assert said.startswith("Registered WL1-26-")
    assert said.endswith(": 路灯\n")


def test_whoever_handled_an_issue_and_judges_it_is_told_so(desk: Desk) -> None:
    said = desk.run("issue", "accept", TO_ACCEPT, "--checker", "c009").err
    owner = shown(desk, TO_ACCEPT)["owner"].get("person")
    assert owner != "c009" or "both handled" in said
    said = desk.run("issue", "sign", TO_SIGN, "--signer", "c007").err
    assert "c007 holds no post at WL2 that signs issues off" in said


def test_a_write_answers_a_script_with_the_whole_record(desk: Desk) -> None:
    envelope = json.loads(desk.run("issue", "press", HANDLING, "--format", "json").out)
    assert envelope["command"] == "issue press"
    assert envelope["data"]["log"][-1]["do"] == "press"
    assert envelope["error"] is None


def test_the_diary_and_other_issues_stay_untouched(desk: Desk) -> None:
    before = desk.state()[1]
    desk.run("issue", "press", HANDLING)
    after = desk.state()[1]
    changed = [path for path in after if after[path] != before.get(path)]
    assert [path.rsplit("/", 1)[1] for path in changed] == [f"{HANDLING}.yaml"]
