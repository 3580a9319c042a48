"""Numbers of identity cards are found wherever they stand, and nothing else is taken for one."""

from types import SimpleNamespace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.book.importing.personal import hidden, masked, refuse_numbers

CARD = "11010519491231002"
ISSUES = ["编号", "村", "问题描述", "登记日期", "备注"]
VISITS = ["走访日期", "村", "走访对象", "意见建议"]


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


@pytest.mark.parametrize(("key", "why"), [("202606151030001234", []), (f"{CARD}1", ["key"])])
def test_the_number_of_a_matter_has_no_day_of_birth(key, why):
    found = []
    row = SimpleNamespace(
        row=SimpleNamespace(fields={"key": key}), fault=lambda name, _: found.append(name)
    )
    refuse_numbers(row)
    assert found == why


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (f"身份证{CARD}1号，13812345678", "身份证******号，13812345678"),
        (f"{CARD[:13]}…", "******…"),
        ("五里镇第一村2026-06-15", "五里镇第一村2026-06-15"),
        ("110105 19491231 002X", "******"),
    ],
)
def test_such_a_number_is_told_nowhere_again_whole_or_cut(said, told):
    assert hidden(said) == told


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (ISSUES, [["1-7", "五里镇第一村", f"补办身份证{CARD}1", "2026-03-05", ""]]),
        (ISSUES, [["1-7", "五里镇第一村", "长" * 50 + f"{CARD}1" + "长" * 50, "2026-03-05", ""]]),
        (ISSUES, [["1-7", "五里镇第一村", "路灯损坏", f"生于{CARD}1", ""]]),
        (ISSUES, [["1-7", f"第一村{CARD}1", "路灯损坏", "2026-03-05", ""]]),
        (VISITS, [["2026-03-05", "五里镇第一村", f"张三丰{CARD}1", "长" * 50 + f"{CARD}1"]]),
    ],
)
def test_a_plan_repeats_no_such_number(desk, tmp_path, form, head, rows):
    path = tmp_path / "登记表.xlsx"
    book = openpyxl.Workbook()
    for row in ([f"五里镇第一村{CARD}1登记表"], head, *rows):
        book.active.append(row)
    book.save(path)
    said = desk.run("import", str(path), "--dry-run", "--format", form, exits=8)
    assert "identity card" in said.out + said.err or "no day" in said.out + said.err
    assert CARD[6:13] not in said.out + said.err


def test_neither_the_ledger_nor_the_reasons_that_go_back_have_such_a_number(desk, tmp_path):
    path = tmp_path / f"{CARD}1.xlsx"
    book = openpyxl.Workbook()
    for row in (
        [f"五里镇第一村{CARD}1问题台账"],
        ISSUES,
        ["1-7", "五里镇第一村", "路灯损坏", "2026-03-05", ""],
        ["1-8", "五里镇第一村", "机井干了", f"生于{CARD}1", ""],
    ):
        book.active.append(row)
    book.save(path)
    desk.run("import", str(path), "--skip-bad")
    assert CARD not in desk.git("log", "-p", "-1")
    back = openpyxl.load_workbook(tmp_path / f"{CARD}1-退回.xlsx").active
    told = [cell for cell in back[3] if cell.comment]
    assert told
    assert not any(CARD in cell.comment.text for cell in told)
    assert CARD not in back.cell(3, len(ISSUES) + 1).value


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_the_head_of_a_household_is_named_in_no_sentence_of_its_row(desk, tmp_path, form):
    path = tmp_path / "户册.csv"
    path.write_text(
        "村,户主姓名,人口,组别,是否外出,户类别\n"
        "五里镇第一村,张二郎,3,张二郎组,否,张二郎类\n"
        "五里镇第一村,张三郎,张三郎3人,一组,张三郎在外,\n"
        "张三郎家,张三郎,3,一组,否,\n",
        "utf-8",
    )
    said = desk.run("import", str(path), "--dry-run", "--format", form, exits=8)
    assert "张某3人" in said.out + said.err
    assert "郎" not in said.out + said.err


def test_a_head_that_is_masked_already_stays_so():
    assert masked("王某一户", "王某") == "王某一户"
    assert masked("欧阳小明一户", "欧阳小明") == "欧阳某一户"
