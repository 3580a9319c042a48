"""What a stream demands, asked of rows of a sheet: open work is refused, history is told."""

from datetime import date

import pytest
from book_world import NOW, clerk, example, opened
from import_world import Sheet, acts, faults, records

from ledger.book import creating
from ledger.index.queries import IssueFilter
from ledger.rules.deadlines import Meaning

LAMP = {"text": "村口路灯损坏", "opened": date(2026, 3, 5)}
DUE = Meaning(date(2026, 3, 20), None, long_term=False, word="2026.3.20")
DONE = {"status": "closed", "result": "已修复", "done": date(2026, 3, 18)}


@pytest.fixture
def of_profile(tmp_path):
    def made(name, change=lambda text: text):
        root = tmp_path / name
        files = creating.profile(name)
        text = files["ledger.yaml"].decode()
        files["ledger.yaml"] = change(text).encode()
        creating.create(root, files, "init", NOW)
        ledger = opened(root)
        ledger.be(clerk(ledger))
        station = next(p for p in ledger.places() if p["code"] in _stations(ledger))
        return Sheet(root, "issue", station["name"]), opened(root)

    return made


def _stations(ledger):
    from ledger.index import tree

    codes = [place["code"] for place in ledger.places()]
    return {code for code in codes if tree.station_above(ledger.index.db, code) == code}


def test_an_open_row_that_its_register_would_refuse_is_refused_by_its_cell(of_profile):
    sheet, _ledger = of_profile("hulunbuir")
    made = sheet.planned(LAMP)
    assert acts(made) == ["refused"]
    assert "demands" in faults(made)["category"]
    assert made.files == {}


def test_a_row_of_what_is_over_comes_in_as_history_and_says_what_it_lacks(of_profile):
    sheet, _ledger = of_profile("hulunbuir")
    made = sheet.taken({**LAMP, **DONE})
    assert acts(made) == ["new"]
    (note,) = [note for note in made.items[0].notes if "demands" in note]
    assert "history" in note
    ledger = opened(sheet.root)
    assert ledger.issue(records(made)[0]).log[0].batch == made.op
    assert ledger.check() == []


def test_a_row_that_has_what_is_demanded_is_told_nothing(of_profile):
    sheet, _ledger = of_profile("hulunbuir")
    made = sheet.planned({**LAMP, "category": "基础设施"})
    assert acts(made) == ["new"]
    assert made.items[0].notes == []


def test_what_an_assignment_lacks_is_told_and_refuses_nothing(of_profile):
    sheet, _ledger = of_profile("yijun")
    row = {**LAMP, "unit": ["镇经发办"]}
    made = sheet.planned(row, {**row, "text": "机井干了", "measures": "换泵", "due": DUE})
    assert acts(made) == ["new", "new"]
    first, second = ([n for n in item.notes if "demands" in n] for item in made.items)
    assert len(first) == 1
    assert "measures" in first[0]
    assert "deadline" in first[0]
    assert second == []


def test_a_row_without_an_owner_lacks_nothing_of_an_assignment(of_profile):
    sheet, _ledger = of_profile("yijun")
    assert sheet.planned(LAMP).items[0].notes == []


def test_steps_of_a_newer_copy_are_asked_too(of_profile):
    sheet, _ledger = of_profile("yijun")
    sheet.taken(LAMP)
    made = sheet.planned({**LAMP, "unit": ["镇经发办"]})
    assert acts(made) == ["changed"]
    assert any("demands" in note for note in made.items[0].notes)


def test_whoever_takes_open_work_in_is_asked_first_where_that_is_demanded(of_profile):
    sheet, _ledger = of_profile("yijun", demand("first_asked"))
    made = sheet.taken(LAMP, {**LAMP, **DONE, "text": "机井干了"})
    ledger = opened(sheet.root)
    assert acts(made) == ["new", "new"]
    now, old = (ledger.issue(record) for record in records(made))
    assert (now.first_asked, old.first_asked) == (ledger.who, None)
    assert any("demands" in note for note in made.items[1].notes)
    assert ledger.check() == []


@pytest.mark.parametrize(
    ("closing", "status", "waits"),
    [
        ("[{step: witness}]", "to_witness", "tell of: witness;"),
        ("[{step: sign}]", "to_sign", "tell of: sign off;"),
        ("[{step: accept}, {step: sign}]", "submitted", "tell of: accept, sign off;"),
    ],
)
def test_what_is_done_waits_for_what_its_stream_demands_which_is_told(
    of_profile, closing, status, waits
):
    usual = "closing: [{step: accept}, {step: sign}]"
    sheet, _ledger = of_profile("yijun", lambda text: text.replace(usual, f"closing: {closing}"))
    sheet.source = sheet.source._replace(columns={"办结日期": "done", "销号日期": "signed"})
    (item,) = sheet.taken({**LAMP, **DONE, "status": None}).items
    assert opened(sheet.root).issue(item.record).status == status
    assert any(waits in note for note in item.notes)


@pytest.mark.parametrize("done", [{}, DONE])
def test_whom_a_row_names_to_have_been_asked_first_was(of_profile, done):
    sheet, _ledger = of_profile("yijun", demand("first_asked"))
    made = sheet.taken({**LAMP, **done, "first_asked": ["c042"], "person": ["c040"]})
    issue = opened(sheet.root).issue(records(made)[0])
    assert (issue.first_asked, issue.owner.person) == ("c042", "c040")
    assert not any("asked first" in note for note in made.items[0].notes)
    newer = sheet.taken({**LAMP, **done, "first_asked": ["c041"], "person": ["c040"]})
    assert acts(newer) == ["changed"]
    assert opened(sheet.root).issue(issue.id).first_asked == "c041"
    assert opened(sheet.root).check() == []


def test_where_no_column_tells_who_has_it_in_hand_whoever_was_asked_first_does(of_profile):
    sheet, _ledger = of_profile("yijun")
    (item,) = sheet.taken({**LAMP, "first_asked": ["c042"]}).items
    issue = opened(sheet.root).issue(item.record)
    assert (issue.first_asked, issue.owner.person) == ("c042", "c042")
    assert any("asked first" in note for note in item.notes)
    sheet.source = sheet.source._replace(columns={"代办员": "person"})
    (item,) = sheet.taken({**LAMP, "text": "机井干了", "first_asked": ["c042"]}).items
    assert opened(sheet.root).issue(item.record).owner is None


HEARD = {"date": date(2026, 3, 5), "text": "走访。", "opinion": "村口路灯损坏", "promote": True}


def of_visits(sheet):
    return Sheet(sheet.root, "visit", sheet.source.unit)


def test_an_opinion_that_lacks_what_an_issue_must_have_is_refused_and_nothing_is_made(of_profile):
    sheet = of_visits(of_profile("hulunbuir")[0])
    made = sheet.planned(HEARD)
    assert acts(made) == ["refused"]
    assert "category" in faults(made)["promote"]
    assert "tz visit promote" in faults(made)["promote"]
    assert made.files == {}
    assert acts(sheet.planned({**HEARD, "promote": False})) == ["new"]


def test_of_a_visit_of_several_rows_the_one_that_says_the_opinion_is_at_fault(of_profile):
    sheet = of_visits(of_profile("hulunbuir")[0])
    first = {**HEARD, "key": "A-1", "promote": False}
    made = sheet.planned(first, {**first, "opinion": "机井要修", "promote": True})
    lead, other = made.items
    assert [name for name, _why in lead.faults] == ["key"]
    assert [name for name, _why in other.faults] == ["promote"]
    assert made.files == {}


def test_a_newer_copy_that_promotes_is_asked_and_changes_nothing_where_it_is_refused(of_profile):
    sheet = of_visits(of_profile("hulunbuir")[0])
    sheet.taken({**HEARD, "promote": False})
    made = sheet.planned({**HEARD, "text": "走访两户。", "answer": "已报"})
    assert acts(made) == ["refused"]
    assert made.files == {}


def demand(*names):
    def change(text):
        old = "demands: [{step: assign, fields: [measures, due]}]"
        assert text.count(old) == 1
        return text.replace(old, f"demands: [{{step: register, fields: [{', '.join(names)}]}}]")

    return change


def test_what_an_opinion_lacks_is_told_at_the_cell_that_would_have_it(of_profile):
    sheet = of_visits(of_profile("yijun", demand("reporter", "text"))[0])
    told = faults(sheet.planned(HEARD))
    assert told.keys() == {"household", "opinion"}
    assert "tz visit promote" not in told["household"]


def test_whoever_takes_an_opinion_in_as_an_issue_is_asked_first(of_profile):
    sheet = of_visits(of_profile("yijun", demand("first_asked"))[0])
    sheet.taken(HEARD)
    ledger = opened(sheet.root)
    (row,) = ledger.issues(IssueFilter())[0]
    assert ledger.issue(row["id"]).first_asked == ledger.who
    assert ledger.check() == []


@pytest.mark.parametrize(
    ("profile", "says", "status", "pending"),
    [
        ("yijun", "submitted", "submitted", ["accept", "sign"]),
        ("yijun", "to_witness", "to_witness", ["witness", "accept", "sign"]),
        ("tumed456", "submitted", "to_witness", ["witness"]),
        ("tumed456", "to_sign", "to_witness", ["witness"]),
        ("hulunbuir", "submitted", "to_sign", ["sign"]),
        ("chenbarag", "to_sign", "to_sign", ["sign"]),
        ("chenbarag", "to_witness", "to_witness", ["witness", "sign"]),
        ("zhudian", "to_sign", "submitted", ["accept", "sign"]),
    ],
)
def test_what_waits_to_be_closed_waits_for_what_its_stream_needs(
    of_profile, profile, says, status, pending
):
    sheet, _ledger = of_profile(profile)
    row = {**LAMP, **DONE, "category": "饮水", "unit": ["镇水务站"], "due": DUE, "status": says}
    row |= {"source": "走访座谈"} if profile == "chenbarag" else {}
    made = sheet.taken(row)
    assert acts(made) == ["new"], faults(made)
    issue = opened(sheet.root).issue(records(made)[0])
    assert (issue.status, issue.pending) == (status, pending)
    (again,) = sheet.taken({**row, "remark": "阅"}).items
    assert again.act == "changed", again.faults
    assert opened(sheet.root).check() == []


@pytest.mark.parametrize(
    ("profile", "signed", "status"),
    [
        ("tumed456", None, "to_witness"),
        ("tumed456", "拒签", "to_witness"),
        ("tumed456", "已签", "closed"),
        ("yijun", None, "closed"),
    ],
)
def test_what_the_people_must_sign_is_not_closed_by_its_day_alone(
    of_profile, profile, signed, status
):
    sheet, _ledger = of_profile(profile)
    sheet.source = sheet.source._replace(columns={"办结日期": "done", "群众签字": "witness"})
    row = {**LAMP, "done": DONE["done"], "result": "已修复", "unit": ["镇水务站"], "due": DUE}
    made = sheet.taken({**row, "witness": signed} if signed else row)
    assert acts(made) == ["new"], faults(made)
    assert opened(sheet.root).issue(records(made)[0]).status == status


@pytest.mark.parametrize(
    ("title", "stream"),
    [
        ("五里镇问题台账", "masses"),
        ("督查反馈问题整改台账", "supervision"),
        ("群众反映、督查反馈问题汇总", "masses"),
        ("", "masses"),
    ],
)
def test_new_issues_are_of_the_stream_that_the_title_names(tmp_path, title, stream):
    root = example(tmp_path / "ledger")
    sheet = Sheet(root, "issue")
    plain = sheet.source
    sheet.source = plain._replace(title=title)
    made = sheet.taken({**LAMP, **DONE, "category": "基础设施建设", "place": "第一村"})
    assert opened(root).issue(records(made)[0]).stream == stream
    assert any("stream" in note for note in made.items[0].notes) is (stream != "masses")
    sheet.source = plain
    again = sheet.taken({**LAMP, **DONE, "category": "基础设施建设", "place": "第一村", "key": "7"})
    assert opened(root).issue(records(again)[0]).stream == stream
