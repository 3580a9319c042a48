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
