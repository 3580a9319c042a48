"""What a start loads: a question on a hot path brings in nothing heavy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_world import ENVIRONMENT, Desk

HEAVY = {
    *("pydantic", "pydantic_core", "git", "gitdb", "ruamel", "ryaml", "pypinyin", "openpyxl"),
    *("asyncio", "multiprocessing", "concurrent", "email", "http", "urllib.request", "hypothesis"),
}
PROBE = """
import sys
from ledger.main import main
try:
    main(sys.argv[1:])
except SystemExit as left:
    code = left.code
sys.stdout.flush()
print("\\n".join(sorted(sys.modules)), file=sys.stderr)
raise SystemExit(code)
"""


def loaded(folder: Path, *argv: str) -> set[str]:
    ended = subprocess.run(
        [sys.executable, "-c", PROBE, *argv],
        cwd=folder,
        env={**os.environ, **ENVIRONMENT},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(ended.stderr.splitlines())


def below(modules: set[str], packages: set[str]) -> set[str]:
    return {m for m in modules if any(m == p or m.startswith(f"{p}.") for p in packages)}


@pytest.mark.parametrize(
    "argv",
    [
        *(["overdue"], ["list"], ["list", "visits"], ["list", "places"], ["search", "水"]),
        *(["list", "activities"], ["list", "tasks", "--tree"], ["list", "opinions", "--open"]),
        *(["today"], ["today", "--person", "c003"], ["duties"], ["duties", "--missed"]),
        *(["overdue", "--format", "json"], ["list", "--format", "csv"], ["check"]),
        *(["overdue", "--station", "WL1", "--as-of", "2026-06-30"], ["list", "--status", "open"]),
    ],
)
def test_a_question_loads_nothing_heavy(reader: Desk, argv: list[str]) -> None:
    reader.run("list")
    modules = loaded(reader.root, *argv)
    assert below(modules, HEAVY) == set()


def test_opinions_are_read_from_the_diary_without_a_model(reader: Desk) -> None:
    reader.run("list")
    assert below(loaded(reader.root, "list", "opinions"), HEAVY) == {"ryaml", "ryaml._ryaml"}


def test_the_process_that_reads_a_sheet_is_begun_before_the_models_are_loaded() -> None:
    probe = "import sys, ledger.commands.import_; print(*sorted(sys.modules), sep='\\n')"
    ended = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True
    )
    assert below(set(ended.stdout.splitlines()), HEAVY) == set()


def test_a_sheet_that_is_tried_is_read_elsewhere_and_loads_the_models_of_its_kind_alone(
    reader: Desk, tmp_path: Path
) -> None:
    sheet = tmp_path / "问题.csv"
    sheet.write_text("村,问题描述,登记日期\n五里镇第一村,路灯损坏,2026-03-05\n", encoding="utf-8")
    reader.run("list")
    modules = loaded(reader.root, "import", str(sheet), "--dry-run")
    others = {
        f"ledger.records.{kind}"
        for kind in ("activity", "household", "layout", "settings", "station", "task", "visit")
    }
    assert "ledger.records.issue" in modules
    assert below(modules, others) == set()
    assert below(modules, {"git", "ruamel", "openpyxl", "xlsxwriter", "python_calamine"}) == set()


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_a_document_loads_no_rich(reader: Desk, form: str) -> None:
    modules = loaded(reader.root, "list", "--format", form)
    assert below(modules, {"rich"}) == set()


@pytest.mark.parametrize(
    "argv", [["--help"], ["issue", "--help"], ["issue", "assign", "--help"], ["list", "--help"]]
)
def test_a_help_page_loads_neither_the_ledger_nor_its_views(
    tmp_path: Path, argv: list[str]
) -> None:
    modules = loaded(tmp_path, *argv)
    heavy = HEAVY | {"rich", "sqlite3", "ledger.book", "ledger.index", "ledger.views"}
    assert below(modules, heavy) == set()


def test_every_help_page_is_light(tmp_path: Path) -> None:
    from ledger.commands.line import registry

    calls = [[*words, "--help"] for words, _entry in registry.leaves()]
    light = loaded(tmp_path, *calls[0])
    for call in calls[1::4]:
        assert len(loaded(tmp_path, *call)) < len(light) + 25
