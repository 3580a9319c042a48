"""The sheets of the bench: drawn the same each time, and wholly understood."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from ledger.main import main

ROOT = Path(__file__).parents[1]
ROWS = 60


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    made = tmp_path_factory.mktemp("bench") / "ledger"
    size = ["--issues", "0", "--visits", "0"]
    command = [sys.executable, ROOT / "bench" / "generate.py", made, *size]
    subprocess.run(command, check=True, capture_output=True)
    return made


@pytest.fixture(params=["issue", "visit"])
def sheet(request, monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "bench")
    return importlib.import_module(f"{request.param}_sheet")


def cells(file):
    return CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()


def test_a_sheet_is_drawn_the_same_each_time_and_every_row_of_it_is_taken_in(
    ledger, sheet, tmp_path, capsys, monkeypatch
):
    files = [tmp_path / "one.xlsx", tmp_path / "other.xlsx"]
    for file in files:
        sheet.workbook(file, ROWS, ledger)
    drawn, again = map(cells, files)
    assert drawn == again
    assert len(drawn) == ROWS + 2
    assert len(sheet.HEAD) >= 10
    monkeypatch.setenv("TAIZHANG_TODAY", "2026-06-30")
    monkeypatch.setenv("TAIZHANG_WHO", "c041")
    with pytest.raises(SystemExit) as left:
        main(["-C", str(ledger), "import", str(files[0]), "--strict"])
    said = capsys.readouterr().out
    assert left.value.code == 0, said
    assert f"Taken in: {ROWS} new" in said
    assert "columns passed over" not in said
