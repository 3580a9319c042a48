"""The folders that tests share."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_what_the_tests_share_goes_when_their_process_ends(tmp_path):
    script = "import book_world, duty_world; book_world._template(); print(duty_world.temporary())"
    around = {**os.environ, "PYTHONPATH": str(HERE), "TMPDIR": str(tmp_path), "TEMP": str(tmp_path)}
    made = subprocess.check_output([sys.executable, "-c", script], env=around, text=True)
    assert tmp_path in Path(made.strip()).parents
    assert [*tmp_path.iterdir()] == []
