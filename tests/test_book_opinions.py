"""Opinions as of a day: the same as was answered on that day, before anything came later."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from book_world import TODAY, example, opened

from ledger import Ledger
from ledger.errors import RefusedError
from ledger.index.opinions import OpinionFilter

FIRST = TODAY
DAYS = [FIRST + timedelta(days=n) for n in range(10)]
ASKED = [
    OpinionFilter(),
    OpinionFilter(waiting=True),
    OpinionFilter(station="WL1"),
    OpinionFilter(place="WL204", waiting=True),
    OpinionFilter(since=(FIRST + timedelta(days=2)).isoformat()),
]


def state(ledger: Ledger, asked: OpinionFilter, limit: int = 0) -> object:
    """All that is answered on opinions: rows and counts."""
    return ledger.opinions(asked, limit)


def until(asked: OpinionFilter, day: date) -> OpinionFilter:
    """As of a day that is over, with nothing heard after it."""
    return asked._replace(until=day.isoformat(), as_of=day.isoformat())


class Diary:
    """Visits, answers and promotions drawn at random, each written down on its day."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.draw = random.Random(seed)
        self.heard: list[tuple[str, int]] = []
        self.issues: list[str] = []

    def live(self, day: date) -> None:
        """One day of it."""
        ledger = opened(self.root, day)
        for _ in range(self.draw.randint(0, 2)):
            self.visit(ledger, day)
        for _ in range(self.draw.randint(0, 3)):
            self.draw.choice((self.answer, self.promote, self.move))(ledger, day)
        ledger.index.close()

    def visit(self, ledger: Ledger, day: date) -> None:
        said = [{"text": f"意见{n}"} for n in range(self.draw.randint(1, 3))]
        if self.draw.random() < 0.5:
            said[0]["answer"] = "当场答复"
        place = self.draw.choice(("WL101", "WL102", "WL204"))
        promote = {len(said): {}} if self.draw.random() < 0.3 else {}
        visit, made = ledger.add_visit(day, promote, place=place, opinions=said)
        self.issues += [issue.id for issue in made]
        self.heard += [(visit.id, n) for n in range(1, len(said) + 1)]

    def answer(self, ledger: Ledger, day: date) -> None:
        """Answer one, also one that became an issue; what was answered already is let be."""
        if self.heard:
            record, number = self.draw.choice(self.heard)
            if not ledger.visit(record)[1].opinions[number - 1].answer:
                ledger.answer_opinion(record, number, "已答复", day)

    def promote(self, ledger: Ledger, day: date) -> None:
        if self.heard:
            record, number = self.draw.choice(self.heard)
            if not ledger.visit(record)[1].opinions[number - 1].issue:
                self.issues.append(ledger.promote(record, number, day).id)

    def move(self, ledger: Ledger, day: date) -> None:
        """Let an issue go on a step."""
        if self.issues:
            record = self.draw.choice(self.issues)
            status = ledger.issue(record).status
            if status == "registered":
                ledger.advance(record, "assign", day, unit="水利站", due=day)
            elif status == "handling":
                ledger.advance(record, "submit", day, text="已办")


@pytest.mark.parametrize("seed", [1, 2])
def test_a_day_that_is_over_is_answered_as_it_was_on_that_day(tmp_path: Path, seed: int) -> None:
    root = example(tmp_path / "台账")
    diary = Diary(root, seed)
    known = {}
    for day in DAYS:
        diary.live(day)
        ledger = opened(root, day)
        known[day] = [state(ledger, asked) for asked in ASKED]
        ledger.index.close()
    ledger = opened(root, DAYS[-1] + timedelta(days=30))
    for day, answers in known.items():
        for asked, answer in zip(ASKED, answers, strict=True):
            assert state(ledger, until(asked, day)) == answer, (day, asked)
    assert known[DAYS[3]] != [
        state(ledger, asked._replace(until=DAYS[3].isoformat())) for asked in ASKED
    ]


def test_an_answer_of_later_and_an_issue_of_later_are_not_there_yet(tmp_path: Path) -> None:
    root = example(tmp_path / "台账")
    said = [{"text": "修路"}, {"text": "补灯"}, {"text": "清渠", "answer": "已请人"}]
    visit, _made = opened(root, FIRST).add_visit(FIRST, place="WL101", opinions=said)
    ledger = opened(root, DAYS[-1])
    issue = ledger.promote(visit.id, 1, FIRST + timedelta(days=3))
    ledger.advance(issue.id, "decline", FIRST + timedelta(days=5), reason="另有渠道")
    answered = ledger.answer_opinion(visit.id, 2, "已列入计划", FIRST + timedelta(days=4))
    assert answered.opinions[1].answered == FIRST + timedelta(days=4)
    asked = OpinionFilter(since=FIRST.isoformat(), place="WL101")

    def told(days: int) -> list[tuple[str, str | None, str | None]]:
        rows, counts = ledger.opinions(until(asked, FIRST + timedelta(days=days)))
        states = [row["state"] for row in rows]
        assert counts["heard"] == len(rows) == 3
        assert counts["waiting"] == states.count("open")
        assert counts["promoted"] == states.count("promoted")
        return [(row["state"], row["status"], row["answer"]) for row in rows]

    third = ("answered", None, "已请人")
    assert told(0) == [("open", None, None), ("open", None, None), third]
    assert told(3) == [("promoted", "registered", None), ("open", None, None), third]
    now = [("promoted", "declined", None), ("answered", None, "已列入计划"), third]
    assert told(4) == [("promoted", "registered", None), *now[1:]]
    assert told(5) == now


def test_an_answer_is_of_a_day_between_the_visit_and_today(tmp_path: Path) -> None:
    ledger = opened(example(tmp_path / "台账"), DAYS[5])
    visit, _made = ledger.add_visit(DAYS[2], place="WL101", opinions=[{"text": "修路"}])
    with pytest.raises(RefusedError, match=f"cannot be answered on {DAYS[1]}, before it"):
        ledger.answer_opinion(visit.id, 1, "答", DAYS[1])
    with pytest.raises(RefusedError, match="has not come yet"):
        ledger.answer_opinion(visit.id, 1, "答", DAYS[6])
    with pytest.raises(RefusedError, match="has 1 opinion; there is no number 2"):
        ledger.answer_opinion(visit.id, 2, "答", DAYS[2])
    with pytest.raises(RefusedError, match="has 1 opinion; there is no number 0"):
        ledger.promote(visit.id, 0, DAYS[2])
    at_once = ledger.answer_opinion(visit.id, 1, "答", DAYS[2]).opinions[0]
    assert (at_once.answer, at_once.answered) == ("答", None)
