"""Many visits are planned page by page, and their pages made files by several processes."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, opened
from import_world import acts, alike, records
from test_book_ledger import contents, rebuilt

from ledger.book.importing import beginning, resembling, visits
from ledger.book.importing.planning import plan
from ledger.book.importing.rows import Row, Source
from ledger.book.importing.visits import pages
from ledger.records import paths

SOURCE = Source("visit", "走访台账.xlsx", "0" * 64, "Sheet1", "五里镇走访台账", "榆舍片区")
ROWS = 400
LATER = TODAY + timedelta(days=1)
PLACES = ("WL101", "WL102", "WL204")


@pytest.fixture(autouse=True)
def many(monkeypatch):
    """Let these few rows be many."""
    monkeypatch.setattr(visits, "MANY", ROWS // 2)
    monkeypatch.setattr(pages, "_SHARE", 30)


def row(number, **more):
    """A row of a large sheet: some share a number, some promote, some name no place there is."""
    said = {
        "key": f"2026-{number - number % 20 // 19:06d}",
        "date": date(2026, 3, 1) + timedelta(number * 7 % 60 if number % 20 != 19 else 3),
        "place": "无此地" if number % 9 == 0 else PLACES[number % 7 % 3],
        "text": f"第{number}次走访。\n天晴。",
        "opinion": f"第{number}盏路灯坏了" if number % 3 == 0 else None,
        "promote": number % 21 == 0,
        "household": ["张甲一", "李乙二"][: number % 3],
    }
    return Row(number, {name: value for name, value in (said | more).items() if value})


def alone(root, rows, op, day=TODAY):
    """What one process makes of rows: items and files."""
    making, _earlier = beginning.begin(opened(root, day), SOURCE, {})
    making.op = op
    pages_of, visits.MANY = visits.MANY, len(rows) + 1
    try:
        items = sorted(visits.items(making, rows), key=lambda item: item.number)
        items = resembling.noted(making, rows, items, [])
    finally:
        visits.MANY = pages_of
    assert making.made is None
    return items, making.files


def test_several_processes_make_the_pages_that_one_would(root):
    rows = [row(number) for number in range(1, ROWS + 1)]
    ledger = opened(root)
    made = plan(ledger, SOURCE, rows)
    assert made.made is not None
    items, files = alone(root, rows, made.op)
    assert (made.items, made.files) == (items, files)
    assert [item.number for item in items] == [one.number for one in rows]
    assert made.count("refused") == ROWS // 9
    assert sum(path.startswith("issues/") for path in files) > ROWS // 40
    pages_made = [path for path in files if path.startswith("visits/")]
    assert len(pages_made) > 50
    assert paths.page("WL1", date(2026, 3, 11)) in pages_made  # it has other visits already


def test_the_index_is_given_the_rows_of_pages_that_it_would_read(root):
    ledger = opened(root)
    ledger.take_in(plan(ledger, SOURCE, [row(number) for number in range(1, ROWS + 1)]))
    newer = [
        row(
            number,
            text=f"第{number}次走访，雨天。",
            date=date(2026, 4, 28) if number % 5 == 1 else row(number).fields["date"],
            promote=number % 7 == 0,
        )
        for number in range(1, ROWS + 1)
    ]
    later = opened(root, LATER)
    again = plan(later, SOURCE, newer)
    assert again.made is not None
    assert again.count("changed") > ROWS // 2
    assert (list(again.items), again.files) == alone(root, newer, again.op, LATER)
    later.take_in(again)
    assert contents(later.index.db) == rebuilt(later)
    assert later.check() == []
    assert acts(plan(opened(root, LATER), SOURCE, newer[:8])) == ["same"] * 8


def test_rows_whose_words_give_one_id_are_two_visits_now_and_later(root):
    pair = alike(root, "visit")
    rows = [row(1, key=key, date=date(2026, 3, 5), place="WL101", text=key) for key in pair]
    rows[1] = rows[1]._replace(number=2)
    ledger = opened(root)
    made = plan(ledger, SOURCE, rows)
    assert len(set(records(made))) == 2
    ledger.take_in(made)
    for source in (SOURCE, SOURCE._replace(title="另一份台账")):
        again = plan(opened(root), source, rows)
        assert (acts(again), records(again)) == (["same", "same"], records(made))
        assert again.files == {}


def test_rows_that_say_the_same_are_each_a_visit(root):
    same = [Row(n, {"date": date(2026, 3, 5), "place": "WL101", "text": "走访"}) for n in range(90)]
    ledger = opened(root)
    made = plan(ledger, SOURCE, same)
    assert len(set(records(made))) == 90
    ledger.take_in(made)
    assert acts(plan(opened(root), SOURCE, same)) == ["same"] * 90
