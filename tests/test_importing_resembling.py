"""New rows that may be what is gone from their sheet, or what was entered here by hand."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, opened
from import_world import Sheet, acts, records

from ledger.rules.deadlines import Meaning

LATER = TODAY + timedelta(days=1)
LAST = LATER + timedelta(days=1)
LAMP = {"place": "WL101", "text": "村口路灯顺坏三盏", "opened": date(2026, 3, 5)}
HOME = {"place": "WL101", "name": "孙甲一", "group": "一组", "phone": "000-0101-0101"}
CALL = {"date": date(2026, 3, 8), "place": "WL101", "people": ["c003"], "text": "看机井"}
TASK = {"title": "机井普查", "kind": "重点工作", "place": "WL101", "opened": date(2026, 3, 9)}
TASK |= {"person": ["c003"], "due": Meaning(TODAY, None, long_term=False, word="")}
TALK = {"kind": "暗访", "date": date(2026, 3, 12), "place": "WL102", "title": "窗口值班检查"}
TALK |= {"people": ["c001"], "findings": "无人值班"}
OTHERWISE = [
    ("issue", LAMP, {"text": "村口路灯损坏三盏"}),
    ("issue", LAMP, {"opened": date(2026, 3, 6)}),
    ("household", HOME, {"name": "孙甲二"}),
    ("visit", CALL, {"text": "看新机井"}),
    ("task", TASK, {"title": "机井大普查"}),
    ("activity", TALK, {"title": "窗口值班大检查"}),
]
APART = [
    ("issue", LAMP, {"text": "桥栏断裂"}),
    ("issue", LAMP, {"place": "WL102"}),
    ("household", HOME, {"name": "孙甲二", "phone": "000-0909-0909"}),
    ("household", HOME, {"name": "孙甲二", "group": "二组"}),
    ("visit", CALL, {"date": date(2026, 3, 9)}),
    ("visit", CALL, {"people": ["c004"], "text": "看望老人"}),
    ("task", TASK, {"title": "防火巡查"}),
    ("activity", TALK, {"title": "春季防火"}),
]


@pytest.mark.parametrize(("kind", "row", "new"), OTHERWISE)
def test_what_is_gone_and_alike_is_told_and_its_number_makes_the_row_that_record(
    root, kind, row, new
):
    sheet = Sheet(root, kind)
    [record] = records(sheet.taken(row))
    made = sheet.planned({**row, **new}, day=LATER)
    assert (acts(made), made.gone) == (["new"], [record])
    [note] = [note for note in made.items[0].notes if record in note]
    assert "number" in note
    bare = sheet.source._replace(columns={name: name for name in row})
    sheet.source = bare._replace(columns={**bare.columns, "编号": "key"})
    numbered = sheet.taken({**row, **new, "key": record}, day=LATER)
    assert (records(numbered), numbered.items[0].act != "refused") == ([record], True)
    sheet.source = bare
    again = sheet.planned({**row, **new}, day=LAST)
    if "opened" in new:  # the day of an issue stays, so that its row is known by its number alone
        assert any(record in note for note in again.items[0].notes)
    else:
        assert (records(again), again.items[0].act in {"same", "changed"}) == ([record], True)


@pytest.mark.parametrize(("kind", "row", "new"), APART)
def test_what_is_gone_and_another_matter_is_not_told(root, kind, row, new):
    sheet = Sheet(root, kind)
    [record] = records(sheet.taken(row))
    made = sheet.planned({**row, **new}, day=LATER)
    assert (acts(made), made.gone) == (["new"], [record])
    assert not any(record in note for note in made.items[0].notes)


@pytest.mark.parametrize(("kind", "row", "new"), OTHERWISE[3:])
def test_what_another_row_still_is_is_not_told(root, kind, row, new):
    sheet = Sheet(root, kind)
    sheet.taken(row)
    made = sheet.planned(row, {**row, **new}, day=LATER)
    assert (acts(made), made.items[1].notes) == (["same", "new"], [])


def by_hand(root, kind):
    """The record that somebody enters here by hand, of what a sheet lists too."""
    ledger = opened(root, LATER)
    if kind == "visit":
        return ledger.add_visit(CALL["date"], kind="visit", place="WL101", text="看机井")[0].id
    if kind == "task":
        more = {"title": TASK["title"], "due": TODAY, "person": "c003"}
        return ledger.add_task(TASK["opened"], kind="key_work", place="WL101", **more).id
    told = {"place": "WL102", "title": TALK["title"], "findings": [{"text": "无人值班"}]}
    return ledger.add_activity(TALK["date"], kind="covert", **told)[0].id


@pytest.mark.parametrize(("kind", "row", "new"), OTHERWISE[3:])
def test_what_was_entered_by_hand_is_told_and_its_number_makes_the_row_that_record(
    root, kind, row, new
):
    record = by_hand(root, kind)
    sheet = Sheet(root, kind)
    made = sheet.planned(row, {**row, **new}, day=LAST)
    assert [record in " ".join(item.notes) for item in made.items] == [True, False]
    numbered = sheet.planned({**row, "key": record}, day=LAST)
    assert (records(numbered), numbered.items[0].act in {"same", "changed"}) == ([record], True)


def test_a_visit_by_hand_to_another_household_is_another_one(root):
    opened(root, LATER).add_visit(
        CALL["date"], kind="visit", place="WL101", text="看机井", households=["WL101-0003"]
    )
    rows = ({**CALL, "household": [head]} for head in ("李乙二", "王丙三"))
    made = Sheet(root, "visit").planned(*rows, day=LAST)
    assert [any("by hand" in note for note in item.notes) for item in made.items] == [False, True]
