"""One matter by two ways: what was heard on a visit, and the ledger of the village."""

from datetime import date, timedelta

from book_world import TODAY, opened
from import_world import Sheet, acts, records

from ledger.index import standing

LATER = TODAY + timedelta(days=1)
LAMP = {"place": "WL101", "text": "村口路灯坏了三盏", "opened": date(2026, 3, 8)}
HEARD = {
    "place": "WL101",
    "date": date(2026, 3, 8),
    "people": ["c003"],
    "opinion": "村口路灯坏了三盏",
    "promote": True,
}


def test_the_sheet_of_a_village_is_told_of_what_was_heard_on_a_visit(root):
    [visit] = records(Sheet(root, "visit").taken(HEARD))
    issue = opened(root).visit(visit)[1].opinions[0].issue
    other = {**LAMP, "place": "WL102"}
    made = Sheet(root, "issue").taken(LAMP, other, {**LAMP, "text": "机井干了"}, day=LATER)
    assert acts(made) == ["new"] * 3
    assert [issue in " ".join(item.notes) for item in made.items] == [True, False, False]
    again = Sheet(root, "issue").planned(LAMP, {**LAMP, "opened": date(2026, 4, 1)}, day=LATER)
    assert [len(item.notes) for item in again.items] == [0, 1]


def test_what_was_heard_is_told_of_the_ledger_of_the_village(root):
    [issue] = records(Sheet(root, "issue").taken(LAMP))
    made = Sheet(root, "visit").taken(HEARD, day=LATER)
    assert issue in made.items[0].notes[0]
    assert acts(Sheet(root, "visit").planned(HEARD, day=LATER)) == ["same"]


def test_what_was_closed_on_another_day_is_another_matter(root):
    here = standing.issues(opened(root).index.db, "WL101")
    title, day = next((title, day) for _id, title, status, day in here if status == "closed")
    days = (date.fromisoformat(day), TODAY)
    made = Sheet(root, "issue").planned(
        *({"place": "WL101", "text": title, "opened": one} for one in days)
    )
    assert [len(item.notes) for item in made.items] == [1, 0]
