"""Whether the index on disk is what the files make of it: a quick look, and a comparison."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from ledger.index import build, tables
from ledger.index.database import Index
from ledger.store.finding import Finding, ok, problem, remark
from ledger.words import gettext as _

_WHERE = ".git/taizhang/index.sqlite3"
_KEPT = (
    "tier",
    "role",
    "term",
    "place",
    "staff",
    "delegate",
    "binding",
    "team",
    "team_member",
    "household",
    "problem",
    "file",
)
_NUMBERED = {
    "issue": "id, reporter, visit, into_, confidential, presses, pressed, last, followed, changed, "
    "copies",
    "visit": "id, station, day, kind, place, people, households, body, opinions, waiting, "
    "issues, sign, excerpt, days, answered",
    "activity": "id, kind, title, station, place, day, until, people, chair, places, bodies, "
    "expected, present, decisions, findings, issues",
    "task": "id, kind, title, station, place, issuer, period, parent, unit, person, opened, due, "
    "status, progress, consolidated, finished",
}
"""Tables whose rows are numbered as they came, which says nothing."""

_PERIODS = (
    "SELECT i.id, p.since, p.until, p.status, p.round, p.title, p.station, p.place, "
    "p.stream, p.category, p.source, p.level, p.unit, p.person, p.due, p.turn, p.opened, "
    "p.review, p.reviewer "
    "FROM {0}.period p JOIN {0}.issue i ON i.n = p.issue"
)


_HUNG = {
    "activity_ref": "SELECT a.id, h.field, h.what, h.value FROM {0}.activity_ref h "
    "JOIN {0}.activity a ON a.n = h.activity",
    "task_ref": "SELECT t.id, h.field, h.what, h.value FROM {0}.task_ref h "
    "JOIN {0}.task t ON t.n = h.task",
    "task_part": "SELECT t.id, h.place, h.person, h.due, h.passed, h.reported, h.done "
    "FROM {0}.task_part h JOIN {0}.task t ON t.n = h.task",
    "task_step": "SELECT t.id, h.verb, h.day, h.person, h.place, h.done, h.percent "
    "FROM {0}.task_step h JOIN {0}.task t ON t.n = h.task",
}
"""Tables whose rows hang on a numbered one."""


def examine(index: Index) -> Iterator[Finding]:
    """What is said about the index as it lies there, before any command brings it up to date."""
    if not index.file.exists():
        yield ok("index", _WHERE, _("not made yet; the next command makes it"))
        return
    try:
        with closing(_read_only(index.file)) as db:
            yield _judged(index, db)
    except sqlite3.Error as error:
        yield _broken(str(error))


def _judged(index: Index, db: sqlite3.Connection) -> Finding:
    if db.execute("PRAGMA user_version").fetchone()[0] != build.VERSION:
        return remark("index", _WHERE, _("of another version; the next command makes it anew"))
    if (said := db.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        return _broken(str(said))
    commit = tables.meta(db, "commit")
    if not index.git.exists(commit):
        return remark("index", _WHERE, _("of an unknown commit; the next command mends it"))
    held = dict(db.execute("SELECT path, lower(hex(blob)) FROM file"))
    if held != {p: b for p, b in index.git.tree(commit) if build.is_record(p)}:
        return _broken(_("it names other files than its commit"))
    if commit != index.git.head():
        return ok("index", _WHERE, _("behind the ledger; the next command brings it up"))
    return ok("index", _WHERE, _("at the ledger's commit"))


def _broken(why: str) -> Finding:
    said = _("damaged ({why}); --fix makes it anew from the files")
    return problem("index", _WHERE, said.format(why=why), mends=True)


def _read_only(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True, timeout=10)


def differing(index: Index) -> list[str]:
    """The tables in which the index is not what a new one of the same commit would be."""
    db, aside = index.db, index.file.with_name("index.compared")
    build.rebuild(aside, index.git, index.git.head())
    try:
        db.execute("ATTACH ? AS fresh", (str(aside),))
        try:
            return [table for table, pair in _pairs() if _differ(db, *pair)]
        finally:
            db.execute("DETACH fresh")
    finally:
        with suppress(OSError):
            aside.unlink()


def _pairs() -> Iterator[tuple[str, tuple[str, str]]]:
    for table in _KEPT:
        yield table, _both(f"SELECT * FROM {{0}}.{table}")
    for table, columns in _NUMBERED.items():
        yield table, _both(f"SELECT {columns} FROM {{0}}.{table}")
    yield "period", _both(_PERIODS)
    for table, query in _HUNG.items():
        yield table, _both(query)


def _both(query: str) -> tuple[str, str]:
    return query.format("main"), query.format("fresh")


def _differ(db: sqlite3.Connection, stored: str, fresh: str) -> bool:
    counts = [db.execute(f"SELECT count(*) FROM ({q})").fetchone() for q in (stored, fresh)]
    extra = (f"{a} EXCEPT {b} LIMIT 1" for a, b in ((stored, fresh), (fresh, stored)))
    return counts[0] != counts[1] or any(db.execute(query).fetchone() for query in extra)
