"""Which record a row is, and that it is the same record the next time."""

import hmac
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ledger.book.importing import identity, matching
from ledger.records import ids

ROW = {"place": "第一村", "opened": date(2026, 3, 5), "text": "路灯损坏"}


def test_a_number_of_its_own_names_a_row_whatever_else_changes():
    first = identity.keys("issue", [{**ROW, "key": "2026-017"}, {**ROW, "key": "2026-018"}])
    later = identity.keys("issue", [{"key": "2026-018"}, {"key": "2026-017", "text": "x"}])
    assert first == later[::-1]


def test_numbers_that_only_count_name_nothing():
    rows = [{**ROW, "key": "1"}, {**ROW, "text": "井干", "key": "2"}]
    swapped = [{**ROW, "text": "井干", "key": "1"}, {**ROW, "key": "2"}]
    assert identity.keys("issue", rows) == identity.keys("issue", swapped)[::-1]


def test_rows_that_say_the_same_are_two():
    first, second = identity.keys("issue", [ROW, ROW])
    assert first != second


def test_blanks_and_forms_of_letters_make_no_other_row():
    other = {**ROW, "text": " 路灯 损坏", "place": "第一村　"}
    assert identity.keys("issue", [ROW]) == identity.keys("issue", [other])
    numbers = [[{"key": said}] for said in ("GD-2026-017", "ＧＤ－２０２６－０１７")]
    assert len({*map(str, (identity.keys("issue", rows) for rows in numbers))}) == 1


@given(st.text(), st.integers(0, 3))
def test_a_half_is_that_of_an_id_and_always_the_same(key, attempt):
    half = identity.half("secret", "issue", key, attempt)
    assert ids.checks_out(f"WL-26-{half}")
    assert half == identity.half("secret", "issue", key, attempt)
    assert half != identity.half("other", "issue", key, attempt)
    assert half != identity.half("secret", "visit", key, attempt)


def test_the_digest_of_a_row_knows_every_cell_and_no_order():
    cells = [("text", "路灯"), ("place", "第一村"), ("due", None)]
    same = identity.digest("secret", cells)
    assert same == identity.digest("secret", cells[::-1]) == identity.digest("secret", cells[:2])
    assert same != identity.digest("secret", [("text", "路灯"), ("place", "第二村")])
    assert same != identity.digest("secret", [("text", "第一村"), ("place", "路灯")])
    assert same != identity.digest("other", cells)


@given(st.text("0123456789abcdef", max_size=64), st.text())
def test_what_names_a_row_is_keyed_as_hmac_has_it_and_written_in_the_symbols_of_ids(secret, said):
    cells = [("text", said)]
    whole = hmac.digest(secret.encode(), f"text\1{said}".encode(), "sha256")
    number, symbols = int.from_bytes(whole) % 31**8, ""
    for _place in range(8):
        number, rest = divmod(number, 31)
        symbols += ids.ALPHABET[rest]
    assert identity.digest(secret, cells) == symbols


@given(st.text(max_size=80))
def test_what_is_long_is_compared_as_names_are(said):
    assert matching.folded(said) == matching.plain(said)
    assert identity.names("visit", [{"text": said}]) == [
        "\0".join(["", "", "", "", matching.plain(said)[:30]])
    ]
