"""Rows of one name that say something new: each is the record that the rest of it fits."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, opened
from import_world import Sheet, acts, faults, records

LATER = TODAY + timedelta(days=1)
LAMP = {"place": "WL101", "text": "路灯不亮", "opened": date(2026, 3, 5), "unit": ["镇经发办"]}
ONE = {**LAMP, "person": ["c003"], "measures": "一组换灯"}
TWO = {**LAMP, "person": ["c004"], "measures": "三组修线"}
TENTH = {**LAMP, "person": ["c005"], "measures": "十组立杆", "unit": ["镇供电所"]}
HOME = {"place": "WL101", "name": "孙甲一", "group": "一组"}
NEAR = {**HOME, "size": 3, "phone": "000-0101-0101", "address": "村口1号"}
FAR = {**HOME, "size": 4, "phone": "000-0202-0202", "address": "村口2号"}
CALL = {"date": date(2026, 3, 8), "place": "WL101", "people": ["c003"], "text": "入户走访。"}
MET, HEARD = {**CALL, "opinion": "修路"}, {**CALL, "opinion": "缺水"}
CHECK = {"kind": "暗访", "date": date(2026, 3, 12), "place": "WL102", "title": "值班检查"}
DUTY = {**CHECK, "people": ["c001"], "findings": "无人值班"}
LEDGER = {**CHECK, "people": ["c003"], "findings": "台账不全"}
PAIRS = [
    ("issue", ONE, TWO, {"progress": "已去"}),
    ("household", NEAR, FAR, {"size": 6}),
    ("visit", MET, HEARD, {"answer": "已办"}),
    ("activity", DUTY, LEDGER, {"text": "两处"}),
]
"""By kind, two rows of one name, and what a newer copy says besides."""


@pytest.mark.parametrize(("kind", "one", "two", "new"), PAIRS)
def test_each_stays_itself_where_the_first_is_gone_or_rows_are_sorted_anew(
    root, kind, one, two, new
):
    sheet = Sheet(root, kind)
    first, second = records(sheet.taken(one, two))
    alone = sheet.planned({**two, **new}, day=LATER)
    assert (acts(alone), records(alone), alone.gone) == (["changed"], [second], [first])
    sorted_anew = sheet.planned({**two, **new}, {**one, **new}, day=LATER)
    assert (acts(sorted_anew), records(sorted_anew)) == (["changed"] * 2, [second, first])


@pytest.mark.parametrize(("one", "two"), [(ONE, TWO), (TWO, ONE)])
def test_a_further_row_of_the_name_is_new_wherever_it_stands(root, one, two):
    sheet = Sheet(root, "issue")
    first, second = records(sheet.taken(one, two))
    made = sheet.taken(TENTH, {**one, "progress": "已去"}, two, day=LATER)
    assert (acts(made), records(made)[1:]) == (["new", "changed", "same"], [first, second])
    assert acts(sheet.planned(two, TENTH, {**one, "progress": "已去"}, day=LATER)) == ["same"] * 3


def test_what_was_changed_here_tells_as_much_as_what_came(root):
    sheet = Sheet(root, "issue")
    first, second = records(sheet.taken(ONE, TWO))
    opened(root, LATER).advance(
        second, "assign", LATER, unit="镇供电所", person="c005", measures="三组换线"
    )
    further = {**ONE, "progress": "已去"}
    old = sheet.planned({**TWO, "progress": "已去"}, further, day=LATER)
    assert (acts(old), records(old)) == (["changed", "changed"], [second, first])
    anew = {**TWO, "person": ["c005"], "measures": "三组换线", "unit": ["镇供电所"]}
    assert records(sheet.planned(anew, further, day=LATER)) == [second, first]


def test_rows_that_nothing_tells_apart_are_refused_and_known_by_their_numbers(root):
    sheet = Sheet(root, "issue")
    rows = [{**ONE, "progress": said} for said in ("已看", "已报")]
    first, second = records(sheet.taken(*rows))
    newer = [{**ONE, "progress": said} for said in ("已修", "已换")]
    made = sheet.planned(*newer, day=LATER)
    assert (acts(made), made.files, made.gone) == (["refused"] * 2, {}, [])
    assert all(record in faults(made)["key"] for record in (first, second))
    numbered = [{**row, "key": record} for row, record in zip(newer, (second, first), strict=True)]
    made = sheet.taken(*numbered, day=LATER)
    assert (acts(made), records(made)) == (["changed"] * 2, [second, first])
    assert acts(sheet.planned(newer[0], {**newer[1], "key": first}, day=LATER)) == ["same"] * 2


def test_another_one_in_the_place_of_one_that_is_gone_is_asked(root):
    sheet = Sheet(root, "household")
    first, second = records(sheet.taken(NEAR, FAR))
    other = {**HOME, "size": 6, "phone": "000-0303-0303", "address": "村口3号"}
    made = sheet.planned(other, FAR, day=LATER)
    assert (acts(made), made.files) == (["refused", "same"], {})
    assert [code for code, _name in made.items[0].asked["name"]] == [first]
    assert second not in faults(made)["name"]


def test_one_that_alone_is_left_is_that_where_but_one_thing_is_new(root):
    sheet = Sheet(root, "household")
    first, second = records(sheet.taken({**HOME, "size": 3}, {**HOME, "size": 4}))
    made = sheet.planned({**HOME, "size": 4}, {**HOME, "size": 5}, day=LATER)
    assert (acts(made), records(made)) == (["same", "changed"], [second, first])


def test_of_rows_that_said_the_same_each_is_one(root):
    sheet = Sheet(root, "issue")
    first = records(sheet.taken(ONE, ONE))
    made = sheet.planned(*({**ONE, "progress": said} for said in ("已修", "已换")), day=LATER)
    assert (acts(made), sorted(records(made))) == (["changed"] * 2, sorted(first))
    assert acts(sheet.planned({**ONE, "progress": "已修"}, day=LATER)) == ["refused"]
