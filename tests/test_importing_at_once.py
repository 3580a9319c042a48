"""What rows are held against is read for all of them at once: no row starts a git of its own."""

import sys
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from book_world import TODAY, opened
from import_world import Sheet, acts
from return_world import Sent
from return_world import acts as changes

from ledger.records.household import Register
from ledger.rules.clocks import Limit
from ledger.rules.deadlines import Meaning
from ledger.store import form

NEXT = TODAY + timedelta(1)
FEW, MANY = 2, 8
_counted: list[int] = []


def _heard(event, _args):
    if event == "subprocess.Popen" and _counted:
        _counted[-1] += 1


sys.addaudithook(_heard)


@contextmanager
def processes():
    """Counts the processes that are started within; Python itself tells of each."""
    _counted.append(0)
    found = []
    try:
        yield found
    finally:
        found.append(_counted.pop())


def issue(number, said):
    opened_on = date(2026, 3, 2) + timedelta(number)
    facts = {"place": "WL101", "text": f"第{number}盏路灯不亮", "opened": opened_on}
    return {**facts, "key": f"{number}", "unit": "镇水务站", "progress": f"已联系{said}"}


def visit(number, said):
    facts = {"place": "WL101", "date": date(2026, 3, 2) + timedelta(number), "people": ["c002"]}
    return {**facts, "text": f"第{number}次入户。", "opinion": f"路灯坏了{said}"}


def household(number, said):
    return {
        "place": "WL103",
        "name": f"张甲{'甲乙丙丁戊己庚辛壬癸'[number]}",
        "size": 2 + len(said),
    }


def task(number, said):
    limit = Meaning(None, Limit(3, "month"), long_term=False, word="三个月内")
    facts = {"kind": "重点工作", "place": "WL101", "title": f"第{number}项任务", "due": limit}
    return {**facts, "opened": date(2026, 3, 2), "unit": ["镇政府"], "progress": f"路基{said}"}


def activity(number, said):
    facts = {"kind": "月底小结会", "date": date(2026, 3, 2) + timedelta(number), "chair": ["c001"]}
    more = {"place": "二楼", "people": ["c002"], "expected": 5, "present": 3}
    return {**facts, **more, "title": f"第{number}次会", "decisions": f"1.清淤\n2.修路{said}"}


KINDS = [issue, visit, household, task, activity]


@pytest.mark.parametrize("said", ["", "了"], ids=["same", "changed"])
@pytest.mark.parametrize("row", KINDS)
def test_a_newer_copy_starts_as_few_processes_for_many_rows_as_for_few(root, row, said):
    sheet = Sheet(root, row.__name__)
    sheet.taken(*(row(number, "") for number in range(MANY)))
    opened(root, NEXT).index.db  # noqa: B018 - brought up to date, which takes processes too
    started = []
    for count in (FEW, MANY):
        with processes() as counted:
            made = sheet.planned(*(row(number, said) for number in range(count)), day=NEXT)
        assert acts(made) == [("changed" if said else "same")] * count
        started += counted
    assert started[0] == started[1]


@pytest.mark.parametrize(
    ("kind", "field", "new"),
    [
        ("issue", "title", "改过的事"),
        ("visit", "text", "改过的话"),
        ("household", "group", "九组"),
        ("station", "contact", "0919-0000000"),
    ],
)
def test_edited_rows_that_come_back_start_no_process_each(root, kind, field, new):
    if kind == "household":
        Sheet(root, kind).taken(*(household(number, "") for number in range(MANY)))
    started = []
    for count in (1, 4):
        sent = Sent(root, kind)
        for row in sent.rows[:count]:
            row[field] = new
        with processes() as counted:
            made = sent.planned()
        assert changes(made) == ["changed"] * count
        started += counted
    assert started[0] == started[1]


def test_rows_of_one_register_change_it_one_after_the_other(root):
    Sheet(root, "household").taken(*(household(number, "") for number in range(4)))
    path = root / "households" / "WL103.yaml"
    path.write_text("# 村里自己记的\n" + path.read_text("utf-8"), "utf-8")
    git = opened(root).git
    git.write("add", "--", "households")
    git.write(
        "-c", "user.name=c002", "-c", "user.email=c002@ledger.invalid", "commit", "-qm", "手改"
    )
    sent = Sent(root, "household")
    first, second, third, fourth = (row for row in sent.rows if row["place"] == "五里镇第三村")
    first.update(size=9, staff="c003")
    second.update(size=8)
    third.update(size=7, staff="无此人")
    fourth.update(staff="c004")
    made = sent.taken()
    assert changes(made) == ["changed", "changed", "refused", "changed"]
    told = path.read_text("utf-8")
    assert told.startswith("# 村里自己记的\n")
    homes = form.read(Register, told.encode(), "").households
    assert [(home.size, home.staff) for home in homes] == [
        (9, "c003"),
        (8, None),
        (2, None),
        (2, "c004"),
    ]
