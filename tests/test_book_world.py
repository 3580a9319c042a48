"""The folders that tests share."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def run(tmp_path):
    around = {**os.environ, "PYTHONPATH": str(HERE), "TMPDIR": str(tmp_path), "TEMP": str(tmp_path)}

    def run(script):
        command = [sys.executable, "-c", f"import book_world, duty_world\n{script}"]
        return subprocess.run(command, env=around, capture_output=True, text=True, check=False)

    return run


def test_what_the_tests_share_goes_when_their_process_ends(run, tmp_path):
    made = run("book_world._template(); print(duty_world.temporary())").stdout
    assert tmp_path in Path(made.strip()).parents
    assert [*tmp_path.iterdir()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="processes of POSIX")
def test_what_a_killed_run_left_goes_with_the_next(run, tmp_path):
    run("import os; book_world.temporary(); os.kill(os.getpid(), 9)")
    (left,) = tmp_path.iterdir()
    mine = tmp_path / f"taizhang-tests-{os.getpid()}-x"
    mine.mkdir()
    run("book_world.temporary()")
    assert not left.exists()
    assert mine.exists()
