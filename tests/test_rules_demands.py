"""What a stream demands of a step, and what a log says of the round that runs."""

from datetime import UTC, date, datetime

import pytest
from pydantic import TypeAdapter

from ledger.records.event import Event
from ledger.rules import demands, lifecycle, rounds

EVENT = TypeAdapter(Event)
FACTS = {
    "id": "WL-26-012345R",
    "title": "村口路灯损坏",
    "text": "三盏都不亮",
    "station": "WL",
    "place": "WL03",
    "stream": "masses",
    "opened": date(2026, 1, 5),
}
STREAM = {
    "code": "masses",
    "name": "群众反映",
    "demands": [
        {"step": "assign", "fields": ["person", "measures", "due"]},
        {"step": "accept", "fields": ["text"]},
        {"step": "register", "fields": ["category", "text"]},
    ],
    "closing": [
        {"step": "accept", "roles": ["worker"]},
        {"step": "accept", "roles": ["head"]},
        {"step": "sign", "text": True},
    ],
    "follow": [{"step": "feedback"}, {"step": "publish"}],
}


def event(verb, day=5, **more):
    head = {"id": "0000", "at": datetime(2026, 1, 5, 9, tzinfo=UTC), "by": "c003"}
    return EVENT.validate_python({**head, "on": date(2026, 1, day), "do": verb, **more})


def lacking(*events):
    log = [event("register", sum="00000000"), *events]
    return demands.lacking(STREAM, log[-1], lifecycle.replay(FACTS, log)[-1])


def test_a_registration_lacks_the_facts_that_are_not_there():
    assert lacking() == ["category"]


def test_an_assignment_lacks_what_neither_it_nor_an_earlier_one_says():
    assert lacking(event("assign", unit="经发办")) == ["person", "measures", "due"]
    first = event("assign", unit="经发办", measures="更换", due="2026-02-01")
    assert lacking(first, event("assign", person="c003")) == []
    assert lacking(first, event("assign", unit="经发办")) == ["person"]


def test_what_is_to_be_kept_up_for_good_needs_no_deadline():
    assert lacking(event("assign", person="c003", measures="管护", long_term=True)) == []


def test_the_words_of_a_step_are_its_own():
    log = [event("assign", person="c003"), event("submit", text="好了")]
    assert lacking(*log, event("accept", checker="c003")) == ["text"]
    assert lacking(*log, event("accept", checker="c003", text="合格")) == []


def test_the_usual_sign_offs_are_not_written_down():
    assert demands.closing({"closing": [{"step": "accept"}, {"step": "sign"}]}) is None
    assert demands.closing({}) is None
    assert demands.closing(STREAM) == ["accept", "accept", "sign"]
    assert demands.closing({"closing": []}) == []


def test_each_sign_off_of_a_kind_has_its_own_rule():
    assert demands.sign_off(STREAM, "accept", 0)["roles"] == ["worker"]
    assert demands.sign_off(STREAM, "accept", 1)["roles"] == ["head"]
    assert demands.sign_off(STREAM, "accept", 2)["roles"] == ["head"]
    assert demands.sign_off(STREAM, "witness", 0) == {}


def test_what_is_owed_after_closing_is_what_was_not_done():
    assert [row["step"] for row in demands.owed(STREAM, {"feedback"})] == ["publish"]


LOG = [
    event("register", 1, sum="00000000"),
    event("assign", 2, unit="经发办"),
    event("extend", 3, was="2026-01-20", due="2026-01-25", reason="雨"),
    event("escalate", 4, to="县", reason="跨镇"),
    event("pause", 6, reason="等资金"),
    event("resume", 9),
    event("return", 12, text="站内办"),
    event("submit", 13, text="好了"),
    event("accept", 14, checker="c003"),
    event("sign", 15, signer="c001"),
    event("reopen", 20, reason="又坏"),
    event("pause", 22, reason="冬季"),
]


def test_stops_are_the_pauses_and_the_time_above_of_this_round():
    days = [(s.since.day, s.until and s.until.day, s.why) for s in rounds.stops(LOG[:10])]
    assert days == [(4, 12, "escalated"), (6, 9, "paused")]
    assert [(s.since.day, s.until) for s in rounds.stops(LOG)] == [(22, None)]


def test_a_pause_that_was_looked_at_again_and_goes_on_is_one_stop():
    log = [*LOG[:2], *(event("pause", day, reason="等资金") for day in (5, 8))]
    assert [(s.since.day, s.until) for s in rounds.stops(log)] == [(5, None)]
    log += [event("resume", 11), event("pause", 12, reason="雨")]
    days = [(s.since.day, s.until and s.until.day, s.name) for s in rounds.stops(log)]
    assert days == [(5, 11, "等资金"), (12, None, "雨")]


def test_what_is_settled_above_stands_still_no_longer():
    solved = [*LOG[:4], event("submit", 8, text="上级办好")]
    assert [(s.since.day, s.until.day) for s in rounds.stops(solved)] == [(4, 8)]


@pytest.mark.parametrize(("end", "extended", "begun"), [(10, 1, 1), (12, 0, 20)])
def test_a_round_counts_for_itself(end, extended, begun):
    assert rounds.times(LOG[:end], "extend") == extended
    assert rounds.begun(LOG[:end]).day == begun


def test_sign_offs_are_counted_since_the_last_report():
    assert rounds.given(LOG[:9], "accept") == 1
    assert rounds.given([*LOG[:9], event("submit", 16, text="再报")], "accept") == 0
    refused = event("witness", 16, sign="refused", text="不亮")
    assert rounds.given([*LOG[:8], refused], "witness") == 0
