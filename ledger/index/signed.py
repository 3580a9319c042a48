"""Issues that were changed after they were signed off: where, and what to do."""

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ledger.problems import Problem, problem
from ledger.records import paths
from ledger.rules.statuses import NEXT, VERB_NAMES
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.store.git import Git


def changed(db: sqlite3.Connection, git: "Git") -> Iterator[Problem]:
    """Each issue that waits to be signed again, on the line of the change."""
    records = [str(record) for (record,) in db.execute("SELECT id FROM issue WHERE changed")]
    bodies = git.files("HEAD", map(paths.issue, records))
    for record in records:
        path = paths.issue(record)
        body = bodies.get(path) or b""
        yield _problem(path, body)


def _problem(path: str, body: bytes) -> Problem:
    from ledger.records.issue import Issue
    from ledger.rules import lifecycle
    from ledger.store import form, yaml

    issue = form.read(Issue, body, path)
    states = lifecycle.replay(lifecycle.first_facts(issue), issue.log)
    seal = states[-1].sealed
    signed = max(
        n for n, e in enumerate(issue.log) if e.do in NEXT and getattr(e, "sum", None) == seal
    )
    after = next(n for n in range(signed, len(states)) if states[n].changed)
    line = yaml.line_of(body.decode("utf-8-sig"), ("log", after))
    said = {"day": issue.log[signed].on, "verb": _(VERB_NAMES[issue.log[signed].do])}
    return problem("changed-after-signing", path, line, issue.id, said)
