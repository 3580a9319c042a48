"""Sheets that go on with the name that a village had before."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, opened
from import_world import Sheet, acts, records
from return_world import Sent

OLD, NEW = "五里镇第一村", "五里镇新庄村"
LATER = TODAY + timedelta(days=1)
ROWS = {
    "issue": {"title": "路灯损坏", "opened": date(2026, 3, 5)},
    "visit": {"date": date(2026, 3, 8), "text": "看机井。"},
    "household": {"name": "张新一", "group": "一组"},
    "activity": {"kind": "集中培训", "date": date(2026, 3, 8), "title": "果树修剪"},
}


def renamed(root, code, name):
    Sheet(root, "station", "").taken({"code": code, "name": name})


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize("column", ["place", "unit"])
def test_a_village_is_known_by_the_name_that_it_had_before(root, kind, column):
    row = ROWS[kind] | ({"place": OLD} if column == "place" else {})
    sheet = Sheet(root, kind, OLD if column == "unit" else "五里镇")
    first = sheet.taken(row)
    renamed(root, "WL101", NEW)
    more = {"note": "近河", "remark": "近河"}
    again = sheet.planned(row, {**row, **more, "title": "机井", "text": "机井", "name": "王新二"})
    assert acts(again) == ["same", "new"]
    assert records(again)[0] == records(first)[0]
    assert records(again)[1].startswith(records(first)[0][:4])


def test_a_name_that_a_village_has_now_is_its_own_whoever_had_it_before(root):
    renamed(root, "WL101", NEW)
    renamed(root, "WL102", OLD)
    made = Sheet(root, "household", "五里镇").planned({**ROWS["household"], "place": OLD})
    assert records(made)[0].startswith("WL102-")


@pytest.mark.parametrize("code", [{}, {"code": "WL101"}])
def test_an_old_list_of_places_does_not_take_a_new_name_back(root, code):
    renamed(root, "WL101", NEW)
    sheet = Sheet(root, "station", "")
    sheet.source = sheet.source._replace(title="旧名册")
    row = {**code, "name": OLD, "parent": "榆舍片区", "households": 160}
    made = sheet.taken(row, day=LATER)
    assert (acts(made), records(made)) == (["changed"], ["WL101"])
    assert NEW in made.items[0].notes[0]
    assert acts(sheet.planned({**row, "households": 161}, day=LATER)) == ["changed"]
    sheet.taken({**row, "households": 161}, day=LATER)
    assert (opened(root).station("WL101").name, opened(root).check()) == (NEW, [])


def test_a_sheet_that_puts_its_own_new_name_right_again_is_heard(root):
    sheet = Sheet(root, "station", "")
    sheet.taken({"code": "WL101", "name": OLD})
    sheet.taken({"code": "WL101", "name": NEW}, day=LATER)
    sheet.taken({"code": "WL101", "name": OLD}, day=LATER + timedelta(days=1))
    assert opened(root).station("WL101").name == OLD


SEAT = {"type": "行政村", "parent": "榆舍片区"}


@pytest.mark.parametrize(
    "names",
    [
        {"WL101": "五里镇第二村", "WL102": OLD},
        {"WL101": "五里镇新村", "WL102": OLD, "WL103": "五里镇第二村", "WL104": "五里镇第三村"},
        {"WL104": OLD},
    ],
)
@pytest.mark.parametrize("way", ["sheet", "workbook"])
def test_no_place_gets_the_name_of_its_neighbour(root, names, way):
    if way == "sheet":
        rows = [{**SEAT, "code": code, "name": name} for code, name in names.items()]
        made = Sheet(root, "station", "").planned(*rows)
    else:
        sent = Sent(root, "station")
        for code, name in names.items():
            known = [row for row in sent.rows if row["code"] == code]
            row = known[0] if known else {**sent.rows[-1], **SEAT, "#": None, "code": code}
            sent.rows += [] if known else [row]
            row["name"] = name
        made = sent.planned()
    refused = {item.title: item.act for item in made.items if item.act != "same"}
    ours = {"五里镇第二村", "五里镇第三村", OLD}
    all_of_it = way == "workbook" and len(names) > 1
    assert refused == {
        name: "refused" if name in ours or all_of_it else "changed" for name in names.values()
    }
