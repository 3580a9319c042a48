"""What is masked already is known as masked, whoever masked it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledger.rules import masked, masks

_HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)
_PHONES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


_NAMES = (
    "张*|张＊丰|王某|王某某|欧阳某|李××|李 × ×|赵XX|赵Ｘ|钱○○|孙〇明|村民周某|某某|××|XXX|*|吴**|"
    "郑__|冯--|陈■"
)
_NUMBERS = (
    "138****1234|138 **** 1234|138XXXX1234|１３８＊＊＊＊１２３４|138----1234|6123**********0011|"
    "610222********1234|******23|电话138×××1234，|1380000****"
)


@pytest.mark.parametrize("said", _NAMES.split("|"))
def test_a_masked_name_is_known(said):
    assert masked.name(said)


@pytest.mark.parametrize(
    "said",
    ["张三丰", "阿不都·买买提", "Max", "c003", "WL03-0127", "巴图（外出）", "王大爷", "张三"],
)
def test_a_whole_name_is_not_masked(said):
    assert not masked.name(said)


@pytest.mark.parametrize("said", _NUMBERS.split("|"))
def test_a_masked_number_is_known(said):
    assert masked.number(said)


@pytest.mark.parametrize(
    "said",
    ["13800001234", "000-0101-0101", "3*4米", "2×3", "约100*2元", "第*组", "十八", "0914-12 34"],
)
def test_what_only_looks_like_a_masked_number_is_none(said):
    assert not masked.number(said)


@pytest.mark.parametrize("said", ["五里镇第一村*", "*", "第二村××号", "某村三组", "第一村XX组"])
def test_a_masked_address_is_known(said):
    assert masked.address(said)


@pytest.mark.parametrize("said", ["老井台3号", "一〇一室", "2-3-401", "X光路3号"])
def test_a_whole_address_is_not_masked(said):
    assert not masked.address(said)


@given(_HAN.filter(lambda name: "某" not in name))
def test_what_our_own_mask_makes_of_a_name_is_known_and_covers_it(name):
    assert masked.name(masks.name(name))
    assert masked.covers(masks.name(name), name)


@given(_PHONES, st.text(max_size=20), st.text(max_size=20), _HAN)
@example("13800001234", "", "", "张三")
def test_what_our_own_mask_makes_of_a_text_covers_it(phone, before, after, name):
    whole = f"{before} {name}，{phone} {after}"
    assert masked.covers(masks.text(whole, [name]), whole)
    assert masked.number(masks.phone(phone))


def test_a_mask_covers_no_other_words():
    assert masked.covers("张某家路灯坏了", "张三丰家路灯坏了")
    assert not masked.covers("张某家路灯坏了", "张三丰家水管坏了")
    assert not masked.covers("张某家路灯坏了", "张三丰家路灯坏了两盏")
    assert not masked.covers("张某", "张")
    assert not masked.covers("路灯", "路灯坏了")
    assert masked.covers([{"text": "张某"}], [{"text": "张三"}])
    assert not masked.covers([{"text": "张某"}], [{"text": "张三", "answer": "好"}])
    assert not masked.covers(["张某"], "张三")
