"""What was handed over on visits: in and out by sheets, of a kind that ledger.yaml names."""

from datetime import date

import pytest
from book_world import opened
from import_world import Sheet, acts, faults, records
from return_world import Sent
from return_world import acts as edits

from ledger.records import paths
from ledger.records.visit import Page
from ledger.store import form

DAY = date(2026, 4, 2)
GIVEN = {"date": DAY, "place": "WL101", "people": ["c002"], "household": ["张甲一"]}
FLOUR = {"kind": "生活物资", "goods": "一袋面", "money": 120}
CASH = {"kind": "慰问金", "money": 300}


@pytest.fixture
def sheet(root):
    return Sheet(root, "visit")


def aid(root, record):
    path = paths.page("WL1", DAY)
    page = form.read(Page, opened(root).git.file(path), path)
    return [one.plain() for one in next(v for v in page.visits if v.id == record).aid]


def without_kinds(root):
    path = root / "ledger.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "aid_kinds" not in line), "utf-8")
    opened(root).adopt()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"aid": "生活物资：一袋面（120元）；慰问金：300元"}, [FLOUR, CASH]),
        ({"aid": "慰问金300元"}, [CASH]),
        ({"aid": "300"}, [CASH]),
        ({"aid": "慰问品：米"}, [{"kind": "生活物资", "goods": "慰问品：米"}]),
        ({"goods": "一袋面", "worth": 120, "money": 300}, [FLOUR, CASH]),
        ({"worth": 120}, [{"kind": "生活物资", "money": 120}]),
        ({"goods": "种子\n2袋", "money": 0}, [{"kind": "生活物资", "goods": "种子 2袋"}]),
        ({"money": 0}, []),
    ],
)
def test_what_was_handed_over_is_kept_by_kind(root, sheet, said, kept):
    made = sheet.taken({**GIVEN, **said})
    assert aid(root, records(made)[0]) == kept
    assert acts(sheet.planned({**GIVEN, **said})) == ["same"]
    assert opened(root).check() == []


def test_a_ledger_that_names_no_kinds_takes_any(root, sheet):
    without_kinds(root)
    made = sheet.taken({**GIVEN, "aid": "助学金：500元；米2袋；慰问金300元"})
    assert aid(root, records(made)[0]) == [
        {"kind": "助学金", "money": 500},
        {"kind": "慰问物资", "goods": "米2袋"},
        {"kind": "慰问金", "money": 300},
    ]


def test_goods_that_are_of_no_kind_for_certain_are_refused(root, sheet):
    path = root / "ledger.yaml"
    path.write_text(path.read_text("utf-8").replace("生活物资, ", "米面, 油, "), "utf-8")
    opened(root).adopt()
    assert (
        "write the kind before it" in faults(sheet.planned({**GIVEN, "goods": "一袋面"}))["goods"]
    )
    made = sheet.taken({**GIVEN, "aid": "米面：一袋"})
    assert aid(root, records(made)[0]) == [{"kind": "米面", "goods": "一袋"}]


def test_rows_of_one_visit_hand_over_once_but_to_each_household(root, sheet):
    first = {**GIVEN, "key": "2026-019", "aid": "慰问金：300元", "opinion": "路灯不亮"}
    again = {**first, "opinion": "井干了"}
    other = {**first, "household": ["李乙二"], "opinion": "没有意见"}
    made = sheet.taken(first, again, other)
    assert len(set(records(made))) == 1
    assert aid(root, records(made)[0]) == [CASH, CASH]


def test_a_newer_copy_changes_it_and_an_empty_cell_does_not(root, sheet):
    record = records(sheet.taken({**GIVEN, "aid": "慰问金：300元"}))[0]
    later = sheet.taken({**GIVEN, "aid": "慰问金：500元"})
    assert acts(later) == ["changed"]
    assert later.items[0].changes == [("aid", "慰问金：300元", "慰问金：500元")]
    assert acts(sheet.planned(GIVEN)) == ["same"]
    assert aid(root, record) == [{"kind": "慰问金", "money": 500}]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("慰问金：500元", [{"kind": "慰问金", "money": 500}]),
        ("生活物资：一袋面（120元）；慰问金：300元", [FLOUR, CASH]),
        (None, []),
    ],
)
def test_an_edited_cell_of_our_workbook_changes_it(root, sheet, typed, kept):
    record = records(sheet.taken({**GIVEN, "text": "看望", "aid": "慰问金：300元"}))[0]
    sent = Sent(root, "visit")
    row = next(one for one in sent.rows if one["key"] == record)
    assert row["aid"] == "慰问金：300元"
    assert not edits(Sent(root, "visit").planned())
    row["aid"] = typed
    assert edits(sent.taken()) == ["changed"]
    assert aid(root, record) == kept
