from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from ledger.errors import RefusedError
from ledger.records.event import Event
from ledger.records.issue import Deadline
from ledger.rules import lifecycle
from ledger.rules.statuses import (
    ENDED,
    FOLLOWING,
    LATE,
    MOVES,
    NEXT,
    OPEN,
    STATUS_NAMES,
    VERB_NAMES,
)

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


def walk(*steps, begins=None):
    """The states of a log of verbs, each alone or with fields of its own."""
    log = [event("register", sum=lifecycle.digest(FACTS), due=begins)]
    for number, step in enumerate(steps, start=1):
        verb, more = (step, {}) if isinstance(step, str) else step
        state = lifecycle.replay(FACTS, log)[-1]
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


def test_a_pause_looked_at_again_goes_on_and_has_a_new_day_of_review():
    def put_off(verb, number, day):
        return event(verb, number, review=date(2026, 3, day))

    log = [first(), event("assign", 1), put_off("pause", 2, 1)]
    paused = lifecycle.replay(FACTS, log)[-1]
    assert (paused.review, paused.put_off_by) == (date(2026, 3, 1), "c003")
    log += [put_off("pause", 3, 20), event("resume", 4)]
    again, resumed = lifecycle.replay(FACTS, log)[-2:]
    assert (again.status, again.review) == ("paused", date(2026, 3, 20))
    assert (resumed.status, resumed.review) == ("handling", None)
    log += [put_off("keep", 5, 21), put_off("keep", 6, 22), event("keep", 7), event("assign", 8)]
    kept, anew, without, assigned = lifecycle.replay(FACTS, log)[-4:]
    assert (kept.review, anew.review, without.review) == (
        date(2026, 3, 21),
        date(2026, 3, 22),
        None,
    )
    assert [one.status for one in (kept, anew, without, assigned)] == ["longterm"] * 3 + [
        "handling"
    ]


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


def test_a_submission_is_closed_by_the_sign_offs_that_it_names_in_their_order():
    told = []
    for closing in (["sign", "accept"], ["accept", "witness", "sign"], ["accept", "accept"]):
        states = walk("assign", ("submit", {"closing": closing}), *closing)
        told.append([state.status for state in states[2:]])
        assert [list(state.pending) for state in states[2:]] == [
            closing[n:] for n in range(len(closing) + 1)
        ]
    assert told == [
        ["to_sign", "submitted", "closed"],
        ["submitted", "to_witness", "to_sign", "closed"],
        ["submitted", "submitted", "closed"],
    ]


def test_a_submission_that_needs_no_sign_off_closes_at_once():
    state = walk("assign", ("submit", {"closing": []}))[-1]
    assert (state.status, state.closed, state.turn) == ("closed", date(2026, 1, 5), None)


def test_a_refused_signature_is_written_down_and_leaves_the_issue_waiting():
    refused = ("witness", {"sign": "refused", "text": "仍有一盏不亮"})
    states = walk("assign", ("submit", {"closing": ["witness"]}), refused, "reject")
    assert [state.status for state in states[2:]] == ["to_witness", "to_witness", "handling"]
    by_proxy = ("witness", {"sign": "proxy"})
    assert walk("assign", ("submit", {"closing": ["witness"]}), by_proxy)[-1].status == "closed"


def test_what_changes_after_a_sign_off_waits_to_be_signed_again():
    states = walk("assign", "submit", "accept", "sign")
    seal = lifecycle.content(states[-1])
    signed = ("assign", "submit", "accept", ("sign", {"sum": seal}))
    assert not walk(*signed)[-1].changed
    assert "sign" not in lifecycle.allowed(walk(*signed)[-1])
    edited = walk(*signed, "correct")[-1]
    assert edited.changed
    assert "sign" in lifecycle.allowed(edited)
    assert "accept" not in lifecycle.allowed(edited)
    again = walk(*signed, "correct", ("sign", {"sum": lifecycle.content(edited)}))[-1]
    assert (again.changed, again.status, again.closed) == (False, "closed", date(2026, 1, 5))
    assert not walk(*signed, "correct", "reopen")[-1].changed


def test_what_was_to_be_settled_at_once_is_signed_off_without_a_report():
    at_once = ("assign", {"word": "立行立改"})
    state = walk(at_once, ("sign", {"text": "当场更换"}))[-1]
    assert (state.status, state.outcome, state.result) == ("closed", "solved", "当场更换")
    with pytest.raises(RefusedError, match="does not allow “sign off”"):
        walk("assign", ("sign", {"text": "当场更换"}))


def test_an_assignment_is_objected_to_once_in_a_round():
    states = walk("assign", ("object", {"due": "2026-01-08"}))
    assert (states[-1].status, states[-1].owner, states[-1].turn) == (
        "registered",
        None,
        date(2026, 1, 8),
    )
    with pytest.raises(RefusedError, match="cannot be returned a second time"):
        walk("assign", "object", "assign", "object")
    closed = ("assign", "object", "assign", "submit", "accept", "sign")
    assert walk(*closed, "reopen", "assign", "object")[-1].status == "registered"


def test_each_clock_is_the_one_whose_turn_it_is():
    up = {"due": "2026-01-20"}
    states = walk(
        ("correct", {}),
        "assign",
        "pause",
        ("resume", {"due": "2026-02-04"}),
        ("escalate", up),
        "pause",
        ("resume", {"due": "2026-01-22"}),
        ("return", {"due": "2026-02-09"}),
        ("submit", {"due": "2026-01-12"}),
        "accept",
        "sign",
        begins="2026-01-08",
    )
    assert [state.turn and f"{state.turn:%m-%d}" for state in states] == [
        *("01-08", "01-08", "02-01", None, "02-04", "01-20", None, "01-22", "02-09"),
        *("01-12", "01-12", None),
    ]
    assert states[-1].deadline.date == date(2026, 2, 9)


def test_a_return_without_an_owner_waits_for_one_as_long_as_was_left():
    states = walk(("escalate", {"due": "2026-01-20"}), ("return", {}), begins="2026-01-08")
    assert states[-1].turn == date(2026, 1, 8)


def test_what_is_kept_up_for_good_is_never_overdue():
    state = walk("assign", "keep")[-1]
    assert (state.status, state.long_term, state.deadline, state.turn) == (
        *("longterm", True),
        *(None, None),
    )
    later = walk("assign", "keep", "assign", "submit", "accept", "sign")[-1]
    assert (later.status, later.long_term) == ("closed", True)
    assert walk(("assign", {"due": None, "long_term": True}))[-1].turn is None


def test_what_follows_closing_is_kept_until_a_new_round():
    states = walk("assign", "submit", "accept", "sign", "feedback", "publish", "report", "archive")
    assert list(states[-1].followed) == list(FOLLOWING)
    walked = walk("assign", "submit", "accept", "sign", "feedback", "reopen")
    assert walked[-1].followed == {}


def test_a_copy_names_its_main_and_its_main_the_copies():
    assert walk("absorb")[-1].copies == ("WL-26-012345R",)
    with pytest.raises(RefusedError, match="was merged into WL-26-012345R"):
        walk("merge", "progress")


@st.composite
def steps(draw):
    """A verb with fields of any kind that it may have."""
    verb = draw(st.sampled_from([verb for verb in MOVES if verb != "register"]))
    day = st.dates(date(2026, 1, 5), date(2026, 12, 1))
    closing = st.lists(st.sampled_from(["accept", "witness", "sign"]), max_size=3)
    words = st.sampled_from([None, "立行立改", "年底前"])
    more = {
        "assign": {"due": st.none() | day, "long_term": st.booleans(), "word": words},
        "submit": {"closing": st.none() | closing, "due": st.none() | day},
        "witness": {"sign": st.sampled_from(["given", "refused", "proxy"])},
        "resume": {"due": st.none() | day},
        "return": {"due": st.none() | day},
        "escalate": {"due": st.none() | day},
        "object": {"due": st.none() | day},
        "reopen": {"due": st.none() | day},
        "pause": {"review": st.none() | day},
        "keep": {"review": st.none() | day},
    }
    return verb, {name: draw(values) for name, values in more.get(verb, {}).items()}


@given(st.lists(steps(), max_size=25), st.booleans())
def test_any_walk_of_permitted_steps_replays_to_the_stored_state(walked, sealed):
    log = [first()]
    for number, (verb, more) in enumerate(walked, start=1):
        state = lifecycle.replay(FACTS, log)[-1]
        if verb not in {v for v in MOVES if lifecycle.may(state, v)}:
            with pytest.raises(RefusedError):
                lifecycle.permit(state, verb)
            continue
        deadline = state.deadline.date if state.deadline else date(2026, 1, 9)
        given_ = {"was": deadline} if verb == "extend" else more
        if verb == "correct":
            given_ = {"old": state.facts["title"], "new": f"第{number}次"}
        added = event(verb, number, **given_)
        try:
            after = lifecycle.advance(state, added)
        except RefusedError:
            assert verb in ("object", "extend")
            continue
        if sealed and verb in ("accept", "witness", "sign"):
            added = added.model_copy(update={"sum": lifecycle.content(after)})
        log.append(added)
    states = lifecycle.replay(FACTS, log)
    issue = lifecycle.issue_of(states[-1], log)
    stored = type(issue).model_validate(issue.model_dump(mode="python"))
    again = lifecycle.replay(lifecycle.first_facts(stored), stored.log)
    assert again == states
    assert lifecycle.issue_of(again[-1], stored.log) == stored
    for state in states:
        assert (state.turn is None) or state.status in LATE
        assert (state.status in NEXT.values()) == bool(state.needs)


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
