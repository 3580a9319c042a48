"""The ledgers of the bench: made through the product, and nothing wrong with them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.main import main

ROOT = Path(__file__).parents[1]


def test_a_ledger_of_several_counties_is_clean_and_says_the_same_to_taskwarrior(tmp_path, capsys):
    made, tasks = tmp_path / "ledger", tmp_path / "tasks.json"
    size = ["--issues", "60", "--visits", "90", "--counties", "2", "--open", "0.5"]
    command = [sys.executable, ROOT / "bench" / "generate.py", made, *size, "--tasks", tasks]
    subprocess.run(command, check=True, capture_output=True)
    with pytest.raises(SystemExit) as left:
        main(["-C", str(made), "check"])
    assert left.value.code == 0, capsys.readouterr().out
    assert subprocess.check_output(["git", "-C", made, "status", "--short"]) == b""
    listed = json.loads(tasks.read_text("utf-8"))
    assert len(listed) == 60
    assert sum(task["status"] == "pending" for task in listed) == 30
    assert all(("end" in task) == (task["status"] == "completed") for task in listed)


def test_a_ledger_of_the_stationed_city_is_clean_and_has_duties_done_and_missed(tmp_path, capsys):
    made = tmp_path / "ledger"
    size = ["--issues", "40", "--visits", "60", "--days", "60", "--end", "2026-11-22"]
    command = [sys.executable, ROOT / "bench" / "generate.py", made, "--profile", "zhudian", *size]
    subprocess.run(command, check=True, capture_output=True)
    said = []
    for argv in (["check"], ["duties", "--period", "2026-10", "--format", "json"]):
        with pytest.raises(SystemExit) as left:
            main(["-C", str(made), *argv])
        said.append(capsys.readouterr().out)
        assert left.value.code == 0, said[-1]
    rows = json.loads(said[-1])["data"]["rows"]
    told = {row["code"]: row for row in rows}
    assert told["residence"]["done"] > told["residence"]["missed"] > 0
    assert told["written_notice"]["owed"] == 0
