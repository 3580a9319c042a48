"""What became an issue keeps it, wherever it stands in the sheet that comes again."""

from datetime import timedelta

import pytest
from book_world import TODAY, opened
from import_world import COVERT, Sheet, faults, records
from return_world import Sent
from return_world import acts as changes

LATER = TODAY + timedelta(days=1)
FOUND = ["值班人员不在岗", "台账未更新"]


@pytest.fixture
def sheet(root):
    return Sheet(root, "activity")


@pytest.fixture
def found(root, sheet):
    """An activity of two findings, the first of which became an issue, and that issue."""
    [record] = records(sheet.taken({**COVERT, "findings": "\n".join(FOUND)}))
    return record, opened(root).promote_finding(record, 1, TODAY, stream="found").id


def points(root, record):
    return [(one.text, one.issue) for one in opened(root).activity(record).findings]


SAID = [
    FOUND[::-1],
    ["厕所脏乱", *FOUND],
    ["两名值班人员不在岗", "厕所脏乱"],
    ["台账未更新", "值班人员有两人不在岗"],
]


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("way", ["sheet", "workbook"])
def test_a_finding_keeps_its_issue_in_whatever_order_they_stand(root, sheet, found, said, way):
    record, issue = found
    if way == "sheet":
        sheet.taken({**COVERT, "findings": "\n".join(said)}, day=LATER)
    else:
        sent = Sent(root, "activity", day=LATER)
        sent.of(record)["findings"] = "\n".join(said)
        assert changes(sent.taken(LATER)) == ["changed"]
    kept = [text for text, of in points(root, record) if of == issue]
    assert [text for text, _of in points(root, record)] == said
    assert kept == [text for text in said if "值班人员" in text]
    assert opened(root).check() == []


@pytest.mark.parametrize("way", ["sheet", "workbook"])
def test_a_finding_that_became_an_issue_is_not_taken_away(root, sheet, found, way):
    record, issue = found
    said = "厕所脏乱\n台账未更新"
    if way == "sheet":
        made = sheet.planned({**COVERT, "findings": said}, day=LATER)
    else:
        sent = Sent(root, "activity", day=LATER)
        sent.of(record)["findings"] = said
        made = sent.planned(LATER)
    assert (faults(made).keys(), made.files) == ({"findings"}, {})
    assert issue in faults(made)["findings"]
