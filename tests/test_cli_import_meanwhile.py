"""Somebody else writes between the plan of a sheet and the answer to it."""

import odd_files
import pytest
from cli_world import call
from odd_files import HEAD, ROW, table

from ledger.commands import arriving

ENDS = "Take them in"
ANOTHER = ("visit", "add", "--place", "WL102", "--text", "一切照旧")


class Meanwhile(str):
    """An answer at a terminal that comes after somebody else has done something."""

    __slots__ = ("done",)

    def encode(self, *coding):
        self.done()
        return super().encode(*coding)


def after(done, answer="1\n"):
    said = Meanwhile(answer)
    said.done = done
    return said


@pytest.fixture(name="path")
def _path(tmp_path):
    path = tmp_path / "台账.xlsx"
    table(path, HEAD, ROW)
    return path


def count(desk):
    return desk.json("list", "--limit", "1")["total"]


def test_a_write_elsewhere_makes_nobody_answer_again(desk, path):
    had = count(desk)
    heard = desk.talk("import", str(path), answers=[(ENDS, after(lambda: desk.run(*ANOTHER)))])
    assert heard.count(ENDS) == 1
    assert "1 new" in heard
    assert count(desk) == had + 1
    assert desk.git("log", "-2", "--format=%s").splitlines()[1].startswith("add visit")
    assert desk.git("status", "--porcelain") == ""


def test_what_was_explained_of_words_is_kept_though_somebody_wrote(desk, tmp_path):
    path = tmp_path / "流水.csv"
    rows = (["五里镇第一村流水"], ["说了啥", "几时", "哪个村"], ["路灯损坏", "2026-03-05", "WL101"])
    path.write_bytes(odd_files.text(*rows))
    answers = [
        ("Which row heads the columns", "1\n"),
        ("What is each row of the table", "issue\n"),
        ("Column “说了啥”", "问题描述\n"),
        ("Column “几时”", "登记日期\n"),
        ("Column “哪个村”", "村\n"),
        (ENDS, after(lambda: desk.run(*ANOTHER))),
    ]
    desk.talk("import", str(path), answers=answers)
    assert len(list((desk.root / "maps").iterdir())) == 1


def test_a_plan_that_has_become_another_is_shown_and_agreed_to_anew(desk, path, tmp_path):
    other = tmp_path / "另一份.xlsx"
    table(other, HEAD, ROW)
    more = [*ROW[:2], "桥栏断裂", *ROW[3:]]
    table(path, HEAD, ROW, more)
    taken = after(lambda: desk.run("import", str(other)))
    heard = desk.talk("import", str(path), answers=[(ENDS, taken), (ENDS, "1\n")])
    assert "written by somebody else meanwhile; the plan is this now" in heard
    assert "1 new, 0 changed, 1 the same" in heard


def test_a_new_plan_may_be_declined(desk, path, tmp_path):
    other = tmp_path / "另一份.xlsx"
    table(other, HEAD, ROW)
    table(path, HEAD, ROW, [*ROW[:2], "桥栏断裂", *ROW[3:]])
    taken = after(lambda: desk.run("import", str(other)))
    desk.talk("import", str(path), answers=[(ENDS, taken), (ENDS, "2\n")], exits=130)
    assert desk.git("log", "-1", "--format=%s").startswith("import")
    assert "桥栏断裂" not in desk.run("list").out


@pytest.fixture(name="overtaken")
def _overtaken(desk, monkeypatch):
    """Lets somebody else do something once a sheet is planned."""

    def by(*argv):
        plan = arriving.plan

        def planned(here, wanted):
            arrived = plan(here, wanted)
            monkeypatch.setattr(arriving, "plan", plan)
            assert call("-C", str(desk.root), *argv).code == 0
            return arrived

        monkeypatch.setattr(arriving, "plan", planned)

    return by


def test_off_a_terminal_the_same_plan_goes_on(desk, path, overtaken):
    had = count(desk)
    overtaken(*ANOTHER)
    assert "1 new" in desk.run("import", str(path)).out
    assert count(desk) == had + 1


def test_off_a_terminal_another_plan_is_refused(desk, path, tmp_path, overtaken):
    other = tmp_path / "另一份.xlsx"
    table(other, HEAD, ROW)
    table(path, HEAD, ROW, [*ROW[:2], "桥栏断裂", *ROW[3:]])
    overtaken("import", str(other))
    assert "somebody else meanwhile" in desk.run("import", str(path), exits=5).err
    assert "桥栏断裂" not in desk.run("list").out
