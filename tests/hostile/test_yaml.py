"""Hostile YAML, pushed by plain git: each file is read as YAML says or named, nothing else ails."""

import json
import os
import subprocess
import time
from collections import Counter
from functools import cache

import pytest
from book_world import TODAY, example, opened
from cli_world import call
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import BaseResolver

from ledger.index.rows import Rows, read
from ledger.problems import problem
from ledger.records.household import Register
from ledger.records.issue import Issue
from ledger.records.station import Station
from ledger.records.visit import Page
from ledger.store import careful, yaml
from ledger.store.refusal import SMALL
from tests.hostile.harmless import harmful
from tests.hostile.yaml_cases import FIELD, UNREADABLE, cases

WHOLE = bool(os.environ.get("TORTURE"))
CASES = cases()
SOME = CASES if WHOLE else CASES[::5]
REFUSALS = {UNREADABLE, FIELD, "misplaced", "twin"}
LINELESS = ("megabyte",)
MOST = 1.5
"""What reading one document may take of the processor, as against `longest`."""
LARGE = 100_000
"""Bytes that the other reader would take minutes for."""
STUMBLES = ("equals", "block |-#注")
"""What the other reader refuses: a tag of YAML 1.1, and a comment that touches a block's head."""


def looked_at(case):
    """The code of the problem that refuses a document, or "" where it is accepted; and where."""
    rows = Rows()
    read(rows, case.path, case.body)
    first = min(rows.problem, key=lambda row: row[1], default=None)
    return (first[2], first) if first else ("", None)


outcome = cache(looked_at)


def value(case):
    """What the odd field of an accepted document holds."""
    data = yaml.parse(case.body, case.path)
    match case.kind:
        case "page":
            return Page.model_validate(data).visits[0].text
        case "issue":
            return Issue.model_validate(data).title
        case "station":
            return Station.model_validate(data).name
    return Register.model_validate(data).households[0].name


def wanted(case):
    return case.wants if isinstance(case.wants, tuple) else (case.wants,)


def test_there_are_more_than_four_hundred_documents_of_each_their_own_bytes():
    assert len({case.body for case in CASES}) > 1000
    assert len({case.path for case in CASES}) == len(CASES)


def test_each_is_read_as_yaml_says_or_refused_with_its_line():
    wrong = []
    for case in CASES:
        code, told = outcome(case)
        found = code or value(case)
        if found not in wanted(case) or (not code and {*wanted(case)} <= REFUSALS):
            wrong.append((case.name, case.wants, told or found))
        elif code in (UNREADABLE, FIELD) and told[1] < 1 and LINELESS[0] not in case.name:
            wrong.append((case.name, "no line", told))
    assert wrong == []


class Untyped(BaseResolver):
    """Every scalar is text."""

    def __init__(self, version=None, loader=None):  # noqa: ARG002 - ruamel gives it
        super().__init__(loadumper=loader)

    processing_version = (1, 2)


class Days(SafeConstructor):
    """A date stays text."""


Days.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def reader(typed):
    made = YAML(typ="safe", pure=True)
    if typed:
        made.Constructor = Days
    else:
        made.Resolver = Untyped
    return made


def same(ours, typed, text):
    """Whether our data are those of ruamel; what is text to us is the text of its scalar."""
    if isinstance(ours, dict):
        return list(ours) == list(text) and all(same(ours[k], typed[k], text[k]) for k in ours)
    if isinstance(ours, list):
        return len(ours) == len(text) and all(map(same, ours, typed, text))
    return ours == text if isinstance(ours, str) else (ours, type(ours)) == (typed, type(typed))


def test_what_is_accepted_means_what_another_reader_of_yaml_1_2_finds_in_it():
    wrong, compared = [], 0
    for case in SOME:
        if outcome(case)[0] or len(case.body) > LARGE:
            continue
        text = case.body.decode("utf-8-sig").replace(
            "\t", " "
        )  # ruamel wants no tab between tokens
        try:
            typed, untyped = reader(typed=True).load(text), reader(typed=False).load(text)
        except (YAMLError, ValueError) as error:
            if not case.name.endswith(STUMBLES):
                wrong.append((case.name, str(error)))
            continue
        compared += 1
        if not same(yaml.parse(text, ""), typed, untyped):
            wrong.append((case.name, untyped))
    assert wrong == []
    assert compared > (200 if WHOLE else 50)


def longest():
    """Read, by the slow reader, as much of an ordinary record as it is ever given."""
    careful.read("".join(f"k{n}: 路灯不亮\n" for n in range(SMALL))[:SMALL], "")


def seconds(work, *given):
    """Seconds of the processor."""
    begun = time.process_time()
    work(*given)
    return time.process_time() - begun


def test_no_document_keeps_a_reader_busy():
    measure = min(seconds(longest) for _attempt in range(8))
    shares = {}
    for case in SOME:
        for _attempt in range(8):
            taken = seconds(looked_at, case)
            quick = taken < MOST * measure / 2
            share = taken / (measure if quick else seconds(longest))  # as fast as it is just now
            shares[case.name] = min(share, shares.get(case.name, share))
            if quick:
                break
    slowest = sorted(shares.items(), key=lambda pair: -pair[1])
    if WHOLE:
        kinds = Counter(outcome(case)[0] or "accepted" for case in CASES)
        said = [f"{share * measure * 1000:.1f} ms {name}" for name, share in slowest[:5]]
        print("\n", len(shares), "documents:", dict(kinds), "slowest:", said)  # noqa: T201
        print(f" measure: {measure * 1000:.1f} ms")  # noqa: T201
    assert [pair for pair in slowest if pair[1] > MOST] == []


@pytest.fixture(scope="module")
def pushed(tmp_path_factory):
    """A ledger in which somebody committed all the documents by plain git; what it held before."""
    root = example(tmp_path_factory.mktemp("hostile") / "ledger")
    ledger = opened(root)
    before = {row["id"] for row in ledger.issues(everything(), 0)[0]}
    ledger.index.close()
    for case in SOME:
        write(root / case.path, case.body)
        if case.kind == "register":
            station = f"code: {case.record}\nname: 组\ntype: group\nparent: WL101\n"
            write(root / f"stations/{case.record}.yaml", station.encode())
    who = ["-c", "user.name=x", "-c", "user.email=x@ledger.invalid", "-c", "core.autocrlf=false"]
    for words in (["add", "-A"], ["commit", "-q", "-m", "by hand"]):
        subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)
    return root, SOME, before


def everything():
    from ledger.index.queries import IssueFilter

    return IssueFilter(as_of=TODAY.isoformat())


def write(file, body):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)


def test_check_names_exactly_the_files_that_are_refused(pushed):
    root, chosen, before = pushed
    ledger = opened(root)
    refused = {case.path for case in chosen if outcome(case)[0]}
    found = ledger.check()
    assert {p.path for p in found} == refused
    assert all("\n" not in p.sentence and p.sentence for p in found)
    accepted = {c.record for c in chosen if c.kind == "issue" and c.path not in refused}
    now = {row["id"] for row in ledger.issues(everything(), 0)[0]}
    assert now == before | accepted
    assert ledger.problem_files() == len(refused)
    ledger.index.close()


@pytest.mark.parametrize(
    "argv",
    [
        ("check",),
        ("list",),
        ("list", "visits", "--full"),
        ("list", "stations"),
        ("list", "households"),
        ("overdue",),
        ("search", "甲"),
        ("log",),
        ("show", "KE2N"),
        ("log", "KE2N"),
    ],
)
@pytest.mark.parametrize("form", ["table", "json"])
def test_every_command_answers_and_says_that_something_is_wrong(pushed, argv, form):
    root, _chosen, _before = pushed
    said = call("-C", str(root), *argv, "--format", form)
    assert said.code == (argv[0] == "check"), said.err
    assert harmful(said.out + said.err) == set()
    assert form == "table" or said.envelope["problems"] or argv[0] in ("show", "log")


def test_a_record_beside_them_can_be_written(pushed):
    root, chosen, _before = pushed
    ledger = opened(root)
    issue = ledger.register(TODAY, title="路灯", place="WL101")
    assert ledger.issue(issue.id).title == "路灯"
    assert ledger.advance(issue.id, "note", TODAY, text="记").log[-1].do == "note"
    refused = {case.path for case in chosen if outcome(case)[0]}
    assert {p.path for p in ledger.check()} == refused
    ledger.index.close()


def test_a_problem_of_any_document_makes_a_harmless_sentence():
    for case in SOME:
        rows = Rows()
        read(rows, case.path, case.body)
        for path, line, code, record, said in rows.problem:
            sentence = problem(code, path, line, record, json.loads(said)).sentence
            assert sentence
