"""Names in cells: who and where is meant, and when a person must say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.book.importing.matching import Guess, Names
from ledger.rules.clocks import Limit
from ledger.sheets.reading.reader import Sheet
from ledger.sheets.tables import values
from ledger.sheets.tables.table import find

PLACES = [
    ("榆舍片区", "WL1"),
    ("五里镇第一村", "WL101"),
    ("五里镇第二村", "WL102"),
    ("榆舍", "WL103"),
    ("淌泥河嘎查", "KQ1"),
    ("哭泉村", "KQ2"),
]


@pytest.fixture
def names():
    return Names(PLACES)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("WL101", "WL101"),
        ("ｗｌ１０１", "WL101"),
        ("五里镇 第一村", "WL101"),
        ("五里镇第一村委会", "WL101"),
        ("五里镇第一社区", "WL101"),
        ("淌泥河", "KQ1"),
        ("淌泥河村", "KQ1"),
        ("哭泉行政村", "KQ2"),
    ],
)
def test_a_name_and_its_forms_are_the_place(names, said, code):
    assert names.guess(said) == Guess(code)


def test_a_name_that_two_places_have_is_asked():
    both = Names([*PLACES, ("榆舍村", "QP1")])
    assert both.guess("榆舍村") == Guess("QP1")
    assert both.guess("榆舍村委会").code is None
    assert {code for code, _name in both.guess("榆舍村委会").near} >= {"WL103", "QP1"}


def test_a_likeness_alone_is_offered_and_not_taken(names):
    guess = names.guess("五里镇第七村")
    assert guess.code is None
    assert {code for code, _name in guess.near} == {"WL101", "WL102"}
    assert names.guess("呼伦").near == ()


def test_a_slip_in_a_long_name_is_taken_silently():
    names = Names([("宜君县五里镇榆舍党建工作站片区村民服务中心", "A"), ("县医院", "B")])
    assert names.guess("宜君县五里镇榆舍党建工作站片区村民服务中心．").code == "A"


def test_what_a_person_decided_goes_first():
    names = Names(PLACES, {"七 村": "WL102"})
    assert names.guess("七村") == Guess("WL102")


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("丙市第一街道第一社区", "丙市第十一街道第一社区"),
        ("陈巴尔虎旗乌珠尔上游第一嘎查", "陈巴尔虎旗乌珠尔下游第一嘎查"),
    ],
)
def test_what_tells_places_of_one_name_apart_is_never_passed_over(known, said):
    assert Names([(known, "S101")]).guess(said) == Guess(None, (("S101", known),))


@given(st.text(max_size=20))
def test_whatever_is_asked_there_is_an_answer(said):
    guess = Names(PLACES).guess(said)
    assert guess.code is None or guess.code in {code for _name, code in PLACES}


@pytest.mark.parametrize(
    ("said", "sign"),
    [
        ("示例甲", "given"),
        (" 示例乙 ", "given"),
        ("已按手印", "given"),
        ("示例乙（指印）", "given"),
        ("示例乙按印", None),
        ("示例丙（指印）", None),
        ("未签", "none"),
        ("示例丙", None),
        ("外出", None),
    ],
)
def test_whoever_was_called_on_signs_by_writing_the_own_name(said, sign):
    head = ["走访日期", "走访户", "走访内容", "农户签字"]
    sheet = Sheet("表", [head, ["2026-03-05", "示例甲、示例乙户", "看望", said]], [], [], [])
    (read,) = values.of(find(sheet, "visit"), sheet, date(2026, 6, 30), Limit(3, "day"))
    assert read.fields.get("sign") == sign
    assert [fault.column for fault in read.faults] == ([] if sign else ["sign"])


def test_rows_become_values_and_faults_name_their_cells():
    rows = [
        ["问题台账（2026年）", None, None, None],
        ["村", "问题描述", "登记日期", "整改时限"],
        ["第一村", "路灯", "3月5日", "10个工作日内"],
        ["第二村", "井", "3-5", "尽快"],
    ]
    sheet = Sheet("表", rows, [(0, 0, 0, 3)], [], ["B4"])
    read = values.of(find(sheet), sheet, date(2026, 6, 30), Limit(3, "day"))
    assert read[0].fields["opened"] == date(2026, 3, 5)
    assert read[0].fields["due"].limit == Limit(10, "workday")
    assert read[0].faults == []
    assert [(fault.cell, fault.column) for fault in read[1].faults] == [
        ("表!C4", "opened"),
        ("表!B4", "text"),
        ("表!D4", "due"),
    ]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("五里镇第一村", "五里镇第1村"),
        ("五里镇第1村", "五里镇第一村"),
        ("五里镇第十一村", "五里镇第１１村"),
        ("五里镇第二十村", "五里镇第20村委会"),
        ("五里镇第九村", "五里镇第09村"),
    ],
)
def test_numbers_of_places_are_one_in_either_script(known, said):
    names = Names([(known, "WL1"), ("五里镇第一百村", "WL100")])
    assert names.guess(said) == Guess("WL1")


@pytest.mark.parametrize("said", ["五里镇第11村", "五里镇第10村", "五里镇第101村", "五里镇1号村"])
def test_a_number_is_never_another_one(said):
    assert Names([("五里镇第一村", "WL101")]).guess(said).code is None


def test_numbers_of_the_same_signs_are_told_apart_in_long_names():
    known = "陈巴尔虎旗乌珠尔苏木下游第二十一嘎查"
    assert Names([(known, "S121")]).guess("陈巴尔虎旗乌珠尔苏木下游第十二一嘎查").code is None
    assert Names([(known, "S121")]).guess("陈巴尔虎旗乌珠尔苏木下游第十一二嘎查").code is None


def test_names_that_end_with_the_very_words_are_offered_first():
    villages = [(f"彭镇第{n}村", f"PZ{n}") for n in ("十四", "二十四", "四十四", "四新", "新四")]
    names = Names([*villages, ("五里镇第四村", "WL4")])
    for said in ("第四村", "第4村"):
        assert names.guess(said).near[0] == ("WL4", "五里镇第四村")
