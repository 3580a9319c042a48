"""What a title says of the place whose sheet it is, and what it only seems to say."""

from datetime import date

import pytest
from import_world import Sheet, acts, faults

from ledger.book.importing import entitled

PLACES = {
    "YJ": ("宜君县",),
    "YJ/WL": ("五里镇",),
    "YJ/WL/WL1": ("榆舍片区", "榆舍"),
    "YJ/WL/WL1/WL101": ("五里镇第一村",),
    "YJ/WL/WL1/WL102": ("王家坪村", "便民中心"),
    "YJ/WL/WL1/WL103": ("家坪村",),
    "YJ/SL": ("三里镇",),
    "YJ/SL/SL101": ("柳沟村",),
    "YJ/WL/WL2": ("第二片区",),
    "YJ/WL/WL2/WL201": ("柳沟村",),
    "YJ/WL/WL2/WL202": ("3组",),
    "YJ/U05": ("第五单位",),
    "YJ/NM": ("农牧局",),
}
NAMED = [(name, line.rpartition("/")[2]) for line, names in PLACES.items() for name in names]
LINES = {line.rpartition("/")[2]: f"{line}/" for line in PLACES}


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("王家坪村户情台账", "WL102"),
        ("王家坪村委会2026年问题台账", "WL102"),
        ("王家坪村便民中心台账", "WL102"),
        ("2026年王家坪村走访记录", "WL102"),
        ("问题台账（王家坪村 ）", "WL102"),
        ("中共王家坪村支部会议记录", "WL102"),
        ("宜君县五里镇王家坪村2026年3月走访记录", "WL102"),
        ("陕西省铜川市宜君县王家坪村走访记录", "WL102"),
        ("五里镇榆舍片区王家坪村驻村工作队走访记录", "WL102"),
        ("五里镇问题台账", "WL"),
        ("五里镇各村问题台账", "WL"),
        ("五里镇农村环境问题台账", "WL"),
        ("榆舍片区2026年第25周任务清单", "WL1"),
        ("问题台账（榆舍）", "WL1"),
        ("榆舍片区第一村户情台账", "WL101"),
        ("五里镇柳沟村户情台账", "WL201"),
        ("3组户情台账", "WL202"),
        ("第五单位集体学习记录", "U05"),
        ("宜君县农牧局查摆问题整改台账", "NM"),
    ],
)
def test_a_title_names_the_place_of_its_sheet(title, code):
    assert entitled.place(title, NAMED, LINES) == code


@pytest.mark.parametrize(
    "title",
    [
        "",
        "问题台账",
        "上王家坪村户情台账",
        "水务局农牧局联合检查记录",
        "五里镇上王家坪村户情台账",
        "榆舍沟村户情台账",
        "榆舍户情台账",
        "五里镇第九村户情台账",
        "五里镇**村户情台账",
        "五里镇王某村户情台账",
        "王家坪村、柳沟村问题台账",
        "王家坪村和李家村问题台账",
        "王家坪村五里镇第一村问题台账",
        "王家坪村等6村问题台账",
        "王家坪村等六个村走访记录",
        "五里镇三里镇问题台账",
        "三里镇王家坪村问题台账",
        "柳沟村户情台账",
        "王家坪户情台账",
        "13组户情台账",
        "五里",
    ],
)
def test_what_is_not_certain_names_no_place(title):
    assert entitled.place(title, NAMED, LINES) is None


def titled(root, kind, title, columns=(), unit=""):
    sheet = Sheet(root, kind, unit)
    headers = {field: field for field in columns}
    sheet.source = sheet.source._replace(title=title, columns=headers)
    return sheet


HOME = {"name": "张新一", "group": "第一村民小组"}
WELL = {"text": "机井干了", "opened": date(2026, 3, 5)}


def test_a_register_is_of_the_village_in_its_title(root):
    sheet = titled(root, "household", "五里镇第一村户情台账")
    made = sheet.taken(HOME)
    assert (acts(made), made.entitled) == (["new"], "五里镇第一村")
    assert made.items[0].record.startswith("WL101-")
    assert acts(sheet.planned(HOME)) == ["same"]


def test_a_unit_that_is_stated_holds_against_the_title(root):
    made = titled(root, "household", "五里镇第一村户情台账", unit="五里镇第二村").planned(HOME)
    assert (made.items[0].record[:5], made.entitled) == ("WL102", "")
    strange = titled(root, "household", "五里镇第一村户情台账", unit="县委组织部").planned(HOME)
    assert (acts(strange), strange.entitled) == (["refused"], "")


@pytest.mark.parametrize(
    ("title", "unit", "village"),
    [
        ("五里镇户情台账", "第一村", "WL101"),
        ("五里镇第一村户情台账", "第一村", "WL101"),
        ("榆舍片区户情台账", "第二村", "WL102"),
        ("五里镇第一村户情台账", "第一村党支部", "WL101"),
        ("榆舍片区户情台账", "第二村驻村工作队", "WL102"),
        ("五里镇第一村户情台账", "第二村党支部", None),
        ("五里镇户情台账", "第四十村", None),
        ("五里镇第一村户情台账", "第二村", None),
        ("户情台账", "第四十村", None),
    ],
)
def test_a_unit_may_leave_out_what_the_title_tells(root, title, unit, village):
    made = titled(root, "household", title, unit=unit).planned(HOME)
    assert acts(made) == ["new" if village else "refused"]
    assert village is None or made.items[0].record.startswith(village)


def test_a_title_of_two_villages_is_of_none(root):
    made = titled(root, "household", "五里镇第一村、五里镇第二村户情台账").planned(HOME)
    assert (acts(made), made.entitled) == (["refused"], "")


def test_names_of_a_sheet_are_looked_for_below_the_place_in_its_title(root):
    sheet = titled(root, "household", "五里镇户情台账", columns=["place"])
    made = sheet.planned({**HOME, "place": "第二村"})
    assert (acts(made), made.items[0].record[:5]) == (["new"], "WL102")


@pytest.mark.parametrize(
    ("title", "columns", "place"),
    [
        ("榆舍片区问题台账", (), "WL1"),
        ("榆舍片区问题台账", ("place",), None),
        ("五里镇第一村问题台账", ("place",), "WL101"),
    ],
)
def test_an_empty_cell_of_the_village_is_not_filled_with_the_station(root, title, columns, place):
    made = titled(root, "issue", title, columns).planned(WELL)
    assert acts(made) == ["new" if place else "refused"]
    if place is None:
        assert "village" in faults(made)["place"]
    else:
        assert made.items[0].record.startswith("WL1-")


def test_no_place_is_moved_below_the_one_in_a_title(root):
    area = {"code": "WL4", "name": "柳河片区", "type": "片区"}
    made = titled(root, "station", "五里镇片区一览表").planned(area)
    assert (acts(made), made.entitled) == (["refused"], "五里镇")
    assert "above" in faults(made)["parent"]
