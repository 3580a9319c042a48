"""Rows of a visit sheet taken onto the pages of the diary."""

from datetime import date, timedelta
from shutil import copytree

import pytest
from book_world import TODAY, example, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_world import Sheet, acts, faults, records, tree
from return_world import Sent

from ledger.book.exporting.words import UNSIGNED
from ledger.records import paths
from ledger.records.visit import Page
from ledger.store import form

DAY = date(2026, 3, 11)
"""A day that has a page at WL1 already."""
LAMP = {
    "key": "2026-017",
    "date": DAY,
    "place": "五里镇第一村",
    "people": ["c002", "c003"],
    "household": ["张甲一", "李乙二"],
    "kind": "visit",
    "text": "入户走访两户。",
    "opinion": "1.村口路灯损坏\n2.夜里看不见",
    "answer": "已电话告知供电所",
    "sign": "given",
}
WELL = {"key": "2026-018", "date": date(2026, 4, 2), "place": "WL102", "text": "看机井。"}
LATER = TODAY + timedelta(days=3)


@pytest.fixture
def sheet(root):
    return Sheet(root, "visit")


def page(root, day=DAY, station="WL1"):
    path = paths.page(station, day)
    return form.read(Page, opened(root).git.file(path), path).visits


def visit(root, record, day=DAY):
    return next(one for one in page(root, day) if one.id == record)


def without(row, *names, **changed):
    return {name: value for name, value in {**row, **changed}.items() if name not in names}


def test_rows_of_a_day_go_onto_its_page_and_what_stands_there_stays(root, sheet):
    before = page(root)
    made = sheet.taken(LAMP, WELL)
    assert acts(made) == ["new", "new"]
    assert page(root)[: len(before)] == before
    lamp, well = visit(root, records(made)[0]), visit(root, records(made)[1], WELL["date"])
    assert lamp.households == ["WL101-0001", "WL101-0002"]
    assert lamp.people == ["c002", "c003"]
    assert [(one.text, one.answer) for one in lamp.opinions] == [
        ("1.村口路灯损坏 2.夜里看不见", "已电话告知供电所")
    ]
    assert (lamp.sign, lamp.kind, lamp.place) == ("given", "visit", "WL101")
    assert well.people == [opened(root).who]
    assert opened(root).check() == []


def test_two_clerks_who_take_in_one_sheet_make_one_record(root, sheet, tmp_path):
    copytree(root, tmp_path / "copy")
    other = Sheet(tmp_path / "copy", "visit")
    assert records(sheet.taken(LAMP)) == records(other.planned(LAMP))


def test_an_opinion_becomes_an_issue_in_the_same_commit(root, sheet):
    before = tree(root)
    made = sheet.taken({**LAMP, "promote": True})
    ledger = opened(root)
    found = visit(root, records(made)[0])
    issue = ledger.issue(found.opinions[0].issue)
    assert (issue.title, issue.visit, issue.reporter) == (
        "1.村口路灯损坏",
        found.id,
        "WL101-0001",
    )
    assert (issue.opened, issue.place, issue.log[0].batch) == (DAY, "WL101", made.op)
    assert ledger.check() == []
    assert acts(sheet.planned({**LAMP, "promote": True})) == ["same"]
    ledger.undo(made.op)
    assert tree(root) == before


def test_rows_of_one_number_and_day_are_one_visit_with_several_opinions(root, sheet):
    second = {**without(LAMP, "answer"), "opinion": "机井要修", "household": ["赵丁四"]}
    made = sheet.taken(LAMP, {**second, "promote": True}, WELL)
    assert acts(made) == ["new", "new", "new"]
    assert len(set(records(made))) == 2
    found = visit(root, records(made)[0])
    assert [one.text for one in found.opinions] == ["1.村口路灯损坏 2.夜里看不见", "机井要修"]
    assert found.households == ["WL101-0001", "WL101-0002", "WL101-0004"]
    assert opened(root).issue(found.opinions[1].issue).title == "机井要修"
    assert acts(sheet.planned(LAMP, {**second, "promote": True})) == ["same", "same"]
    later = sheet.planned(LAMP, {**second, "promote": True, "answer": "已报"}, day=LATER)
    assert acts(later) == ["changed", "changed"]
    moved = sheet.planned(LAMP, {**second, "date": WELL["date"]}, day=LATER)
    assert acts(moved) == ["refused", "new"]
    assert "must stay in the sheet" in faults(moved)["opinion"]
    assert opened(root).check() == []


def test_rows_of_one_visit_have_all_who_went_and_all_that_was_done(root, sheet):
    first = without(LAMP, "opinion", "answer", "people", "sign", text="谈了饮水困难。\n\n看了井")
    first |= {"people": ["c003"], "date": WELL["date"]}
    second = {**first, "people": ["c002", "c003"], "text": "饮水\n看了井", "sign": "given"}
    made = sheet.taken(first, second)
    found = visit(root, records(made)[0], WELL["date"])
    assert found.people == ["c003", "c002"]
    assert found.text == "谈了饮水困难。\n\n看了井\n饮水"
    assert found.sign == "given"
    assert not any(item.notes for item in made.items)


@pytest.mark.parametrize(("said", "days"), [(3, 3), (0, None), (None, None)])
def test_how_long_a_stay_lasted_is_kept(root, sheet, said, days):
    made = sheet.taken({**LAMP, "kind": "stay", "days": said})
    assert visit(root, records(made)[0]).days == days
    again = {**LAMP, "kind": "stay", "days": 5}
    assert acts(sheet.taken(again)) == ["changed"]
    assert visit(root, records(made)[0]).days == 5
    assert opened(root).check() == []


def test_how_long_a_stay_lasted_goes_out_and_comes_back(root, sheet):
    [record] = records(sheet.taken({**LAMP, "kind": "stay", "days": 3}))
    sent = Sent(root, "visit")
    assert sent.of(record)["days"] == 3
    sent.of(record, days=4)
    sent.taken()
    assert visit(root, record).days == 4


def test_who_was_away_is_told_to_be_left_out(sheet):
    [item] = sheet.planned({**LAMP, "people": ["c002", "c003（请假）"]}).items
    assert "“c003（请假）” says more than who it is and is left out" in item.notes


def test_what_a_visit_has_but_one_of_is_told_where_its_rows_differ(root, sheet):
    first = {**LAMP, "date": WELL["date"]}
    second = {**first, "kind": "call", "sign": UNSIGNED}
    made = sheet.taken(first, second)
    found = visit(root, records(made)[0], WELL["date"])
    assert (found.kind, found.sign) == ("visit", "given")
    told = "the rows of this visit differ, and the first counts"
    assert [note.partition(": ")[2] for note in made.items[1].notes] == [told, told]
    again = sheet.planned(first, second)
    assert acts(again) == ["same", "same"]
    assert not any(item.notes for item in again.items)


def test_visits_of_one_number_stay_themselves_in_whatever_order(sheet):
    first = {**LAMP, "key": "3"}
    second = {**WELL, "key": "3", "date": date(2026, 3, 20)}
    other = {**WELL, "key": "RJ-7", "text": "查看水渠"}
    made = sheet.taken(first, second, other)
    one, two, _three = records(made)
    assert one != two
    for rows, found in (((second, first, other), [two, one]), ((second, other), [two])):
        again = sheet.planned(*rows)
        assert (set(acts(again)), records(again)[:-1]) == ({"same"}, found)


def test_rows_of_one_visit_may_write_its_place_in_several_ways(root, sheet):
    second = {**without(LAMP, "answer"), "opinion": "机井要修", "place": "第一村"}
    made = sheet.taken(LAMP, second, {**second, "opinion": "桥窄", "place": "WL101"})
    assert len(set(records(made))) == 1
    assert len(visit(root, records(made)[0]).opinions) == 3


@pytest.mark.parametrize(("name", "said"), [("date", None), ("place", "没有的地方")])
@pytest.mark.parametrize("order", [1, -1])
def test_a_row_that_cannot_be_placed_takes_nothing_from_its_visit(root, sheet, name, said, order):
    second = {**without(LAMP, "answer"), "opinion": "机井要修"}
    record = records(sheet.taken(LAMP, second))[0]
    broken = [without({**second, name: said}, *([] if said else [name])), LAMP][::order]
    later = sheet.planned(*broken, {**WELL, "text": "看桥。"})
    assert acts(later) == ["refused", "refused", "new"]
    told = {item.number: dict(item.faults) for item in later.items}
    at = 4 if order == 1 else 5
    assert (list(told[at]), list(told[9 - at])) == ([name], ["key"])
    assert all(paths.page("WL1", DAY) != path for path in later.files)
    apart = {**second, "date": WELL["date"], "place": "没有的地方"}
    assert acts(sheet.planned(LAMP, second, apart)) == ["same", "same", "refused"]
    assert len(visit(root, record).opinions) == 2


def test_what_all_rows_of_a_visit_say_stands_once_in_the_diary(root, sheet):
    row = without(LAMP, "opinion", "answer")
    made = sheet.taken(row, {**row, "answer": "已劝解"}, {**row, "remark": "下周回访"})
    assert visit(root, records(made)[0]).text == "入户走访两户。\n已劝解\n下周回访"


def test_an_opinion_that_became_nothing_may_go_to_another_visit(sheet):
    second = {**without(LAMP, "answer"), "opinion": "机井要修"}
    sheet.taken(LAMP, second)
    assert acts(sheet.planned(LAMP, {**second, "date": WELL["date"]})) == ["changed", "new"]


def test_what_hangs_on_opinions_stays_on_them_in_whatever_order_they_come(root, sheet):
    row = without(LAMP, "answer", "opinion")
    lamp, well = {**row, "opinion": "路灯坏了"}, {**row, "opinion": "机井要修", "promote": True}
    record = records(sheet.taken(lamp, well))[0]
    sheet.taken(well, {**lamp, "answer": "已修好"}, day=LATER)
    heard = {one.text: one for one in visit(root, record).opinions}
    assert opened(root, LATER).issue(heard["机井要修"].issue).title == "机井要修"
    assert heard["路灯坏了"].issue is None
    assert heard["路灯坏了"].answered == LATER


def test_a_newer_copy_may_promote_what_was_heard(root, sheet):
    sheet.taken(LAMP)
    made = sheet.taken({**LAMP, "promote": True, "answer": "已转交"}, day=LATER)
    assert acts(made) == ["changed"]
    heard = visit(root, records(made)[0]).opinions[0]
    assert heard.answer == "已转交"
    assert opened(root, LATER).issue(heard.issue).visit == records(made)[0]
    again = sheet.taken({**LAMP, "promote": True, "answer": "已办"}, day=LATER)
    kept = visit(root, records(again)[0]).opinions[0]
    assert (kept.answer, kept.issue) == ("已办", heard.issue)
    assert opened(root, LATER).check() == []


@pytest.mark.parametrize(
    ("as_of", "answered"),
    [(None, LATER), (date(2026, 4, 30), date(2026, 4, 30)), (DAY, None), (date(2030, 1, 1), LATER)],
)
def test_an_answer_that_a_newer_copy_brings_has_the_day_of_the_sheet(root, sheet, as_of, answered):
    record = records(sheet.taken(without(LAMP, "answer")))[0]
    sheet.source = sheet.source._replace(as_of=as_of)
    made = sheet.taken({**LAMP, "answer": "已修好"}, day=LATER)
    (change,) = made.items[0].changes
    assert "已修好" in change[2]
    assert (str(answered) in change[2]) == bool(answered)
    heard = visit(root, record).opinions[0]
    assert (heard.answer, heard.answered) == ("已修好", answered)
    assert acts(sheet.planned({**LAMP, "answer": "已修好"}, day=LATER)) == ["same"]
    assert opened(root, LATER).check() == []


def test_an_answer_of_the_visit_itself_gets_no_day_and_a_day_is_kept(root, sheet):
    record = records(sheet.taken(LAMP))[0]
    sheet.taken({**LAMP, "answer": "已报镇上"}, day=LATER)
    assert visit(root, record).opinions[0].answered is None
    other = {**without(LAMP, "answer", key="2026-019"), "text": "再去一次。"}
    record = records(sheet.taken(other, day=LATER))[0]
    sheet.taken({**other, "answer": "已报"}, day=LATER)
    sheet.taken({**other, "answer": "已修好"}, day=LATER + timedelta(9))
    assert visit(root, record).opinions[0].answered == LATER


def test_a_changed_row_rewrites_its_visit_and_keeps_the_comments_of_the_page(root, sheet):
    record = records(sheet.taken(LAMP))[0]
    file = root / paths.page("WL1", DAY)
    file.write_text("# 当天大雨\n" + file.read_text("utf-8"), "utf-8")
    opened(root).adopt()
    before = visit(root, record)
    made = sheet.taken({**LAMP, "text": "入户走访两户，雨天。"}, day=LATER)
    assert acts(made) == ["changed"]
    after = visit(root, record)
    assert after == before.model_copy(update={"text": "入户走访两户，雨天。"})
    assert file.read_text("utf-8").startswith("# 当天大雨\n")


def test_a_visit_whose_day_is_put_right_moves_to_its_page(root, sheet):
    day = date(2026, 4, 3)
    record = records(sheet.taken(WELL))[0]
    made = sheet.taken({**WELL, "date": day}, day=LATER)
    assert (acts(made), records(made)) == (["changed"], [record])
    assert visit(root, record, day).text == "看机井。"
    assert opened(root).git.file(paths.page("WL1", WELL["date"])) is None
    assert opened(root, LATER).check() == []
    opened(root, LATER).undo(made.op)
    assert visit(root, record, WELL["date"])


def test_what_was_edited_here_is_not_overwritten_in_silence(root, sheet):
    row = without(LAMP, "answer")
    record = records(sheet.taken(row))[0]
    opened(root, LATER).answer_opinion(record, 1, "已修好")
    assert acts(sheet.planned(row, day=LATER)) == ["same"]
    untouched = sheet.planned({**row, "sign": "refused"}, day=LATER)
    assert [one[0] for one in untouched.items[0].changes] == ["sign"]
    made = sheet.planned({**row, "answer": "没有人管"}, day=LATER)
    assert acts(made) == ["refused"]
    assert record in faults(made)["opinion"]


def test_visits_that_one_name_fits_stay_themselves_where_a_row_is_gone(sheet):
    row = without(LAMP, "key", "answer")
    rows = [{**row, "opinion": said} for said in ("路灯坏了", "要修路", "桥窄")]
    before = records(sheet.taken(*rows))
    made = sheet.taken(rows[2], rows[1], day=LATER)
    assert (acts(made), records(made)) == (["same", "same"], [before[2], before[1]])
    assert list(made.gone) == before[:1]


def test_names_that_nothing_bears_are_left_out_with_a_word(root, sheet):
    row = {
        **LAMP,
        "people": ["王某某"],
        "household": ["无名氏", "村“两委”"],
        "phone": "13800000000",
    }
    made = sheet.taken(row)
    found = visit(root, records(made)[0])
    assert found.people == [opened(root).who]
    assert (found.households, found.body) == ([], "村“两委”")
    assert len(made.items[0].notes) == 3
    assert "whoever takes the sheet in" in made.items[0].notes[1]
    patch = opened(root).git.ask("log", "-p", "-1").decode()
    for said in ("王某某", "无名氏", "13800000000"):
        assert said not in patch


def test_who_stands_for_a_visitor_that_nobody_named_is_told(root, sheet):
    named, nobody = sheet.planned(LAMP, WELL).items
    told = f"no visitor is named; {opened(root).who}, who brings the sheet in, stands for them"
    assert told in nobody.notes
    assert told not in named.notes


def test_names_with_blanks_between_are_several_where_each_is_known(root, sheet):
    row = {**LAMP, "people": ["c002 c003"], "household": ["张甲一 李乙二"]}
    made = sheet.taken(row, {**row, "key": "2026-019", "people": ["王 五 c002"]})
    one, other = (visit(root, record) for record in records(made))
    assert (one.people, one.households) == (["c002", "c003"], ["WL101-0001", "WL101-0002"])
    assert (other.people, made.items[0].notes) == (["c002"], [])
    assert [note[:3] for note in made.items[1].notes] == ["“王”", "“五”"]


def test_what_is_longer_than_a_line_stands_whole_in_the_diary(root, sheet):
    said = "路" * 300
    made = sheet.taken({**LAMP, "opinion": said, "remark": "下周回访"})
    found = visit(root, records(made)[0])
    assert len(found.opinions[0].text) == 200
    assert found.text == f"入户走访两户。\n{said}\n下周回访"


@pytest.mark.parametrize(
    ("row", "field", "says"),
    [
        ({**LAMP, "place": "没有的地方"}, "place", "not known"),
        ({**LAMP, "place": "五里镇"}, "place", "station"),
        ({**LAMP, "place": "第一村、WL102"}, "place", "several"),
        ({**LAMP, "date": TODAY + timedelta(days=1)}, "date", "not come"),
        (without(LAMP, "date"), "date", "day"),
        ({**LAMP, "text": "身份证610222199001011234"}, "text", "identity"),
        ({**LAMP, "text": "长" * 3990, "remark": "再多一些字就写不下了"}, "text", "4000"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_by_field(sheet, row, field, says):
    made = sheet.planned(row, WELL)
    assert acts(made) == ["refused", "new"]
    assert says in faults(made)[field]
    assert len(made.files) == 1


def test_weak_names_are_asked_and_a_decision_is_kept(sheet):
    row = {**LAMP, "place": "五里镇第十村"}
    made = sheet.planned(row)
    assert "WL101" in dict(made.items[0].asked["place"])
    assert acts(sheet.planned(row, decided={"place": {"五里镇第十村": "WL101"}})) == ["new"]


_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "date": st.dates(date(2026, 3, 10), date(2026, 3, 13)),
            "place": st.sampled_from(["WL101", "WL102", "WL204"]),
            "text": st.text("晴雨路灯井水。", min_size=1, max_size=12),
        },
        optional={
            "opinion": st.sampled_from(["路灯坏了", "要修路"]),
            "promote": st.booleans(),
            "household": st.sampled_from([["张甲一"], ["张甲一", "李乙二"]]),
        },
    ),
    max_size=6,
    unique_by=lambda row: (row["date"], row["place"], row["text"], str(row.get("household"))),
)


@given(_ROWS, st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_rows_in_any_order_give_the_same_records_once(tmp_path_factory, rows, random):
    root = example(tmp_path_factory.mktemp("ledger") / "ledger")
    sheet = Sheet(root, "visit")
    before = tree(root)
    shuffled = random.sample(rows, len(rows))
    other = {item.record: item.digest for item in sheet.planned(*shuffled).items}
    made = sheet.taken(*rows)
    assert {item.record: item.digest for item in made.items} == other
    assert opened(root).check() == []
    again = sheet.planned(*shuffled)
    assert acts(again) == ["same"] * len(rows)
    assert again.files == {}
    opened(root).undo(made.op)
    assert tree(root) == before


@pytest.mark.parametrize(
    ("moved", "where"), [({"date": date(2025, 12, 31)}, "date"), ({"place": "WL204"}, "place")]
)
def test_a_numbered_visit_that_went_elsewhere_is_no_second_one(root, sheet, moved, where):
    first = {**LAMP, "promote": True}
    (record,) = records(sheet.taken(first))
    before = tree(root)
    made = sheet.planned({**first, **moved})
    assert acts(made) == ["refused"]
    assert [*faults(made)] == [where]
    assert f"this was {record} when its sheet came before" in faults(made)[where]
    assert acts(sheet.planned({**first, **moved, "key": "2026-099"})) == ["new"]
    assert tree(root) == before
