"""Who was met on a visit stays who was met, whoever is the head of a household later."""

from datetime import date, timedelta

import pytest
from book_world import TODAY, example, opened
from import_world import Sheet, acts, records

DAY = date(2026, 3, 8)
CALL = {"place": "WL101", "date": DAY, "people": ["c003"], "text": "看机井。"}


@pytest.mark.parametrize("names", [["张新一"], ["张新一", "王新二"], ["王新二", "张新一"]])
def test_a_newer_copy_does_not_take_another_of_the_name_for_who_was_met(tmp_path, names):
    root = example(tmp_path / "ledger")
    homes, visits = Sheet(root, "household", "五里镇第一村"), Sheet(root, "visit")
    rows = [{"key": f"甲-0{n}", "name": name} for n, name in enumerate(("张新一", "王新二"), 1)]
    homes.taken(*rows)
    [visit] = records(visits.taken({**CALL, "household": names}))
    met = opened(root).visit(visit)[1].households
    days = [TODAY + timedelta(days=n) for n in range(1, 5)]
    split = ({**rows[0], "name": "李新三"}, rows[1], {"key": "甲-03", "name": "张新一"})
    assert acts(homes.taken(*split, day=days[0])) == ["changed", "same", "new"]
    for day, remark in zip(days[1:], ("有雨", "大雨", "晴"), strict=True):
        made = visits.taken({**CALL, "household": names, "remark": remark}, day=day)
        assert acts(made) == ["changed"]
        assert opened(root).visit(visit)[1].households == met
    assert opened(root).check() == []


def test_a_newer_copy_does_not_take_another_of_the_name_for_who_reported(tmp_path):
    root = example(tmp_path / "ledger")
    homes, issues = Sheet(root, "household", "五里镇第一村"), Sheet(root, "issue")
    homes.taken({"key": "甲-01", "name": "张新一"})
    row = {
        "key": "A-1",
        "place": "WL101",
        "text": "路灯坏了",
        "opened": DAY,
        "reporter": ["张新一"],
    }
    [issue] = records(issues.taken(row))
    met = opened(root).issue(issue).reporter
    days = [TODAY + timedelta(days=n) for n in range(1, 5)]
    split = ({"key": "甲-01", "name": "李新三"}, {"key": "甲-02", "name": "张新一"})
    assert acts(homes.taken(*split, day=days[0])) == ["changed", "new"]
    for day, said in zip(days[1:3], ("在修", "修好"), strict=True):
        assert acts(issues.taken({**row, "progress": said}, day=day)) == ["changed"]
        assert opened(root).issue(issue).reporter == met
    issues.taken({**row, "progress": "修好", "reporter": ["张甲一"]}, day=days[3])
    assert opened(root).issue(issue).reporter == "WL101-0001"
