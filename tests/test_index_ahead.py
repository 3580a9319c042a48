"""The index of a large import is filled beside the old one while git works, and moved in after."""

import sqlite3
import sys
import threading
import time
from contextlib import closing

import pytest
from book_world import example, opened
from keyboard import interrupted
from test_book_ledger import contents, rebuilt
from test_importing_sharing import SOURCE, row

from ledger.book.importing import planning, sharing
from ledger.book.writing import Writing
from ledger.errors import InTheWayError
from ledger.records import paths

ROWS = 120
"""More than the example has files."""
PATIENCE = 60
"""Seconds after which an index that is not filled is a fault."""


@pytest.fixture(scope="module", name="plan")
def _plan(tmp_path_factory):
    """A plan whose rows are at hand, for any copy of the example."""
    ledger = opened(example(tmp_path_factory.mktemp("plan") / "ledger"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(planning, "MANY", ROWS)
        patched.setattr(sharing, "MANY", ROWS)
        made = planning.plan(ledger, SOURCE, [row(number) for number in range(1, ROWS + 1)])
    assert made.made is not None
    return made


@pytest.fixture
def ledger(tmp_path):
    return opened(example(tmp_path / "ledger"))


def aside(ledger):
    return ledger.git.state / ".tmp-index.sqlite3"


def filled(ledger):
    """Wait for the copy: it bears no commit once all rows are in it."""
    end = time.monotonic() + PATIENCE
    while True:
        assert time.monotonic() < end
        time.sleep(0.01)
        try:
            with closing(sqlite3.connect(f"{aside(ledger).as_uri()}?mode=ro", uri=True)) as db:
                if db.execute("SELECT value FROM meta WHERE key = 'commit'").fetchone() == ("",):
                    return contents(db)
        except sqlite3.Error:  # it is not there yet, or half of it
            continue


def assert_moved_in(ledger):
    """The copy is the index now: nobody had to make another."""
    with closing(sqlite3.connect(ledger.index.file)) as db:
        assert db.execute("SELECT value FROM meta WHERE key = 'commit'").fetchone() == (
            ledger.git.head(),
        )
    assert contents(ledger.index.db) == rebuilt(ledger)


def assert_nothing_is_left(ledger):
    assert not any(ledger.git.state.glob("*.tmp*"))
    assert not any(ledger.git.state.glob(".tmp*"))
    assert threading.active_count() == 1


def test_it_is_full_before_the_commit_and_nobody_sees_it(ledger, plan, monkeypatch):
    before, index = contents(ledger.index.db), ledger.index
    commit, seen = Writing.commit, []

    def watched(writing, *told):
        seen.append(filled(ledger))
        with closing(sqlite3.connect(index.file, timeout=0)) as db:
            assert contents(db) == before
        assert contents(opened(ledger.git.root).index.db) == before
        return commit(writing, *told)

    monkeypatch.setattr(Writing, "commit", watched)
    ledger.take_in(plan)
    assert_moved_in(ledger)
    after = contents(index.db)
    assert len(after["issue"]) > ROWS // 2
    assert [told["issue"] for told in seen] == [after["issue"]]
    assert_nothing_is_left(ledger)
    assert index.file.stat().st_mode & 0o777 == 0o600


def test_a_refused_commit_leaves_the_old_one(ledger, plan):
    before, bytes_before = contents(ledger.index.db), ledger.index.file.read_bytes()
    record = next(item.record for item in plan.items if item.record)
    inway = ledger.git.root / paths.issue(record)
    inway.parent.mkdir(parents=True, exist_ok=True)
    inway.write_text("by hand\n", encoding="utf-8")
    with pytest.raises(InTheWayError):
        ledger.take_in(plan)
    assert ledger.index.file.read_bytes() == bytes_before
    assert contents(ledger.index.db) == before
    assert_nothing_is_left(ledger)


@pytest.mark.parametrize("full", [False, True])
def test_who_breaks_off_breaks_it_off(ledger, plan, full):
    base = ledger.git.head()
    assert ledger.index.db
    before = ledger.index.file.read_bytes()

    def broken_off():
        with ledger.index.following(base, plan.files, plan.made):
            if full:
                filled(ledger)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert ledger.index.file.read_bytes() == before
    assert_nothing_is_left(ledger)


def test_it_is_broken_off_in_the_middle(ledger, plan):
    left = iter(range(3000))
    endless = plan.made._replace(packed=(plan.made.packed[0] for _n in left))

    def broken_off():
        with ledger.index.following(ledger.git.head(), plan.files, endless):
            while next(left) < 10:
                time.sleep(0.01)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert next(left, None)
    assert_nothing_is_left(ledger)


def test_who_breaks_off_while_it_is_begun_breaks_it_off(ledger, plan):
    assert ledger.index.db
    base, before = ledger.git.head(), ledger.index.file.read_bytes()

    def work(begun):
        with ledger.index.following(base, plan.files, plan.made):
            begun()

    assert not interrupted(work, sys.maxsize)  # what is imported is all there from here on
    lines = 0
    while interrupted(work, lines):
        assert ledger.index.file.read_bytes() == before
        assert_nothing_is_left(ledger)
        lines += 1
    assert lines > 50


def test_what_a_killed_import_left_is_in_nobodys_way(ledger, plan):
    ledger.index.db.execute("SELECT 1")
    aside(ledger).write_bytes(b"half of something")
    ledger.take_in(plan)
    assert_moved_in(ledger)
    assert_nothing_is_left(ledger)


def test_what_a_killed_import_left_is_swept_up_by_the_next_write(ledger):
    ledger.index.db.execute("SELECT 1")
    aside(ledger).write_bytes(b"half of something")
    (ledger.git.state / "writing").touch()
    ledger.register(ledger.today, title="村口路灯损坏", place="WL101")
    assert_nothing_is_left(ledger)


def half_done(file, other):
    """The journal of a change of an index that was cut off."""
    other.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(other, isolation_level=None)) as db:
        # With a larger cache nothing would have reached the disk yet.
        db.executescript(
            "PRAGMA cache_size = 2; BEGIN; UPDATE file SET path = path || 'x';"
            "UPDATE issue SET id = id || 'x'; UPDATE period SET title = 'x'"
        )
        return other.with_name(f"{other.name}-journal").read_bytes()


def test_the_journal_of_the_old_one_is_not_played_into_it(ledger, plan, tmp_path):
    assert ledger.index.db
    left, journal = half_done(ledger.index.file, tmp_path / "other"), "index.sqlite3-journal"
    with ledger.writing("import") as writing:
        batch = planning.take_in(writing, plan)
        with ledger.index.following(writing.base, writing.files, plan.made):
            writing.commit("import", [batch.id])
            filled(ledger)
            ledger.index.file.with_name(journal).write_bytes(left)
    assert not ledger.index.file.with_name(journal).exists()
    assert_moved_in(ledger)


def test_an_index_that_stands_elsewhere_is_left_to_the_next_question(ledger, plan):
    with ledger.writing("import") as writing:
        batch = planning.take_in(writing, plan)
        ledger.index.throw_away()
        with ledger.index.following(writing.base, writing.files, plan.made):
            assert not aside(ledger).exists()
            writing.commit("import", [batch.id])
    assert not ledger.index.file.exists()
    assert contents(ledger.index.db) == rebuilt(ledger)
