"""Rows of a household sheet taken into the registers of a ledger."""

from datetime import date, timedelta
from shutil import copytree

import pytest
from book_world import TODAY, begin_anew, example, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_world import Sheet, acts, faults, records, tree

ZHANG = {
    "place": "五里镇第一村",
    "name": "张三丰",
    "group": "第二村民小组",
    "size": 4,
    "categories": ["党员户", "低保户"],
    "phone": "000-0101-0101",
    "address": "老井台3号",
    "staff": ["c003"],
    "card": date(2026, 3, 1),
}
LI = {"place": "WL102", "name": "李四海", "size": 2}
LATER = TODAY + timedelta(days=3)


@pytest.fixture
def sheet(root):
    return Sheet(root, "household")


def test_rows_become_lines_of_the_registers_of_their_villages(root, sheet):
    made = sheet.taken(ZHANG, LI)
    ledger = opened(root)
    assert acts(made) == ["new", "new"]
    zhang, li = (ledger.household(record) for record in records(made))
    assert zhang.id == "WL101-0011"
    assert (zhang.name, zhang.group, zhang.staff) == ("张三丰", "第二村民小组", "c003")
    assert zhang.categories == ["党员户", "低保户"]
    assert li.id == "WL102-0001"
    assert ledger.check() == []


@pytest.mark.parametrize("more", [{}, {"size": 4, "phone": "000-0101-0101", "staff": ["c003"]}])
def test_a_number_that_was_taken_back_is_given_to_no_other_household(root, sheet, more):
    ours = [{"place": "WL101", "name": name, **more} for name in ("钱大林", "吴桂花")]
    theirs = [{"place": "WL101", "name": name, **more} for name in ("周文斌", "吴桂花")]
    first = sheet.taken(*ours)
    opened(root).undo(first.op)
    second = sheet.taken(*theirs)
    assert records(first) == ["WL101-0011", "WL101-0012"]
    assert records(second) == ["WL101-0013", "WL101-0012"]
    opened(root).undo(second.op)
    assert records(sheet.planned(*ours)) == records(first)


def test_a_household_that_is_there_is_found_by_its_number_or_its_head(sheet):
    by_name = {"place": "WL101", "name": "张甲一", "group": "第一村民小组", "size": 2}
    by_number = {"key": "wl101－0002", "name": "李乙二", "size": 4}
    made = sheet.planned(by_name, by_number)
    assert records(made) == ["WL101-0001", "WL101-0002"]
    assert acts(made) == ["changed", "same"]
    assert made.items[0].changes == [("size", "1", "2")]


def test_a_changed_cell_changes_the_field_and_the_village_keeps_its_comments(root, sheet):
    file = root / "households" / "WL101.yaml"
    file.write_text("# 第一村的户册，人工整理\n" + file.read_text("utf-8"), "utf-8")
    opened(root).adopt()
    sheet.taken(ZHANG)
    made = sheet.taken({**ZHANG, "phone": "000-0101-0202"}, day=LATER)
    assert acts(made) == ["changed"]
    assert made.items[0].changes == [("phone", "000-0101-0101", "000-0101-0202")]
    assert opened(root, LATER).household(records(made)[0]).phone == "000-0101-0202"
    text = file.read_text("utf-8")
    assert text.startswith("# 第一村的户册，人工整理\n")
    assert "000-0101-0101" not in text
    assert opened(root, LATER).check() == []


def test_whoever_was_paired_before_is_kept(root, sheet):
    record = records(sheet.taken(ZHANG))[0]
    sheet.taken({**ZHANG, "staff": ["c002"]}, day=LATER)
    home = opened(root, LATER).household(record)
    assert (home.staff, home.paired) == ("c002", LATER)
    assert [(one.person, one.until) for one in home.pairings] == [
        ("c003", LATER - timedelta(days=1))
    ]


def test_what_was_changed_here_stays_and_what_both_changed_is_refused(root, sheet):
    record = records(sheet.taken(ZHANG))[0]
    opened(root, LATER).pair(record, "c002", LATER)
    untouched = sheet.taken({**ZHANG, "size": 5}, day=LATER)
    assert acts(untouched) == ["changed"]
    assert opened(root, LATER).household(record).staff == "c002"
    third = sheet.planned({**ZHANG, "size": 6}, day=LATER)
    assert [change[0] for change in third.items[0].changes] == ["size"]
    both = sheet.planned({**ZHANG, "size": 5, "staff": ["c001"]}, day=LATER)
    assert acts(both) == ["refused"]
    assert "c002" in faults(both)["staff"]
    assert "c001" in faults(both)["staff"]


def test_what_both_changed_is_told_behind_masks(root, sheet):
    known = {**ZHANG, "key": "WL101-0001"}
    sheet.taken(known)
    path = root / "households" / "WL101.yaml"
    said = path.read_text("utf-8")
    here = {"name": "欧阳一", "phone": "13700001111", "address": "村口9号"}
    for field, new in here.items():
        assert ZHANG[field] in said
        said = said.replace(ZHANG[field], new)
    path.write_text(said, "utf-8")
    opened(root).adopt()
    there = {"name": "欧阳二", "phone": "13922223333", "address": "村东8号"}
    told = faults(sheet.planned({**known, **there}, day=LATER))
    assert set(there) <= set(told)
    for whole in (*here.values(), *there.values()):
        assert not [sentence for sentence in told.values() if whole in sentence]


def test_two_households_of_one_head_are_told_apart_and_stay_so(sheet):
    one, other = {"place": "WL102", "name": "李四海"}, {"place": "WL102", "name": "李四海"}
    first = sheet.taken(one, other)
    assert records(first) == ["WL102-0001", "WL102-0002"]
    assert records(sheet.planned(one, other)) == records(first)
    unclear = Sheet(sheet.root, "household", "榆舍")
    made = unclear.planned({"place": "WL102", "name": "李四海", "size": 3})
    assert acts(made) == ["refused"]
    assert dict(made.items[0].asked["name"]).keys() == {"WL102-0001", "WL102-0002"}
    kind, said = made.items[0].doubted["name"]
    assert "李四海" not in said
    decided = {kind: {said: "WL102-0002"}}
    made = unclear.planned({"place": "WL102", "name": "李四海", "size": 3}, decided=decided)
    assert records(made) == ["WL102-0002"]


@pytest.mark.parametrize(
    ("row", "field", "says"),
    [
        ({**ZHANG, "place": "五里镇第十村"}, "place", "may be"),
        ({**ZHANG, "place": "榆舍片区"}, "place", "register"),
        ({**ZHANG, "name": None}, "name", "head"),
        ({**ZHANG, "key": "610222199001011234"}, "key", "identity"),
        ({**ZHANG, "note": "身份证６１０２２２１９９００１０１１２３４"}, "note", "identity"),
        ({**ZHANG, "key": "WL102-0001"}, "key", "WL101"),
        ({**ZHANG, "size": 100}, "size", "99"),
        ({**ZHANG, "card": TODAY + timedelta(days=1)}, "card", "not come"),
        ({**ZHANG, "name": "张*"}, "name", "masked"),
        ({**ZHANG, "name": "李××"}, "name", "masked"),
        ({**ZHANG, "key": "WL101-0001", "name": "张某"}, "name", "masked"),
        ({**ZHANG, "note": "身份证61022219900101****"}, "note", "identity"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_by_field(sheet, row, field, says):
    made = sheet.planned({name: value for name, value in row.items() if value is not None})
    assert acts(made) == ["refused"]
    assert says in faults(made)[field]
    assert "610222" not in str(faults(made))
    assert made.files == {}


def test_two_rows_of_one_number_are_not_both_taken(sheet):
    row = {"key": "WL101-0001", "name": "张甲一"}
    assert acts(sheet.planned(row, {**row, "size": 3})) == ["same", "refused"]


def test_unknown_kinds_and_people_are_left_out_with_a_word(root, sheet):
    made = sheet.taken({**ZHANG, "categories": ["天外飞仙"], "staff": ["王某"]})
    home = opened(root).household(records(made)[0])
    assert (home.categories, home.staff) == ([], None)
    assert len(made.items[0].notes) == 2


def test_what_an_import_writes_down_of_a_row_only_its_own_ledger_can_check(root, sheet, tmp_path):
    copy, other = copytree(root, tmp_path / "copy"), example(tmp_path / "other")
    begin_anew(other)
    ours, theirs, others = (
        [item.line().split(" ")[2:] for item in one.taken(ZHANG, LI).items]
        for one in (sheet, Sheet(copy, "household"), Sheet(other, "household"))
    )
    assert ours == theirs
    assert not {digest for line in ours for digest in line} & {
        digest for line in others for digest in line
    }


def test_of_several_numbers_the_first_is_kept_and_the_others_are_told(root, sheet):
    made = sheet.taken({**ZHANG, "phone": "13800001234、0914-5280001"})
    assert opened(root).household(records(made)[0]).phone == "13800001234"
    (note,) = made.items[0].notes
    assert "01" in note
    assert "0914" not in note


def test_whose_a_number_is_has_no_place_and_is_told_without_it(root, sheet):
    made = sheet.taken({**ZHANG, "phone": "13800008004(儿子)"})
    assert opened(root).household(records(made)[0]).phone == "13800008004"
    (note,) = made.items[0].notes
    assert "brackets" in note
    assert "儿子" not in note
    assert acts(sheet.planned({**ZHANG, "phone": "13800008004(儿子)"})) == ["same"]


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        (["低保户 残疾人户"], ["低保户", "残疾人户"]),
        (["低保"], ["低保户"]),
        (["五保", "残疾人"], ["五保户", "残疾人户"]),
        (["脱贫 监测户"], ["脱贫户", "监测户"]),
    ],
)
def test_terms_between_blanks_and_without_their_last_word_are_those_terms(root, sheet, said, terms):
    made = sheet.taken({**ZHANG, "categories": said})
    assert opened(root).household(records(made)[0]).categories == terms


def test_what_is_no_term_between_blanks_stays_in_doubt(sheet):
    assert acts(sheet.planned({**ZHANG, "categories": ["低保户 天外飞仙"]})) == ["refused"]


def test_a_masked_address_is_left_out_and_overwrites_none(root, sheet):
    record = records(sheet.taken({**ZHANG, "note": "儿子电话13800001234"}))[0]
    handed_on = Sheet(root, "household", "榆舍")
    row = {**ZHANG, "address": "*", "note": "儿子电话138****1234", "size": 5}
    made = handed_on.taken(row)
    assert [change[0] for change in made.items[0].changes] == ["size"]
    assert len(made.items[0].notes) == 2
    home = opened(root).household(record)
    assert (home.address, home.note) == ("老井台3号", "儿子电话13800001234")


_HOMES = st.lists(
    st.fixed_dictionaries(
        {
            "place": st.sampled_from(["WL101", "WL102", "五里镇第四村"]),
            "name": st.sampled_from(["甲一", "乙二", "丙三", "丁四", "戊五"]),
        },
        optional={
            "group": st.sampled_from(["一组", "二组"]),
            "size": st.integers(1, 9),
            "away": st.booleans(),
        },
    ),
    max_size=6,
    unique_by=lambda row: (row["place"], row["name"], row.get("group")),
)


@given(_HOMES, st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_rows_in_any_order_are_taken_once_and_undone(tmp_path_factory, homes, random):
    root = example(tmp_path_factory.mktemp("ledger") / "ledger")
    sheet = Sheet(root, "household")
    before = tree(root)
    made = sheet.taken(*homes)
    assert acts(made) == ["new"] * len(homes)
    shuffled = random.sample(homes, len(homes))
    again = sheet.planned(*shuffled)
    assert acts(again) == ["same"] * len(homes)
    assert sorted(records(again)) == sorted(records(made))
    opened(root).undo(made.op)
    assert tree(root) == before


def test_of_namesakes_of_one_group_each_stays_itself_where_the_other_goes(sheet):
    twin = {**ZHANG, "phone": "000-0202-0202", "address": "老井台5号"}
    one, two = records(sheet.taken(ZHANG, twin))
    assert one != two
    (left,) = sheet.planned(twin, day=LATER).items
    assert (left.act, left.record) == ("same", two)
    swapped = sheet.planned(twin, ZHANG, day=LATER)
    assert (acts(swapped), records(swapped)) == (["same", "same"], [two, one])


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_rows_of_one_number_that_of_its_head_is_the_household(sheet, order):
    right = {"key": "WL101-0003", "name": "王丙三", "place": "WL101", "size": 6}
    wrong = {"key": "WL101-0003", "name": "李乙二", "place": "WL101", "size": 4}
    made = sheet.planned(*[right, wrong][::order])
    assert acts(made) == ["changed", "refused"][::order]
    assert "another row of this sheet is WL101-0003 too" in faults(made)["key"]
