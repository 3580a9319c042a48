"""What people write beside names: whom it leaves, and what becomes of it."""

import subprocess
from datetime import date

import pytest
from book_world import opened
from import_world import Sheet, acts, faults, records

from ledger.book.importing import remarked
from ledger.book.importing.remarked import Remarked

LAMP = {"place": "WL101", "text": "路灯不亮", "opened": date(2026, 3, 5)}
MET = {"date": date(2026, 3, 5), "place": "WL101", "people": ["c001"], "text": "看望"}
LOST = "beside the name"


@pytest.mark.parametrize(
    ("said", "name", "group", "remark"),
    [
        ("何戊八", "何戊八", "", ""),
        ("何戊八（户主）", "何戊八", "", ""),
        ("何戊八(3组)", "何戊八", "3组", ""),
        ("何戊八（五保户）", "何戊八", "", "五保户"),
        ("何戊八（三组）（党员）", "何戊八", "三组", "党员"),
        ("三组何戊八", "何戊八", "三组", ""),
        ("第三村民小组 何戊八", "何戊八", "第三村民小组", ""),
        ("三社何戊八", "何戊八", "三社", ""),
        ("一社区何戊八", "一社区何戊八", "", ""),
        ("村民何戊八", "何戊八", "", ""),
        ("何戊八家", "何戊八", "", ""),
        ("何戊八户", "何戊八", "", ""),
        ("何戊八等5人", "何戊八", "", "等5人"),
        ("何戊八等三户", "何戊八", "", "等三户"),
        ("王明（大）", "王明（大）", "", ""),
        ("万家", "万家", "", ""),
        ("三组", "三组", "", ""),
    ],
)
def test_a_name_stands_apart_from_what_is_written_beside_it(said, name, group, remark):
    assert remarked.read(said) == Remarked(name, group, remark)


def test_a_register_that_is_broken_refuses_no_row_of_a_sheet(root):
    hand = "households/WL101.yaml"
    said = {**LAMP, "reporter": ["一组张甲一"]}
    assert acts(Sheet(root, "issue").planned(said)) == ["new"]
    text = (root / hand).read_text("utf-8")
    (root / hand).write_text(text.replace("size: 5", "size: 0", 1), "utf-8")
    who = ("-c", "user.name=c009", "-c", "user.email=c009@ledger.invalid")
    subprocess.run(["git", *who, "commit", "-qam", "x"], cwd=root, check=True)
    assert acts(Sheet(root, "issue").planned(said)) == ["new"]


def test_what_was_taken_apart_within_brackets_is_one():
    said = ["何戊八（外出", "电话联系）", "李四", "王五(户主)"]
    assert remarked.whole(said) == ["何戊八（外出，电话联系）", "李四", "王五(户主)"]


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        (["张甲一（户主）"], False),
        (["一组张甲一"], False),
        (["村民张甲一"], False),
        (["张甲一家"], False),
        (["张甲一（第一村民小组）"], False),
        (["张甲一（党员）"], True),
        (["张甲一等5人"], True),
        (["张甲一（外出", "电话联系）"], True),
    ],
)
@pytest.mark.parametrize("kind", ["issue", "visit"])
def test_somebody_is_known_whatever_is_written_beside_the_name(root, kind, said, is_told):
    row = {**LAMP, "reporter": said} if kind == "issue" else {**MET, "household": said}
    made = Sheet(root, kind).taken(row)
    assert acts(made) == ["new"]
    (item,) = made.items
    if kind == "issue":
        assert opened(root).issue(item.record).reporter == "WL101-0001"
    else:
        body = next(body for path, body in made.files.items() if path.startswith("visits/"))
        assert b"households: [WL101-0001]" in body
    assert any(LOST in note for note in item.notes) == is_told
    assert not any("register" in note or "张甲一" in note for note in item.notes)


@pytest.mark.parametrize(
    "said", ["三组张甲一", "张甲一（九组）", "张甲一（大）", "张*一（户主）", "王甲一家"]
)
def test_another_group_or_another_name_is_somebody_else(root, said):
    made = Sheet(root, "issue").taken({**LAMP, "reporter": [said]})
    assert opened(root).issue(records(made)[0]).reporter is None
    assert any("left out" in note for note in made.items[0].notes)


@pytest.mark.parametrize(
    "said", [["张甲一（要求保密）"], ["张甲一(匿名)"], ["张甲一（不愿公开", "保密）"]]
)
def test_a_wish_not_to_be_named_beside_the_name_is_kept(root, said):
    made = Sheet(root, "issue").taken({**LAMP, "reporter": said})
    issue = opened(root).issue(records(made)[0])
    assert (issue.reporter, issue.confidential) == ("WL101-0001", True)
    assert any("confidence" in note for note in made.items[0].notes)
    assert not any(LOST in note and "left out" in note for note in made.items[0].notes)


def test_an_anonymous_reporter_is_nobody_and_nothing_is_lost(root):
    made = Sheet(root, "issue").taken({**LAMP, "reporter": ["匿名"]})
    issue = opened(root).issue(records(made)[0])
    assert (issue.reporter, issue.confidential, made.items[0].notes) == (None, False, [])


@pytest.mark.parametrize(
    ("said", "changes"),
    [
        ("李乙二（外出）", [("note", "", "外出")]),
        ("李乙二（户主）", []),
        ("李 乙二", []),
        ("李乙二家", []),
    ],
)
def test_a_household_whose_head_has_a_remark_is_no_new_one(root, said, changes):
    sheet = Sheet(root, "household")
    row = {"place": "WL101", "name": said}
    made = sheet.taken(row)
    assert records(made) == ["WL101-0002"]
    assert list(made.items[0].changes) == changes
    assert opened(root).household("WL101-0002").name == "李乙二"
    assert acts(sheet.planned(row)) == ["same"]
    assert acts(sheet.planned({**row, "key": "WL101-0002"})) == ["same"]


def test_a_remark_takes_the_place_of_no_note_and_is_told(root):
    row = {"place": "WL101", "name": "李乙二（外出）", "note": "独居"}
    (item,) = Sheet(root, "household").planned(row).items
    assert (item.record, list(item.changes)) == ("WL101-0002", [("note", "", "独居")])
    assert any(LOST in note for note in item.notes)


def test_a_name_alone_goes_before_one_with_a_remark_and_a_sign_tells_namesakes_apart(root):
    said = [
        {"place": "WL101", "name": name} for name in ("李乙二（外出）", "李乙二", "张甲一（小）")
    ]
    made = Sheet(root, "household").planned(*said)
    assert [item.act for item in made.items] == ["new", "same", "new"]
    assert made.items[1].record == "WL101-0002"


@pytest.mark.parametrize("said", ["李乙二（已故）", "李乙二(去世)", "无名氏（亡）"])
def test_who_heads_a_household_whose_head_has_died_a_person_must_say(root, said):
    made = Sheet(root, "household").planned({"place": "WL101", "name": said})
    assert "died" in faults(made)["name"]
