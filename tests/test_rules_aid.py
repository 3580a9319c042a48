"""What was handed over: read from the words of a sheet, and written so that it is read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.rules import aid

KINDS = st.sampled_from(["慰问金", "慰问物资", "生产资料", "助学金"])
GOODS = st.sampled_from(["一袋面", "大米1袋、食用油1桶", "棉被(两床)", "化肥，50公斤", "米面油3份"])
LINES = st.fixed_dictionaries(
    {"kind": KINDS}, optional={"goods": GOODS, "money": st.integers(0, 10**6)}
)


@given(st.lists(LINES, max_size=4))
def test_what_an_export_writes_is_read_again(lines):
    said = [
        {name: value for name, value in one._asdict().items() if value not in ("", None)}
        for one in aid.read(aid.written(lines))
    ]
    assert said == lines


def test_goods_are_parted_from_others_whatever_stands_in_them():
    line = {"kind": "慰问物资", "goods": "米；油", "money": 120}
    assert aid.written([line, {"kind": "慰问金", "money": 300}]) == (
        "慰问物资：米，油（120元）；慰问金：300元"
    )


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("慰问金300元", [("", "慰问金", 300)]),
        ("500", [("", "", 500)]),
        ("1,200元整", [("", "", 1200)]),
        ("３００元", [("", "", 300)]),
        ("米面油，价值200元", [("", "米面油", 200)]),
        ("大米1袋（折合120.00元）\n慰问金：500元", [("", "大米1袋", 120), ("慰问金", "", 500)]),
        ("慰问金：约300元", [("慰问金", "约300元", None)]),
        ("每户300元", [("", "每户300元", None)]),
        ("人均 300元", [("", "人均 300元", None)]),
        ("2千元", [("", "2千元", None)]),
        ("慰问金1.2万", [("", "慰问金", 12_000)]),
        ("慰问金：0.35万元；棉被（共2万元）", [("慰问金", "", 3500), ("", "棉被", 20_000)]),
        ("0.00005万元", [("", "0.00005万元", None)]),
        ("99.5元", [("", "99.5元", None)]),
        ("每户500元，共3户", [("", "每户500元，共3户", None)]),
        ("；", []),
    ],
)
def test_cells_are_read_as_people_write_them(said, found):
    assert [tuple(one) for one in aid.read(said)] == found
