"""Registers whose numbers and heads went apart, or that have a row for each person."""

from datetime import timedelta

import pytest
from book_world import TODAY, opened
from import_world import Sheet, acts, faults, records

NAMES = ["张新一", "王新二", "李新三", "赵新四", "钱新五"]
LATER = TODAY + timedelta(days=1)


@pytest.fixture
def sheet(root):
    return Sheet(root, "household", "五里镇第一村")


def rows(names, number):
    return [{"key": number(n), "name": name, "group": "一组"} for n, name in enumerate(names, 1)]


NUMBERS = [lambda n: f"WL101-{n + 10:04d}", lambda n: f"甲-{n:03d}"]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("names", [[*NAMES[1:], "周新七"], ["周新七", *NAMES[:-1]], NAMES[::-1]])
def test_heads_that_went_to_other_numbers_are_refused(sheet, number, names):
    sheet.taken(*rows(NAMES, number))
    made = sheet.planned(*rows(names, number), day=LATER)
    stay = [one == other for one, other in zip(NAMES, names, strict=True)]
    assert acts(made) == ["same" if same else "refused" for same in stay]
    assert (made.files, {*faults(made)}) == ({}, {"name"})


@pytest.mark.parametrize("number", NUMBERS)
def test_one_household_gets_another_head(root, sheet, number):
    first = sheet.taken(*rows(NAMES, number))
    made = sheet.taken(*rows(["张新六", *NAMES[1:]], number), day=LATER)
    assert (acts(made), records(made)) == (["changed", *["same"] * 4], records(first))
    assert opened(root).household(records(made)[0]).name == "张新六"


def test_most_of_a_village_does_not_get_other_heads(root):
    sheet = Sheet(root, "household", "五里镇第二村")
    number = "WL102-{:04d}".format
    sheet.taken(*rows(NAMES, number))
    strange = [f"吴甲{n}" for n in "一二三"]
    made = sheet.planned(*rows([*strange, *NAMES[3:]], number), day=LATER)
    assert acts(made) == ["refused"] * 3 + ["same"] * 2
    assert acts(sheet.planned(*rows([*strange[:2], *NAMES[2:]], number), day=LATER))[0] == "changed"


@pytest.mark.parametrize("number", ["甲-01", "1"])
def test_persons_of_one_number_are_no_households(sheet, number):
    persons = [{"key": number, "name": name, "group": "一组"} for name in NAMES[:3]]
    other = {"key": "2", "name": "钱新五", "group": "一组"}
    made = sheet.planned(*persons, other)
    assert acts(made) == ["new", "refused", "refused", "new"]
    assert {*faults(made)} == {"key"}


def test_rows_of_one_head_and_group_are_told_to_be_two_households(sheet):
    rows = [{"name": name, "group": group} for name, group in (("张新一", "一组"),) * 2]
    made = sheet.planned(*rows, {"name": "张 新一", "group": "1组"}, {"name": "张新一"})
    assert acts(made) == ["new"] * 4
    told = [[note for note in item.notes if "row 4" in note] for item in made.items]
    assert [len(notes) for notes in told] == [0, 1, 1, 0]
    assert "one household" in told[1][0]
    assert "张新一" not in told[1][0]


def test_of_rows_of_one_number_that_of_the_known_head_stays_the_household(sheet):
    [first] = records(sheet.taken({"key": "甲-01", "name": "张新一", "group": "一组"}))
    persons = [
        {"key": "甲-01", "name": n, "group": "一组", "size": 2} for n in ("王新二", "张新一")
    ]
    made = sheet.planned(*persons, day=LATER)
    assert (acts(made), records(made)) == (["refused", "changed"], ["", first])


def test_numbers_that_begin_anew_in_each_group_are_of_several_households(sheet):
    made = sheet.planned(
        *({"key": str(n), "name": f"{NAMES[n]}{g}", "group": g} for g in "甲乙" for n in (1, 2))
    )
    assert acts(made) == ["new"] * 4
    twice = ({"key": f"0{n}", "name": f"{NAMES[n]}{g}"} for g in "甲乙" for n in (1, 2))
    assert acts(sheet.planned(*twice)) == ["new"] * 4


HEAD = ["户号", "姓名", "与户主关系", "村民小组", "性别"]
PERSONS = [
    ["1", "张新一", "户主", "一组", "男"],
    ["1", "王新二", "妻", "一组", "女"],
    ["1", "张新三", "长子", "一组", "男"],
    ["2", "赵新四", "本人", "一组", "女"],
]


@pytest.mark.parametrize("numbered", [True, False])
def test_of_a_list_of_persons_the_heads_are_households(desk, tmp_path, numbered):
    first = 0 if numbered else 1
    path = tmp_path / "人口.csv"
    lines = [",".join(row[first:]) for row in (HEAD, *PERSONS)]
    path.write_text("\n".join(["五里镇第一村人口花名册", *lines, ""]), "utf-8")
    told = desk.json("import", str(path), "--kind", "household")
    assert [one["becomes"] for one in told["rows"]] == ["new", "new"]
    assert [(one["number"], one["why"]) for one in told["skipped"]] == [
        (4, "person"),
        (5, "person"),
    ]


def test_a_register_that_is_kept_by_hand_is_paired_anew(root, sheet):
    path = root / "households" / "WL101.yaml"
    path.write_text("# 手工维护\n" + path.read_text("utf-8"), "utf-8")
    opened(root).adopt()
    rows = [{"name": name, "staff": ["c001"]} for name in ("张甲一", "王丙三", "赵丁四")]
    assert acts(sheet.taken(*rows, day=LATER)) == ["changed"] * 3
    text = path.read_text("utf-8")
    assert text.startswith("# 手工维护\n")
    assert text.count(f"paired: {LATER}") == 3
    assert opened(root).check() == []
