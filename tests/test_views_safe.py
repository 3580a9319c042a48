"""Nothing that acts on a terminal, or hides on it, gets through."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.views.safe import HAZARDS, cell, json_safe, visible

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("五里镇", "五里镇"),
        ("王\u3000某", "王\u3000某"),
        ("\x1b[31m红", "␛[31m红"),
        ("a\tb\rc\x7f", "a␉b␍c␡"),
        ("\x9b2J", r"\x9b2J"),
        ("abc\u202edcba", r"abc\u202edcba"),
        ("零\u200b宽", r"零\u200b宽"),
        ("分\u2028行", r"分\u2028行"),
        ("\udc80", r"\udc80"),
        ("\U000e0041", r"\U000e0041"),
        ("一\r\n二\n三", "一\n二\n三"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("❤️\u200d🔥", "❤️\u200d🔥"),
        ("a\u200db", r"a\u200db"),
        ("\U000323b0", "\U000323b0"),
        ("\ue123", "\ue123"),
    ],
)
def test_what_cannot_be_seen_is_spelt_out(raw, seen):
    assert visible(raw) == seen


def test_every_control_and_invisible_sign_of_unicode_is_a_hazard():
    missed = [
        hex(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        and not HAZARDS.fullmatch(chr(code))
    ]
    assert missed == []


def test_no_ideograph_is_a_hazard():
    assert not any(HAZARDS.match(chr(code)) for code in range(0x4E00, 0xA000))
    assert not any(HAZARDS.match(chr(code)) for code in range(0x20000, 0x32000))


@given(ANY_TEXT)
def test_text_made_visible_has_no_control_and_can_be_written(raw):
    seen = visible(raw)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in seen.replace("\n", ""))
    seen.encode("utf-8")


@given(ANY_TEXT)
def test_making_visible_twice_changes_nothing(raw):
    assert visible(visible(raw)) == visible(raw)


@given(ANY_TEXT)
def test_a_cell_is_one_line(raw):
    assert "\n" not in cell(raw)


@given(ANY_TEXT)
def test_json_made_safe_means_the_same(raw):
    document = json_safe(json.dumps({"a": raw}, ensure_ascii=False))
    assert document.encode("utf-8")
    meant = raw.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert json.loads(document)["a"] == meant
