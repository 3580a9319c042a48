"""YAML that every loader reads alike."""

import builtins
import datetime as dt
from decimal import Decimal
from unicodedata import east_asian_width

import pytest
import ryaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from ledger.store import careful, emitter, yaml

CST = dt.timezone(dt.timedelta(hours=8))
HOSTILE = [
    "no", "On", "y", "NULL", "~", "", " ", "1E2", "08", "0o17", "0x1F", "0b1", "1_000", ".5",
    "-1", "+8613800138000", "01062771234", "2026-11-05", "12:30", "12:30:45", "190:20:30", "3F7K",
    "1.5K", ".inf", "nan", "a: b", "a #b", "#a", "- a", "? a", "[a", "{a}", "a, b", "&a", "*a",
    "!a", "!!str", "%a", "@a", "`a", "|", ">", "'a'", '"a"', "<<", "=", "---", "...", "a\\b",
    "a\tb", " a", "a ", "a:", ":a", "a:b", "http://x/y?z#w", "\u3000全角", "é", "\x85", "\u2028",
    "\ufeff", "\u202e", "🏠", "\ufffe", "a\nb", "a\n", "\na", "a\n\nb\n", " a\nb", "a \nb",
    "a\r\nb", "a\n\n", "a\n \nb", "\t\n", "# a\n- b", "a\n---\nb", "村口路灯损坏", "3户缺水",
    "《通知》第3号", "１２", "E5", "0xZZ", "1e5f",
]  # fmt: skip
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(st.sampled_from([*HOSTILE, "\n", " ", ":", "-"]), max_size=4).map("".join),
    st.from_regex(r"[-+.0-9a-zA-Z_:eExo]{1,10}", fullmatch=True),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), TEXT),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(TEXT, VALUES, max_size=5), st.sets(TEXT, max_size=2), st.booleans())
def test_both_readers_give_back_what_was_written(data, flow, all_flow):
    text = yaml.emit(data, frozenset(data) if all_flow else flow)
    assert ryaml.loads(text) == data
    assert careful.read(text, "x") == data
    assert yaml.parse(text, "x") == data


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_survives_ruamels_own_rules_everywhere(text):
    data = {"a": text, "b": [text], "c": {"d": text}, "e": [{"f": text}]}
    for flow in (frozenset(), frozenset("abce")):
        emitted = yaml.emit(data, flow)
        assert YAML(typ="safe", pure=True).load(emitted) == data
        assert yaml.parse(emitted, "x") == data


@given(st.binary(max_size=300) | st.text("[]{}:,-&*!|>'\"#% \n\tab1<", max_size=60))
@settings(max_examples=300, deadline=None)
def test_whatever_the_bytes_a_file_is_read_or_refused(raw):
    try:
        data = yaml.parse(raw, "x")
    except yaml.YamlError:
        return
    assert isinstance(data, (dict, list))


def test_an_issue_is_written_as_a_person_would():
    issue = {
        "id": "WL-26-7K3Q5MX",
        "title": "村口路灯损坏",
        "reporter": "WL03-0127",
        "phone": "13800138000",
        "opened": dt.date(2026, 11, 5),
        "round": 1,
        "share": Decimal("12.50"),
        "urgent": False,
        "owner": {"unit": "五里镇经发办", "person": "c017"},
        "tags": ["路灯", "no"],
        "notes": "先断电\n再换灯\n",
        "places": [],
        "log": [
            {
                "id": "3F7K",
                "on": dt.date(2026, 11, 5),
                "at": dt.datetime(2026, 11, 5, 9, 12, 33, tzinfo=CST),
                "do": "register",
            },
            {"id": "9M2Q", "note": "甲\n乙", "to": {"unit": "x"}},
        ],
    }
    assert yaml.emit(issue, frozenset(["owner", "log"])) == (
        "id: WL-26-7K3Q5MX\n"
        "title: 村口路灯损坏\n"
        "reporter: WL03-0127\n"
        'phone: "13800138000"\n'
        "opened: 2026-11-05\n"
        "round: 1\n"
        "share: 12.50\n"
        "urgent: false\n"
        "owner: {unit: 五里镇经发办, person: c017}\n"
        'tags: [路灯, "no"]\n'
        "notes: |\n"
        "  先断电\n"
        "  再换灯\n"
        "places: []\n"
        "log:\n"
        "- {id: 3F7K, on: 2026-11-05, at: 2026-11-05T09:12:33+08:00, do: register}\n"
        "- id: 9M2Q\n"
        "  note: |-\n"
        "    甲\n"
        "    乙\n"
        "  to:\n"
        "    unit: x\n"
    )


def test_a_flow_line_too_wide_for_the_terminal_becomes_a_block():
    def lines(text):
        return yaml.emit({"log": [{"a": text}]}, frozenset(["log"])).splitlines()

    assert lines("字" * 76) == ["log:", "- {a: " + "字" * 76 + "}"]
    assert lines("字" * 77) == ["log:", "- a: " + "字" * 77]
    assert lines("x" * 153) == ["log:", "- {a: " + "x" * 153 + "}"]
    assert lines("x" * 154) == ["log:", "- a: " + "x" * 154]


@given(st.lists(st.sampled_from("xé…—字𠮷🏠中"), min_size=1, max_size=5), st.integers(60, 160))
def test_a_flow_line_is_as_wide_as_its_characters_are(signs, count):
    text = "".join(signs[n % len(signs)] for n in range(count))
    line = f"- {{a: {emitter.emit({'a': text})[3:-1]}}}"
    columns = sum(1 + (east_asian_width(sign) in "WF") for sign in line)
    written = yaml.emit({"log": [{"a": text}]}, frozenset(["log"]))
    assert (written == f"log:\n{line}\n") == (columns <= emitter.WIDTH)


def test_an_empty_list_stays_one_however_long_its_key():
    data = {"k" * 200: [], "m" * 200: {}, "n": {"o" * 200: [[], {}]}}
    assert yaml.parse(yaml.emit(data), "x") == data


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("\ud800", ValueError),
        ("a\n\udfff", ValueError),
        (2**63, ValueError),
        (float("nan"), ValueError),
        (1e30, ValueError),
        (Decimal("Infinity"), ValueError),
        (dt.datetime(2026, 11, 5, 9, 0), ValueError),  # noqa: DTZ001
        (b"bytes", TypeError),
        ({1, 2}, TypeError),
    ],
)
def test_what_cannot_come_back_unchanged_is_not_written(value, error):
    for data in ({"a": value}, {"a": [value]}, {"a": {"b": value}}):
        with pytest.raises(error):
            yaml.emit(data, frozenset("a"))
        with pytest.raises(error):
            yaml.emit(data)


REFUSED = {
    "not utf-8": (b"a: 1\nb: \xff\n", 2),
    "gbk": ("标题: 路灯\n".encode("gb18030"), 1),
    "nul": (b"a: 1\nb: x\0y\n", 2),
    "escape": (b"a: \x1b[31m\n", 1),
    "c1": ("a: x\x9by\n".encode(), 1),
    "next line": ("a: x\x85y\n".encode(), 1),
    "line separator": ("a: x\u2028y\n".encode(), 1),
    "mark inside": ("a: x\ufeffy\n".encode(), 1),
    "tag": (b"a: 1\nb: !!str 1\n", 2),
    "own tag": (b"a: !x 1\n", 1),
    "tag of python": (b"a: !!python/object/apply:os.system [id]\n", 1),
    "lone tag": (b"- !\n", 1),
    "anchor": (b"a: &x 1\n", 1),
    "alias": (b"a: 1\nb: [*a]\n", 2),
    "anchored key": (b"&a b: 1\n", 1),
    "bomb": (b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", 1),
    "merge": (b"a: 1\n<<: {b: 2}\n", 2),
    "directive": (b"%YAML 1.1\n---\na: on\n", 1),
    "duplicate": (b"a: 1\nb: 2\na: 3\n", 3),
    "duplicate within": (b"a:\n- {b: 1, 'b': 2}\n", 2),
    "second document": (b"a: 1\n---\nb: 2\n", 2),
    "number as key": (b"a: 1\nb:\n  3: x\n", 2),
    "truth as key": (b"true: 1\n", 1),
    "list as key": (b"? [a]\n: b\n", 0),
    "deep lists": (b"[" * 13 + b"]" * 13, 1),
    "very deep lists": (b"[" * 20000, 1),
    "very deep mappings": (b"{a: " * 5000, 1),
    "very deep dashes": (b"- " * 5000, 1),
    "deep lines": (b"".join(b" " * n + b"a:\n" for n in range(900)), 0),
    "text": (b"hello\n", 1),
    "nothing": (b"", 1),
    "open quote": (b'a: "x\nb: 1\n', 3),
    "open list": (b"a: [1, 2\nb: 3\n", 2),
    "tab": (b"a:\n\tb: 1\n", 2),
    "colon": (b"a: b: c\n", 1),
    "half a character": (b'a: 1\nb: "\\uD800"\n', 2),
    "too large": (b"a: " + b"x" * yaml.SIZE, 0),
    "huge number": (b"a: 123456789012345678901234567890\n", 1),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_loaders_disagree_on_is_refused_with_its_line(name):
    raw, line = REFUSED[name]
    with pytest.raises(yaml.YamlError) as refused:
        yaml.parse(raw, "issues/x.yaml")
    assert refused.value.path == "issues/x.yaml"
    assert line in (refused.value.line, 0)
    assert refused.value.sentence().startswith("issues/x.yaml")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("text: a & b", "a & b"),
        ("text: R&D &D *x !y", "R&D &D *x !y"),
        ('text: "!!str &a *b <<"', "!!str &a *b <<"),
        ("text: 'a'  # &b !!c", "a"),
        ("text: |\n  !!x &a\n  <<: *b\n", "!!x &a\n<<: *b\n"),
        ("text: 好！*很好*", "好！*很好*"),
        ("\ufefftext: a\r\n", "a"),
        ("---\ntext: a\n...\n", "a"),
        ("text: 50%\n", "50%"),
        ("text: no", "no"),
        ("text: 2026-11-05", "2026-11-05"),
        ("text: 08", "08"),
        ("text: 12°·3", "12°·3"),
    ],
)
def test_plain_text_is_accepted_and_dates_stay_text(text, data):
    assert yaml.parse(text, "x") == {"text": data}
    assert careful.read(text.removeprefix("\ufeff"), "x") == {"text": data}


def test_files_are_read_the_same_where_ryaml_has_no_wheel(monkeypatch):
    found = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "ryaml":
            raise ImportError(name)
        return found(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    assert yaml.parse("a: 08\nb: [2026-11-05, 1, true]\n", "x") == {
        "a": "08",
        "b": ["2026-11-05", 1, True],
    }
    with pytest.raises(yaml.YamlError):
        yaml.parse("a: 1\na: 2\n", "x")


KEPT = """\
# 五里镇的规矩
language: zh   # the tongue
tiers:
  - {code: a, name: 'x'}   # first
  # between
  - code: b
    name: "y"

limits: {a: 1,   b: 2}
words: [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb,
  ccccccccccc]
# end
"""


def test_a_hand_kept_file_changes_only_in_the_lines_that_must():
    def change(data):
        data["tiers"][1]["name"] = "z"
        data["tiers"].append({"code": "c"})

    assert yaml.update(KEPT, change) == KEPT.replace(
        '    name: "y"\n', '    name: "z"\n  - code: c\n'
    ).replace("  - code: c\n\n", "\n  - code: c\n")


def test_one_day_put_into_a_hand_kept_file_twice_is_no_anchor():
    day = dt.date(2026, 3, 5)

    def change(data):
        data["limits"]["b"] = data["limits"]["c"] = day

    changed = yaml.update(KEPT, change)
    assert changed.count("2026-03-05") == 2
    assert "&" not in changed


def test_a_file_from_windows_keeps_its_line_ends():
    kept = KEPT.replace("\n", "\r\n")
    assert yaml.update(kept, lambda _data: None) == kept


def test_a_reflowed_line_is_changed_alone():
    def change(data):
        data["limits"]["b"] = 3

    changed = yaml.update(KEPT, change)
    assert changed.startswith(KEPT[: KEPT.index("limits")] + "limits: {a: 1, b: 3}\nwords")


def test_a_line_far_from_a_reflowed_one_is_changed_alone():
    def change(data):
        data["language"] = "en"

    assert yaml.update(KEPT, change) == KEPT.replace("zh ", "en ")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ([], 1),
        (["language"], 2),
        (["tiers", 1, "name"], 7),
        (["tiers", 0], 4),
        (["limits", "b"], 9),
        (["tiers", 7], 3),
        (["none"], 1),
    ],
)
def test_the_line_of_a_key_is_found(path, line):
    assert yaml.line_of(KEPT, path) == line


def test_no_line_is_found_in_what_is_not_yaml():
    assert yaml.line_of("a: [", ["a"]) == 0
