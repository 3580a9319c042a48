"""What the emitter wrote is read without a YAML library as a reader of YAML reads it."""

import pytest
from book_world import example
from hypothesis import given
from hypothesis import strategies as st
from test_store_yaml import TEXT, VALUES

from ledger.store import canonical, form, yaml
from ledger.store.canonical import OtherwiseError

PIECES = st.sampled_from(
    [
        *("title", "on", "yes", "null", "~", "a", "b", "甲", "村口 3#路灯", "2026-03-05", "0127"),
        *("12", "1.5", "0x1F", "true", "|-", "|", ">", "-", "- ", ": ", ":", ", ", "{", "}", "["),
        *("]", '"', "'", "\\", "#", " #", "&a", "*a", "!!str ", "\n", "\n  ", "\n- ", "\n\n", "\t"),
    ]
)
"""Pieces of what a person may write into a file."""


@given(st.dictionaries(TEXT, VALUES, max_size=5), st.booleans())
def test_what_the_emitter_writes_is_read_as_by_a_reader_of_yaml_or_not_at_all(data, flow):
    text = yaml.emit(data, data if flow else ())
    try:
        read = canonical.mapping(text[:-1])
    except OtherwiseError:
        return
    assert read == yaml.parse(text, "a.yaml") == data


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_a_person_writes_is_read_as_by_a_reader_of_yaml_or_not_at_all(text):
    try:
        read = canonical.mapping(text)
        told = yaml.parse(f"{text}\n", "a.yaml")
    except (OtherwiseError, yaml.YamlError):
        return
    assert read == told


@pytest.mark.parametrize(
    "data",
    [
        {"id": "WL1-26-D5UWL68", "opened": "2026-03-05", "round": 1, "confidential": True},
        {"phone": "13800001234", "title": "路灯：坏了（三盏）", "measures": "换灯\n\n  再接线\n完"},
        {"owner": {"unit": "镇经发办", "person": "c017"}, "co_units": ["甲", "乙"], "nobody": []},
        {"followed": {"feedback": "2026-03-05", "points": ["一", "二"]}, "log": [{"on": "x"}]},
    ],
)
def test_what_records_are_made_of_is_read(data):
    assert canonical.mapping(yaml.emit(data, form.FLOW)[:-1]) == data


def test_every_issue_of_the_example_is_read_up_to_its_log(tmp_path):
    for path in (example(tmp_path / "ledger") / "issues").rglob("*.yaml"):
        text = path.read_text("utf-8")
        read = canonical.mapping(text.partition("\nlog:\n")[0])
        assert {**read, "log": None} == {**yaml.parse(text, path.name), "log": None}


@pytest.mark.parametrize(
    "text",
    [
        *("a: b # c", "a: &x b", "a: 'b'", "a:  b", "a: b ", "a:\tb", "a: 1e3", "a: ~", "a: no"),
        *("a: b\na: c", "a: |\n  b", "a: |-\n   b", "a: |-\n  b\r", "a: b\n  c", "- a", "a", "a:"),
        *('a: "b\\n"', "a: {b: {c: d}, e", "a: [b, [c]]", "a: {b: c,d: e}", "yes: a", "# a", ""),
    ],
)
def test_what_is_written_otherwise_is_left_to_a_reader_of_yaml(text):
    with pytest.raises(OtherwiseError):
        canonical.mapping(text)
