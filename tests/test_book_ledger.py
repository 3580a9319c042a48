"""The ledger against a plain model: any history of commands, and the index it leaves behind."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp

import pytest
from book_world import TODAY, example, opened
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from ledger.errors import LedgerError, RefusedError
from ledger.index import build
from ledger.index.queries import IssueFilter
from ledger.index.visits import VisitFilter
from ledger.rules.statuses import ENDED, MOVES, STATUS_NAMES, WRITTEN

TABLES = {
    "tier": "type",
    "role": "code",
    "term": "kind, value",
    "place": "code",
    "staff": "person, place",
    "household": "id",
    "file": "path",
    "problem": "path, line, code, args",
}
NUMBERED = {
    "issue": "SELECT id, reporter, visit, into_, confidential, presses, pressed, last, followed, "
    "changed, copies FROM issue ORDER BY id",
    "visit": "SELECT id, station, day, kind, place, people, households, body, opinions, "
    "waiting, issues, sign, excerpt, days, answered FROM visit ORDER BY id",
    "period": "SELECT i.id, p.since, p.until, p.status, p.round, p.title, p.station, "
    "p.place, p.stream, p.category, p.source, p.level, p.unit, p.person, p.due, p.turn, p.opened, "
    "p.review, p.reviewer FROM period p JOIN issue i ON i.n = p.issue ORDER BY 1, 2",
}


def contents(db):
    """All that an index says, the numbers of its rows aside."""
    said = {
        t: db.execute(f"SELECT * FROM {t} ORDER BY {key}").fetchall() for t, key in TABLES.items()
    }
    return said | {name: db.execute(query).fetchall() for name, query in NUMBERED.items()}


def rebuilt(ledger):
    """The index of the same commit made anew."""
    aside = ledger.git.state / "rebuilt.sqlite3"
    build.rebuild(aside, ledger.git, ledger.git.head())
    db = build.connect(aside)
    said = contents(db)
    db.close()
    aside.unlink()
    return said


def told(issue):
    """What the model keeps of an issue; whose clock runs depends on where it stands."""
    due = issue.deadline.date if issue.deadline else None
    stands = issue.status in {*ENDED, "paused", "longterm"}
    turn = None if stands else due if issue.status == "handling" else issue.answer_by
    return {
        "status": issue.status,
        "title": issue.title,
        "due": due,
        "turn": turn,
        "extended": 0,
    }


def _text(value):
    return value.isoformat() if isinstance(value, date) else value


TEXT = st.sampled_from(
    ["村口路灯损坏", "水井干涸：二组", "no", "12:30", "- [x]", "a: b # c", "“引号”"]
)
DAYS = st.integers(0, 300).map(lambda n: TODAY - timedelta(days=n))


class LedgerVsModel(RuleBasedStateMachine):
    """Commands on a ledger and on a dict; both must tell the same story."""

    issues = Bundle("issues")

    def __init__(self):
        super().__init__()
        self.folder = Path(mkdtemp())
        self.ledger = opened(example(self.folder / "账本"))
        self.ledger.today = TODAY
        self.before = self.ledger.issues(IssueFilter())[1]
        self.met = self.ledger.visits(VisitFilter())[1]
        self.model = {}
        self.visits = 0
        self.villages = [row["code"] for row in self.ledger.places() if row["registers"]]
        self.who = self.ledger.who

    def teardown(self):
        self.ledger.index.close()
        shutil.rmtree(self.folder)

    @initialize()
    def first(self):
        assert self.ledger.check() == []

    @rule(target=issues, title=TEXT, on=DAYS, place=st.integers(0, 5))
    def register(self, title, on, place):
        village = self.villages[place % len(self.villages)]
        issue = self.ledger.register(on, title=title, place=village)
        self.model[issue.id] = [(on, told(issue))]
        return issue.id

    @rule(
        issue=issues,
        verb=st.sampled_from([v for v in MOVES if v not in (*WRITTEN, "merge")]),
        after=st.integers(0, 40),
        text=TEXT,
    )
    def advance(self, issue, verb, after, text):
        last, state = self.model[issue][-1]
        on = last + timedelta(days=after)
        fields = self.fields(verb, on, text)
        try:
            changed = self.ledger.advance(issue, verb, on, **fields)
        except RefusedError:
            assert (
                state["status"] not in MOVES[verb].sources
                or on > TODAY
                or (verb == "extend" and not self.may_extend(state, on, fields["due"]))
                or (verb == "correct" and text == state["title"])
                or verb == "object"
            )
            return
        signed_again = state["status"] == "closed" and verb == "sign"
        assert state["status"] in MOVES[verb].sources or signed_again
        assert on <= TODAY
        known = told(changed)
        if verb in ("assign", "extend"):
            assert known["due"] == fields["due"]
        elif verb in ("reopen", "object", "keep"):
            assert known["due"] is None
        elif verb not in ("resume", "return"):
            assert known["due"] == state["due"]
        assert known["title"] == (text if verb == "correct" else state["title"])
        known["extended"] = (verb == "extend") + (0 if verb == "reopen" else state["extended"])
        self.model[issue].append((on, known))

    @rule(issue=issues, other=issues, after=st.integers(0, 40))
    def merge(self, issue, other, after):
        on = max(self.model[issue][-1][0], self.model[other][-1][0]) + timedelta(days=after)
        try:
            self.ledger.advance(issue, "merge", on, into=other)
        except RefusedError:
            return
        for record in (issue, other):
            changed = self.ledger.issue(record)
            extended = self.model[record][-1][1]["extended"]
            self.model[record].append((on, {**told(changed), "extended": extended}))
        assert self.ledger.issue(issue).into == other
        assert self.ledger.issue(other).copies[-1] == issue
        assert self.ledger.issue(issue).status == "merged"

    def may_extend(self, state, on, due):
        """Once, before the deadline, to a later day that is at most thirty days off."""
        now = state["due"]
        return now and on <= now < due <= now + timedelta(days=30) and not state["extended"]

    def fields(self, verb, on, text):
        due = on + timedelta(days=10)
        who = self.who
        return {
            "assign": {"unit": text, "due": due},
            "progress": {"text": text},
            "submit": {"text": text},
            "accept": {"checker": who},
            "reject": {"checker": who, "text": text},
            "sign": {"signer": who},
            "extend": {"due": due, "reason": text, "approver": who},
            "pause": {"reason": text},
            "escalate": {"to": text, "reason": text},
            "return": {"text": text},
            "decline": {"reason": text},
            "correct": {"field": "title", "new": text, "reason": text},
            "void": {"reason": text},
            "note": {"text": text},
            "reopen": {"reason": text},
            "object": {"reason": text},
            "keep": {"reason": text},
        }.get(verb, {})

    @rule(target=issues, text=TEXT, on=DAYS, place=st.integers(0, 5))
    def visit_and_promote(self, text, on, place):
        village = self.villages[place % len(self.villages)]
        visit, made = self.ledger.add_visit(
            on, {1: {}}, place=village, text=text, opinions=[{"text": text}]
        )
        self.visits += 1
        assert self.ledger.visit(visit.id) == (on, visit)
        assert made[0].visit == visit.id
        self.model[made[0].id] = [(on, told(made[0]))]
        return made[0].id

    @rule(name=TEXT, place=st.integers(0, 5))
    def household(self, name, place):
        village = self.villages[place % len(self.villages)]
        home = self.ledger.add_household(place=village, name=name)
        assert self.ledger.household(home.id).name == name

    @rule()
    def drop_the_index(self):
        self.ledger.index.close()
        self.ledger.index.file.unlink(missing_ok=True)

    def standing(self, day):
        """What the model says of each issue at the end of a day."""
        told = {
            issue: [state for on, state in states if on <= day]
            for issue, states in self.model.items()
        }
        return {issue: states[-1] for issue, states in told.items() if states}

    @rule(day=DAYS)
    def as_of(self, day):
        self.agree(day, IssueFilter(as_of=day.isoformat()))

    @invariant()
    def agrees_today(self):
        self.agree(TODAY, IssueFilter())
        assert self.ledger.visits(VisitFilter())[1] == self.met + self.visits

    def agree(self, day, asked):
        rows, _total = self.ledger.issues(asked)
        said = {
            row["id"]: {name: row[name] for name in ("status", "title", "due", "turn")}
            for row in rows
            if row["id"] in self.model
        }
        known = {
            issue: {name: _text(state[name]) for name in ("status", "title", "due", "turn")}
            for issue, state in self.standing(day).items()
        }
        assert said == known
        late = IssueFilter(as_of=asked.as_of, overdue_on=day.isoformat())
        overdue = {row["id"] for row in self.ledger.issues(late)[0] if row["id"] in self.model}
        assert overdue == {
            issue
            for issue, state in self.standing(day).items()
            if state["turn"] and state["turn"] < day
        }

    @invariant()
    def the_index_is_the_rebuilt_one_and_nothing_is_wrong(self):
        assert contents(self.ledger.index.db) == rebuilt(self.ledger)
        assert self.ledger.check() == []
        assert self.ledger.edits().files == []


def test_any_history_agrees_with_the_model():
    run_state_machine_as_test(
        LedgerVsModel,
        settings=settings(
            max_examples=8,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def village(ledger):
    return next(row["code"] for row in ledger.places() if row["registers"])


def test_a_day_that_has_not_come_is_refused(ledger):
    with pytest.raises(RefusedError, match="2026-11-22 has not come yet"):
        ledger.register(date(2026, 11, 22), title="路灯", place=village(ledger))


def test_nothing_takes_effect_before_the_last_entry(ledger):
    issue = ledger.register(date(2026, 11, 5), title="路灯", place=village(ledger))
    with pytest.raises(RefusedError, match="before the last entry"):
        ledger.advance(issue.id, "note", date(2026, 11, 4), text="早了")


def test_an_unknown_place_comes_with_its_neighbours(ledger):
    with pytest.raises(LedgerError, match="did you mean"):
        ledger.register(TODAY, title="路灯", place=village(ledger) + "1")


def test_an_unknown_checker_is_refused_and_nothing_is_written(ledger):
    issue = ledger.register(TODAY, title="路灯", place=village(ledger))
    ledger.advance(issue.id, "assign", TODAY, unit="经发办")
    ledger.advance(issue.id, "submit", TODAY, text="好了")
    head = ledger.git.head()
    with pytest.raises(LedgerError, match="c99999"):
        ledger.advance(issue.id, "accept", TODAY, checker="c99999")
    assert ledger.git.head() == head


def test_whoever_judges_their_own_work_is_told(ledger):
    issue = ledger.register(TODAY, title="路灯", place=village(ledger))
    ledger.advance(issue.id, "assign", TODAY, person=ledger.who)
    ledger.advance(issue.id, "submit", TODAY, text="好了")
    ledger.advance(issue.id, "accept", TODAY, checker=ledger.who)
    assert any("both handled" in notice for notice in ledger.notices)


def test_an_issue_is_not_merged_into_itself_nor_in_a_circle(ledger):
    one, other = (ledger.register(TODAY, title=t, place=village(ledger)) for t in ("甲", "乙"))
    with pytest.raises(RefusedError, match="itself"):
        ledger.advance(one.id, "merge", TODAY, into=one.id)
    ledger.advance(one.id, "merge", TODAY, into=other.id)
    with pytest.raises(RefusedError, match="itself merged"):
        ledger.advance(other.id, "merge", TODAY, into=one.id)


def test_an_opinion_becomes_one_issue_only(ledger):
    visit, _made = ledger.add_visit(TODAY, place=village(ledger), opinions=[{"text": "修路"}])
    ledger.promote(visit.id, 1, TODAY)
    with pytest.raises(RefusedError, match=r"became .* already"):
        ledger.promote(visit.id, 1, TODAY)
    with pytest.raises(RefusedError, match="no number 2"):
        ledger.promote(visit.id, 2, TODAY)


def test_a_hand_edit_in_the_way_stops_the_write_and_survives(ledger):
    issue = ledger.register(TODAY, title="路灯", place=village(ledger))
    path = ledger.git.root / f"issues/{issue.station}/2026/{issue.id}.yaml"
    edited = path.read_text().replace("路灯", "路灯坏")
    path.write_text(edited)
    head = ledger.git.head()
    with pytest.raises(LedgerError, match="edited by hand"):
        ledger.advance(issue.id, "press", TODAY)
    assert path.read_text() == edited
    assert ledger.git.head() == head
    assert ledger.edits().files == [(" M", f"issues/{issue.station}/2026/{issue.id}.yaml")]


def test_a_hand_kept_register_keeps_its_comments(ledger):
    place = village(ledger)
    ledger.add_household(place=place, name="甲大田")
    path = ledger.git.root / f"households/{place}.yaml"
    path.write_text("# 手工维护\n" + path.read_text())
    ledger.git.write("add", "--", f"households/{place}.yaml")
    ledger.git.write("-c", "user.name=c", "-c", "user.email=c@x", "commit", "-qm", "注释")
    home = ledger.add_household(place=place, name="乙小河")
    assert path.read_text().startswith("# 手工维护\n")
    assert ledger.household(home.id).name == "乙小河"


def test_statuses_of_the_schema_and_of_the_table_are_the_same():
    from typing import get_args

    from ledger.records.issue import Status

    assert get_args(Status) == tuple(STATUS_NAMES)
