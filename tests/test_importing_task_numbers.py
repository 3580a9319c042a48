"""Rows that name tasks by our numbers and come of a sheet that had none."""

from datetime import date, timedelta

from book_world import TODAY, example
from import_world import Sheet, acts, records

from ledger.rules.deadlines import Meaning

DUE = Meaning(date(2026, 12, 20), None, False, "2026-12-20")
WORK = {"title": "修水渠", "place": "WL101", "opened": date(2026, 6, 1), "due": DUE}
LIST = {**WORK, "title": "清理河道", "period": "2026-W23"}


def headed(sheet, *rows):
    """The sheet with a column for whatever its rows state."""
    sheet.source = sheet.source._replace(columns={name: name for row in rows for name in row})
    return rows


def test_a_number_of_a_units_own_that_looks_like_ours_is_none(tmp_path):
    sheet = Sheet(example(tmp_path / "ledger"), "task")
    sheet.source = sheet.source._replace(title="榆舍片区任务清单（2026年第20周）")
    rows = [{**WORK, "key": key, "kind": "每周任务清单"} for key in ("20-1", "202600123456")]
    made = sheet.planned(*headed(sheet, *rows))
    assert [file for file in made.files.values() if file and b"2026-W20" not in file] == []
    assert acts(made) == ["new", "new"]


def test_a_row_of_our_number_is_of_the_kind_that_its_task_has(tmp_path):
    sheet = Sheet(example(tmp_path / "ledger"), "task")
    kinds = ({**LIST, "kind": "每周任务清单"}, {**WORK, "kind": "重点工作"})
    numbers = [records(sheet.taken(*headed(sheet, row)))[0] for row in kinds]
    back = [{**row, "key": key} for row, key in zip((LIST, WORK), numbers, strict=True)]
    made = sheet.planned(*headed(sheet, *back), day=TODAY + timedelta(days=1))
    assert (acts(made), records(made)) == (["same", "same"], numbers)
