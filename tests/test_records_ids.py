from hypothesis import given
from hypothesis import strategies as st

from ledger.records import ids

symbols = st.text(ids.ALPHABET, min_size=6, max_size=6)
half = symbols.map(lambda s: s + ids.check_symbol(s))


@given(half, st.integers(0, 6), st.sampled_from(ids.ALPHABET))
def test_every_single_mistyped_symbol_is_caught(code, place, symbol):
    typed = code[:place] + symbol + code[place + 1 :]
    assert ids.checks_out(typed) == (typed == code)


@given(half, st.integers(0, 6), st.integers(0, 6))
def test_every_swap_of_two_symbols_is_caught(code, one, other):
    typed = list(code)
    typed[one], typed[other] = typed[other], typed[one]
    assert ids.checks_out("".join(typed)) == ("".join(typed) == code)


@given(half, st.sampled_from(["WL", "WL1", "A1B2C3D4", "26"]), st.integers(2000, 2099))
def test_an_id_is_read_back_however_it_is_typed(code, station, year):
    record = f"{station}-{year % 100:02d}-{code}"
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in record)
    for typed in (
        record,
        record.lower(),
        record.replace("-", ""),
        wide,
        f" {record[:3]} {record[3:]} ",
    ):
        assert ids.whole(typed) == record
    assert ids.station_of(record) == station
    assert ids.year_of(record) == year


def test_ids_are_drawn_with_a_right_check_symbol():
    drawn = iter(range(6))
    record = ids.new_id("WL", 2026, lambda _n: next(drawn))
    # 0·3 + 1·9 + 2·27 + 3·19 + 4·26 + 5·16 = 304, and 304 mod 31 = 25, which is R
    assert record == "WL-26-012345R"


def test_a_part_is_no_whole_id():
    assert ids.whole("7K3Q") is None
    assert ids.whole("WL-26-7K3Q") is None
