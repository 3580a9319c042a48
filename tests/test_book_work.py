"""Activities and tasks: any history agrees with a plain model, today and as of then."""

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
    invariant,
    rule,
    run_state_machine_as_test,
)

from ledger.errors import InvalidRecordError, LedgerError, RefusedError, UnknownRecordError
from ledger.index import health
from ledger.index.activities import ActivityFilter
from ledger.index.opinions import OpinionFilter
from ledger.index.tasks import TaskFilter
from ledger.records import paths
from ledger.rules import tasks

DAYS = st.integers(0, 40).map(lambda n: TODAY - timedelta(days=n))
TEXT = st.sampled_from(["清理沟渠", "no", "12:30", "- [x]", "a: b # c", "“引号”", "二\n行"])
VILLAGES = ("WL101", "WL102", "WL103")
OWN = ("activity", "task", "activity_ref", "task_ref", "task_part", "task_step")


class WorkVsModel(RuleBasedStateMachine):
    """Tasks and activities on a ledger and in a dict; both must tell the same story."""

    given = Bundle("given")

    def __init__(self):
        super().__init__()
        self.folder = Path(mkdtemp())
        self.ledger = opened(example(self.folder / "账本"))
        self.log = {}
        self.held = {}

    def teardown(self):
        self.ledger.index.close()
        shutil.rmtree(self.folder)

    @rule(target=given, on=DAYS, to=st.lists(st.sampled_from(VILLAGES), max_size=2))
    def give(self, on, to):
        task = self.ledger.add_task(on, to, kind="key_work", title="清渠", station="WL1", due=TODAY)
        steps = [tasks.Happened("issue", on)]
        steps += [tasks.Happened("pass", on, place) for place in dict.fromkeys(to)]
        self.log[task.id] = steps
        return task.id

    @rule(
        task=given,
        verb=st.sampled_from([verb for verb in tasks.TASK_MOVES if verb != "issue"]),
        after=st.integers(0, 6),
        place=st.sampled_from(VILLAGES),
        text=TEXT,
        percent=st.integers(0, 100),
        done=st.booleans(),
    )
    def happen(self, task, verb, after, place, text, percent, done):
        steps = self.log[task]
        on = steps[-1].on + timedelta(days=after)
        fields = {
            "pass": {"place": place},
            "report": {"place": place, "done": done, "text": text},
            "progress": {"percent": percent},
            "void": {"reason": text},
        }.get(verb, {})
        facts = {k: v for k, v in fields.items() if k in ("place", "done", "percent")}
        step = tasks.Happened(verb, on, **facts)
        try:
            expected = tasks.replay(task, [*steps, step])[-1]
        except RefusedError:
            expected = None
        if on > TODAY:
            expected = None
        try:
            changed = self.ledger.advance_task(task, verb, on, fields)
        except RefusedError:
            assert expected is None
            return
        assert expected is not None
        assert (changed.status, changed.progress) == (expected.status, expected.progress)
        steps.append(step)

    @rule(on=DAYS, text=TEXT, kind=st.sampled_from(["service_day", "集中培训", "leave"]))
    def hold(self, on, text, kind):
        days = {"until": on} if kind == "leave" else {}
        made, _issues = self.ledger.add_activity(on, kind=kind, place="WL101", text=text, **days)
        assert self.ledger.activity(made.id) == made
        self.held[made.id] = on

    @rule()
    def drop_the_index(self):
        self.ledger.index.close()
        self.ledger.index.file.unlink(missing_ok=True)

    @rule(day=DAYS)
    def as_of(self, day):
        rows, total = self.ledger.tasks(TaskFilter(as_of=day.isoformat()))
        known = {
            task: tasks.replay(task, [step for step in steps if step.on <= day])[-1]
            for task, steps in self.log.items()
            if steps[0].on <= day
        }
        assert total == len(known)
        assert {row["id"]: (row["status"], row["progress"]) for row in rows} == {
            task: (state.status, state.progress) for task, state in known.items()
        }
        for task, state in known.items():
            told = self.ledger.task(task, day)
            assert (told.status, told.consolidated, told.finished) == (
                *(state.status, state.consolidated, state.finished),
            )
        until = ActivityFilter(until=day.isoformat())
        held = {record for record, on in self.held.items() if on <= day}
        assert {row["id"] for row in self.ledger.activities(until)[0]} == held

    @invariant()
    def agrees_today(self):
        rows, _total = self.ledger.tasks(TaskFilter())
        said = {
            row["id"]: (row["status"], row["villages"], row["reported"], row["settled"])
            for row in rows
        }
        known = {}
        for task, steps in self.log.items():
            state = tasks.replay(task, steps)[-1]
            reported = [part for part in state.parts if part.reported]
            done = [part for part in state.parts if part.done]
            known[task] = (state.status, len(state.parts), len(reported), len(done))
        assert said == known

    @invariant()
    def the_index_is_a_rebuilt_one_and_nothing_is_wrong(self):
        assert health.differing(self.ledger.index) == []
        assert self.ledger.check() == []
        assert self.ledger.edits().files == []


def test_any_history_of_work_agrees_with_the_model():
    run_state_machine_as_test(
        WorkVsModel,
        settings=settings(
            max_examples=6,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def weekly(ledger, **more):
    fields = {"kind": "weekly", "title": "清理沟渠", "station": "WL1", "period": "2026-W47"}
    return ledger.add_task(TODAY, **{**fields, "due": TODAY, **more})


def commits(ledger):
    return int(ledger.git.ask("rev-list", "--count", "HEAD"))


def test_two_down_two_up_is_four_commits_and_four_days(ledger):
    before = commits(ledger)
    days = [date(2026, 11, day) for day in (9, 10, 13, 14)]
    task = ledger.add_task(
        days[0], kind="weekly", title="禁烧", station="WL1", period="2026-W46", due=days[3]
    )
    ledger.advance_task(task.id, "pass", days[1], {"place": "WL101"}, {"place": "WL102"})
    ledger.advance_task(task.id, "report", days[2], {"place": "WL101"}, {"place": "WL102"})
    task = ledger.advance_task(task.id, "consolidate", days[3], {"text": "都好了"})
    assert commits(ledger) == before + 4
    assert (task.opened, task.parts[0].passed) == (days[0], days[1])
    assert (task.parts[1].reported, task.consolidated) == (days[2], days[3])
    assert ledger.task(task.id, days[2]).status == "reported"
    assert ledger.task(task.id, days[1]).status == "passed"
    with pytest.raises(UnknownRecordError, match="no task on 2026-11-08"):
        ledger.task(task.id, date(2026, 11, 8))


def test_a_station_stands_for_its_villages_that_do_not_have_the_task_yet(ledger):
    task = weekly(ledger, to=["WL102"])
    task = ledger.advance_task(task.id, "pass", TODAY, {"place": "WL1", "due": TODAY})
    assert [part.place for part in task.parts] == ["WL102", "WL101", "WL103"]
    with pytest.raises(RefusedError, match="WL205 does not belong to WL1"):
        ledger.advance_task(task.id, "pass", TODAY, {"place": "WL205"})


def test_a_part_of_a_plan_has_from_above_what_is_not_said(ledger):
    plan = ledger.add_task(
        TODAY, kind="plan", title="总方案", place="WL101", issuer="县委", period="2026"
    )
    part = ledger.add_task(TODAY, title="清退", parent=plan.id[-7:-2], unit="县住建局")
    same = ("kind", "place", "station", "issuer", "period")
    assert [getattr(part, name) for name in same] == [getattr(plan, name) for name in same]
    assert (part.parent, part.owner.unit, part.due) == (plan.id, "县住建局", None)
    elsewhere = ledger.add_task(TODAY, title="另处", parent=plan.id, place="WL205")
    assert elsewhere.station == "WL2"


def test_a_plan_is_not_done_while_a_part_at_any_depth_is_open(ledger):
    plan = ledger.add_task(TODAY, kind="plan", title="总方案", station="WL1")
    part = ledger.add_task(TODAY, title="分方案", parent=plan.id)
    leaf = ledger.add_task(TODAY, title="任务书", parent=part.id)
    with pytest.raises(RefusedError, match=f"{leaf.id}.*finish them first"):
        ledger.advance_task(plan.id, "finish", TODAY)
    ledger.advance_task(leaf.id, "void", TODAY, {"reason": "并入"})
    ledger.advance_task(part.id, "finish", TODAY)
    assert ledger.advance_task(plan.id, "finish", TODAY).status == "done"
    with pytest.raises(RefusedError, match="only be given to a task that is open"):
        ledger.add_task(TODAY, title="再加", parent=plan.id)


def test_taking_a_finished_part_back_is_refused_while_the_whole_counts_as_done(ledger):
    plan = ledger.add_task(TODAY, kind="plan", title="总方案", station="WL1")
    part = ledger.add_task(TODAY, title="分方案", parent=plan.id)
    ledger.advance_task(part.id, "finish", TODAY)
    finished = ledger.operations(1)[0].id
    ledger.advance_task(plan.id, "finish", TODAY)
    with pytest.raises(RefusedError, match="others rest on it"):
        ledger.undo(finished)
    ledger.undo()
    ledger.undo(finished)
    assert ledger.task(part.id).status == "issued"


def test_missing_reports_are_told_and_do_not_stop_the_station(ledger):
    task = weekly(ledger, to=["WL101", "WL102"])
    ledger.advance_task(task.id, "report", TODAY, {"place": "WL101"})
    ledger.advance_task(task.id, "consolidate", TODAY)
    assert ledger.notices[-1] == f"{task.id} is reported up without the reports of WL102"
    ledger.advance_task(task.id, "finish", TODAY)
    assert ledger.notices[-1] == f"{task.id} is finished though it is not done in WL102"


def test_a_task_that_carries_a_decision_out_and_the_decision_name_each_other(ledger):
    meeting, _issues = ledger.add_activity(
        TODAY, kind="summary", place="WL101", chair="c001", decisions=[{"text": "修好水泵"}]
    )
    task = ledger.add_task(TODAY, decided=(meeting.id, 1), kind="key_work", due=TODAY)
    assert (task.title, task.place) == ("修好水泵", "WL101")
    assert ledger.activity(meeting.id).decisions[0].task == task.id
    assert ledger.activities_on(task.id) == [meeting.id]
    with pytest.raises(RefusedError, match=r"decision 1 of .* is carried out by .* already"):
        ledger.add_task(TODAY, decided=(meeting.id, 1), kind="key_work", due=TODAY)
    with pytest.raises(RefusedError, match="has 1 decisions; there is no number 2"):
        ledger.add_task(TODAY, decided=(meeting.id, 2), kind="key_work", due=TODAY)


def test_a_finding_and_its_issue_name_each_other(ledger):
    found = [{"text": "无人在岗", "place": "WL102", "presence": "absent", "category": "组织生活"}]
    check, _made = ledger.add_activity(TODAY, kind="covert", station="WL1", findings=found)
    issue = ledger.promote_finding(check.id, 1, TODAY)
    assert (issue.place, issue.station, issue.stream) == ("WL102", "WL1", "supervision")
    assert (issue.title, issue.category) == ("无人在岗", "党组织建设/组织生活")
    assert ledger.activity(check.id).findings[0].issue == issue.id
    assert ledger.activities_on(issue.id) == [check.id]
    with pytest.raises(RefusedError, match=f"finding 1 of {check.id} became {issue.id} already"):
        ledger.promote_finding(check.id, 1, TODAY)


def test_the_kind_is_the_source_of_the_issue_where_there_is_such_a_source(ledger):
    found = [{"text": "账目未公开", "category": "组织生活"}]
    told, made = ledger.add_activity(
        TODAY,
        {1: {"level": "重要"}},
        kind="督查讲评",
        place="WL101",
        bodies=["党支部"],
        findings=found,
    )
    assert (made[0].source, made[0].level) == ("督查讲评", "重要")
    assert told.findings[0].issue == made[0].id


def test_ids_are_free_of_every_kind(ledger, monkeypatch):
    from ledger.records import ids

    task = weekly(ledger)
    real = ids.new_id
    taken = [task.id, task.id]
    monkeypatch.setattr(ids, "new_id", lambda *a: taken.pop() if taken else real(*a))
    other = ledger.register(TODAY, title="路灯", place="WL101")
    assert other.id != task.id


def test_the_log_of_a_task_holds_what_made_its_state(ledger):
    task = weekly(ledger, to=["WL1"])
    path = ledger.git.root / paths.task(task.id)
    for old, new, code in [
        ("status: passed", "status: done", "not-replayed"),
        ("do: issue}", "do: pass, place: WL101}", "task-start"),
        ("place: WL102, passed", "place: WL103, passed", "not-replayed"),
        ("do: pass, place: WL102}", "do: report, place: WL102}", "log-breaks"),
    ]:
        kept = path.read_text("utf-8")
        assert old in kept
        path.write_text(kept.replace(old, new, 1), "utf-8")
        ledger.git.write("-c", "user.name=c", "-c", "user.email=c@x", "commit", "-qam", "hand")
        assert code in {problem.code for problem in ledger.check()}, old
        path.write_text(kept, "utf-8")
        ledger.git.write("-c", "user.name=c", "-c", "user.email=c@x", "commit", "-qam", "back")
        assert ledger.check() == []


def test_an_answer_given_later_stands_in_the_diary(ledger):
    visit, _made = ledger.add_visit(TODAY, place="WL101", opinions=[{"text": "修路"}])
    asked = OpinionFilter(waiting=True)
    found, counts = ledger.opinions(asked)
    assert [(one["visit"], one["text"], one["state"]) for one in found] == [
        (visit.id, "修路", "open")
    ]
    assert counts["waiting"] == 1
    assert ledger.answer_opinion(visit.id, 1, "已列入计划").opinions[0].answer == "已列入计划"
    assert ledger.opinions(asked) == (
        [],
        {**counts, "waiting": 0, "answered": counts["answered"] + 1},
    )
    with pytest.raises(RefusedError, match="was answered already"):
        ledger.answer_opinion(visit.id, 1, "再答")
    with pytest.raises(RefusedError, match="there is no number 2"):
        ledger.answer_opinion(visit.id, 2, "答")


def test_a_hand_kept_activity_keeps_its_comments(ledger):
    meeting, _made = ledger.add_activity(
        TODAY, kind="summary", station="WL1", chair="c001", decisions=[{"text": "清渠"}]
    )
    path = ledger.git.root / paths.activity(meeting.id)
    path.write_text("# 手工整理\n" + path.read_text("utf-8"), "utf-8")
    ledger.git.write("-c", "user.name=c", "-c", "user.email=c@x", "commit", "-qam", "注释")
    ledger.add_task(TODAY, decided=(meeting.id, 1), kind="key_work", due=TODAY)
    assert path.read_text("utf-8").startswith("# 手工整理\n")
    assert ledger.check() == []


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"kind": "dance"}, UnknownRecordError),
        ({"kind": None}, UnknownRecordError),
        ({"kind": "summary"}, RefusedError),
        ({"people": ["c999"]}, UnknownRecordError),
        ({"households": ["WL101-9999"]}, UnknownRecordError),
        ({"places": ["月球"]}, UnknownRecordError),
        ({"absent": [{"person": "c999"}]}, UnknownRecordError),
        ({"decisions": [{"text": "x", "issue": "ZZZZ"}]}, LedgerError),
        ({"until": TODAY + timedelta(1)}, RefusedError),
        ({"until": TODAY - timedelta(1)}, RefusedError),
        ({"round": 0}, InvalidRecordError),
        ({"present": -1}, InvalidRecordError),
        ({"title": " 空格"}, InvalidRecordError),
        ({"photos": ["x.jpg"]}, InvalidRecordError),
        ({"findings": [{"text": ""}]}, InvalidRecordError),
        ({"place": "YJ"}, RefusedError),
    ],
)
def test_an_activity_that_cannot_be_is_refused_and_nothing_is_written(ledger, fields, error):
    head = ledger.git.head()
    with pytest.raises(error):
        ledger.add_activity(TODAY, **{"kind": "training", "place": "WL101", **fields})
    assert ledger.git.head() == head


def test_leave_is_known_beforehand_and_nothing_else_is(ledger):
    soon = TODAY + timedelta(days=3)
    leave = {"place": "WL1", "people": ["c002"], "until": soon}
    made, _issues = ledger.add_activity(soon, kind="leave", **leave)
    assert made.date == soon
    with pytest.raises(RefusedError, match="has not come yet"):
        ledger.add_activity(soon, kind="training", place="WL1")
