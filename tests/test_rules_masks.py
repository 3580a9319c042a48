"""What is masked cannot be read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.rules import masks

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=4)
DIGITS = st.text("0123456789", min_size=18, max_size=18)
PHONES = st.from_regex(r"1[3-9]\d[- ]?\d{4}[- ]?\d{4}", fullmatch=True)


@pytest.mark.parametrize(
    ("full", "masked"),
    [
        ("王小明", "王某"),
        ("王五", "王某"),
        ("欧阳小明", "欧阳某"),
        ("万俟明", "万俟某"),
        ("欧阳", "欧某"),
        ("王", "某"),
        ("某", "*"),
        ("王某", "王*"),
        (" 王小明 ", "王某"),
        ("", ""),
    ],
)
def test_a_name_keeps_the_family_name(full, masked):
    assert masks.name(full) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13800001234", "138****1234"),
        ("138-0000-1234", "138****1234"),
        ("１３８００００１２３４", "１３８****１２３４"),
        ("0912-5550123", "091****0123"),
        ("5550123", "*****23"),
        ("120", "***"),
        ("", ""),
    ],
)
def test_a_phone_number_keeps_its_ends(number, masked):
    assert masks.phone(number) == masked


def test_an_identity_number_keeps_place_and_end():
    assert masks.identity("110101190001011234") == "110101********1234"
    assert masks.identity("1234") == "****"


@pytest.mark.parametrize(
    ("full", "masked"),
    [
        ("五里镇王家湾村三组12号", "五里镇王家湾村三组*"),
        ("五里镇王家湾村第3村民小组张三家", "五里镇王家湾村第3村民小组*"),
        ("阳光社区4幢201", "阳光社区*"),
        ("五里镇人民路8号", "五里镇*"),
        ("王家湾村三组", "王家湾村三组"),
        ("人民路8号", "*"),
        ("王家湾村12号村委会旁", "王家湾村*"),
        ("", ""),
    ],
)
def test_an_address_ends_at_the_group(full, masked):
    assert masks.address(full) == masked


def test_free_text_is_masked_inside():
    said = (
        "张小三（13800001234）反映，身份证110101190001011234，2026-11-05 来访，编号 WL-26-7K3Q5MX"
    )
    assert masks.text(said, ["张小三"]) == (
        "张某（138****1234）反映，身份证110101********1234，2026-11-05 来访，编号 WL-26-7K3Q5MX"
    )


def test_a_number_of_the_fixed_line_is_masked_inside_too():
    said = "电话0911-1234567或(029) 12345678、02912345678，2026-01-15，WL01-0127"
    assert masks.text(said) == "电话091****4567或029****5678、029****5678，2026-01-15，WL01-0127"


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("029 8123 4567", "029****4567"),
        ("0911-123-4567", "091****4567"),
        ("0911－1234567", "091****4567"),
        ("139—1234—5678", "139****5678"),
        ("139\u30001234\u30005678", "139****5678"),
        ("610222－19900101－1237", "610222********1237"),
        ("2026-06-30 0800-1030", "2026-06-30 0800-1030"),
        ("138.1234.5678", "138****5678"),
        ("138/1234/5678", "138****5678"),
        ("13812-345678", "138****5678"),
        ("138123 45678", "138****5678"),
        ("1381.2345678", "138****5678"),
        ("13812-3456", "13812-3456"),
        ("2013812-345678", "2013812-345678"),
        ("138  1234\t5678", "138****5678"),
        ("１３８－１２３４－５６７８", "１３８****５６７８"),
        ("1 3 8 1 2 3 4 5 6 7 8", "1 3 8****5 6 7 8"),
        ("6102 2219 9001 0112 3X", "6102 22********12 3X"),
        ("610 222 1990 0101 1237", "610 222********1237"),
        ("6222 0212 3456 7890 123", "6222 02*********0 123"),
        ("6222021234567890128", "622202*********0128"),
        ("2026-06-01 2026-06-30", "2026-06-01 2026-06-30"),
        ("2025-12-31 2026-01-01 10000", "2025-12-31 2026-01-01 10000"),
        ("1.5 2.3 4.5 6.7 8.9 1.2", "1.5 2.3 4.5 6.7 8.9 1.2"),
    ],
)
def test_numbers_are_masked_however_their_parts_are_set_apart(said, masked):
    assert masks.text(f"电话{said}。") == f"电话{masked}。"


def test_identity_numbers_alone_are_masked_inside():
    said = "张小三（13800001234）110101 19000101 123X，老证110101190001011"
    assert masks.cards(said) == "张小三（13800001234）110101********123X，老证110101*****1011"


def test_a_number_of_sixteen_digits_is_of_a_card_where_its_last_digit_says_so():
    said = "卡号4702175639537474，工单4702175639537476，卡4702 1756 3953 7476"
    masked = "卡号470217******7474，工单4702175639537476，卡4702 17******7476"
    assert masks.cards(said) == masked


@given(CHINESE)
def test_a_masked_name_never_holds_the_name(full):
    assert full not in masks.name(full)


@given(st.text("0123456789", min_size=1, max_size=20))
def test_a_masked_number_never_holds_the_number(number):
    assert number not in masks.phone(number)
    assert number not in masks.identity(number)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(" -－./_·\u3000"))
def test_every_number_that_is_masked_is_looked_for(phone, between):
    assert masks.NUMBER.search(phone)
    assert masks.NUMBER.search(between.join(phone))
    assert phone not in masks.text(between.join(phone)).replace(between, "")


@given(CHINESE, PHONES, CHINESE, DIGITS)
def test_masked_text_never_holds_phone_or_identity(before, phone, between, identity):
    masked = masks.text(before + phone + between + identity)
    assert phone not in masked
    assert identity not in masked


@given(st.text("村组社区镇乡号0123一二王", min_size=1), st.integers(1, 999))
def test_a_masked_address_never_holds_a_house_number(street, house):
    full = f"{street}{house}号"
    assert full not in masks.address(full)
