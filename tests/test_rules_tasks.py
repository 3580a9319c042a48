"""A task's log: the table of moves, and the replay against a slow and plain model."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import RefusedError
from ledger.records.task import Action, Issued, TaskStatus, TaskStep
from ledger.rules import tasks
from ledger.rules.tasks import TASK_MOVES, TASK_OPEN, TASK_STATUS_NAMES, TASK_VERB_NAMES, Happened

DAY = date(2026, 11, 2)
VILLAGES = ("WL101", "WL102", "WL103")
STEPS = st.builds(
    Happened,
    do=st.sampled_from([verb for verb in TASK_MOVES if verb != "issue"]),
    on=st.integers(0, 30).map(lambda n: DAY + timedelta(days=n)),
    place=st.sampled_from(VILLAGES),
    done=st.booleans(),
    percent=st.none() | st.integers(0, 100),
)


def allowed(passed: dict, ended: bool, consolidated: bool, step: Happened) -> bool:
    """Whether a step may happen, said without the table."""
    if ended:
        return False
    if step.do == "pass":
        return not consolidated and step.place not in passed
    if step.do == "report":
        return step.place in passed
    return True


@given(st.lists(STEPS, max_size=14))
def test_any_log_makes_what_a_plain_model_says(steps: list[Happened]) -> None:
    state = tasks.State("issued")
    passed: dict[str, Happened] = {}
    reported: dict[str, Happened] = {}
    ended, up, percent = "", None, None
    for step in steps:
        fits = allowed(passed, bool(ended), up is not None, step)
        try:
            state = tasks.advance("T", state, step)
        except RefusedError:
            assert not fits
            continue
        assert fits
        if step.do == "pass":
            passed[step.place] = step
        elif step.do == "report":
            reported[step.place] = step
        elif step.do == "consolidate":
            up = step.on
        elif step.do == "progress":
            percent = percent if step.percent is None else step.percent
        else:
            ended = step.do
            finished = step.on
            percent = 100 if ended == "finish" and percent is not None else percent
    assert state.status == (
        {"finish": "done", "void": "void"}[ended]
        if ended
        else "consolidated"
        if up
        else "issued"
        if not passed
        else "reported"
        if set(reported) == set(passed)
        else "passed"
    )
    assert state.consolidated == up
    assert state.finished == (finished if ended == "finish" else None)
    assert state.progress == percent
    assert [part.place for part in state.parts] == list(passed)
    for part in state.parts:
        assert part.passed == passed[part.place].on
        said = reported.get(part.place)
        assert part.reported == (said.on if said else None)
        assert part.done == (said.done if said else False)


@given(st.lists(STEPS, max_size=10))
def test_a_replay_gives_the_state_after_each_step(steps: list[Happened]) -> None:
    log = [Happened("issue", DAY)]
    state = tasks.State("issued")
    states = [state]
    for step in steps:
        try:
            state = tasks.advance("T", state, step)
        except RefusedError:
            continue
        log.append(step)
        states.append(state)
    assert tasks.replay("T", log) == states


def test_the_table_the_names_and_the_record_know_the_same_words() -> None:
    assert tuple(TASK_STATUS_NAMES) == get_args(TaskStatus)
    assert tuple(tasks.ACTION_NAMES) == get_args(Action)
    steps = get_args(get_args(TaskStep)[0])
    assert [get_args(step.model_fields["do"].annotation)[0] for step in steps] == list(TASK_MOVES)
    assert list(TASK_VERB_NAMES) == list(TASK_MOVES)
    assert {"done", "void"} == set(TASK_STATUS_NAMES) - TASK_OPEN
    for verb, move in TASK_MOVES.items():
        assert move.sources <= TASK_OPEN, verb
        assert move.target is None or move.target in TASK_STATUS_NAMES


@pytest.mark.parametrize("status", ["done", "void"])
def test_nothing_happens_to_a_task_that_has_ended(status: str) -> None:
    assert tasks.allowed(status) == []
    with pytest.raises(RefusedError, match="it allows: nothing"):
        tasks.permit("WL-26-012345R", status, "progress")


def test_what_is_not_allowed_is_refused_with_what_is() -> None:
    with pytest.raises(RefusedError, match="pass on, consolidate, progress, finish, void"):
        tasks.permit("WL-26-012345R", "issued", "report")


def test_a_village_gets_a_task_once_and_reports_only_what_it_has() -> None:
    log = [Happened("issue", DAY), Happened("pass", DAY, "WL101")]
    with pytest.raises(RefusedError, match="was passed on to WL101 already"):
        tasks.replay("T", [*log, Happened("pass", DAY, "WL101")])
    with pytest.raises(RefusedError, match=r"not passed on to WL102.*it was to: WL101"):
        tasks.replay("T", [*log, Happened("report", DAY, "WL102")])


def test_a_late_report_comes_after_the_station_has_reported_up() -> None:
    log = [Happened("issue", DAY), Happened("pass", DAY, "WL101"), Happened("consolidate", DAY)]
    last = tasks.replay("T", [*log, Happened("report", DAY, "WL101")])[-1]
    assert (last.status, last.parts[0].done) == ("consolidated", True)


def test_a_step_of_a_file_is_read_as_far_as_it_changes_anything() -> None:
    step = Issued.model_validate(
        {"id": "012A", "on": DAY, "at": "2026-11-02T09:00:00+08:00", "by": "c001", "do": "issue"}
    )
    assert tasks.happened(step) == Happened("issue", DAY)
