"""Hostile strings: refused in one sentence, or kept as they are; the terminal never feels them."""

import csv
import io
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from unicodedata import category

import pytest
from book_world import TODAY, example, opened
from cli_world import call

from ledger.book import activities, issues, places, tasks, visits
from ledger.errors import LedgerError
from ledger.views.safe import visible
from tests.hostile.harmless import harmful
from tests.hostile.strings import STRINGS

WHOLE = bool(os.environ.get("TORTURE"))
SOME = STRINGS if WHOLE else STRINGS[::11]
PARTS = 8 if WHOLE else 1
"""So many ledgers share what is entered: in a small one git looks for hand edits more quickly."""
WORD, LINE, TEXT = 40, 200, 4000
HIDDEN = {*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0x61C, 0xFEFF}
ALLOWED = {0x200D}


def fits(said: str, most: int) -> bool:
    """Whether a field of a size may hold a string: the ledger's rules, told anew."""
    breaks = "\n\t" if most == TEXT else ""
    return 0 < len(said) <= most and said == said.strip() and not any(
        (category(c) in ("Cc", "Cs") and c not in breaks)
        or (ord(c) in HIDDEN - ALLOWED)
        or c in "\ufffe\uffff"
        for c in said
    )  # fmt: skip


@dataclass(frozen=True)
class Way:
    """A field that a string is put into: how long it may be, and what puts it there."""

    most: int
    enter: Callable


def issue(**facts):
    return lambda w, _n, s: (
        issues.register(w, TODAY, {"title": "平常", "place": "WL101", **dict.fromkeys(facts, s)}).id
    )


def event(verb, name, **more):
    def enter(writing, _number, said):
        record = issues.register(writing, TODAY, {"title": "平常", "place": "WL101"}).id
        issues.advance(writing, record, verb, TODAY, {**more, name: said})
        return record

    return enter


def visit(make):
    def enter(writing, number, said):
        day = TODAY - timedelta(days=number % 300)
        fields = {"place": "WL101", "text": "平常", **make(said)}
        return visits.add(writing, day, fields, {})[0].id

    return enter


def held(make):
    def enter(writing, _number, said):
        fields = {"kind": "exchange", "place": "WL101", **make(said)}
        return activities.add(writing, TODAY, fields, {})[0].id

    return enter


def given(step=None, **facts):
    def enter(writing, _number, said):
        fields = {"kind": "plan", "title": "平常", "place": "WL101"}
        task = tasks.add(writing, TODAY, {**fields, **dict.fromkeys(facts, said)}, ["WL101"])
        if step:
            told = {"place": "WL101"} if step == "report" else {}
            tasks.advance(writing, task.id, step, TODAY, [{**told, "text": said}])
        return task.id

    return enter


VILLAGES = ("WL101", "WL102", "WL103", "WL204", "WL205", "WL206", "WL307", "WL308", "WL309")


def home(name):
    def enter(writing, number, said):
        given = {"place": VILLAGES[number % len(VILLAGES)], "name": "张"}
        return places.add_household(writing, {**given, name: said}).id

    return enter


def node(make):
    def enter(writing, number, said):
        given = {"code": f"S{number:05d}", "name": "组", "type": "group", "parent": "WL101"}
        return places.add_station(writing, {**given, **make(said)}).code

    return enter


WAYS = {
    "title": Way(LINE, issue(title=0)),
    "text": Way(TEXT, issue(text=0)),
    "note": Way(TEXT, event("note", "text")),
    "reason": Way(TEXT, event("decline", "reason")),
    "unit": Way(WORD, event("assign", "unit")),
    "measures": Way(TEXT, event("assign", "measures", unit="水利站")),
    "correction": Way(LINE, event("correct", "new", field="title", reason="写错")),
    "correction's reason": Way(TEXT, event("correct", "reason", field="title", new="新")),
    "diary": Way(TEXT, visit(lambda s: {"text": s})),
    "body": Way(WORD, visit(lambda s: {"body": s})),
    "opinion": Way(LINE, visit(lambda s: {"opinions": [{"text": s}]})),
    "answer": Way(LINE, visit(lambda s: {"opinions": [{"text": "路", "answer": s}]})),
    "policy": Way(WORD, visit(lambda s: {"policies": [s]})),
    "asked": Way(LINE, visit(lambda s: {"checklist": {"困难诉求": s}})),
    "household": Way(WORD, home("name")),
    "address": Way(LINE, home("address")),
    "remark": Way(TEXT, home("note")),
    "activity": Way(LINE, held(lambda s: {"title": s})),
    "minutes": Way(TEXT, held(lambda s: {"text": s})),
    "decision": Way(LINE, held(lambda s: {"decisions": [{"text": s}]})),
    "finding": Way(LINE, held(lambda s: {"findings": [{"text": s}]})),
    "body met": Way(WORD, held(lambda s: {"bodies": [s]})),
    "why absent": Way(LINE, held(lambda s: {"absent": [{"person": "c002", "reason": s}]})),
    "task": Way(LINE, given(title=0)),
    "demand": Way(TEXT, given(text=0)),
    "issuer": Way(WORD, given(issuer=0)),
    "village's report": Way(TEXT, given("report")),
    "station's report": Way(TEXT, given("consolidate")),
    "station": Way(WORD, node(lambda s: {"name": s})),
    "alias": Way(WORD, node(lambda s: {"aliases": [s]})),
    "station's note": Way(TEXT, node(lambda s: {"note": s})),
}


def chosen():
    """Each string with the fields that it is put into: title, text and some of the others."""
    turn = cycle(WAYS)
    for said in SOME:
        others = [next(turn) for _n in range(len(WAYS) - 1 if WHOLE else 1)]
        for name in dict.fromkeys(("title", "text", *others)):
            yield said, name


@pytest.fixture(scope="module", params=range(PARTS))
def entered(tmp_path_factory, request):
    """A ledger with all strings that it took: each with its field and record; and those refused."""
    root = example(tmp_path_factory.mktemp("strings") / "ledger")
    ledger = opened(root)
    kept, refused = [], []
    with ledger.writing("issue register") as writing:
        for number, (said, name) in enumerate([*chosen()][request.param :: PARTS]):
            try:
                record = WAYS[name].enter(writing, number, said)
            except LedgerError as error:
                refused.append((said, name, error))
            else:
                kept.append((said, name, record))
        writing.commit("register issue", [record for _s, _n, record in kept])
    assert ledger.check() == []
    ledger.index.close()
    return root, kept, refused


def test_what_can_deceive_is_refused_and_all_else_is_kept(entered):
    _root, kept, refused = entered
    assert [(s, n) for s, n, _r in kept if not fits(s, WAYS[n].most)] == []
    assert [(s, n) for s, n, _e in refused if fits(s, WAYS[n].most)] == []
    for _said, _name, error in refused:
        assert error.exit_code in (2, 5)
        assert error.sentence()
    if WHOLE:
        print("\n", len(kept), "kept,", len(refused), "refused, of", len(SOME), "strings")  # noqa: T201


def words(data):
    """Every text within an answer."""
    match data:
        case str():
            yield data
        case dict():
            for value in data.values():
                yield from words(value)
        case list():
            for value in data:
                yield from words(value)


def test_each_is_given_back_by_show_and_harms_no_terminal(entered):
    root, kept, _refused = entered
    forms = cycle(["table", "csv", "md"])
    for said, name, record in kept:
        shown = call("-C", str(root), "show", record, "--full", "--format", "json")
        assert shown.code == 0, (name, said, shown.err)
        assert said in words(shown.data), (name, said)
        assert harmful(shown.out) == set(), (name, said)
        form = next(forms)
        other = call("-C", str(root), "show", record, "--full", "--format", form)
        assert other.code == 0, (name, said, other.err)
        allowed = {"\ufeff", "\r", "\t"} if form == "csv" else set()
        assert harmful(other.out) - allowed == set(), (form, name, said)


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
@pytest.mark.parametrize(
    "argv",
    [
        ("list", "--full"),
        ("list", "visits", "--full"),
        ("list", "activities", "--full"),
        ("list", "tasks", "--tree"),
        ("list", "opinions", "--full"),
        ("list", "stations", "--full"),
        ("list", "households", "--full"),
        ("log",),
        ("overdue",),
        ("search", "甲"),
        ("check",),
    ],
)
def test_every_listing_gives_them_back_and_harms_no_terminal(entered, argv, form):
    root, kept, _refused = entered
    said = call("-C", str(root), *argv, "--format", form)
    assert said.code == 0, said.err
    assert harmful(said.out) - ({"\ufeff", "\r", "\t"} if form == "csv" else set()) == set()
    titles = {s for s, name, _r in kept if name in ("title", "correction")}
    if argv[0] == "list" and len(argv) == 2 and form == "json":
        assert titles <= set(words(json.loads(said.out)["data"]))
    if argv[0] == "list" and len(argv) == 2 and form == "csv":
        rows = csv.reader(io.StringIO(said.out.removeprefix("\ufeff")))
        cells = {cell for row in rows for cell in row}
        assert {visible(t) for t in titles} <= cells | {cell.removeprefix("'") for cell in cells}


def test_the_history_of_each_is_told(entered):
    root, kept, _refused = entered
    forms = cycle(["table", "json"])
    for said, name, record in kept[:: 1 if WHOLE else 6]:
        told = call("-C", str(root), "log", record, "--format", next(forms))
        assert told.code == 0, (name, said, told.err)
        assert harmful(told.out) == set(), (name, said)


COMMANDS = [
    ("issue", "register", "--place=WL101", "--title={}"),
    ("issue", "register", "--place=WL101", "--title=平常", "--text={}"),
    ("issue", "note", "@issue", "--text={}"),
    ("visit", "add", "--place=WL101", "--on=@day", "--text={}", "--opinion={}", "--answer={}"),
    ("activity", "add", "--kind=exchange", "--place=WL101", "--text={}", "--finding=={}"),
    ("task", "add", "--kind=plan", "--place=WL101", "--title={}", "--text={}"),
    ("household", "add", "--place=WL102", "--name={}", "--note={}"),
    ("issue", "correct", "@issue", "--field=title", "--value={}", "--reason={}"),
    ("station", "add", "--code=S1", "--type=group", "--parent=WL101", "--name={}"),
]
ASKED = [
    ("search", "--", "{}"),
    ("show", "--", "{}"),
    ("log", "--", "{}"),
    ("list", "--place={}"),
    ("list", "--owner={}"),
    ("list", "--category={}"),
    ("list", "--since={}"),
    ("list", "--limit={}"),
    ("list", "tasks", "--parent={}", "--period={}"),
    ("list", "activities", "--kind={}"),
    ("activity", "add", "--kind=exchange", "--place=WL101", "--finding={}", "--absent={}"),
    ("task", "add", "--kind=plan", "--station=WL1", "--title=清渠", "--to={}"),
    ("list", "--", "{}"),
    ("list", "--format={}"),
    ("issue", "register", "--place={}", "--title=路"),
    ("issue", "register", "--place=WL101", "--title=路", "--reporter={}", "--level={}"),
    ("household", "add", "--place=WL102", "--name=张", "--phone={}", "--size={}"),
    ("whoami", "--", "{}"),
    ("undo", "--", "{}"),
    ("-C{}", "list"),
    ("{}",),
    ("issue", "{}"),
]


def run(root, command, said):
    argv = [word.replace("{}", said) for word in command]
    return call(*(() if argv[0].startswith("-C") else ("-C", str(root))), *argv)


def complained(result):
    """What is told of a refusal: one line and no more."""
    assert result.err.startswith("taizhang: "), result.err
    assert result.err.count("\n") == 1, result.err
    assert harmful(result.err) == set(), result.err


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_on_the_command_line_they_are_refused_in_a_sentence_or_kept(tmp_path, command):
    root = example(tmp_path / "ledger")
    issues = cycle(sorted(file.stem for file in root.glob("issues/*/*/*.yaml")))
    days = cycle(str(TODAY - timedelta(days=n)) for n in range(300))
    for said in SOME if WHOLE else STRINGS[COMMANDS.index(command) :: 287]:
        mine = {"@issue": next(issues), "--on=@day": f"--on={next(days)}"}
        result = run(root, [mine.get(word, word) for word in command], said)
        assert harmful(result.out) == set(), (command, said)
        assert result.code in (0, 2, 5), (command, said, result.err)
        if result.code:
            complained(result)
    assert call("-C", str(root), "check").code == 0


@pytest.mark.parametrize(
    "command", [("show", "--", "{}"), ("log", "--", "{}"), ("undo", "--", "{}"), ("-C{}", "list")]
)
@pytest.mark.parametrize("said", ["X" * 200_000, "甲" * 4000], ids=["ascii", "han"])
def test_a_name_longer_than_all_names_is_none(desk, command, said):
    result = run(desk.root, command, said)
    assert result.code in (3, 4)
    complained(result)


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
@pytest.mark.parametrize(
    "argv", [("list",), ("list", "visits"), ("overdue",), ("search", "路"), ("log",), ("ops",)]
)
def test_a_number_beyond_all_rows_gives_all(reader, argv, number):
    said = [reader.json(*argv, "--limit", str(most)) for most in (1000, number)]
    assert said[0] == said[1]


@pytest.mark.parametrize("command", ASKED, ids=" ".join)
def test_as_questions_they_find_something_nothing_or_a_sentence(tmp_path, command):
    root = example(tmp_path / "ledger")
    for said in SOME if WHOLE else STRINGS[ASKED.index(command) :: 81]:
        result = run(root, command, said)
        assert result.code in (0, 2, 3, 4, 5), (command, said[:80], result.err)
        assert harmful(result.out) == set(), (command, said[:80])
        if result.code:
            complained(result)
