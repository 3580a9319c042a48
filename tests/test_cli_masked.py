"""What goes out masked and comes back as a copy: no mask becomes a name, a number or a change."""

import csv

import pytest
from book_world import opened
from cli_world import Desk

from ledger.rules import masked
from ledger.store import yaml


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "来件"
    found.mkdir()
    return found


def copy(desk: Desk, folder, kind, level):
    """The rows of an export without the workbook that knows them."""
    path = folder / f"{kind}-{level}.csv"
    desk.run("export", str(path), "--kind", kind, "--level", level)
    return path


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def change(path, edit):
    found = rows(path)
    for row in found:
        edit(row)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, found[0])
        writer.writeheader()
        writer.writerows(found)


def registers(desk):
    return {path.name: path.read_bytes() for path in (desk.root / "households").iterdir()}


def test_a_register_for_everybody_is_refused_by_its_cells_and_says_what_to_do(desk, folder):
    path = copy(desk, folder, "household", "public")
    before = registers(desk)
    told = desk.run("import", str(path), "--skip-bad", "--format", "json", exits=8).data
    assert {row["becomes"] for row in told["rows"]} == {"refused"}
    faults = [fault for row in told["rows"] for fault in row["faults"]]
    named = [fault for fault in faults if fault["field"] == "name"]
    assert len(named) == len(told["rows"])
    assert all("take in the register that is not masked" in fault["sentence"] for fault in named)
    assert all("!" in fault["cell"] for fault in faults)
    assert any(fault["field"] == "phone" for fault in faults)
    assert registers(desk) == before


def test_a_register_for_handlers_overwrites_nothing_with_its_masks(desk, folder):
    path = copy(desk, folder, "household", "handler")
    assert any(masked.address(row["住址"]) for row in rows(path))
    told = desk.json("import", str(path))
    assert told["counts"]["refused"] == told["counts"]["changed"] == told["counts"]["new"] == 0
    change(path, lambda row: row.update({"人口": "9"}))
    before = registers(desk)
    told = desk.json("import", str(path))
    assert told["counts"]["changed"] == len(told["rows"])
    for name, body in before.items():
        old, new = (yaml.parse(text, name) for text in (body, registers(desk)[name]))
        for one, other in zip(old["households"], new["households"], strict=True):
            assert other in ({**one, "size": 9}, one)


def told_of(desk, path):
    """What an import would do, whether or not rows of it are refused."""
    from cli_world import call

    return call("-C", str(desk.root), "import", str(path), "--dry-run", "--format", "json").data


@pytest.mark.parametrize("level", ["public", "handler"])
def test_a_masked_copy_of_issues_that_stand_here_says_nothing_new(desk, folder, level):
    said = "张甲一家停电，电话13800001234"
    asked = ("--reporter", "WL101-0001", "--confidential")
    record = desk.json("issue", "register", "--title", said, "--place", "WL101", *asked)["id"]
    given = ("--unit", "镇供电所", "--measures", f"查线路：{said}", "--due", "2026-12-05")
    desk.run("issue", "assign", record, *given)
    desk.run("issue", "progress", record, "--text", f"已查：{said}")
    path = copy(desk, folder, "issue", level)
    (row,) = [row for row in rows(path) if row["问题编号"] == record]
    assert "张甲一" not in str(row)
    assert "138****1234" in row["整改措施"]
    told = told_of(desk, path)
    assert {row["becomes"] for row in told["rows"] if row["record"]} == {"same"}
    change(path, lambda row: row.update({"办理情况": row["办理情况"] + "，已修好"}))
    (row,) = [row for row in told_of(desk, path)["rows"] if row["record"] == record]
    assert [change[0] for change in row["changes"]] == ["progress"]


@pytest.mark.parametrize("level", ["public", "handler"])
def test_a_masked_copy_of_visits_that_stand_here_says_nothing_new(desk, folder, level):
    given = ("--household", "WL101-0001", "--person", "c003", "--on", "2026-11-20")
    said = ("--text", "张甲一说起停电", "--opinion", "请打13800001234")
    desk.run("visit", "add", "--place", "WL101", *given, *said)
    path = copy(desk, folder, "visit", level)
    assert any(masked.number(str(row)) for row in rows(path)) == (level == "public")
    assert {row["becomes"] for row in told_of(desk, path)["rows"]} == {"same"}


def test_people_of_a_masked_sheet_are_nobody_in_another_ledger(desk, folder):
    path = copy(desk, folder, "issue", "public")
    change(
        path, lambda row: row.update({"问题编号": "", "反映人": "张某", "联系电话": "138****1234"})
    )
    told = desk.json("import", str(path), "--skip-bad")
    assert told["counts"]["new"]
    ledger = opened(desk.root)
    new = [ledger.issue(row["record"]) for row in told["rows"] if row["becomes"] == "new"]
    assert {issue.reporter for issue in new} == {None}
    assert all(any("masked" in n for n in row["notes"]) for row in told["rows"] if row["record"])
    assert desk.json("check")["rows"] == []
