"""Numbers of identity cards are found wherever they stand, and nothing else is taken for one."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.book.importing.personal import refuse_numbers

CARD = "11010519491231002"


def refused(*values):
    """Which of some cells are refused."""
    found = []
    fields = {str(n): value for n, value in enumerate(values)}
    row = SimpleNamespace(
        row=SimpleNamespace(fields=fields), fault=lambda name, _: found.append(int(name))
    )
    refuse_numbers(row)
    return found


@pytest.mark.parametrize(
    "said",
    [
        f"{CARD}X",
        f"身份证{CARD}1号",
        f"{CARD}ｘ",
        "１１０１０５１９４９１２３１００２１",
        "1.10105E+17",
        "约1.1e+14",
        "11010519491231***X",
        "11010519491231xxxx",
        ["张甲一", f"{CARD}1"],
        "110105 19491231 002X",
        "110105-19491231-0021",
        "110105\n194912310021",
        "11010519491231 0021",
    ],
)
def test_what_may_be_such_a_number_is_refused(said):
    assert refused("路灯坏了", said, 3, None) == [1]


@pytest.mark.parametrize(
    "said",
    [CARD, f"{CARD}12", "13800000000", "1.5E+13", "1949123***", "2026-017", "110105-20260615-0021"],
)
def test_what_is_longer_or_shorter_is_none(said):
    assert refused(said) == []


@given(st.lists(st.integers(1, 22)), st.sampled_from(["号", " ", "，"]))
def test_eighteen_digits_are_found_among_others(lengths, between):
    said = between.join("9" * length for length in lengths)
    assert refused(said) == ([0] if 18 in lengths else [])
