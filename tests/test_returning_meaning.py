"""A cell that only a person would write so says the same once it was taken in."""

from datetime import date
from shutil import copytree

import pytest
from book_world import TODAY, example, opened
from return_world import Sent, acts, fault, only

WAITING, ROAD, HERE = "WL2-26-06N1UKY", "WL1-26-LPG7K0Q", "WL1-26-KE2NX4G"
"""Issues: one that nobody has in hand yet, two in hand, the latter where there is a register."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    root = example(tmp_path_factory.mktemp("meant") / "ledger")
    ledger = opened(root)
    ledger.add_task(TODAY, kind="key_work", title="清库", place="WL1", due=date(2026, 12, 20))
    ledger.add_activity(TODAY, kind="training", title="培训", place="WL101", chair="c001")
    ledger.add_visit(TODAY, place="WL101", households=["WL101-0001"], text="看望", people=["c003"])
    return root


@pytest.fixture
def root(shared, tmp_path):
    return copytree(shared, tmp_path / "ledger")


def edited(root, kind, record, **typed):
    """A sheet of all records with one row edited, by the title of its record or by its number."""
    sent = Sent(root, kind)
    row = next(one for one in sent.rows if record in (one["key"], one.get("title"), one["text"]))
    row.update(typed)
    return sent


@pytest.mark.parametrize(
    ("kind", "record", "typed"),
    [
        ("issue", ROAD, {"place": "WL103"}),
        ("issue", ROAD, {"category": "人居环境_垃圾"}),
        ("issue", HERE, {"reporter": "WL101-0003"}),
        ("issue", WAITING, {"unit": "镇政务大厅、镇经发办", "measures": "代办"}),
        ("issue", WAITING, {"co_units": "镇政务大厅、镇经发办", "measures": "代办"}),
        ("task", "清库", {"percent": 0.6}),
        ("task", "清库", {"percent": 60}),
        ("task", "清库", {"due": "10个工作日内"}),
        ("activity", "培训", {"topics": "1. 销号\n2. 走访", "findings": "（一）缺签到"}),
        ("activity", "培训", {"people": "c001 c003"}),
        ("activity", "培训", {"place": "WL1"}),
        ("visit", "看望", {"household": "WL101-0002、WL101-0003"}),
    ],
)
def test_what_was_taken_in_changes_nothing_when_it_comes_again(root, kind, record, typed):
    sent = edited(root, kind, record, **typed)
    assert acts(sent.taken()) == ["changed"]
    assert not acts(sent.planned())


@pytest.mark.parametrize(
    ("kind", "record", "typed"),
    [
        ("issue", ROAD, {"place": "WL102"}),
        ("activity", "培训", {"place": "五里镇/第一村"}),
        ("visit", "看望", {"household": "WL101-0001"}),
    ],
)
def test_what_stands_there_may_be_written_otherwise(root, kind, record, typed):
    assert not acts(edited(root, kind, record, **typed).planned())


def test_a_place_is_not_another_one_of_its_name(root):
    node = root / "stations" / "WL103.yaml"
    node.write_text(node.read_text("utf-8").replace("五里镇第三村", "五里镇第一村"), "utf-8")
    opened(root).adopt()
    sent = edited(root, "issue", ROAD, place="WL103")
    assert acts(sent.taken()) == ["changed"]
    assert opened(root).issue(ROAD).place == "WL103"


def test_what_is_kept_up_stays_so_where_somebody_else_is_given_it(root):
    reason, review = "要常年维护", date(2026, 12, 31)
    opened(root).advance(ROAD, "keep", TODAY, reason=reason, review=review)
    edited(root, "issue", ROAD, person="c003").taken()
    issue = opened(root).issue(ROAD)
    assert (issue.status, issue.owner.person, issue.deadline) == ("longterm", "c003", None)
    assert (issue.log[-1].reason, issue.log[-1].review) == (reason, review)


@pytest.mark.parametrize("typed", [{"status": "办理中"}, {"due": date(2026, 12, 20)}])
def test_what_is_kept_up_is_taken_up_again_where_the_sheet_says_so(root, typed):
    opened(root).advance(ROAD, "keep", TODAY, reason="要常年维护")
    edited(root, "issue", ROAD, person="c003", **typed).taken()
    assert opened(root).issue(ROAD).status == "handling"


def test_a_remark_typed_beside_an_end_is_not_lost(root):
    opened(root).advance(WAITING, "decline", TODAY, reason="不归本站")
    sent = edited(root, "issue", WAITING, status="作废", remark="重复登记")
    assert len(only(sent.taken()).changes) == len(["status", "remark"])
    (row,) = [one for one in Sent(root, "issue").rows if one["key"] == WAITING]
    assert (row["status"], row["result"], row["remark"]) == ("作废", "重复登记", "重复登记")
    assert not acts(sent.planned())


def test_who_helps_does_not_have_it_in_hand_where_another_person_is_given_it(root):
    helps = {"person": "c006", "co_units": ["镇经发办"], "measures": "代办"}
    opened(root).advance(WAITING, "assign", TODAY, **helps)
    edited(root, "issue", WAITING, person="c005").taken()
    issue = opened(root).issue(WAITING)
    assert issue.owner.plain() == {"person": "c005"}
    assert issue.co_units == ["镇经发办"]
    assert acts(edited(root, "issue", WAITING, person=None).planned()) == ["refused"]


def test_a_tab_that_a_program_dropped_is_no_edit(root):
    opened(root).advance(ROAD, "note", TODAY, text="长\t宽\t高")
    sent = Sent(root, "issue").forgotten()
    sent.of(ROAD, remark="长宽高")
    assert not acts(sent.planned())


def test_what_is_in_hand_is_not_done_because_a_sheet_says_it_waits(root):
    typed = {"status": "待受理", "result": "便道已硬化"}
    assert "cannot change this" in fault(edited(root, "issue", ROAD, **typed).planned(), "status")


@pytest.mark.parametrize("typed", ["待验收", "待群众签字"])
@pytest.mark.parametrize("status", ["待销号", "已销号"])
def test_a_status_that_its_stream_does_not_let_it_come_to_is_refused(root, status, typed):
    signed = edited(root, "issue", ROAD, status="待群众签字", result="便道已硬化")
    assert "the sheet says" in fault(signed.planned(), "status")
    file = root / "ledger.yaml"
    masses = "{code: masses, name: 群众反映"
    file.write_text(
        file.read_text("utf-8").replace(masses, f"{masses}, closing: [{{step: witness}}]"), "utf-8"
    )
    opened(root).adopt()
    sent = edited(root, "issue", ROAD, status=status, result="便道已硬化")
    assert f"the sheet says “{status}”" in fault(sent.planned(), "status")
    sent.of(ROAD, status=typed)
    sent.taken()
    assert opened(root).issue(ROAD).status == "to_witness"


def test_what_was_put_off_before_anybody_had_it_is_not_in_hand(root):
    opened(root).advance(WAITING, "pause", TODAY, reason="等雨停")
    sent = edited(root, "issue", WAITING, status="办理中")
    assert "nobody has it in hand" in fault(sent.planned(), "unit")


def test_that_nobody_signed_after_all_may_be_typed(root):
    call = {"place": "WL101", "text": "看井", "people": ["c003"], "sign": "given"}
    opened(root).add_visit(TODAY, **call)
    sent = edited(root, "visit", "看井", sign="否")
    assert acts(sent.taken()) == ["changed"]
    [row] = [one for one in Sent(root, "visit").rows if one["text"] == "看井"]
    assert row["sign"] is None
    assert not acts(sent.planned())
    assert not acts(edited(root, "visit", "看井", sign="未签").planned())


def test_who_was_asked_first_is_corrected_where_a_cell_names_another(root):
    sent = Sent(root, "issue")
    record = sent.rows[0]["key"]
    sent.of(record, first_asked="c001")
    sent.taken()
    assert opened(root).issue(record).first_asked == "c001"
    assert opened(root).check() == []
