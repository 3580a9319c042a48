from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from ledger.errors import RefusedError
from ledger.records.event import Event
from ledger.records.issue import Deadline
from ledger.rules import lifecycle
from ledger.rules.statuses import ENDED, LATE, MOVES, OPEN, STATUS_NAMES, VERB_NAMES

EVENT = TypeAdapter(Event)
FACTS = {
    "id": "WL-26-012345R",
    "title": "村口路灯损坏",
    "station": "WL",
    "place": "WL03",
    "stream": "masses",
    "opened": date(2026, 1, 5),
}
GIVEN = {
    "assign": {"unit": "五里镇经发办", "due": "2026-02-01"},
    "progress": {"text": "灯具已到货"},
    "submit": {"text": "已更换"},
    "accept": {"checker": "c009"},
    "reject": {"checker": "c009", "text": "仍不亮"},
    "sign": {"signer": "c001"},
    "extend": {"due": "2026-03-01", "reason": "雨天"},
    "pause": {"reason": "等资金"},
    "escalate": {"to": "县水利局", "reason": "跨镇"},
    "return": {"text": "由站内办理"},
    "merge": {"into": "WL-26-012345R"},
    "decline": {"reason": "已诉讼"},
    "correct": {"field": "title", "old": "村口路灯损坏", "new": "路灯", "reason": "写错"},
    "void": {"reason": "测试"},
    "note": {"text": "来电"},
    "reopen": {"reason": "又坏了"},
    "object": {"reason": "不属本单位职责"},
    "keep": {"reason": "常态管护"},
    "absorb": {"other": "WL-26-012345R"},
}


def event(verb, number=0, **more):
    head = {
        "id": f"{number:04d}",
        "on": date(2026, 1, 5),
        "at": datetime(2026, 1, 5, 9, tzinfo=UTC),
        "by": "c003",
        "do": verb,
    }
    return EVENT.validate_python({**head, **GIVEN.get(verb, {}), **more})


def first():
    return event("register", sum=lifecycle.digest(FACTS))


def walk(*verbs):
    log = [first()]
    for number, verb in enumerate(verbs, start=1):
        state = lifecycle.replay(FACTS, log)[-1]
        more = {}
        if verb == "extend" and state.deadline:
            more = {"was": state.deadline.date}
        elif verb == "extend":
            more = {"was": date(2026, 1, 9)}
        log.append(event(verb, number, **more))
    return lifecycle.replay(FACTS, log)


def test_the_strictest_way_ends_signed_off():
    states = walk("assign", "progress", "press", "submit", "accept", "sign")
    assert [state.status for state in states] == [
        "registered",
        "handling",
        "handling",
        "handling",
        "submitted",
        "to_sign",
        "closed",
    ]
    assert states[-1].closed == date(2026, 1, 5)
    assert states[-1].result == "已更换"


@pytest.mark.parametrize("verb", MOVES)
@pytest.mark.parametrize("status", STATUS_NAMES)
def test_a_verb_works_from_its_statuses_and_no_other(status, verb):
    if verb == "register":
        return
    state = lifecycle.State(facts=FACTS, status=status, before_pause="handling")
    more = {"was": "2026-02-01"} if verb == "extend" else {}
    if verb == "extend":
        state = lifecycle.State(
            facts=FACTS, status=status, deadline=Deadline(date=date(2026, 2, 1))
        )
    if status in MOVES[verb].sources:
        after = lifecycle.advance(state, event(verb, **more))
        assert after.status == {"resume": "handling", "return": "registered"}.get(
            verb, MOVES[verb].target or status
        )
    else:
        with pytest.raises(RefusedError, match="WL-26-012345R"):
            lifecycle.advance(state, event(verb, **more))


def test_a_refusal_says_what_the_status_allows():
    with pytest.raises(RefusedError, match=r"waiting.*sign off.*assign"):
        walk("sign")


def test_every_open_status_has_a_way_to_an_end():
    reached = set(ENDED)
    while True:
        more = {
            s for move in MOVES.values() for s in move.sources if move.target in reached
        } | reached
        if "handling" in reached:
            more.add("paused")
        if more == reached:
            break
        reached = more
    assert reached >= OPEN
    assert LATE <= OPEN
    assert set(VERB_NAMES) == set(MOVES)


def test_a_paused_issue_goes_on_where_it_was():
    assert walk("pause", "resume")[-1].status == "registered"
    assert walk("assign", "pause", "progress", "resume")[-1].status == "handling"
    assert walk("assign", "escalate", "pause", "resume")[-1].status == "escalated"


def test_a_return_goes_to_the_owner_or_waits_for_one():
    assert walk("escalate", "return")[-1].status == "registered"
    assert walk("assign", "escalate", "return")[-1].status == "handling"


def test_an_extension_keeps_the_first_deadline():
    states = walk("assign", "extend", "extend")
    assert states[-1].deadline.was == date(2026, 2, 1)
    assert states[-1].deadline.date == date(2026, 3, 1)


def test_reopening_begins_a_round_and_forgets_the_result():
    state = walk("assign", "submit", "accept", "sign", "reopen")[-1]
    assert (state.status, state.round) == ("registered", 2)
    assert (state.result, state.outcome, state.closed, state.deadline) == (None, None, None, None)
    assert state.owner is not None


def test_a_correction_changes_the_facts_and_can_be_taken_back():
    log = [first(), event("correct", 1)]
    state = lifecycle.replay(FACTS, log)[-1]
    assert state.facts["title"] == "路灯"
    issue = lifecycle.issue_of(state, log)
    assert lifecycle.first_facts(issue) == FACTS
    assert lifecycle.digest(lifecycle.first_facts(issue)) == log[0].sum


@given(
    st.dictionaries(st.sampled_from(["title", "place", "stream", "category"]), st.text(max_size=5))
)
def test_the_digest_changes_with_any_fact(change):
    facts = {**FACTS, **change}
    assert (lifecycle.digest(facts) == lifecycle.digest(FACTS)) == (facts == FACTS)


@given(st.lists(st.sampled_from([verb for verb in MOVES if verb != "register"]), max_size=12))
def test_no_order_of_verbs_leads_out_of_the_table(verbs):
    log = [first()]
    for number, verb in enumerate(verbs, start=1):
        state = lifecycle.replay(FACTS, log)[-1]
        deadline = state.deadline.date if state.deadline else date(2026, 1, 9)
        more = {"was": deadline} if verb == "extend" else {}
        if verb == "correct":
            more = {"old": state.facts["title"], "new": f"第{number}次"}
        added = event(verb, number, **more)
        try:
            after = lifecycle.advance(state, added)
        except RefusedError:
            continue
        log.append(added)
        assert after.status in STATUS_NAMES
    states = lifecycle.replay(FACTS, log)
    issue = lifecycle.issue_of(states[-1], log)
    assert lifecycle.replay(lifecycle.first_facts(issue), issue.log) == states
