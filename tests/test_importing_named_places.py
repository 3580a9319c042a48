"""Whose sheet it is and where its rows are, by its unit, title, addresses and venues together."""

from datetime import date

import pytest
from book_world import example, opened
from import_world import Sheet, acts, faults, records

LAMP = {"text": "路灯不亮", "opened": date(2026, 3, 5)}
LECTURE = {"kind": "集中培训", "date": date(2026, 3, 12), "title": "集中学习"}


@pytest.fixture(scope="module")
def towns(tmp_path_factory):
    """The example ledger with a second township, and an area of the name of a village."""
    root = example(tmp_path_factory.mktemp("named") / "ledger")
    ledger = opened(root)
    for code, name, kind, parent in [
        ("WL4", "五里镇第一片区", "area", "WL"),
        ("KQ", "哭泉镇", "township", "YJ"),
        ("KQ1", "淌泥河片区", "area", "KQ"),
        ("KQ101", "哭泉镇第一村", "village", "KQ1"),
        ("KQ102", "哭泉镇第二村", "village", "KQ1"),
    ]:
        ledger.add_station(code=code, name=name, type=kind, parent=parent)
    ledger.index.close()
    return root


def planned(root, kind, row, unit="", title="登记表", columns=None, **said):
    sheet = Sheet(root, kind, unit)
    columns = {name: name for name in row} if columns is None else columns
    sheet.source = sheet.source._replace(title=title, columns=columns, **said)
    return sheet.planned(row)


def where(made, field="place"):
    """The place of the only new record of a plan."""
    assert acts(made) == ["new"], faults(made)
    (body,) = made.files.values()
    return next(
        line.split(": ")[1]
        for line in body.decode().splitlines()
        if line.lstrip("- ").startswith(f"{field}: ")
    )


@pytest.mark.parametrize(
    "unit",
    [
        "五里镇第一村村委会",
        "五里镇第一村党支部",
        "中共五里镇第一村支部委员会",
        "中共五里镇第一村党总支部委员会",
        "五里镇第一村驻村工作队",
    ],
)
def test_a_body_is_of_its_village_and_not_of_an_area_called_nearly_so(towns, unit):
    assert where(planned(towns, "issue", LAMP, unit)) == "WL101"


@pytest.mark.parametrize("unit", ["中共五里镇委员会", "五里镇人民政府", "五里镇党委"])
def test_a_body_of_a_township_is_of_the_township_which_keeps_no_ledger_here(towns, unit):
    assert "no station" in faults(planned(towns, "issue", LAMP, unit))["place"]
    assert where(planned(towns, "issue", {**LAMP, "place": "第二村"}, unit)) == "WL102"


@pytest.mark.parametrize(
    ("unit", "title", "place"),
    [
        ("五里镇民政办", "登记表", "WL102"),
        ("宜君县五里镇便民服务中心", "登记表", "WL102"),
        ("哭泉镇民政办", "登记表", "KQ102"),
        ("县民政局", "哭泉镇问题台账", "KQ102"),
        ("县民政局", "登记表", None),
        ("李五里镇商店", "登记表", None),
    ],
)
def test_where_an_office_is_tells_villages_of_one_name_apart(towns, unit, title, place):
    made = planned(towns, "issue", {**LAMP, "place": "第二村"}, unit, title)
    if place:
        assert where(made) == place
    else:
        assert {"WL102", "KQ102"} <= dict(made.items[0].asked["place"]).keys()


def test_an_office_is_no_place_and_the_title_or_whoever_brings_its_sheet_tells_one(towns):
    office = "五里镇民政办"
    refused = planned(towns, "issue", LAMP, office)
    assert "--place" in faults(refused)["place"]
    assert where(planned(towns, "issue", LAMP, office, place="五里镇第二村")) == "WL102"
    assert where(planned(towns, "issue", LAMP, office, "五里镇第一村问题台账")) == "WL101"
    strange = planned(towns, "issue", LAMP, office, "哭泉镇第一村问题台账")
    assert acts(strange) == ["refused"]
    assert where(planned(towns, "issue", LAMP, "五里镇第一村", place="五里镇第二村")) == "WL101"


@pytest.mark.parametrize("kind", ["issue", "visit"])
def test_a_title_tells_the_village_of_a_unit_above_villages(root, kind):
    rows = {
        "issue": LAMP,
        "visit": {"date": date(2026, 3, 5), "people": ["c001"], "household": ["张甲一"]},
    }
    title = "五里镇第一村干部入户走访记录表"
    made = planned(root, kind, rows[kind], "榆舍片区党建工作站", title)
    assert (where(made), made.entitled) == ("WL101", "五里镇第一村")
    above = planned(root, kind, rows[kind], "五里镇人民政府", "榆舍片区走访记录表")
    assert "no station" in faults(above)["place"]
    other = planned(root, kind, rows[kind], "榆舍片区", "五里镇第七村走访记录表")
    assert (where(other), other.entitled) == ("WL1", "")


@pytest.mark.parametrize(
    ("unit", "address", "place"),
    [
        ("五里镇人民政府", "五里镇第一村一组3号", "WL101"),
        ("榆舍片区", "第一村一组", "WL101"),
        ("榆舍片区", "五里镇第七村二组", "WL1"),
        ("榆舍片区", "店头镇第一村", "WL1"),
        ("榆舍片区", "一组3号", "WL1"),
        ("五里镇第二村", "五里镇第一村一组3号", "WL102"),
    ],
)
def test_an_address_tells_the_village_below_the_unit_alone(root, unit, address, place):
    made = planned(root, "issue", {**LAMP, "address": address, "reporter": ["张甲一"]}, unit)
    assert where(made) == place
    notes = [note for note in made.items[0].notes if "the one that the address names" in note]
    assert bool(notes) == (place == "WL101")
    if place == "WL101":
        assert where(made, "reporter") == "WL101-0001"


def test_where_a_matter_is_tells_the_village_before_the_home_of_whoever_reported_it(root):
    row = {**LAMP, "spot": "五里镇第二村桥头", "address": "五里镇第一村一组3号"}
    assert where(planned(root, "issue", row, "榆舍片区")) == "WL102"


def test_an_empty_cell_of_the_village_is_not_filled_by_an_address(root):
    row = {**LAMP, "address": "五里镇第一村一组3号"}
    columns = {"村": "place", "住址": "address"}
    assert where(planned(root, "issue", row, "榆舍片区", columns=columns)) == "WL1"


@pytest.mark.parametrize(
    ("unit", "venue", "place"),
    [
        ("榆舍片区", "五里镇第一村会议室", "WL101"),
        ("榆舍片区", "五里镇第一村村委会院内", "WL101"),
        ("榆舍片区", "第一村文化广场", "WL101"),
        ("五里镇", "五里镇第一村党群服务中心", "WL101"),
        ("榆舍片区", "五里镇政府会议室", "WL"),
    ],
)
def test_a_room_is_at_the_place_whose_name_it_begins_with(root, unit, venue, place):
    made = planned(root, "activity", {**LECTURE, "place": venue}, unit)
    assert where(made) == place
    assert any(f"“{venue}”" in note for note in made.items[0].notes)


def test_a_body_of_a_village_leaves_out_what_is_above_it_too(root):
    row = {"text": "路灯损坏", "opened": date(2026, 3, 5)}
    made = planned(root, "issue", {**row, "place": "第一村党支部"}, "榆舍片区")
    assert where(made) == "WL101"
    other = planned(root, "issue", {**row, "place": "第四十村党支部"}, "榆舍片区")
    assert acts(other) == ["refused"]


@pytest.mark.parametrize("venue", ["五里镇第四十村会议室", "上五里镇第一村会议室"])
def test_a_room_of_a_village_that_nobody_knows_is_at_none_that_is_known(root, venue):
    made = planned(root, "activity", {**LECTURE, "place": venue}, "榆舍片区")
    assert acts(made) == ["refused"] or where(made) == "WL1"


@pytest.mark.parametrize(
    ("unit", "title", "said", "station", "place"),
    [
        ("榆舍片区", "活动台账", {"place": "哭泉镇"}, "WL1", "KQ"),
        ("榆舍片区", "活动台账", {"place": "五里镇第七村"}, "WL1", "WL307"),
        ("榆舍片区", "活动台账", {"place": "五里镇"}, "WL1", "WL"),
        ("", "榆舍片区活动台账", {"place": "哭泉镇第一村"}, "WL1", "KQ101"),
        ("榆舍片区便民服务中心", "活动台账", {"place": "哭泉镇"}, "WL1", "KQ"),
        ("", "活动台账", {"station": "榆舍片区", "place": "哭泉镇"}, "WL1", "KQ"),
        ("五里镇", "活动台账", {"place": "五里镇第七村"}, "WL3", "WL307"),
        ("宜君县", "活动台账", {"place": "哭泉镇第一村"}, "KQ1", "KQ101"),
        ("五里镇", "活动台账", {"station": "榆舍片区", "place": "五里镇第七村"}, "WL1", "WL307"),
    ],
)
def test_an_activity_stands_in_the_ledger_of_whoever_held_it(
    towns, unit, title, said, station, place
):
    made = planned(towns, "activity", LECTURE | said, unit, title)
    assert (where(made, "station"), where(made)) == (station, place)
    assert records(made)[0].startswith(f"{station}-26-")
