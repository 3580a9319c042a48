"""How alike two titles are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.rules.likeness import ALIKE, Titles, alike, likeness

TITLES = st.text("村口路灯损坏又水井干涸二组，。 ＡａB1", max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("村口路灯损坏", "村口路灯又坏了"),
        ("村口路灯损坏", "村口 路灯，损坏！"),
        ("第二组水渠堵塞", "二组水渠堵塞"),
        ("ＷＩＦＩ 不通", "wifi不通"),
    ],
)
def test_the_same_matter_in_other_words_is_alike(one, other):
    assert likeness(one, other) >= ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [("村口路灯损坏", "水井干涸"), ("路", "灯"), ("低保申请未批", "医保报销不清楚"), ("", "路灯")],
)
def test_another_matter_is_not(one, other):
    assert likeness(one, other) < ALIKE


@given(TITLES, TITLES)
def test_likeness_goes_both_ways_and_stays_between_nothing_and_all(one, other):
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)


@given(TITLES.filter(lambda title: any(c.isalnum() for c in title)))
def test_a_title_is_like_itself(title):
    assert likeness(title, title) == 1


def test_the_closest_come_first_and_not_too_many():
    near = [
        ("c", "村口路灯损坏"),
        ("a", "村口路灯又坏了"),
        ("x", "水井干涸"),
        ("b", "村口路灯损坏"),
    ]
    assert alike("村口路灯损坏", near) == ["b", "c", "a"]
    assert alike("村口路灯损坏", near, most=1) == ["b"]


@given(
    st.lists(st.text("路灯损坏 三盏", max_size=8), max_size=6), st.text("路灯损坏 三盏", max_size=8)
)
def test_of_many_titles_those_come_close_that_do_so_one_by_one(titles, title):
    many = {str(at): said for at, said in enumerate(titles)}
    near = {key for key, said in many.items() if likeness(title, said) >= ALIKE}
    assert Titles(many.items()).alike(title) == near
