"""The rows of sheets that go out: what they show, as of which day, and that they can come back."""

import itertools
from datetime import date

import pytest
from book_world import NOW, TODAY, example, opened

from ledger import Ledger
from ledger.book import exporting
from ledger.book.exporting import finding, layouts, peek, words
from ledger.book.exporting.extract import Asked, Extract
from ledger.index import outgoing
from ledger.index.queries import IssueFilter
from ledger.index.tasks import TaskFilter
from ledger.records.layout import FIELDS, GROUPS
from ledger.records.sheet_kinds import KINDS
from ledger.rules import names
from ledger.rules.deadlines import Meaning
from ledger.rules.statuses import LIGHT_NAMES, SIGN_NAMES, STATUS_NAMES, VISIT_KIND_NAMES
from ledger.rules.tasks import TASK_STATUS_NAMES
from ledger.sheets import cells
from ledger.sheets.cells.cell_days import Circumstances
from ledger.sheets.tables import columns
from ledger.store import yaml

LAMP = "WL1-26-D5UWL68"
TWICE = "WL1-26-N8JU7KB"
PATH = f"issues/WL1/2026/{TWICE}.yaml"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Ledger:
    ledger = opened(example(tmp_path_factory.mktemp("out") / "ledger"))
    fields = {"place": "WL1", "issuer": "五里镇党委", "due": date(2026, 11, 27)}
    fields |= {"period": "2026-W47", "person": "c003"}
    task = ledger.add_task(TODAY, ["WL102", "WL103"], kind="weekly", title="秋播", **fields)
    done = {"place": "WL102", "text": "已播完"}
    ledger.advance_task(task.id, "report", TODAY, done)
    ledger.advance_task(task.id, "progress", TODAY, {"percent": 50})
    ledger.add_activity(
        TODAY,
        kind="summary",
        title="十一月小结会",
        place="WL101",
        chair="c001",
        people=["c002", "c003"],
        expected=5,
        present=4,
        topics=["销号", "走访"],
        decisions=[{"text": "每周通报"}],
    )
    return ledger


def rows(ledger, kind, **asked):
    return list(exporting.rows(ledger, kind, **asked))


def issue(ledger, record, **asked):
    return next(row for row in rows(ledger, "issue", **asked) if row["key"] == record)


@pytest.mark.parametrize("kind", KINDS)
def test_the_fields_are_those_of_the_columns_that_come_in(kind):
    # where a row stands, the first part of its place, its unit and person in one, parts of its aid
    within_others = {"number", "town", "owner"}
    within_others |= {"goods", "worth", "money"} if kind == "visit" else set()
    assert FIELDS[kind] == tuple(c.field for c in columns.of(kind) if c.field not in within_others)


def test_a_layout_may_group_by_all_that_rows_are_grouped_by():
    assert {kind: {*groups} for kind, groups in GROUPS.items()} == {
        "issue": {*outgoing.ISSUE_GROUPS},
        "visit": {*outgoing.VISIT_GROUPS},
        "household": {*finding._HOUSEHOLD_GROUPS},
        "station": {*finding._STATION_GROUPS},
        "task": {*finding._TASK_GROUPS},
        "activity": {*finding._ACTIVITY_GROUPS, "bodies"},
    }


def test_an_issue_shows_its_course(ledger):
    row = issue(ledger, LAMP, level="internal")
    assert row["reporter"] == "张甲一"
    assert (row["status"], row["is_signed"]) == ("已销号", "是")
    assert (row["checker"], row["accepted"]) == ("c003", date(2026, 3, 25))
    assert (row["signer"], row["signed"]) == ("c001", date(2026, 3, 26))
    assert row["done"] == date(2026, 3, 24)
    assert row["progress"].startswith("灯具已到货")


def test_an_issue_that_was_reopened_shows_its_present_round(ledger):
    row = issue(ledger, TWICE)
    assert row["accepted"] == row["signed"] == date(2026, 5, 13)
    assert row["co_units"] == "县养老保险经办中心"
    assert row["remark"] == "县里答复五月十日随批次补发，已电话告知"


@pytest.mark.parametrize(
    ("day", "status", "signed"),
    [
        (date(2026, 3, 20), "办理中", None),
        (date(2026, 3, 28), "待验收", None),
        (date(2026, 4, 1), "已销号", date(2026, 3, 31)),
        (date(2026, 4, 20), "待受理", None),
    ],
)
def test_an_issue_is_put_back_to_a_day(ledger, day, status, signed):
    row = issue(ledger, TWICE, as_of=day)
    assert (row["status"], row["signed"]) == (status, signed)
    assert TWICE not in {row["key"] for row in rows(ledger, "issue", as_of=date(2026, 3, 1))}


def test_a_light_is_a_word_where_a_clock_runs(ledger):
    lights = {row["key"]: row["warning"] for row in rows(ledger, "issue")}
    assert set(lights.values()) <= {None, *words.LIGHT.values()}
    assert lights[LAMP] is None
    assert "严重逾期" in lights.values()


def test_a_visit_has_a_row_for_each_opinion(ledger):
    found = [row for row in rows(ledger, "visit") if row["key"] == "WL1-26-LM3K95D"]
    assert [(r["opinion"], r["answer"], r["promote"]) for r in found] == [
        ("不会网上年报", "当场协助报完", "否")
    ]
    assert found[0]["kind"] == "接待"


def test_a_task_has_a_row_for_each_village_that_has_a_part(ledger):
    found = rows(ledger, "task")
    assert [(r["place"], r["status"], r["progress"], r["percent"]) for r in found] == [
        ("五里镇第二村", "是", "已播完", "50%"),
        ("五里镇第三村", "否", None, "50%"),
    ]
    assert {(row["period"], row["kind"], row["person"]) for row in found} == {
        ("2026-W47", "每周任务清单", "c003")
    }


def test_what_a_village_was_given_to_do_is_no_report_of_it(tmp_path):
    ledger = opened(example(tmp_path / "ledger"))
    task = ledger.add_task(TODAY, kind="plan", title="入户问清", place="WL1").id
    ledger.advance_task(task, "pass", TODAY, {"place": "WL101", "text": "问清饮水"})
    (row,) = rows(ledger, "task")
    assert (row["text"], row["progress"]) == ("问清饮水", None)


def test_a_task_that_was_a_mistake_is_not_shown_unless_it_is_asked_for(tmp_path):
    ledger = opened(example(tmp_path / "ledger"))
    task = ledger.add_task(TODAY, kind="plan", title="误下", place="WL1").id
    assert [row["key"] for row in rows(ledger, "task")] == [task]
    ledger.advance_task(task, "void", TODAY, {"reason": "重复"})
    assert rows(ledger, "task") == []
    assert [row["key"] for row in rows(ledger, "task", narrowed=TaskFilter(status=("void",)))]


@pytest.mark.parametrize("kind", ["task", "activity"])
def test_kinds_are_grouped_by_name_in_the_order_of_the_settings(tmp_path, kind):
    ledger = opened(example(tmp_path / "ledger"))
    for code in ("plan", "key_work"):
        ledger.add_task(TODAY, kind=code, title=code, place="WL1", due=TODAY)
    for code in ("training", "research"):
        ledger.add_activity(TODAY, kind=code, title=code, place="WL1", text="记下")
    found = Extract(ledger, Asked(kind, TODAY, group="kind"), ["key"])
    named = {"task": ["重点工作", "计划"], "activity": ["集中调研", "集中培训"]}
    assert [line.group for line in found.lines()] == list(found.groups()) == named[kind]


@pytest.mark.parametrize(
    ("kind", "group", "titles"),
    [
        ("task", "status", ["已分解"]),
        ("task", "reported", ["未分类"]),
        ("activity", "station", ["榆舍片区"]),
        ("activity", "decisions", ["未分类"]),
        ("station", "parent", ["宜君县", "五里镇"]),
    ],
)
def test_titles_are_words_that_people_know(ledger, kind, group, titles):
    found = Extract(ledger, Asked(kind, TODAY, group=group), ["station"])
    assert list(found.groups())[: len(titles)] == titles


def test_what_may_stand_in_a_cell_is_offered_by_kind_of_sheet(ledger):
    offered = {kind: layouts.choices(ledger, kind) for kind in KINDS}
    assert offered["issue"]["status"] == tuple(words.STATUS.values())
    assert offered["task"]["status"] == offered["activity"]["unannounced"] == ("是", "否")
    assert offered["task"]["kind"][:2] == ("每周任务清单", "重点工作")
    assert offered["task"]["action"] == ("废止", "修订", "制定")
    assert offered["activity"]["kind"][0] == "月底小结会"
    assert offered["visit"]["kind"][0] == "入户"
    assert "kind" not in offered["issue"]


def test_an_activity_shows_who_met_and_what_was_agreed(ledger):
    (row,) = rows(ledger, "activity")
    assert (row["kind"], row["people"], row["decisions"]) == (
        "月底小结会",
        "c002、c003",
        "每周通报",
    )
    assert (row["expected"], row["present"], row["topics"]) == (5, 4, "销号\n走访")


def test_places_and_households_are_shown_below_a_place(ledger):
    assert {row["place"] for row in rows(ledger, "household", narrowed="WL1")} == {"五里镇第一村"}
    assert next(row["code"] for row in rows(ledger, "station", narrowed="WL3")) == "WL3"


def test_all_is_the_same_again_from_a_ledger_pinned_to_its_commit(tmp_path):
    before = opened(example(tmp_path / "ledger"))
    first = rows(before, "issue", level="handler")
    commit = before.git.head()
    before.advance(LAMP, "note", TODAY, text="后来的话")
    pinned = Ledger.open(before.git.root, TODAY, NOW, known_at=commit)
    assert pinned.git.head() == commit
    assert rows(pinned, "issue", level="handler") == first


def test_rows_read_beside_are_those_read_here(ledger, monkeypatch):
    asked = Asked("issue", TODAY, "public", IssueFilter(), "category")
    here = list(Extract(ledger, asked, FIELDS["issue"]).lines())
    monkeypatch.setattr("ledger.book.exporting.extract._BESIDE", 1)
    monkeypatch.setattr("ledger.book.exporting.extract._MANY", 3)
    assert list(Extract(ledger, asked, FIELDS["issue"]).lines()) == here


def test_groups_that_the_settings_do_not_have_stand_as_people_count(tmp_path):
    ledger = opened(example(tmp_path / "ledger"))
    said = ["第一组", "第二组", "第三组", "第十组", "第十二组"]
    for group in reversed(said):
        ledger.add_household(place="WL102", name="钱乙", group=group)
    found = Extract(ledger, Asked("household", TODAY, narrowed="WL102", group="group"), ["key"])
    assert [title for title in found.groups() if title in said] == said


def test_groups_stand_in_the_order_of_the_settings_and_are_counted(ledger):
    found = Extract(ledger, Asked("issue", TODAY, group="category"), ["key"])
    titles = [title for title, _rows in itertools.groupby(line.group for line in found.lines())]
    known = list(dict.fromkeys(name.split("/")[0] for name in ledger.terms("category")))
    assert titles == [name for name in [*known, "未分类"] if name in titles]
    assert sum(found.groups().values()) == len(found.found)


@pytest.mark.parametrize(
    ("reads", "known"),
    [
        ("status", words.STATUS),
        ("visit_kind", words.VISIT_KIND),
        ("sign", words.SIGN),
        ("yes", {True: words.YES, False: words.NO}),
        ("satisfaction", {word: word for word in words.SATISFACTION}),
    ],
)
def test_every_word_of_a_sheet_is_read_back_as_what_it_stands_for(reads, known):
    for code, said in known.items():
        assert cells.read(reads, said, Circumstances(TODAY)) == code


def test_there_is_a_word_for_everything_that_has_a_name():
    assert words.STATUS.keys() == STATUS_NAMES.keys()
    assert words.LIGHT.keys() == LIGHT_NAMES.keys()
    assert words.VISIT_KIND.keys() == VISIT_KIND_NAMES.keys()
    assert words.SIGN.keys() == SIGN_NAMES.keys()
    assert "done" in TASK_STATUS_NAMES


@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_is_read_back_by_its_own_column(ledger, kind):
    reads = {column.field: column.reads for column in columns.of(kind)}
    here = Circumstances(TODAY, 2026, TODAY)
    for row in rows(ledger, kind, level="internal"):
        for field, value in row.items():
            cell = {"d": value.isoformat()} if isinstance(value, date) else value
            read = cells.read(reads[field], cell, here)
            if isinstance(read, list):
                read = names.joined(read) or None
            if isinstance(read, Meaning):
                read = read.due if isinstance(value, date) else read.word
            if isinstance(read, bool):
                read = words.yes(read)
            if reads[field] not in {"skip", "status", "visit_kind", "sign"} and value is not None:
                assert read == value, (field, value)


def test_issues_read_in_part_show_what_issues_read_whole_do(ledger, monkeypatch):
    shown = {level: rows(ledger, "issue", level=level) for level in ("public", "internal")}
    monkeypatch.setattr(peek, "read", lambda body, path, _verbs: yaml.parse(body, path))
    assert shown == {level: rows(ledger, "issue", level=level) for level in shown}


def test_an_issue_that_a_person_wrote_otherwise_is_read_whole(ledger):
    (body,) = ledger.git.blobs([ledger.git.ids(ledger.git.head(), [PATH])[PATH] or ""])
    text = body.decode()
    turned = text.replace("- {id: D1CR, on: 2026-03-18, ", "- {on: 2026-03-18, id: D1CR, ")
    assert turned != text
    assert peek.read(turned.encode(), PATH, ()) == yaml.parse(text, PATH)
    assert len(peek.read(body, PATH, ())["log"]) == len(yaml.parse(text, PATH)["log"])
