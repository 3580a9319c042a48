"""Who is named in what somebody typed: found wherever their register is, however it is written."""

import pytest
from book_world import TODAY, example, opened
from cli_world import Desk

from ledger.book import exporting
from ledger.book.exporting.extract import Asked, Extract

NAME, NUMBER = "欧阳甲一", "137-1234-5678"


def shown(ledger, kind, record, level, field="title"):
    found = exporting.rows(ledger, kind, level=level)
    return next(row[field] for row in found if row["key"] == record)


@pytest.fixture(name="ledger")
def _ledger(tmp_path):
    ledger = opened(example(tmp_path / "ledger"))
    ledger.add_household(place="WL101", name=NAME, phone=NUMBER, confidential=True)
    ledger.add_household(place="WL101", name="阿拉坦·图")
    return ledger


@pytest.mark.parametrize("place", ["WL101", "WL1", "WL", "YJ"])
@pytest.mark.parametrize("level", ["public", "handler"])
def test_sheets_of_all_above_a_village_name_nobody_of_it(ledger, place, level):
    said = {"title": f"看望{NAME}", "place": place, "station": "WL1"}
    task = ledger.add_task(TODAY, kind="plan", due=TODAY, **said)
    assert shown(ledger, "task", task.id, level) == "看望欧阳某"


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("欧阳　甲一来过", "欧阳某来过"),
        ("欧 阳 甲 一来过", "欧某来过"),
        ("阿拉坦•图、阿拉坦图", "阿某、阿某"),
    ],
)
def test_a_name_is_masked_with_blanks_or_another_dot_in_it(ledger, said, masked):
    issue = ledger.register(TODAY, place="WL101", title=said)
    assert shown(ledger, "issue", issue.id, "public") == masked
    told = {"kind": "training", "text": "记", "place": "WL1"}
    ledger.add_activity(TODAY, title=said, **told)
    found = Extract(ledger, Asked("activity", TODAY, group="title"), ["key"])
    assert [*found.groups()] == [masked]


@pytest.mark.parametrize("said", ["13712345678", "137 1234 5678", "137－１２３４－5678", NUMBER])
def test_who_settles_it_reads_no_number_of_a_confidential_household(ledger, said):
    title = f"联系{said}或13987654321"
    issue = ledger.register(TODAY, place="WL102", title=title)
    assert shown(ledger, "issue", issue.id, "handler") == "联系137****5678或13987654321"


def test_a_number_with_the_code_of_the_country_is_the_same_one(ledger):
    issue = ledger.register(TODAY, place="WL102", title="联系+8613712345678")
    assert shown(ledger, "issue", issue.id, "handler") == "联系+861******5678"


def test_all_that_somebody_types_of_an_activity_or_a_task_is_masked(ledger):
    held = {"kind": "training", "title": "培训", "text": "记", "place": "WL101"}
    held, _made = ledger.add_activity(TODAY, channel=f"{NAME}微信群", **held)
    assert shown(ledger, "activity", held.id, "public", "channel") == "欧阳某微信群"


def test_a_subject_that_no_list_has_is_masked_in_cells_and_titles(tmp_path):
    root = example(tmp_path / "ledger")
    ledger = opened(root)
    settings = (root / "ledger.yaml").read_text("utf-8")
    head, _list, rest = settings.partition("\ncategories:")
    tail = rest.split("\n")
    kept = next(n for n, line in enumerate(tail) if n and line[:1] not in ("-", " ", "#"))
    (root / "ledger.yaml").write_text("\n".join([head, "categories: []", *tail[kept:]]), "utf-8")
    ledger.adopt()
    ledger.add_household(place="WL101", name=NAME)
    issue = ledger.register(TODAY, place="WL101", title="补贴", category=f"{NAME}家13712345678")
    assert shown(ledger, "issue", issue.id, "public", "category") == "欧阳某家137****5678"
    titles = Extract(ledger, Asked("issue", TODAY, "public", group="category"), ["key"]).groups()
    assert "欧阳某家137****5678" in titles


def test_no_filter_names_anybody_in_the_history(tmp_path):
    desk = Desk(example(tmp_path / "账"))
    desk.run("household", "add", "--place", "WL101", "--name", NAME)
    asked = ("--owner", f"{NAME}13712345678", "--level", "internal", "--reason", "核对")
    desk.run("export", str(tmp_path / "a.csv"), *asked)
    assert "Filters: --owner 欧阳某137****5678\n" in desk.git("log", "-1", "--format=%B")
