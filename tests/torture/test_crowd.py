"""Several clerks at one ledger: every acknowledged write is a commit, every reader is answered."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from book_world import TODAY, example, opened
from harness import WHOLE
from test_book_ledger import contents, rebuilt

EACH = 25 if WHOLE else 6
CLERK = """
import random, sys
from ledger.main import main
root, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
chance = random.Random(seed)
issues = []
def run(*words):
    try:
        main(["-C", root, *words])
    except SystemExit as left:
        return left.code
for n in range(count):
    kind = chance.choice(["register", "register", "note", "visit", "list", "overdue", "show"])
    if kind == "register":
        words = ["issue", "register", "--title", f"{seed}号第{n}件", "--place", sys.argv[4]]
    elif kind == "visit":
        words = ["visit", "add", "--place", sys.argv[4], "--text", f"{seed}号第{n}次"]
    elif kind == "note":
        words = ["issue", "note", sys.argv[5], "--text", f"{seed}号第{n}条"]
    elif kind == "show":
        words = ["show", sys.argv[5], "--format", "json"]
    else:
        words = [kind, "--format", "json"]
    code = run(*words)
    print(f"\\n@@ {kind} {code}", file=sys.stderr, flush=True)
"""


def _village(ledger):
    return next(row["code"] for row in ledger.places() if row["registers"])


def test_writers_and_readers_at_once_lose_nothing(tmp_path):
    root = example(tmp_path / "ledger")
    ledger = opened(root)
    issue = ledger.register(TODAY, title="村口路灯损坏", place=_village(ledger)).id
    before = _commits(root)
    environment = {**os.environ, "TAIZHANG_TODAY": TODAY.isoformat()}
    clerks = [
        subprocess.Popen(
            [sys.executable, "-c", CLERK, root, str(seed), str(EACH), _village(ledger), issue],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for seed in range(4)
    ]
    said = [clerk.communicate()[1] for clerk in clerks]
    ended = [line.split()[1:] for text in said for line in text.splitlines() if line[:2] == "@@"]
    assert len(ended) == 4 * EACH, said
    assert {code for _kind, code in ended} <= {"0", "6"}, said
    writes = [kind for kind, code in ended if code == "0" and kind in ("register", "note", "visit")]
    assert all(code == "0" for kind, code in ended if kind in ("list", "overdue", "show")), said
    assert "Traceback" not in "".join(said)
    assert _commits(root) - before == len(writes)
    assert ledger.check() == []
    assert ledger.edits(fully=True).files == []
    assert contents(ledger.index.db) == rebuilt(ledger)


def _commits(root: Path) -> int:
    counted = subprocess.run(
        ["git", "rev-list", "--count", "HEAD"], cwd=root, capture_output=True, text=True, check=True
    )
    return int(counted.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_killed_holders_of_the_lock_stop_nobody(tmp_path):
    root = example(tmp_path / "ledger")
    ledger = opened(root)
    village = _village(ledger)
    words = ["issue", "register", "--title", "路灯", "--place", village]
    environment = {**os.environ, "TAIZHANG_TODAY": TODAY.isoformat()}
    chance = random.Random(5)
    for _n in range(60 if WHOLE else 8):
        clerk = subprocess.Popen(
            [sys.executable, "-m", "ledger", "-C", root, *words],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(0.15 + chance.random() * 0.25)
        os.killpg(clerk.pid, signal.SIGKILL)
        clerk.wait()
        ledger.register(TODAY, title="下一件", place=village)
        assert ledger.edits(fully=True).files == []
    assert ledger.check() == []
    assert contents(ledger.index.db) == rebuilt(ledger)
