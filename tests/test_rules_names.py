"""Names in one cell are taken apart as they were joined, whatever they hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.rules import names

SIGNS = st.text(st.sampled_from("农水局“”、，,;；/「」（） "), min_size=1, max_size=12)
NAMES = SIGNS.filter(lambda said: said.strip() == said)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("镇经发办、镇水务站", ["镇经发办", "镇水务站"]),
        (
            "镇经发办，镇水务站; 镇林业站/村委会\n县局",
            ["镇经发办", "镇水务站", "镇林业站", "村委会", "县局"],
        ),
        ("「农业农村、水利局」", ["农业农村、水利局"]),
        ("镇经发办、 「农业农村、水利局」 、、县局", ["镇经发办", "农业农村、水利局", "县局"]),
        ("村“两委”、县局", ["村“两委”", "县局"]),
        ("「没有关上、县局", ["「没有关上", "县局"]),
        ("「甲」乙、丙", ["「甲」乙", "丙"]),
        ("、/", []),
    ],
)
def test_a_cell_is_taken_apart_into_names(cell, found):
    assert names.apart(cell) == found


def test_only_a_name_that_would_be_taken_apart_stands_in_quotes():
    assert names.joined(["县水务局", "村“两委”", "甲/乙"]) == "县水务局、村“两委”、「甲/乙」"


@given(st.lists(NAMES, max_size=5))
def test_what_is_joined_is_taken_apart_as_it_was(said):
    assert names.apart(names.joined(said)) == said


@pytest.mark.parametrize(
    "told",
    [
        ["第一组", "第二组", "第三组", "第九组", "第十组", "第十一组", "第二十组", "第一百零三组"],
        ["1组", "2组", "10组"],
        ["二〇二五年", "二〇二六年"],
        ["东沟", "东沟2", "东沟10", "西沟"],
    ],
)
def test_names_are_sorted_as_people_count(told):
    assert sorted({*told}, key=names.in_order) == told


@given(st.lists(st.text(alphabet="一十百零〇3٣组 1", max_size=6)))
def test_any_names_can_be_sorted(said):
    assert len(sorted(said, key=names.in_order)) == len(said)
