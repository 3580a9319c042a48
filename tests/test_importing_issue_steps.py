"""What the status and the closing columns of a row say together, and on which days it happened."""

from datetime import date

import pytest
from book_world import TODAY, example, opened
from import_world import Sheet, acts, faults

from ledger.book.importing.planning import plan
from ledger.book.importing.rows import Row

DAY = date(2026, 3, 5)
DONE = date(2026, 3, 18)
ROW = {"place": "五里镇第一村", "text": "村口路灯损坏", "opened": DAY, "unit": ["经发办"]}


@pytest.fixture
def sheet(tmp_path):
    return Sheet(example(tmp_path / "ledger"), "issue")


def issue(sheet, **fields):
    """The issue that a row makes, and the notes on it."""
    (item,) = sheet.taken({**ROW, **fields}).items
    assert item.record, item.faults
    return opened(sheet.root).issue(item.record), item.notes


def texts(made):
    return [event.text for event in made.log if event.do == "note"]


def days(made):
    return {event.do: event.on for event in made.log if event.do != "register"}


@pytest.mark.parametrize("status", ["closed", None])
def test_what_is_done_and_not_signed_off_waits_to_be_accepted(sheet, status):
    said = {"status": status} if status else {}
    made, notes = issue(sheet, **said, done=DONE, result="已换", is_signed=False)
    assert (made.status, days(made)["submit"]) == ("submitted", DONE)
    assert any("says no" in note for note in notes)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, "closed"),
        ({"验收日期": "accepted"}, "submitted"),
        ({"是否销号": "is_signed"}, "submitted"),
        ({"验收日期": "accepted", "销号日期": "signed"}, "submitted"),
    ],
)
def test_what_is_done_is_signed_off_unless_its_sheet_tells_that_apart(sheet, headers, status):
    sheet.source = sheet.source._replace(columns={"办结日期": "done", **headers})
    made, notes = issue(sheet, done=DONE, result="已换")
    assert (made.status, days(made)["submit"]) == (status, DONE)
    assert any("办结日期" in note for note in notes) == bool(headers)


def test_what_was_accepted_and_not_signed_off_waits_for_that(sheet):
    given = {"checker": ["c004"], "accepted": DONE, "is_signed": False}
    made, _notes = issue(sheet, status="explained", **given)
    assert (made.status, made.outcome) == ("to_sign", "explained")


def test_a_sign_off_of_what_is_in_hand_is_kept_in_a_remark(sheet):
    made, notes = issue(sheet, status="handling", is_signed=True)
    assert made.status == "handling"
    assert [text.partition("：")[2] for text in texts(made)] == ["是"]
    assert any("remark" in note for note in notes)


@pytest.mark.parametrize(
    "said",
    [
        *(
            "不合格",
            "验收不通过",
            "未达标，退回整改",
            "退回",
            "未解决彻底",
            "解决不彻底",
            "否",
            "×",
        ),
        *("没有彻底解决", "不彻底，退回整改", "未整改到位", "屋角仍漏，继续整改", "部分解决"),
        *("整改效果不好", "未按要求整改", "不予销号", "需重新整改", "尚未完工", "未见成效"),
    ],
)
def test_what_a_checker_found_wanting_is_not_accepted(sheet, said):
    given = {"done": DONE, "checker": ["c004"], "accepted": DONE, "acceptance": said}
    made, _notes = issue(sheet, **given)
    assert made.status == "handling"
    assert said in "".join(texts(made))
    refused = sheet.planned({**ROW, **given, "status": "closed"})
    assert acts(refused) == ["refused"]
    assert "not accepted" in faults(refused)["acceptance"]


@pytest.mark.parametrize(
    "said",
    [
        *("合格", "未发现不合格项", "整改到位", "解决彻底", "同意销号", "是", "按要求整改到位"),
        *("没有问题，同意销号", "整改到位，无需返工", "合格，仍需加强管护", "已更换，不再漏水"),
    ],
)
def test_what_a_checker_found_good_is_accepted(sheet, said):
    given = {"done": DONE, "checker": ["c004"], "accepted": DONE, "acceptance": said}
    made, notes = issue(sheet, **given)
    assert (made.status, notes) == ("to_sign", [])


@pytest.mark.parametrize("said", ["未验收", "待验收", "尚未验收。"])
@pytest.mark.parametrize("status", ["closed", None])
def test_what_nobody_judged_so_far_waits_for_that(sheet, said, status):
    told = {"status": status} if status else {}
    made, notes = issue(sheet, **told, done=DONE, result="已换", acceptance=said)
    assert made.status == "submitted"
    assert any("says no" in note for note in notes)


def test_a_person_must_tell_whether_what_may_say_both_is_accepted(sheet):
    said = "返工后合格"
    given = {"done": DONE, "checker": ["c004"], "accepted": DONE, "acceptance": said}
    refused = sheet.planned({**ROW, **given})
    assert acts(refused) == ["refused"]
    assert said in faults(refused)["acceptance"]
    assert issue(sheet, **given, status="to_sign")[0].status == "to_sign"


def test_what_a_checker_says_and_is_no_judgement_is_told(sheet):
    given = {"done": DONE, "checker": ["c004"], "accepted": DONE, "acceptance": "现场察看"}
    made, notes = issue(sheet, **given)
    assert made.status == "to_sign"
    assert any("现场察看" in note for note in notes)


@pytest.mark.parametrize("field", ["done", "accepted", "signed", "pressed"])
def test_no_step_is_before_the_registration(sheet, field):
    row = {**ROW, "status": "closed", "checker": ["c004"], "signer": ["c001"]}
    refused = sheet.planned({**row, field: date(2026, 2, 1)})
    assert acts(refused) == ["refused"]
    assert "before the day of registration" in faults(refused)[field]


def test_a_day_before_the_last_step_is_told_and_kept_in_a_remark(sheet):
    given = {"checker": ["c004"], "accepted": date(2026, 3, 16), "signed": DONE}
    made, notes = issue(sheet, status="closed", done=DONE, signer=["c001"], **given)
    assert days(made)["accept"] == days(made)["submit"] == DONE
    assert [text.partition("：")[2] for text in texts(made)] == ["2026-03-16"]
    assert any("remark" in note for note in notes)


@pytest.mark.parametrize(
    ("given", "steps", "kept"),
    [
        (
            {"checker": ["c004"], "accepted": date(2026, 3, 16), "signing": "同意销号"},
            {"submit": date(2026, 3, 16), "accept": DONE},
            ["2026-03-16", "同意销号"],
        ),
        ({"done": date(2026, 3, 16)}, {"submit": DONE}, ["2026-03-16"]),
        ({}, {"submit": DONE}, []),
    ],
)
def test_what_nobody_is_named_to_have_signed_off_ends_on_its_last_day(sheet, given, steps, kept):
    made, notes = issue(sheet, result="已换", signed=DONE, **given)
    found = days(made)
    assert {verb: found[verb] for verb in found if verb in {"submit", "accept", "sign"}} == steps
    assert (made.status, made.closed) == ("closed", DONE)
    assert [text.partition("：")[2] for text in texts(made)] == kept
    assert any("nobody is named who signed it off" in note for note in notes)
    assert opened(sheet.root).check() == []


AFTER = {
    "fed_back": date(2026, 3, 19),
    "published": date(2026, 3, 20),
    "reported": date(2026, 3, 21),
    "archived": date(2026, 3, 22),
}


def test_what_followed_the_closing_did_so_on_the_days_of_the_sheet(sheet):
    made, _notes = issue(sheet, status="closed", done=DONE, result="已换", **AFTER)
    assert [*made.followed.items()] == [
        *zip(("feedback", "publish", "report", "archive"), AFTER.values(), strict=True)
    ]
    told = {"remark": "雨", "satisfaction": "满意"}
    again, _notes = issue(sheet, status="closed", done=DONE, result="已换", **AFTER, **told)
    assert [event.do for event in again.log].count("publish") == 1
    assert again.followed["publish"] == AFTER["published"]
    assert opened(sheet.root).check() == []


def test_a_day_of_what_follows_before_the_closing_is_kept_in_a_remark(sheet):
    early = {"published": date(2026, 3, 10), "reported": date(2026, 3, 20)}
    made, notes = issue(sheet, status="closed", done=DONE, result="已换", **early)
    assert {*made.followed} == {"report"}
    assert [text.partition("：")[2] for text in texts(made)] == ["2026-03-10"]
    assert any("remark" in note for note in notes)
    stays, _notes = issue(sheet, text="机井干了", status="handling", **early)
    assert len(texts(stays)) == len(early)


def test_an_opinion_that_does_not_sign_off_is_no_sign_off(sheet):
    given = {"checker": ["c004"], "accepted": DONE, "signed": DONE, "signing": "不同意销号"}
    made, notes = issue(sheet, result="已换", **given)
    assert (made.status, "sign" in days(made)) == ("to_sign", False)
    assert any("says no" in note for note in notes)


def test_what_was_pressed_or_handed_up_once_it_was_done_moves_no_day(sheet):
    late = date(2026, 4, 20)
    given = {"pressed": late, "to": "县水务局", "escalated": late}
    made, _notes = issue(sheet, status="closed", done=DONE, result="已换", **given)
    assert days(made)["submit"] == DONE
    assert {"press", "escalate"}.isdisjoint(days(made))
    assert [text.partition("：")[2] for text in texts(made)] == [str(late), "县水务局", str(late)]


def test_what_was_demanded_of_whom_was_pressed_stands_in_the_step(sheet):
    told = {"pressing": "责令月底前完成", "presser": ["c004"]}
    made, notes = issue(sheet, pressed=DONE, status="handling", **told)
    assert [(event.on, event.text) for event in made.log if event.do == "press"] == [
        (DONE, "责令月底前完成")
    ]
    assert [text.partition("：")[2] for text in texts(made)] == ["c004"]
    assert len(notes) == 1


def test_a_pressing_on_no_day_is_kept_in_a_remark(sheet):
    made, notes = issue(sheet, pressing="已口头督办", status="handling")
    assert [text.partition("：")[2] for text in texts(made)] == ["已口头督办"]
    assert any("remark" in note for note in notes)
    assert "press" not in days(made)


def test_it_was_handed_up_on_the_day_that_the_sheet_says(sheet):
    given = {"to": "县水务局", "escalated": date(2026, 4, 1), "progress": "县上已立项"}
    made, _notes = issue(sheet, **given, pressed=date(2026, 4, 8))
    assert made.status == "escalated"
    assert days(made) == {
        "assign": DAY,
        "escalate": date(2026, 4, 1),
        "press": date(2026, 4, 8),
        "progress": TODAY,
    }
    assert opened(sheet.root).check() == []


def test_what_was_handed_up_and_put_off_is_both(sheet):
    made, _notes = issue(sheet, status="paused", to="县水务局", escalated=date(2026, 4, 1))
    assert (made.status, days(made)["escalate"]) == ("paused", date(2026, 4, 1))


@pytest.mark.parametrize(("said", "kept"), [("已签", "已签"), ("张三丰", "张某")])
def test_a_signature_of_those_who_asked_is_kept_in_a_remark_and_is_no_step(sheet, said, kept):
    made, _notes = issue(sheet, status="closed", done=DONE, result="已换", witness=said)
    assert [text.partition("：")[2] for text in texts(made)] == [kept]
    assert {"witness", "feedback"}.isdisjoint(days(made))


def test_satisfaction_may_stand_where_those_who_asked_sign(sheet):
    made, _notes = issue(sheet, status="closed", done=DONE, result="已换", witness="满意")
    assert [event.text for event in made.log if event.do == "feedback"] == ["satisfaction: 满意"]
    assert texts(made) == []


@pytest.mark.parametrize(
    ("to", "said", "status", "above"),
    [
        ("县水务局", True, "escalated", "县水务局"),
        (None, True, "escalated", "upper tier"),
        (None, "县水务局", "escalated", "县水务局"),
        ("县水务局", None, "escalated", "县水务局"),
        ("县水务局", False, "handling", None),
        (None, False, "handling", None),
    ],
)
def test_whether_it_was_handed_up_and_to_whom_are_two_answers(sheet, to, said, status, above):
    given = {name: one for name, one in (("to", to), ("is_escalated", said)) if one is not None}
    made, _notes = issue(sheet, **given)
    assert (made.status, made.escalated_to) == (status, above)
    kept = [text.partition("：")[2] for text in texts(made)]
    assert kept == ([to] if to and above is None else [])


def said_alone(sheet, progress, status="closed", **fields):
    """The issue of a row whose progress is a word for a status, and no cell tells the status."""
    row = Row(4, {**ROW, "progress": progress, **fields}, implied={"status": status})
    ledger = opened(sheet.root)
    made = plan(ledger, sheet.source, [row])
    ledger.take_in(made)
    (item,) = made.items
    assert item.record, item.faults
    return opened(sheet.root).issue(item.record), item.notes


def test_a_progress_of_one_word_for_what_is_settled_tells_the_status(sheet):
    sheet.source = sheet.source._replace(columns={"整改情况": "progress"})
    made, notes = said_alone(sheet, "已整改")
    assert (made.status, made.log[-1].text) == ("closed", "已整改")
    assert any("整改情况" in note for note in notes)
    assert said_alone(sheet, "整改到位", "submitted", text="机井干了")[0].status == "submitted"
    assert said_alone(sheet, "未整改", "handling", text="路面破损")[0].status == "handling"


def test_such_a_progress_waits_for_what_its_sheet_tells_apart(sheet):
    sheet.source = sheet.source._replace(columns={"整改情况": "progress", "是否销号": "is_signed"})
    assert said_alone(sheet, "已整改")[0].status == "submitted"
    assert said_alone(sheet, "已整改", text="机井干了", is_signed=False)[0].status == "submitted"
    assert said_alone(sheet, "已整改", text="路面破损", is_signed=True)[0].status == "closed"


def test_what_a_cell_of_its_own_says_of_the_status_counts(sheet):
    assert issue(sheet, progress="已整改", status="handling")[0].status == "handling"
