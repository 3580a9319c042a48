"""What sheets show of an earlier day, and of what was put off meanwhile."""

from datetime import date

import pytest
from book_world import TODAY, example, opened

from ledger.book import exporting
from ledger.book.exporting.extract import Asked, Extract

REJECTED = {"checker": "c003", "text": "没修好"}


def rows(ledger, kind, record, **asked):
    return [row for row in exporting.rows(ledger, kind, **asked) if row["key"] == record]


@pytest.mark.parametrize("last", ["resume", "return", "assign"])
def test_words_of_a_deadline_go_once_it_was_put_off(tmp_path, last):
    ledger = opened(example(tmp_path / "ledger"))
    record = ledger.register(date(2026, 11, 2), place="WL101", title="路灯不亮").id
    given = {"unit": "供电所", "measures": "换灯", "due": date(2026, 11, 12), "word": "十天内"}
    ledger.advance(record, "assign", date(2026, 11, 2), **given)
    assert [row["due"] for row in rows(ledger, "issue", record)] == ["十天内"]
    verb, said = ("escalate", {"to": "镇党委"}) if last == "return" else ("pause", {})
    ledger.advance(record, verb, date(2026, 11, 3), reason="等材料", **said)
    if last == "return":
        ledger.advance(record, "return", TODAY, text="自办")
    else:
        ledger.advance(record, "resume", TODAY)
    if last == "assign":
        ledger.advance(record, "assign", TODAY, unit="供电所", person="c003")
    stands = rows(ledger, "issue", record)
    assert [row["due"] for row in stands] == [date(2026, 11, 30)]
    assert rows(ledger, "issue", record, as_of=date(2026, 11, 4))[0]["due"] == "十天内"
    ledger.advance(record, "assign", TODAY, **{**given, "due": TODAY, "word": "立行立改"})
    assert [row["due"] for row in rows(ledger, "issue", record)] == ["立行立改"]


def test_what_became_of_an_opinion_later_stands_in_no_sheet_of_before(tmp_path):
    ledger = opened(example(tmp_path / "ledger"))
    heard, later = date(2026, 11, 16), date(2026, 11, 19)
    said = [{"text": "路灯不亮"}, {"text": "要修渠"}, {"text": "问补贴", "answer": "当场说清"}]
    visit, _made = ledger.add_visit(heard, place="WL101", opinions=said, body="村委会")
    ledger.answer_opinion(visit.id, 1, "已报修", later)
    ledger.promote(visit.id, 2, later)

    def shown(day):
        found = rows(ledger, "visit", visit.id, as_of=day)
        return [(row["answer"], row["promote"]) for row in found]

    before = [(None, "否"), (None, "否"), ("当场说清", "否")]
    assert shown(date(2026, 11, 18)) == before
    assert shown(later) == [("已报修", "否"), (None, "是"), ("当场说清", "否")]
    assert shown(TODAY) == shown(later)


def test_a_sheet_of_places_has_those_that_there_are_on_its_day(tmp_path):
    ledger = opened(example(tmp_path / "ledger"))
    ledger.edit_station("WL309", TODAY, until=date(2026, 10, 31), into="WL308")
    ledger.edit_station("WL308", TODAY, since=date(2026, 3, 1))

    def shown(day):
        codes = {row["code"] for row in exporting.rows(ledger, "station", as_of=day)}
        return codes & {"WL308", "WL309"}

    assert shown(date(2026, 2, 28)) == {"WL309"}
    assert shown(date(2026, 10, 31)) == {"WL308", "WL309"}
    assert shown(TODAY) == {"WL308"}


def test_a_sheet_of_households_has_who_was_paired_and_the_cards_of_its_day(tmp_path):
    ledger = opened(example(tmp_path / "ledger"))
    record = ledger.add_household(place="WL101", name="李试户").id
    ledger.pair(record, "c003", date(2026, 3, 1))
    ledger.pair(record, "c004", date(2026, 4, 2))
    ledger.pair(record, None, date(2026, 9, 1))
    ledger.card(record, date(2026, 4, 2))
    months = {2: (None, None), 3: ("c003", None), 5: ("c004", date(2026, 4, 2))}
    months[10] = (None, date(2026, 4, 2))
    for month, shown in months.items():
        on = date(2026, month, 15)
        (row,) = rows(ledger, "household", record, as_of=on, level="internal")
        assert (row["staff"], row["card"]) == shown
        asked = Asked("household", on, "internal", "WL101", "staff", {record})
        assert [one.group for one in Extract(ledger, asked, ["staff"]).found] == [shown[0]]


@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        ([("witness", {})], "已签"),
        ([("witness", {"sign": "refused", "text": "没修好"})], "拒签"),
        ([("witness", {"sign": "refused", "text": "没修好"}), ("reject", REJECTED)], None),
        ([("witness", {}), ("reopen", {"reason": "又坏", "basis": "回访"})], None),
    ],
)
def test_whether_the_people_signed_stands_in_its_column(tmp_path, steps, shown):
    root = example(tmp_path / "ledger")
    settings = (root / "ledger.yaml").read_text("utf-8")
    witnessed = settings.replace("{step: accept}, {step: sign, text: true}", "{step: witness}")
    assert witnessed != settings
    (root / "ledger.yaml").write_text(witnessed, "utf-8")
    ledger = opened(root)
    ledger.adopt()
    facts = {"category": "基础设施建设/道路"}
    record = ledger.register(
        TODAY, place="WL101", title="路灯不亮", stream="supervision", **facts
    ).id
    given = {"person": "c003", "measures": "换灯", "due": date(2026, 12, 12)}
    for verb, said in [("assign", given), ("submit", {"text": "换了"}), *steps]:
        ledger.advance(record, verb, TODAY, **said)
    assert [row["witness"] for row in rows(ledger, "issue", record)] == [shown]
