"""A ledger that may only be read, one of another user, a steering environment, a wrong clock."""

import os
import shutil
import subprocess
import sys

import pytest
from book_world import TODAY, example, opened

READING = (
    ["list"],
    ["overdue"],
    ["list", "visits"],
    ["search", "路灯"],
    ["log"],
    ["check"],
    ["status"],
)


def tz(root, *words, by=(), **environment):
    return subprocess.run(
        [*by, sys.executable, "-m", "ledger", "-C", root, *words],
        env={**os.environ, "TAIZHANG_TODAY": TODAY.isoformat(), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def root(tmp_path):
    return example(tmp_path / "ledger")


@pytest.fixture
def right(root):
    return {tuple(words): tz(root, *words).stdout for words in READING}


def issue_of(root):
    return min(root.glob("issues/*/*/*.yaml")).stem


def no_more_than_others():
    """Run as somebody whom the permissions of files bind; root is bound without capabilities."""
    if os.geteuid():
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("root needs setpriv to be bound by permissions")
    return ("setpriv", "--bounding-set=-all", "--inh-caps=-all")


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
@pytest.mark.parametrize("index", ["with", "without"])
def test_in_a_folder_that_may_only_be_read_reads_answer_and_writes_refuse(root, right, index):
    if index == "without":
        shutil.rmtree(root / ".git/taizhang")
    subprocess.run(["chmod", "-R", "a-w", root], check=True)
    by = no_more_than_others()
    try:
        for words, told in right.items():
            done = tz(root, *words, by=by)
            assert (done.returncode, done.stdout) == (0, told), done.stderr
        refused = tz(
            root, "issue", "note", issue_of(root), "--text", "试", by=by, TAIZHANG_WHO="c001"
        )
        assert refused.returncode == 6
        assert ".git/taizhang" in refused.stderr
        assert "Traceback" not in refused.stderr
    finally:
        subprocess.run(["chmod", "-R", "u+w", root], check=True)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can give away")
def test_in_a_folder_of_another_user_reads_answer_and_writes_refuse(root, right):
    by = no_more_than_others()
    subprocess.run(["chmod", "-R", "go+rX,go-w", root], check=True)
    subprocess.run(["chmod", "700", root / ".git/taizhang"], check=True)
    subprocess.run(["chown", "-R", "65534:65534", root], check=True)
    for words, told in right.items():
        done = tz(root, *words, by=by)
        assert (done.returncode, done.stdout) == (0, told), done.stderr
    refused = tz(root, "issue", "note", issue_of(root), "--text", "试", by=by, TAIZHANG_WHO="c001")
    assert refused.returncode == 6
    assert "Traceback" not in refused.stderr


STEERING = {
    "GIT_DIR": "/nowhere",
    "GIT_WORK_TREE": "/",
    "GIT_INDEX_FILE": "/nowhere/index",
    "GIT_OBJECT_DIRECTORY": "/nowhere",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "/nowhere",
    "GIT_NAMESPACE": "other",
    "GIT_CEILING_DIRECTORIES": "/",
    "GIT_AUTHOR_NAME": "boss",
    "GIT_COMMITTER_EMAIL": "boss@x",
    "GIT_AUTHOR_DATE": "2000-01-01T00:00:00Z",
    "GIT_CONFIG_COUNT": "nonsense",
    "GIT_CONFIG_PARAMETERS": "'core.bare'='true'",
    "GIT_SSH_COMMAND": "touch /nowhere",
    "GIT_EXTERNAL_DIFF": "false",
    "GIT_PAGER": "false",
    "GIT_EDITOR": "false",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_TRACE": "1",
    "PAGER": "false",
    "EDITOR": "false",
}


def test_no_variable_of_git_steers_a_command(root):
    done = tz(root, "issue", "note", issue_of(root), "--text", "试", **STEERING)
    assert (done.returncode, done.stderr) == (0, "")
    said = subprocess.run(
        ["git", "log", "-1", "--format=%an %ae %aI"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    who = opened(root).who
    assert said.stdout.startswith(f"{who} {who}@ledger.invalid 2026-11-21")
    assert tz(root, "check", **STEERING).returncode == 0


@pytest.mark.parametrize("today", ["2000-01-01", "2026-11-18"])
def test_a_clock_that_runs_behind_reads_and_refuses_to_write(root, today):
    assert tz(root, "list", TAIZHANG_TODAY=today).returncode == 0
    head = opened(root).git.head()
    done = tz(root, "issue", "note", issue_of(root), "--text", "试", TAIZHANG_TODAY=today)
    assert done.returncode == 5
    assert "clock" in done.stderr
    assert opened(root).git.head() == head


def test_a_few_days_without_a_write_are_no_fault_of_the_clock(root):
    done = tz(root, "issue", "note", issue_of(root), "--text", "试", TAIZHANG_TODAY="2026-11-24")
    assert done.returncode == 0


SCRIPT = """
import sys
from datetime import date, datetime, timezone
from pathlib import Path
from ledger import Ledger
from ledger.index import build
print("begun")
build.PARALLEL_FROM = 1
now = datetime(2026, 11, 21, 9, tzinfo=timezone.utc)
ledger = Ledger.open(Path(sys.argv[1]), today=date(2026, 11, 21), now=now)
print(len(ledger.places()))
"""


def test_a_script_without_a_guard_reads_with_several_processes_and_runs_once(root, tmp_path):
    shutil.rmtree(root / ".git/taizhang")
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    done = subprocess.run(
        [sys.executable, script, root], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("begun\n14\n", "")
