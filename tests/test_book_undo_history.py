"""Any history of commands, undos and redos by two clerks, against a model of records."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

import pytest
from book_world import TODAY, example, opened
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ledger import store
from ledger.errors import RefusedError
from ledger.records import paths
from ledger.store import yaml
from ledger.store.failpoint import VARIABLE

LISTS = {"page": "visits", "register": "households"}
CLERK = st.sampled_from([0, 1])
PICK = st.integers(0, 1000)


def records(ledger):
    """Every record of the ledger as it stands in HEAD: those of pages and registers one by one."""
    found = {}
    tree = ledger.git.tree(ledger.git.head())
    for (path, _blob), body in zip(
        tree, ledger.git.blobs([blob for _path, blob in tree]), strict=True
    ):
        place = paths.read(path)
        if place and place.kind in LISTS:
            items = yaml.parse(body, path)[LISTS[place.kind]]
            found |= {(path, item["id"]): str(item) for item in items}
        else:
            found[path] = body
    return found


class History(RuleBasedStateMachine):
    """What an operation did to each record is remembered; undoing it must do just the opposite."""

    def __init__(self):
        super().__init__()
        self.folder = Path(mkdtemp())
        root = example(self.folder / "账本")
        first = opened(root)
        second = opened(root)
        second._who = next(r["person"] for r in first.staff() if r["person"] != first.who)
        self.clerks = [first, second]
        self.village = next(row["code"] for row in first.places() if row["registers"])
        self.start = first.git.tree(first.git.head())
        self.now = records(first)
        self.done = []
        self.issues = []

    def teardown(self):
        first = self.clerks[0]
        for op, _effect in reversed(self.done):
            first.undo(op)
        assert first.git.tree(first.git.head()) == self.start
        for ledger in self.clerks:
            ledger.index.close()
        shutil.rmtree(self.folder)

    def did(self, op=None):
        """Remember the operation that was just done, by what it changed."""
        ledger = self.clerks[0]
        after = records(ledger)
        every = [*self.now, *(one for one in after if one not in self.now)]
        effect = {
            one: (self.now.get(one), after.get(one))
            for one in every
            if self.now.get(one) != after.get(one)
        }
        self.now = after
        self.done.append((op or ledger.operations(1)[0].id, effect))

    @rule(clerk=CLERK)
    def register(self, clerk):
        issue = self.clerks[clerk].register(TODAY, title="路灯", place=self.village)
        self.issues.append(issue.id)
        self.did()

    @rule(clerk=CLERK, pick=PICK)
    def press(self, clerk, pick):
        standing = [i for i in self.issues if paths.issue(i) in self.now]
        if standing:
            self.clerks[clerk].advance(standing[pick % len(standing)], "press", TODAY)
            self.did()

    @rule(clerk=CLERK, promoted=st.booleans())
    def visit(self, clerk, promoted):
        promote = {1: {}} if promoted else {}
        _visit, made = self.clerks[clerk].add_visit(
            TODAY, promote, place=self.village, opinions=[{"text": "修路"}]
        )
        self.issues += [issue.id for issue in made]
        self.did()

    @rule(clerk=CLERK)
    def household(self, clerk):
        self.clerks[clerk].add_household(place=self.village, name="甲大田")
        self.did()

    @rule(clerk=CLERK, number=PICK)
    def edit_by_hand(self, clerk, number):
        ledger = self.clerks[clerk]
        path = paths.station(self.village)
        text = (ledger.git.root / path).read_text(encoding="utf-8")
        (ledger.git.root / path).write_text(f"{text}# {number}\n", encoding="utf-8")
        ledger.adopt()
        self.did()

    @precondition(lambda self: self.done)
    @rule(clerk=CLERK, pick=PICK)
    def undo(self, clerk, pick):
        op, effect = self.done[pick % len(self.done)]
        ledger = self.clerks[clerk]
        fits = all(self.now.get(one) in pair for one, pair in effect.items())
        before = ledger.git.head()
        try:
            undone = ledger.undo(op)
        except RefusedError as refused:
            said = refused.sentence()
            assert not fits or re.search("rest on it|undone already|nothing of", said), said
            assert ledger.git.head() == before
            return
        assert fits
        wanted = {**self.now, **{one: pair[0] for one, pair in effect.items()}}
        self.did(undone.id)
        assert self.now == {one: value for one, value in wanted.items() if value is not None}

    @rule(clerk=CLERK, again=st.booleans())
    def last(self, clerk, again):
        ledger = self.clerks[clerk]
        try:
            undone = ledger.redo() if again else ledger.undo()
        except RefusedError:
            return
        assert undone.operation.who == ledger.who
        assert bool(undone.operation.undoes) == again
        self.did(undone.id)

    @invariant()
    def nothing_is_wrong(self):
        ledger = self.clerks[0]
        assert ledger.check() == []
        assert ledger.edits().files == []


def test_any_history_can_be_undone_to_its_first_byte():
    run_state_machine_as_test(
        History,
        settings=settings(
            max_examples=int(os.environ.get("HISTORIES", "4")),
            stateful_step_count=9,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def _failpoints():
    texts = (p.read_text("utf-8") for p in sorted(Path(store.__file__).parent.glob("*.py")))
    names = [name for text in texts for name in re.findall(r'failpoint\("(\w+)"\)', text)]
    return [name for name in names if name not in ("after_sweep", "after_signing")]


def tz(root, *argv, **environment):
    """Run the program as a process of its own."""
    env = {**os.environ, "TAIZHANG_TODAY": TODAY.isoformat(), **environment}
    command = [sys.executable, "-m", "ledger", "-C", str(root), *argv]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize(
    ("command", "name"),
    [(command, name) for command in ("undo", "adopt") for name in _failpoints()]
    + [("restore", "after_first_file"), ("restore", "after_index")],
)
def test_a_kill_anywhere_is_mended_by_the_next_command(tmp_path, command, name):
    root = example(tmp_path / "账本")
    ledger = opened(root)
    village = next(row["code"] for row in ledger.places() if row["registers"])
    issue = ledger.register(TODAY, title="路灯", place=village)
    ledger.advance(issue.id, "press", TODAY)
    path = root / paths.issue(issue.id)
    before = path.read_text(encoding="utf-8")
    if command != "undo":
        path.write_text(before.replace("路灯", "村口路灯"), encoding="utf-8")
    words = {"undo": [], "adopt": ["--reason", "手改"], "restore": [str(path), "--yes"]}[command]
    head = ledger.git.head()
    killed = tz(root, command, *words, **{VARIABLE: name})
    assert killed.returncode == -signal.SIGKILL
    committed = ledger.git.head() != head
    after = tz(root, "issue", "register", "--title", "事后", "--place", village)
    assert after.returncode == 0, after.stderr
    assert ledger.check() == []
    if command == "undo":
        assert ("do: press" in path.read_text(encoding="utf-8")) != committed
        assert ledger.edits().files == []
        return
    left = [p for _state, p in ledger.edits().files]
    if command == "adopt" and committed:
        assert ledger.issue(issue.id).title == "村口路灯"
        assert left in ([], [f"{paths.issue(issue.id)}.hand-edited"])
    else:
        assert ledger.issue(issue.id).title == "路灯"
        restored = list((root / ".git/taizhang").glob(f"restored/*/{paths.issue(issue.id)}"))
        kept = [path, *restored]
        assert any("村口路灯" in file.read_text(encoding="utf-8") for file in kept)
