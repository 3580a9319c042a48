"""Many rows are planned by several processes: as one alone would, and the index gets them so."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, opened
from import_world import alike
from test_book_ledger import contents, rebuilt

from ledger.book.importing import beginning, issues, planning, sharing
from ledger.book.importing.planning import plan
from ledger.book.importing.rows import MANY, Row, Source
from ledger.index.queries import IssueFilter
from ledger.records import paths

SOURCE = Source("issue", "问题台账.xlsx", "0" * 64, "Sheet1", "五里镇问题台账", "榆舍片区")
FEW = 400
STATES = ("closed", "handling", "to_sign", None, "paused")


def row(number, **more):
    """A row of a large sheet; every seventh names a place that does not exist."""
    opened_on = date(2026, 1, 4) + timedelta(number % 150)
    said = {
        "key": f"2026-{number:06d}",
        "place": "无此地" if number % 7 == 0 else ("WL101", "WL102", "WL103")[number % 3],
        "text": f"第{number}盏路灯损坏。夜里看不见。",
        "opened": opened_on,
        "unit": ["镇水务站", "镇经发办"][: number % 3],
        "status": STATES[number % 5],
        "progress": f"已联系第{number}次" if number % 2 else None,
        "done": opened_on + timedelta(20) if number % 5 == 0 else None,
    }
    return Row(number, {name: value for name, value in (said | more).items() if value})


def alone(root, rows):
    """What one process makes of rows: items and files."""
    making, _earlier = beginning.begin(opened(root), SOURCE, {})
    making.op = "11111111"
    return list(issues.items(making, rows)), making.files


def test_several_processes_plan_what_one_would(root):
    rows = [row(number) for number in range(1, MANY + 501)]
    made = plan(opened(root), SOURCE, rows)
    items, _files = alone(root, rows)
    assert made.items == items
    assert made.count("refused") == len(rows) // 7
    # The ids of events hang on the operation's, so the files are held against a plan of its own.
    sample = [item for item in made.items if item.act == "new"][::50]
    making, _earlier = beginning.begin(opened(root), SOURCE, {})
    making.op = made.op
    assert list(issues.items(making, [r for r in rows if r.number in {i.number for i in sample}]))
    for item in sample:
        path = paths.issue(item.record)
        assert made.files[path] == making.files[path]


@pytest.fixture
def few(monkeypatch):
    """Let so few rows be many, shared out by hundreds."""
    for one in (planning, sharing):
        monkeypatch.setattr(one, "MANY", FEW)
    monkeypatch.setattr(sharing, "_CHUNK", 100)
    return FEW


def test_the_index_is_given_the_rows_that_it_would_read(root, few):
    first = [row(number) for number in range(1, few + 1)]
    ledger = opened(root)
    made = plan(ledger, SOURCE, first)
    assert made.made is not None
    ledger.take_in(made)
    assert ledger.index.file.exists()
    assert ledger.search("第17盏", 5)
    newer = [
        row(n, text=f"第{n}盏路灯又损坏。", progress=f"已修第{n}盏") for n in range(1, few + 1)
    ]
    again = plan(opened(root, TODAY + timedelta(1)), SOURCE, newer)
    assert again.count("changed") > few // 2
    later = opened(root, TODAY + timedelta(1))
    later.take_in(again)
    given = contents(later.index.db)
    assert given == rebuilt(later)
    assert len(given["issue"]) > few * 6 // 7
    assert later.issues(IssueFilter(), 1)[1] == len(given["issue"])


@pytest.mark.parametrize(("changed", "shared"), [(3, False), (400, True)])
def test_of_a_large_copy_only_what_changed_is_shared_out(root, few, changed, shared):
    first = [row(number) for number in range(1, few + 201)]
    ledger = opened(root)
    ledger.take_in(plan(ledger, SOURCE, first))
    edited = [row(n, text=f"第{n}盏路灯又损坏。") for n in range(1, changed + 1)]
    newer = [*edited, *first[changed:]]
    items, _files = alone(root, newer)
    made = plan(opened(root), SOURCE, newer)
    assert made.items == sorted(items, key=lambda item: item.number)
    refused = {number for number in range(1, 601) if number % 7 == 0}
    said = {item.number for item in made.items if item.act == "changed"}
    assert said == {*range(1, changed + 1)} - refused
    assert made.count("same") == 600 - len(said) - len(refused)
    assert (made.made is not None) == shared


def test_rows_that_hash_alike_in_two_processes_get_ids_of_their_own(root, few):
    pair = alike(root, "issue")
    rows = [row(number, place="WL101") for number in range(1, few + 1)]
    rows[5] = row(6, key=pair[0], place="WL101")
    rows[250] = row(251, key=pair[1], place="WL101")
    made = plan(opened(root), SOURCE, rows)
    items, _files = alone(root, rows)
    assert made.items == items
    assert made.items[5].record != made.items[250].record
    assert len({item.record for item in made.items}) == len(rows)
    assert len(made.files) == len(rows)
    ledger = opened(root)
    ledger.take_in(made)  # whichever process told the two apart
    assert contents(ledger.index.db) == rebuilt(ledger)
