"""ledger.yaml against itself: every contradiction is found on its line, in a whole sentence."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger import problems, words
from ledger.index.rows import problems_of
from ledger.records import settings as settings_module
from ledger.records.settings import Settings
from ledger.rules import soundness
from ledger.store import form

ROOT = Path(__file__).parents[1]
SOUND = """\
format: 1
name: 试
language: zh
tiers:
- {type: area, name: 片区, station: true, children: {at_least: 1, at_most: 2}}
- {type: village, name: 村, registers: true}
roles:
- {code: head, name: 站长, at_least: 1, at_most: 1, signs: true}
- {code: worker, name: 干事, at_most: 2}
streams:
- {code: masses, name: 群众反映}
- code: found
  name: 自查
  demands: [{step: assign, fields: [person, due]}]
  closing: [{step: sign, roles: [head]}]
  follow: [{step: feedback, within: 5}]
sources: [走访]
levels: [一般, 紧急]
categories: [{name: 水, within: [{name: 饮水}]}, {name: 路}]
household_categories: [低保户]
limits:
- {clock: handle, category: 水, number: 3, unit: day}
- {clock: handle, number: 30, unit: day}
lights: {near: 3, grave: 15}
extension: {times: 1, days: 30}
programme:
  since: 2026-01-01
  until: 2026-12-31
  phases: [{name: 一, since: 2026-01-01, until: 2026-06-30}]
activity_kinds: [{code: summary, name: 小结会, family: meeting, demands: [chair]}]
task_kinds: [{code: weekly, name: 周任务, family: list, demands: [due]}]
bindings: [{code: leader, name: 挂点, of: person, tiers: [village], at_most: 1}]
groups: [{code: team, name: 小组, made_of: [{role: worker, at_least: 1}]}]
duties:
- code: press
  name: 督办
  owed_by: {each: place, tier: area, roles: [head]}
  towards: {each: issue, streams: [masses]}
  rhythm: {every: 15, unit: day, anchor: object}
  evidence: {record: press}
  since: 2026-03-01
- code: visit
  name: 走访
  owed_by: {roles: [worker]}
  towards: {each: household, categories: [低保户]}
  rhythm: {seasons: [{name: 冬, since: 11-15, until: 02-29}]}
  evidence: {record: visit, kinds: [visit]}
  since: 2026-03-01
"""

_EVERY = "every: 15, unit: day, anchor: object"
_SEASON = "{name: 冬, since: 11-15, until: 02-29}"
CASES = [
    ("language: zh", "language: fr # HERE", "rule-no-such", "language “fr”"),
    (
        "{code: worker, name: 干事, at_most: 2}",
        "{code: head, name: 干事} # HERE",
        "rule-twin",
        "“head” stands here twice",
    ),
    ("levels: [一般, 紧急]", "levels: [一般, 一般] # HERE", "rule-twin", "first as number 1"),
    ("{name: 路}]", "{name: 水}] # HERE", "rule-twin", "“水” stands here twice"),
    ("{name: 路}]", "{name: 路/桥}] # HERE", "rule-slash", "“路/桥” has a slash"),
    (", station: true", "", "rule-no-station", "station: true"),
    ("at_most: 2}}", "at_most: 0}} # HERE", "rule-bounds", "at least 1 and at most 0"),
    ("at_most: 1, signs", "at_most: 0, signs", "rule-bounds", "at least 1 and at most 0"),
    ("at_most: 1}]", "at_least: 2, at_most: 1}] # HERE", "rule-bounds", "at least 2 and at most 1"),
    ("role: worker, at_least: 1", "role: worker, at_least: 3, at_most: 2", "rule-bounds", "3"),
    (
        "signs: true}",
        "signs: true, tier: hamlet} # HERE",
        "rule-unknown",
        "roles[head].tier: there is no tier “hamlet”",
    ),
    (
        ", signs: true",
        "",
        "rule-unsigned",
        "streams[masses]: no role signs",
    ),
    (
        "at_most: 1, signs",
        "at_most: 0, signs",
        "rule-stuck",
        "nobody can give “sign off”, so no issue of this stream ever leaves “to sign off”",
    ),
    (
        ", signs: true}\n- {code: worker, name: 干事, at_most: 2}",
        "}\n- {code: worker, name: 干事, at_most: 2}\nseparation: {post: refuse}",
        "rule-stuck",
        "streams[masses]: nobody can give",
    ),
    (
        "roles: [head]}]\n  follow",
        "roles: [boss]}] # HERE\n  follow",
        "rule-unknown",
        "role “boss”",
    ),
    ("step: assign, fields", "step: asign, fields", "rule-no-such", "step “asign”"),
    ("fields: [person, due]}]", "fields: [colour]}] # HERE", "rule-no-such", "field “colour”"),
    (
        "[{step: assign, fields: [person",
        "[{step: register, fields: [outcome",
        "rule-no-such",
        "out",
    ),
    (
        "[{step: assign, fields: [person, due]}]",
        "[{step: accept, fields: [text]}] # HERE",
        "rule-idle",
        "closing",
    ),
    ("within: 5}]", "within: 5}, {step: feedback}] # HERE", "rule-twin", "“feedback”"),
    ("category: 水, number", "category: 火, number", "rule-unknown", "category “火”"),
    ("category: 水, number", "stream: none, number", "rule-unknown", "stream “none”"),
    ("category: 水, number", "level: 特急, number", "rule-unknown", "level “特急”"),
    ("category: 水, number", "source: 来信, number", "rule-unknown", "source “来信”"),
    (
        "- {clock: handle, category: 水, number: 3, unit: day}\n",
        "- {clock: handle, number: 3, unit: day}\n",
        "rule-hidden",
        "limits[2 handle]: row 1 fits first",
    ),
    (
        "number: 30, unit: day}",
        "number: 30, unit: day, since: 2026-05-01, until: 2026-04-01} # HERE",
        "rule-backward",
        "2026-04-01 is before 2026-05-01",
    ),
    ("grave: 15}", "grave: 0} # HERE", "rule-grave", "grave at once"),
    ("days: 30}", "days: 0} # HERE", "rule-no-extension", "times: 0"),
    ("until: 2026-06-30}]", "until: 2027-06-30}]", "rule-outside", "2026-01-01 – 2026-12-31"),
    ("until: 2026-12-31", "until: 2025-12-31 # HERE", "rule-backward", "2025-12-31 is before"),
    ("demands: [chair]", "demands: [chairman] # HERE\n ", "rule-no-such", "field “chairman”"),
    ("demands: [due]", "demands: [deadline] # HERE\n ", "rule-no-such", "field “deadline”"),
    ("tiers: [village]", "tiers: [hamlet] # HERE\n ", "rule-unknown", "tier “hamlet”"),
    ("role: worker, at_least: 1", "role: boss, at_least: 1", "rule-unknown", "role “boss”"),
    ("tier: area, roles: [head]", "tier: hamlet, roles: [head]", "rule-unknown", "tier “hamlet”"),
    ("roles: [worker]}", "roles: [chief]} # HERE", "rule-unknown", "duties[visit].owed_by.roles"),
    ("roles: [worker]}", "tier: area} # HERE", "rule-misplaced", "“each: place”"),
    ("roles: [worker]}", "each: unit} # HERE", "rule-nobody", "knows no unit (bindings: of: unit)"),
    ("streams: [masses]}", "streams: [none]} # HERE", "rule-unknown", "stream “none”"),
    ("streams: [masses]}", "categories: [低保户]} # HERE", "rule-misplaced", "“each: household”"),
    ("categories: [低保户]}", "categories: [富户]} # HERE", "rule-unknown", "category “富户”"),
    (
        "{each: household, categories: [低保户]}",
        "{each: bound, binding: none} # HERE",
        "rule-unknown",
        "tie “none”",
    ),
    (
        "owed_by: {roles: [worker]}\n  towards: {each: household, categories: [低保户]}",
        "owed_by: {each: group}\n  towards: {each: bound, binding: leader} # HERE",
        "rule-bound",
        "ties each person to places, but the duty is owed by each group",
    ),
    ("registers: true", "registers: false", "rule-nobody", "tiers: registers: true"),
    (
        _SEASON,
        "{name: 春, since: 02-30, until: 03-01} # HERE\n   ",
        "rule-no-day",
        "no year has a day 02-30",
    ),
    (
        "{each: issue, streams: [masses]}",
        "{each: place}",
        "rule-misplaced",
        "towards: {each: issue}",
    ),
    (_EVERY, "after: closed, within: 3, unit: day, of: [weekly]", "rule-misplaced", "after: held"),
    (_EVERY, "after: held, within: 3, unit: day, of: [x]", "rule-unknown", "kind of activity “x”"),
    (_EVERY, "after: issued, within: 3, unit: day, of: [x]", "rule-unknown", "kind of task “x”"),
    (_EVERY, "per: month, days: 3", "rule-misplaced", "“monthly”"),
    (_EVERY, "between: {since: 2026-05-01, until: 2026-04-01}", "rule-backward", "2026-04-01"),
    (
        "{record: press}",
        "{record: press, kinds: [visit]} # HERE",
        "rule-misplaced",
        "record: visit",
    ),
    (
        "{record: press}",
        "{record: press, step: assign} # HERE",
        "rule-misplaced",
        "record: issue / task",
    ),
    (
        "{record: press}",
        "{record: press, counts: days} # HERE",
        "rule-misplaced",
        "record: visit / activity",
    ),
    ("{record: press}", "{record: issue, step: jump} # HERE", "rule-no-such", "step “jump”"),
    ("{record: press}", "{record: task, step: pres} # HERE", "rule-no-such", "step “pres”"),
    (
        "{record: press}",
        "{record: activity, kinds: [party]} # HERE",
        "rule-unknown",
        "activity “party”",
    ),
    ("{record: press}", "{record: task, kinds: [party]} # HERE", "rule-unknown", "task “party”"),
    ("kinds: [visit]}", "kinds: [dinner]} # HERE", "rule-no-such", "kind of visit “dinner”"),
    ("- code: visit", "- code: press # HERE", "rule-twin", "“press” stands here twice"),
    (
        "kinds: [visit]}\n  since: 2026-03-01",
        "kinds: [visit]}\n  since: 2027-03-01 # HERE",
        "rule-outside",
        "programme",
    ),
    (
        "kinds: [visit]}\n  since: 2026-03-01",
        "kinds: [visit]}\n  since: 2026-03-01\n  until: 2026-02-01 # HERE",
        "rule-backward",
        "2026-02-01",
    ),
]
FAULTS = [
    (
        "number: 30, unit: day}",
        "number: 30} # HERE",
        "limits.2.unit: is missing: say what the number counts, day, workday or month",
    ),
    (
        "every: 15, unit: day, anchor: object}",
        "every: 15} # HERE",
        "duties.1.rhythm: has a number without a unit",
    ),
    (
        "every: 15, unit: day, anchor: object}",
        "every: 15, unit: day, per: month} # HERE",
        "names no one rhythm",
    ),
    ("every: 15, unit: day, anchor: object}", "after: closed} # HERE", "“after” without “within”"),
    ("grave: 15}", "gravve: 15} # HERE", "lights.gravve: is not a field"),
    ("02-29}", "2-29} # HERE\n   ", "is not written like 04-15"),
]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    words.choose("en")
    yield
    words.choose(None)


def changed(old: str, new: str) -> tuple[bytes, int]:
    """The sound file with one thing changed, and the line marked HERE or that of the change."""
    assert old in SOUND, old
    place = SOUND.index(old)
    text = SOUND[:place] + new + SOUND[place + len(old) :]
    marked = [n for n, line in enumerate(text.split("\n"), 1) if "# HERE" in line]
    return text.encode(), marked[0] if marked else 0


def wrong(body: bytes) -> list[problems.Problem]:
    """What is wrong with a ledger.yaml."""
    return problems_of({"ledger.yaml": body})


def test_the_sound_file_is_sound_and_so_are_those_that_come_with_the_program() -> None:
    for body in (SOUND.encode(), *(p.read_bytes() for p in ROOT.glob("data/*/**/ledger.yaml"))):
        assert wrong(body) == []


@pytest.mark.parametrize(("old", "new", "code", "says"), CASES)
def test_a_contradiction_is_found_on_its_line_with_what_mends_it(
    old: str, new: str, code: str, says: str
) -> None:
    body, line = changed(old, new)
    found = [one for one in wrong(body) if one.code == code]
    assert found, [str(one) for one in wrong(body)]
    assert any(says in one.sentence for one in found), [one.sentence for one in found]
    if line:
        assert line in [one.line for one in found]
    else:
        assert all(one.line for one in found)


@pytest.mark.parametrize(("old", "new", "says"), FAULTS)
def test_what_is_not_even_a_rule_is_told_in_a_whole_sentence(old: str, new: str, says: str) -> None:
    body, line = changed(old, new)
    found = wrong(body)
    assert [one.line for one in found] == [line]
    assert says in found[0].sentence


def test_every_kind_of_contradiction_is_tried_here() -> None:
    tried = {code for _old, _new, code, _says in CASES}
    assert tried == {code for code in problems.SENTENCES if code.startswith("rule-")}
    assert tried >= problems.MILD


def test_every_fault_that_a_record_can_raise_has_a_sentence() -> None:
    raised = set()
    for path in Path(settings_module.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if named and node.func.id == "PydanticCustomError":
                raised.add(node.args[0].value)
    assert {"one_rhythm", "backward", "no_owner"} <= raised
    assert raised <= set(problems.FIELD_FAULTS)


def test_a_place_is_named_by_the_codes_that_lead_there() -> None:
    found = form.read(Settings, SOUND.encode(), "ledger.yaml")
    assert soundness.key(found, ("duties", 1, "owed_by", "roles", 0)) == (
        "duties[visit].owed_by.roles[worker]"
    )
    assert soundness.key(found, ("limits", 1)) == "limits[2 handle]"
    assert soundness.rules_in(found) == 29
