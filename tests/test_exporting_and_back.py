"""Every column of tasks and activities goes out and is read back as what it was."""

from datetime import date, timedelta
from shutil import copytree

import pytest
from book_world import TODAY, example, opened
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from import_world import Sheet, acts
from return_world import Sent, fault
from return_world import acts as edits

from ledger.book import activities, exporting, tasks
from ledger.book.importing.work import activity_rows
from ledger.book.writing import Writing
from ledger.sheets import cells
from ledger.sheets.cells.cell_days import Circumstances
from ledger.sheets.tables import columns

LINES = st.text(
    st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="\u200b\u2028"),
    min_size=1,
    max_size=40,
).filter(lambda said: said.strip() == said)
"""What a person may have typed into one line."""
WORDS = st.sampled_from(
    ["镇经发办", "秋播", "一、通报", "1.5公里", "补签到（两人）", "3#机井", "暗访"]
)
"""What people do type."""
PEOPLE = st.lists(st.sampled_from(["c001", "c002", "c003", "c004"]), max_size=3, unique=True)
UNITS = st.sampled_from(
    ["镇经发办", "县水务局", "农业农村、水利局", "镇经发/乡建办", "「河长」办", "村“两委”，党支部"]
)
"""What bodies are called, some by what stands between names too."""
BEFORE = st.integers(0, 30).map(lambda days: TODAY - timedelta(days))
COUNTS = st.none() | st.integers(0, 400)


def _mapped(name, lists):
    return lists.map(lambda said: [{name: one} for one in said])


REASONS = ["病假", "请假", "缺席", "未请假", "外出", "病假，已报备", "去县里（城关，两天）"]
"""Why people are missing."""


def _missing(people):
    def one(person):
        known = {"person": st.just(person), "leave": st.booleans()}
        return st.fixed_dictionaries(known, optional={"reason": st.sampled_from(REASONS)})

    return st.tuples(*map(one, people)).map(list)


def meetings(line):
    """Activities with anything in any of their columns."""
    lines = st.lists(line, max_size=3, unique=True)
    return st.fixed_dictionaries(
        {
            "title": line,
            "chair": st.sampled_from(["c001", "c003"]),
            "recorder": st.none() | st.just("c002"),
            "people": PEOPLE,
            "bodies": st.lists(UNITS, unique=True),
            "expected": COUNTS,
            "present": COUNTS,
            "amount": COUNTS,
            "absent": PEOPLE.flatmap(_missing),
            "topics": lines,
            "text": st.none() | st.lists(line, min_size=1, max_size=3).map("\n".join),
            "findings": _mapped("text", lines),
            "decisions": _mapped("text", st.lists(line, min_size=1, max_size=3, unique=True)),
            "result": st.none() | line,
            "unannounced": st.booleans(),
            "until": st.sampled_from([None, TODAY]),
        }
    )


def works(line):
    """Tasks of all kinds, with what may have happened to them."""
    return st.fixed_dictionaries(
        {
            "title": line,
            "text": st.none() | line,
            "issuer": st.none() | WORDS,
            "unit": st.none() | UNITS,
            "person": st.none() | st.just("c003"),
            "kind": st.sampled_from(["weekly", "key_work", "plan", "rule"]),
            "percent": st.none() | st.integers(0, 100),
            "said": st.none() | line,
            "villages": st.booleans(),
            "is part": st.booleans(),
            "ends": st.sampled_from([None, "consolidate", "finish"]),
        }
    )


def give(writing, said, above):
    """Give a task and let happen to it what its draw says."""
    fields = {name: said[name] for name in ("title", "text", "issuer", "unit", "person", "kind")}
    is_list = said["kind"] == "weekly"
    fields |= {"place": "WL1", "due": TODAY + timedelta(9)}
    fields |= {"period": "2026-W47"} if is_list else {}
    fields |= {"action": "revise"} if said["kind"] == "rule" else {}
    fields |= {"parent": above} if said["is part"] else {}
    to = ["WL102", "WL103"] if is_list and said["villages"] else []
    task = tasks.add(writing, TODAY, fields, to).id
    told = {"percent": said["percent"], "text": said["said"]}
    if to:
        village = {"place": "WL102", "text": said["said"]}
        tasks.advance(writing, task, "report", TODAY, [village])
    elif told != {"percent": None, "text": None}:
        tasks.advance(writing, task, "progress", TODAY, [told])
    if said["ends"] and (to or said["ends"] == "finish"):
        tasks.advance(writing, task, said["ends"], TODAY, [{}])


def filled(root, held, given):
    """A ledger with these activities and tasks, entered in one commit."""
    ledger = opened(root)
    whole = {"kind": "plan", "title": "全年计划", "place": "WL1"}
    above = ledger.add_task(TODAY, **whole).id
    with Writing(ledger, "test") as writing:
        for number, one in enumerate(held):
            place = {"place": "WL101", "kind": "summary" if number % 2 else "residence"}
            fields = {**place, **one, "until": TODAY}
            activities.add(writing, TODAY - timedelta(number), fields, {})
        for one in given:
            give(writing, one, above)
        writing.commit("test", [])
    ledger.index.close()


def shown(root, kind):
    return list(exporting.rows(opened(root), kind, level="internal"))


def as_read(kind, rows):
    """The rows of a sheet as they are read where they come in: by their columns alone."""
    reads = {column.field: column.reads for column in columns.of(kind)}
    where = Circumstances(TODAY, TODAY.year, TODAY)
    found = []
    for row in rows:
        said = {}
        for field, value in row.items():
            cell = {"d": value.isoformat()} if isinstance(value, date) else value
            said[field] = None if reads[field] == "skip" else cells.read(reads[field], cell, where)
        found.append({name: value for name, value in said.items() if value not in (None, [])})
    return found


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    return example(tmp_path_factory.mktemp("fresh") / "ledger")


DRAWN = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
"""Each draw is a ledger: to look for a smaller one would take minutes."""


@DRAWN
@given(st.lists(meetings(LINES), min_size=2, max_size=3), st.lists(works(LINES), min_size=3))
def test_a_workbook_that_nobody_edited_changes_nothing(fresh, tmp_path_factory, held, given):
    root = copytree(fresh, tmp_path_factory.mktemp("back") / "ledger")
    filled(root, held, given[:5])
    for kind in ("task", "activity"):
        made = Sent(root, kind).forgotten().planned()
        assert not edits(made)
        assert not made.files


@DRAWN
@given(st.lists(meetings(WORDS), min_size=2, max_size=3), st.lists(works(WORDS), min_size=3))
def test_a_plain_sheet_is_known_again_and_makes_the_same_elsewhere(
    fresh, tmp_path_factory, held, given
):
    folder = tmp_path_factory.mktemp("plain")
    root, other = copytree(fresh, folder / "here"), copytree(fresh, folder / "there")
    titled = [{**one, "title": f"{one['title']}{number}"} for number, one in enumerate(given[:5])]
    filled(root, held, titled)
    for kind in ("task", "activity"):
        rows = shown(root, kind)
        assert set(acts(Sheet(root, kind).planned(*as_read(kind, rows)))) <= {"same"}
        taken = Sheet(other, kind).taken(*as_read(kind, rows))
        assert set(acts(taken)) == {"new"}, [item.faults for item in taken.items]
        for row, again in zip(_ordered(rows), _ordered(shown(other, kind)), strict=True):
            assert again == row


@DRAWN
@given(st.lists(st.lists(UNITS, min_size=1, max_size=4), min_size=3, max_size=3))
def test_units_of_issues_keep_their_names_in_any_sheet(fresh, tmp_path_factory, units):
    folder = tmp_path_factory.mktemp("units")
    root, other = copytree(fresh, folder / "here"), copytree(fresh, folder / "there")
    ledger = opened(root)
    for number, (unit, *more) in enumerate(units):
        issue = ledger.register(TODAY, title=f"第{number}口机井要修", place="WL101").id
        ledger.advance(issue, "assign", TODAY, unit=unit, co_units=more, measures="换泵")
    rows = [row for row in shown(root, "issue") if "口机井要修" in row["title"]]
    assert acts(Sheet(root, "issue").planned(*as_read("issue", rows))) == ["same"] * 3
    assert not edits(Sent(root, "issue").forgotten().planned())
    taken = Sheet(other, "issue").taken(*as_read("issue", rows))
    made = [opened(other).issue(item.record) for item in taken.items]
    assert {(one.title, one.owner.unit, *one.co_units) for one in made} == {
        (f"第{number}口机井要修", *names) for number, names in enumerate(units)
    }


def test_a_unit_may_be_typed_beside_one_whose_name_has_the_sign_between_names(fresh, tmp_path):
    root = copytree(fresh, tmp_path / "ledger")
    ledger = opened(root)
    issue = ledger.register(TODAY, title="机井要修", place="WL101").id
    ledger.advance(issue, "assign", TODAY, unit="农业农村、水利局", measures="换泵")
    sent = Sent(root, "issue")
    row = sent.of(issue)
    assert row["unit"] == "「农业农村、水利局」"
    row["co_units"] = "「发改/财政局」、镇经发办"
    sent.taken()
    held = opened(root).issue(issue)
    assert (held.owner.unit, held.co_units) == ("农业农村、水利局", ["发改/财政局", "镇经发办"])
    assert not edits(sent.planned())


def _ordered(rows):
    """Rows by what they are about, points unnumbered, without what no two ledgers share."""
    kept = [{k: v for k, v in row.items() if k not in {"key", "by", "parent"}} for row in rows]
    for row in kept:
        for name in {"topics", "findings", "decisions"} & row.keys():
            row[name] = activity_rows.read((row[name] or "").split("\n"))
    return sorted(kept, key=lambda row: (row["title"], str(row["place"]), str(row.get("date"))))


# What is typed into these columns


@pytest.fixture
def root(tmp_path):
    root = example(tmp_path / "ledger")
    ledger = opened(root)
    absent = [{"person": "c003", "leave": True, "reason": "病假"}]
    held = {"kind": "covert", "place": "WL101", "title": "暗访", "findings": [{"text": "没人"}]}
    ledger.add_activity(TODAY, **held, absent=absent, result="合格", unannounced=True)
    ledger.add_task(TODAY, kind="rule", title="走访制度", place="WL1", action="make", unit="党办")
    weekly = {"kind": "weekly", "place": "WL1", "period": "2026-W47", "due": TODAY}
    ledger.add_task(TODAY, ["WL102", "WL103"], title="秋播", **weekly)
    return root


def edited(root, kind, title, **typed):
    """The record of a title, after somebody typed into its first row."""
    sent = Sent(root, kind)
    row = next(row for row in sent.rows if row["title"] == title)
    row.update(typed)
    sent.taken()
    assert not edits(sent.planned())
    ledger = opened(root)
    assert ledger.check() == []
    return getattr(ledger, kind)(row["key"])


def test_each_column_of_an_activity_is_written_where_it_belongs(root):
    until = TODAY + timedelta(0)
    held = edited(root, "activity", "暗访", result="不合格", bodies="镇经发办、村委会", amount=3)
    assert (held.result, held.bodies, held.amount) == ("不合格", ["镇经发办", "村委会"], 3)
    held = edited(root, "activity", "暗访", unannounced="否", until=until, absent="c003、c004")
    assert (held.unannounced, held.until) == (False, until)
    assert [(one.person, one.reason) for one in held.absent] == [("c003", None), ("c004", None)]
    missing = "c003（请假：去县里开会）、c004(事假)"
    held = edited(root, "activity", "暗访", absent=missing)
    assert [one.reason for one in held.absent] == ["去县里开会", "事假"]
    held = edited(root, "activity", "暗访", absent=f"{missing}、c001")
    told = [(one.person, one.leave, one.reason) for one in held.absent]
    assert told == [("c003", True, "去县里开会"), ("c004", True, "事假"), ("c001", False, None)]
    held = edited(root, "activity", "暗访", amount=0, absent=None, findings="没人\n门锁着")
    assert (held.amount, held.absent) == (0, [])
    assert [one.text for one in held.findings] == ["没人", "门锁着"]


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"until": TODAY + timedelta(1)}, "until", "not come"),
        ({"until": TODAY - timedelta(1)}, "until", "before the first"),
        ({"absent": "张三丰"}, "absent", "no member of staff"),
        ({"absent": "c003、张三丰（请假）"}, "absent", "“张三丰” is no member of staff"),
        ({"remark": "好"}, "remark", "use the command"),
        ({"findings": None}, "findings", "demands it"),
        ({"date": TODAY - timedelta(400)}, "date", "another year"),
        ({"date": None}, "date", "cannot be taken back"),
        ({"people": "c999"}, "people", "“c999” is no member of staff here; write a staff code"),
    ],
)
def test_what_an_activity_cannot_be_is_refused_at_its_cell(root, typed, field, says):
    sent = Sent(root, "activity")
    sent.rows[0].update(typed)
    assert says in fault(sent.planned(), field)


def test_why_somebody_was_missing_is_masked_and_what_is_masked_changes_nothing(root):
    ledger = opened(root)
    absent = [{"person": "c004", "leave": True, "reason": "家里有事13812345678"}]
    held = {"kind": "residence", "place": "WL101", "title": "驻村", "until": TODAY}
    ledger.add_activity(TODAY, **held, absent=absent)
    rows = list(exporting.rows(opened(root), "activity", level="public"))
    assert "c004（请假：家里有事138****5678）" in [row["absent"] for row in rows]
    assert set(acts(Sheet(root, "activity").planned(*as_read("activity", rows)))) == {"same"}


def test_each_column_of_a_task_is_written_where_it_belongs(root):
    due = TODAY + timedelta(5)
    typed = {"action": "修订", "unit": "镇经发办", "person": "c004", "due": due, "percent": "60%"}
    task = edited(root, "task", "走访制度", **typed, progress="已起草")
    assert (task.action, task.due, task.progress) == ("revise", due, 60)
    assert task.owner.plain() == {"unit": "镇经发办", "person": "c004"}
    assert (task.log[-1].do, task.log[-1].text) == ("progress", "已起草")
    task = edited(root, "task", "走访制度", finished=TODAY, progress="已印发")
    assert (task.status, task.finished, task.log[-1].text) == ("done", TODAY, "已印发")


def test_what_all_rows_of_a_list_say_of_the_whole_is_written_once(root):
    sent = Sent(root, "task")
    rows = [row for row in sent.rows if row["title"] == "秋播"]
    for row in rows:
        row.update(unit="镇农业站", percent="100%", consolidated=TODAY, finished=TODAY)
    sent.taken()
    task = opened(root).task(rows[0]["key"])
    assert [step.do for step in task.log][-3:] == ["progress", "consolidate", "finish"]
    assert task.owner.unit == "镇农业站"
    assert not edits(sent.planned())


@pytest.mark.parametrize(
    ("title", "typed", "field", "says"),
    [
        ("走访制度", {"percent": "140%"}, "percent", "no share"),
        ("走访制度", {"percent": "30%", "finished": TODAY}, "percent", "100%"),
        ("走访制度", {"percent": None, "title": None}, "title", "cannot be taken back"),
        ("走访制度", {"action": "没有"}, "action", "is none of"),
        ("走访制度", {"action": None}, "action", "demands it"),
        ("走访制度", {"unit": "甲、乙"}, "unit", "only one unit"),
        ("走访制度", {"due": TODAY - timedelta(3)}, "due", "before the day"),
        ("走访制度", {"finished": TODAY + timedelta(3)}, "finished", "2026"),
        ("走访制度", {"parent": "秋播"}, "parent", "use the command"),
        ("秋播", {"passed": TODAY}, "passed", "use the command"),
        ("秋播", {"person": "c004"}, "person", "use the command"),
    ],
)
def test_what_a_task_cannot_be_is_refused_at_its_cell(root, title, typed, field, says):
    sent = Sent(root, "task")
    row = next(row for row in sent.rows if row["title"] == title)
    row.update({name: value if value != row[name] else "" for name, value in typed.items()})
    assert says in fault(sent.planned(), field)


def test_a_task_that_is_done_is_known_again_by_what_was_said_of_its_end(root):
    ledger = opened(root)
    task = next(row for row in shown(root, "task") if row["title"] == "走访制度")["key"]
    ledger.advance_task(task, "finish", TODAY, {"text": "已印发"})
    rows = as_read("task", shown(root, "task"))
    assert set(acts(Sheet(root, "task").planned(*rows))) == {"same"}
