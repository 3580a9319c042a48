"""Who was missing: read from the words of a sheet, and written so that it is read again."""

from datetime import date
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.rules import absences, names
from ledger.sheets import cells
from ledger.sheets.cells.cell_days import Circumstances

WORDS = st.sampled_from(
    ["请假", "缺席", "病假", "未请假", "无故缺席", "已报备", "外出", "办事", "假", "均请假", "均"]
)
PLAIN = st.lists(WORDS | st.sampled_from("（）：: "), min_size=1, max_size=5).map("".join)
TYPED = st.lists(WORDS | st.sampled_from("、，,;；/（）()[】：: "), min_size=1, max_size=6)


def missing(reasons):
    one = st.fixed_dictionaries(
        {"person": st.sampled_from(["c001", "c002", "c003", "c004"])},
        optional={"leave": st.just(True), "reason": reasons},
    )
    return st.lists(one, unique_by=lambda one: one["person"], max_size=4)


def is_line(said):
    """Whether it can stand in a record, and in brackets."""
    depths = list(accumulate((c == "（") - (c == "）") for c in said))
    return said.strip() == said and min(depths) >= 0 and depths[-1] == 0


def read(cell):
    return [tuple(one) for one in absences.read(as_cell(cell))]


def as_cell(said):
    """A cell as its column reads it, in parts."""
    return cells.read("people", said, Circumstances(date.max)) or ()


@pytest.mark.parametrize(
    ("cell", "missing"),
    [
        ("c001（请假）、c002", [("c001", True, None), ("c002", False, None)]),
        ("c001(请假)", [("c001", True, None)]),
        ("请假：c001；缺席：c002", [("c001", True, None), ("c002", False, None)]),
        (
            "请假:c001、c003；未到2人：c002",
            [("c001", True, None), ("c003", True, None), ("c002", False, None)],
        ),
        ("请假（1人）：c001（病假）", [("c001", True, "病假")]),
        ("病假：c001", [("c001", True, "病假")]),
        ("c001请假；c002 缺席", [("c001", True, None), ("c002", False, None)]),
        ("c001：病假；c002因公请假", [("c001", True, "病假"), ("c002", True, "公")]),
        ("c001等3人", [("c001等3人", False, None)]),
        ("c001（请假）c002（缺席）", [("c001", True, None), ("c002", False, None)]),
        ("请假：c001（事假）c002", [("c001", True, "事假"), ("c002", True, None)]),
        ("请假人员：c001", [("c001", True, None)]),
        ("c001、c002（均请假）", [("c001", True, None), ("c002", True, None)]),
        ("c001、c002（均已报备）", [("c001", False, None), ("c002", False, "均已报备")]),
        ("无故缺席：c001", [("c001", False, "无故缺席")]),
        ("c001（未请假）", [("c001", False, "未请假")]),
        ("请假：c001（未到）", [("c001", False, None)]),
        ("c001（年休假，已报备）", [("c001", True, "年休假，已报备")]),
        (
            "c001（请假：去县里（开会、取件））、c002",
            [("c001", True, "去县里（开会，取件）"), ("c002", False, None)],
        ),
        ("c001（外出）", [("c001", False, "外出")]),
        ("c001、c001（请假）、c001", [("c001", True, None)]),
        ("第一组：c001", [("第一组：c001", False, None)]),
        ("c001（请假", [("c001", True, None)]),
        ("请假：", []),
    ],
)
def test_a_cell_says_who_was_missing_and_how(cell, missing):
    assert read(cell) == missing


@given(missing(PLAIN.filter(is_line)))
def test_what_goes_out_is_told_in_the_same_words(missing):
    assert absences.told(missing) == missing
    assert absences.kept(missing, absences.told(missing)) == missing


@given(missing(TYPED.map("".join).filter(lambda said: said.strip() == said)))
def test_whatever_stands_in_a_reason_comes_back_as_it_was_told(missing):
    cell = names.joined(map(absences.written, missing))
    assert [one.of(one.name) for one in absences.read(as_cell(cell))] == absences.told(missing)


@pytest.mark.parametrize(
    ("cell", "came", "missing"),
    [
        ("c001、c002", ["c001", "c002"], []),
        ("c001（村主任）、c002（培训）", ["c001（村主任）", "c002（培训）"], []),
        ("c001、c002（未到）", ["c001"], [("c002", False, None)]),
        ("c001、c002：病假", ["c001"], [("c002", True, "病假")]),
        ("c001、c002因病请假", ["c001"], [("c002", True, "病")]),
        ("c001（无故缺席）", [], [("c001", False, "无故缺席")]),
        ("c001（因公外出：县里）", [], [("c001", False, "因公外出：县里")]),
        ("c001、c002（均请假）", [], [("c001", True, None), ("c002", True, None)]),
        ("c001，请假：c002、c003", ["c001"], [("c002", True, None), ("c003", True, None)]),
    ],
)
def test_a_cell_of_all_who_should_have_come_says_who_did(cell, came, missing):
    assert absences.parted(as_cell(cell)) == (came, missing)
