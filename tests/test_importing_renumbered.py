"""Numbers of ours that were moved without their rows."""

from datetime import date

from book_world import example
from import_world import Sheet, acts, records

WELL = {"place": "WL101", "date": date(2026, 3, 8), "text": "看机井。"}
ROOF = {"place": "WL101", "date": date(2026, 4, 1), "text": "与张家算了收入账。"}


def test_numbers_of_ours_that_were_moved_are_to_be_put_back(tmp_path):
    sheet = Sheet(example(tmp_path / "ledger"), "visit")
    one, other = records(sheet.taken(WELL, ROOF))
    made = sheet.planned({**WELL, "key": other}, {**ROOF, "key": one})
    assert (acts(made), made.files) == (["refused"] * 2, {})
    said = [dict(item.faults)["key"] for item in made.items]
    assert said[0].startswith(f"{other} is of 2026-04-01 here")
    assert said[1].startswith(f"{one} is of 2026-03-08 here")
