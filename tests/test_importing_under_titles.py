"""Rows below the title of a village are of that village."""

import pytest
from book_world import TODAY, opened
from import_world import Sheet, acts, faults, records

from ledger.book.importing.planning import plan
from ledger.book.importing.rows import Row

KINDS = {
    "issue": {"text": "路灯损坏", "opened": TODAY},
    "visit": {"text": "入户走访", "date": TODAY, "people": ["c002"]},
    "household": {"name": "张新一", "group": "一组"},
}


def planned(root, kind, *rows):
    """What becomes of rows, each with the title above it, in a sheet of the whole area."""
    made = [Row(n, fields, subject) for n, (subject, fields) in enumerate(rows, 5)]
    return plan(opened(root), Sheet(root, kind).source, made)


def places(made):
    text = b"".join(filter(None, made.files.values())).decode()
    return [code for code in ("WL101", "WL102") if f"place: {code}" in text]


@pytest.mark.parametrize("kind", ["issue", "visit"])
def test_rows_that_name_no_village_are_of_that_of_the_title(root, kind):
    rows = [("五里镇第一村", KINDS[kind]), ("五里镇第二村", KINDS[kind])]
    made = planned(root, kind, *rows)
    assert acts(made) == ["new", "new"]
    assert places(made) == ["WL101", "WL102"]
    for item in made.items:
        assert "the row names no village; it is that of the title above it" in item.notes
        assert not any("ledger.yaml" in note for note in item.notes), "it is no category"


def test_a_household_goes_into_the_register_of_the_title(root):
    made = planned(root, "household", ("五里镇第二村", KINDS["household"]))
    assert records(made)[0].startswith("WL102-")


def test_what_a_row_says_itself_stays(root):
    own = {**KINDS["issue"], "place": "WL102"}
    made = planned(root, "issue", ("五里镇第一村", own))
    assert places(made) == ["WL102"]
    assert not any("title" in note for note in made.items[0].notes)


def test_a_village_of_a_title_that_is_not_certain_is_asked(root):
    made = planned(root, "issue", ("五里镇第十村", KINDS["issue"]))
    assert acts(made) == ["refused"]
    assert "may be" in faults(made)["place"]


def test_a_title_of_a_subject_is_no_place(root):
    made = planned(root, "visit", ("饮水", KINDS["visit"]))
    assert acts(made) == ["new"]
    assert places(made) == []
