"""Rows by other words than before that state what a record of their sheet is now."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, opened
from import_world import COVERT, Sheet, acts, faults, records

LATER = TODAY + timedelta(days=1)
LAST = LATER + timedelta(days=1)
PUMP = {"place": "WL101", "text": "机井水泵烧坏", "opened": date(2026, 3, 5)}
LAMP = {"place": "WL101", "text": "路灯损坏。夜间行路不便", "opened": date(2026, 3, 5)}
BOTH = ("title", "text", "place", "opened", "progress")


@pytest.fixture
def sheet(root):
    return Sheet(root, "issue")


def columns(sheet, *names):
    sheet.source = sheet.source._replace(columns={name: name for name in names})
    return sheet


def corrected(root, record, **facts):
    for name, said in facts.items():
        opened(root, LATER).advance(record, "correct", LATER, field=name, new=said, reason="写明")


def test_a_title_that_was_put_right_here_and_then_in_the_sheet_is_the_same_issue(root, sheet):
    pump, _lamp = records(sheet.taken(PUMP, LAMP))
    corrected(root, pump, title="一组机井水泵烧坏")
    assert acts(sheet.taken(PUMP, {**LAMP, "progress": "已看"}, day=LATER)) == ["same", "changed"]
    made = sheet.taken({**PUMP, "text": "一组机井水泵烧坏", "progress": "已购"}, LAMP, day=LAST)
    assert faults(made) == {}
    assert (acts(made), records(made)[0], made.gone) == (["changed", "same"], pump, [])
    again = sheet.planned({**PUMP, "text": "一组机井水泵烧坏", "progress": "已换"}, LAMP, day=LAST)
    assert (acts(again), records(again)[0]) == (["changed", "same"], pump)


def test_what_another_row_is_or_of_another_day_or_reporter_is_no_such_issue(root, sheet):
    pump, _lamp = records(sheet.taken({**PUMP, "reporter": ["王丙三"]}, LAMP))
    corrected(root, pump, title="一组机井水泵烧坏")
    stated = {**PUMP, "text": "一组机井水泵烧坏"}
    for other in ({**stated, "opened": date(2026, 3, 6)}, {**stated, "reporter": ["李乙二"]}):
        made = sheet.planned(other, LAMP, day=LAST)
        assert (acts(made), faults(made)) == (["new", "same"], {})
    beside = sheet.planned({**PUMP, "reporter": ["王丙三"]}, stated, LAMP, day=LAST)
    assert (acts(beside), beside.items[1].notes) == (["same", "new", "same"], [])
    twice = sheet.planned(stated, stated, LAMP, day=LAST)
    assert acts(twice) == ["new", "new", "same"]


def test_what_another_sheet_brought_is_no_such_issue(root, sheet):
    [pump] = records(sheet.taken(PUMP))
    corrected(root, pump, title="一组机井水泵烧坏")
    other = Sheet(root, "issue", "五里镇第一村")
    made = other.planned({**PUMP, "text": "一组机井水泵烧坏"}, day=LAST)
    assert acts(made) == ["new"]
    assert pump in made.items[0].notes[0]


@pytest.mark.parametrize("text", [None, "已坏一周，三盏"])
def test_a_column_of_titles_takes_over_what_stood_in_that_of_texts(sheet, text):
    first = columns(sheet, "text", "place", "opened").taken(PUMP, LAMP)
    rows = [{**row, "title": row["text"], "text": text} for row in (PUMP, LAMP)]
    made = columns(sheet, *BOTH).taken(*rows, day=LATER)
    assert (records(made), made.gone) == (records(first), [])
    again = sheet.planned(*({**row, "progress": "已办"} for row in rows), day=LAST)
    assert (acts(again), records(again)) == (["changed"] * 2, records(first))


def test_of_a_sheet_that_had_both_columns_one_alone_tells_nothing(sheet):
    row = {**PUMP, "title": "环境卫生", "text": "一组垃圾"}
    columns(sheet, *BOTH).taken(row)
    made = sheet.planned({**row, "text": "三组污水"}, day=LATER)
    assert acts(made) == ["new"]


@pytest.mark.parametrize(
    ("kind", "row", "new"),
    [
        (
            "visit",
            {"date": date(2026, 3, 8), "place": "WL101", "people": ["c003"], "text": "看机井"},
            {"text": "看新机井"},
        ),
        ("activity", {**COVERT, "title": "值班检查"}, {"title": "值班暗访"}),
    ],
)
def test_visits_and_activities_are_known_by_what_they_say_now(root, kind, row, new):
    sheet = Sheet(root, kind)
    [record] = records(sheet.taken(row))
    ledger = opened(root, LATER)
    files = [*root.glob("visits/**/*.yaml"), *root.glob("activities/**/*.yaml")]
    path = next(one for one in files if f"id: {record}" in one.read_text("utf-8"))
    [(name, said)] = new.items()
    text = path.read_text("utf-8")
    assert row[name] in text
    path.write_text(text.replace(row[name], said), "utf-8")
    ledger.adopt()
    made = sheet.planned({**row, **new}, day=LAST)
    assert (acts(made), records(made)) == (["same"], [record])
