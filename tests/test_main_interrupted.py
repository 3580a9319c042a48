"""Ctrl-C from the first moment on: real signals at named moments of a start.

A process stops where it comes to load a module, says so, and waits for the signal there.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_world import ENVIRONMENT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")

PATIENCE = 60
"""Seconds after which a process that does not end is a fault."""
STOPS = """\
import os, sys, time

class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ["STOP_AT"]:
            print("here", flush=True)
            time.sleep(600)

sys.meta_path.insert(0, Stop())
"""
STARTS = [[sys.executable, "-m", "ledger"], [str(Path(sys.executable).with_name("tz"))]]


@pytest.fixture(name="interrupted")
def _interrupted(reader, tmp_path):
    """What interrupts a start at a module: how it ended and what it said."""
    (tmp_path / "sitecustomize.py").write_text(STOPS, encoding="utf-8")

    def at(start, module):
        with subprocess.Popen(
            [*start, "-C", str(reader.root), "overdue"],
            env={**os.environ, **ENVIRONMENT, "PYTHONPATH": str(tmp_path), "STOP_AT": module},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as running:
            try:
                assert running.stdout.readline() == "here\n", running.stderr.read()
                running.send_signal(signal.SIGINT)
                out, err = running.communicate(timeout=PATIENCE)
            finally:
                running.kill()
            return running.returncode, out + err

    return at


@pytest.mark.parametrize("start", STARTS, ids=["module", "script"])
@pytest.mark.parametrize("module", ["typing", "typer", "ledger.words", "ledger.commands.line.tree"])
def test_ctrl_c_while_the_program_is_loaded_ends_it_at_once_and_quietly(interrupted, start, module):
    assert interrupted(start, module) == (-signal.SIGINT, "")


def test_ctrl_c_is_minded_before_anything_else_is_loaded(interrupted):
    # The script is the installer's, and may load enum before it comes to us.
    assert interrupted(STARTS[0], "enum") == (-signal.SIGINT, "")


@pytest.mark.parametrize("start", STARTS, ids=["module", "script"])
@pytest.mark.parametrize("module", ["ledger.commands.overdue", "ledger.index.database"])
def test_ctrl_c_while_a_command_is_loaded_is_heard_by_the_program(interrupted, start, module):
    assert interrupted(start, module) == (130, "\ntaizhang: interrupted\n")


@pytest.mark.parametrize("kept", ["default_int_handler", "SIG_IGN", "SIG_DFL"])
@pytest.mark.parametrize("line", ["from ledger import Ledger", "from ledger.main import main"])
def test_who_loads_us_keeps_what_they_had_ctrl_c_do(line, kept):
    code = f"""
import signal
signal.signal(signal.SIGINT, signal.{kept})
{line}
print(signal.getsignal(signal.SIGINT) is signal.{kept})
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "True\n"


def test_who_starts_us_to_pass_ctrl_c_over_is_heeded_from_the_first_moment_on(reader, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(
        "import os, signal, sys\n"
        "class Send:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'typer': os.kill(os.getpid(), signal.SIGINT)\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "sys.meta_path.insert(0, Send())\n",
        encoding="utf-8",
    )
    ended = subprocess.run(
        [sys.executable, "-m", "ledger", "-C", str(reader.root), "overdue"],
        env={**os.environ, **ENVIRONMENT, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
