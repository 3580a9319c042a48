"""Rows of a sheet of places taken into the place tree of a ledger."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, example, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_world import Sheet, acts, faults, records, tree

AREA = {"code": "WL4", "name": "柳河片区", "type": "片区", "parent": "五里镇"}
VILLAGE = {
    "code": "ＷＬ401",
    "name": "柳河村",
    "type": "行政村",
    "parent": "柳河片区",
    "region": "610222101204",
    "households": 120,
    "since": date(2026, 3, 1),
}
LATER = TODAY + timedelta(days=3)


@pytest.fixture
def sheet(root):
    return Sheet(root, "station", "")


def test_children_may_stand_before_their_parents(root, sheet):
    made = sheet.taken(VILLAGE, AREA)
    assert acts(made) == ["new", "new"]
    assert records(made) == ["WL401", "WL4"]
    village = opened(root).station("WL401")
    assert (village.parent, village.type, village.households) == ("WL4", "village", 120)
    assert village.region == "610222101204"


def test_a_place_is_known_again_by_its_name_and_the_one_above(sheet):
    made = sheet.planned({"name": "五里镇第一村", "parent": "榆舍片区", "households": 160})
    assert records(made) == ["WL101"]
    assert made.items[0].changes == [("households", "158", "160")]


def test_a_new_name_keeps_the_old_one_and_hand_kept_files_their_comments(root, sheet):
    file = root / "stations" / "WL1.yaml"
    file.write_text("# 试点片区\n" + file.read_text("utf-8"), "utf-8")
    opened(root).adopt()
    made = sheet.taken({"code": "WL1", "name": "榆舍中心片区"}, day=LATER)
    assert acts(made) == ["changed"]
    node = opened(root, LATER).station("WL1")
    assert node.name == "榆舍中心片区"
    assert [(old.name, old.until) for old in node.former_names] == [
        ("榆舍片区", LATER - timedelta(days=1))
    ]
    assert file.read_text("utf-8").startswith("# 试点片区\n")


def test_what_both_changed_is_refused_with_both_values(root, sheet):
    sheet.taken({"code": "WL101", "households": 160})
    opened(root, LATER).edit_station("WL101", LATER, households=161)
    assert acts(sheet.planned({"code": "WL101", "households": 160}, day=LATER)) == ["same"]
    made = sheet.planned({"code": "WL101", "households": 165}, day=LATER)
    assert acts(made) == ["refused"]
    assert "161" in faults(made)["households"]
    assert "165" in faults(made)["households"]


def test_a_row_that_is_refused_is_not_gone(sheet):
    sheet.taken(AREA, VILLAGE)
    refused = sheet.planned(AREA, {**VILLAGE, "type": "片区"})
    assert (acts(refused), refused.gone) == (["same", "refused"], [])


@pytest.mark.parametrize(
    ("row", "field", "says"),
    [
        ({**AREA, "code": None}, "code", "WL01 is free"),
        ({**AREA, "code": "柳河"}, "code", "capitals"),
        ({**AREA, "name": None}, "name", "name"),
        ({**AREA, "type": None}, "type", "level"),
        ({**AREA, "type": "太空站"}, "type", "level"),
        ({**AREA, "parent": None}, "parent", "above"),
        ({**AREA, "parent": "没有的镇"}, "parent", "not known"),
        ({**AREA, "parent": "柳河片区"}, "parent", "below itself"),
        ({**AREA, "code": "WL1", "name": "榆舍片区", "type": "行政村"}, "type", "片区"),
        ({"code": "WL101", "parent": "YJ"}, "parent", "WL1"),
        ({**AREA, "region": "6102"}, "region", "written"),
        ({**AREA, "since": TODAY + timedelta(days=1)}, "since", "not come"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_by_field(sheet, row, field, says):
    made = sheet.planned({name: value for name, value in row.items() if value is not None})
    assert acts(made) == ["refused"]
    assert says in faults(made)[field]
    assert made.files == {}


def test_what_hangs_below_a_refused_row_is_refused_too(sheet):
    made = sheet.planned(VILLAGE, {**AREA, "type": None})
    assert acts(made) == ["refused", "refused"]
    assert "WL4" in dict(made.items[0].faults)["parent"]
    assert acts(sheet.planned(AREA, VILLAGE, AREA)) == ["new", "new", "refused"]


def test_a_weak_name_above_is_asked(sheet):
    made = sheet.planned({**AREA, "parent": "五星镇"})
    assert acts(made) == ["refused"]
    kind, said = made.items[0].doubted["parent"]
    decided = {kind: {said: made.items[0].asked["parent"][0][0]}}
    assert acts(sheet.planned({**AREA, "parent": "五星镇"}, decided=decided)) == ["new"]


@given(st.integers(0, 4), st.randoms(use_true_random=False))
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_order_of_rows_gives_the_same_tree(tmp_path_factory, villages, random):
    root = example(tmp_path_factory.mktemp("ledger") / "ledger")
    sheet = Sheet(root, "station", "")
    before = tree(root)
    below = [{**VILLAGE, "code": f"WL4{n:02d}", "name": f"柳河{n}村"} for n in range(villages)]
    rows = random.sample([AREA, *below], villages + 1)
    in_order, shuffled = sheet.planned(AREA, *below), sheet.taken(*rows)
    assert shuffled.files == in_order.files
    assert acts(sheet.planned(*random.sample(rows, len(rows)))) == ["same"] * len(rows)
    opened(root).undo(shuffled.op)
    assert tree(root) == before


def test_a_masked_number_of_a_place_is_left_out_and_changes_none(sheet):
    sheet.taken(AREA, {**VILLAGE, "contact": "0914-1234567"})
    masked = {**VILLAGE, "contact": "0914-****567"}
    made = sheet.planned(
        AREA, masked, {**VILLAGE, "code": "WL402", "name": "柳湾村"} | {"contact": "138****1234"}
    )
    assert acts(made) == ["same", "same", "new"]
    assert any("masked" in note for note in made.items[2].notes)
    assert b"*" not in made.files["stations/WL402.yaml"]


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_rows_of_one_code_that_of_its_name_is_the_place(sheet, order):
    right = {"code": "WL102", "name": "五里镇第二村", "households": 130}
    wrong = {"code": "WL102", "name": "五里镇第一村", "households": 160}
    made = sheet.planned(*[right, wrong][::order])
    assert acts(made) == ["changed", "refused"][::order]
    assert "another row of this sheet is WL102 too" in faults(made)["code"]


@pytest.mark.parametrize(
    ("name", "parent", "code"),
    [
        ("五里镇第一村", "五里镇", "WL101"),
        ("第一村", "榆舍片区", "WL101"),
        ("五里镇第一村党支部", "五里镇", "WL101"),
        ("榆舍片区党建工作站", "五里镇", "WL1"),
        ("五里镇第一村", "宜君县", "WL101"),
    ],
)
def test_a_place_is_known_below_all_that_lie_above_it_and_keeps_its_name(
    root, sheet, name, parent, code
):
    before = opened(root).station(code)
    row = {"name": name, "parent": parent, "note": "试点"}
    made = sheet.taken(row)
    assert (acts(made), records(made)) == (["changed"], [code])
    after = opened(root).station(code)
    assert (after.name, after.parent, after.note) == (before.name, before.parent, "试点")
    assert after.former_names == before.former_names
    assert any(before.name in note for note in made.items[0].notes) == (name != before.name)
    assert acts(sheet.planned(row)) == ["same"]
    sheet.taken({**row, "note": "示范"}, day=LATER)
    later = opened(root, LATER).station(code)
    assert (later.name, later.note) == (before.name, "示范")


def test_a_list_of_the_places_in_its_title_may_leave_out_what_is_above_them(sheet):
    sheet.source = sheet.source._replace(title="榆舍片区各村基本情况一览表")
    made = sheet.planned({"name": "第一村", "note": "试点"}, {"name": "第七村", "note": "试点"})
    assert [(item.act, item.record) for item in made.items] == [
        ("changed", "WL101"),
        ("refused", ""),
    ]


@pytest.mark.parametrize("name", ["五里镇第一村", "第一村", "五里镇第一村村委会"])
@pytest.mark.parametrize("code", [{}, {"code": "WL399"}])
def test_no_second_village_of_a_township_has_a_name_that_is_borne(sheet, name, code):
    made = sheet.planned({**code, "name": name, "parent": "五里镇第三片区", "type": "行政村"})
    assert acts(made) == ["refused"]
    assert faults(made).keys() == {"name"}
    assert "WL101" in faults(made)["name"]


def test_what_only_begins_so_or_lies_in_another_township_is_a_place_of_its_own(sheet):
    town = {"code": "KQ", "name": "哭泉镇", "type": "乡镇（街道）", "parent": "宜君县"}
    area = {"code": "WL9", "name": "五里镇第一片区", "type": "片区", "parent": "五里镇"}
    village = {"code": "KQ101", "name": "第一村", "type": "行政村", "parent": "哭泉镇"}
    group = {"name": "第一村民小组", "type": "村民小组"}
    groups = [
        {**group, "code": f"{above}01", "parent": name}
        for above, name in (("WL101", "五里镇第一村"), ("WL102", "五里镇第二村"))
    ]
    assert acts(sheet.planned(town, area, village, *groups)) == ["new"] * 5


def test_each_new_place_is_offered_a_code_of_its_own(sheet):
    rows = [{"name": f"柳河{n}村", "type": "行政村", "parent": "榆舍片区"} for n in "一二"]
    told = [dict(item.faults)["code"] for item in sheet.planned(*rows).items]
    assert [one.rpartition("; ")[2] for one in told] == ["WL104 is free", "WL105 is free"]
