"""Undoing: one commit more that puts back what an operation did, record by record."""

import os
import subprocess

import pytest
from book_world import NOW, TODAY, opened

from ledger.errors import AmbiguousIdError, InTheWayError, RefusedError, UnknownRecordError
from ledger.records import paths


def village(ledger):
    return next(row["code"] for row in ledger.places() if row["registers"])


def another(ledger):
    """Somebody else at the same ledger."""
    who = next(row["person"] for row in ledger.staff() if row["person"] != ledger.who)
    other = opened(ledger.git.root)
    other._who = who
    return other


def tree(ledger):
    """All files of the ledger, as committed and as they stand."""
    committed = dict(ledger.git.tree(ledger.git.head()))
    assert ledger.edits(fully=True).files == []
    for path in committed:
        assert (ledger.git.root / path).read_bytes() == ledger.git.file(path)
    return committed


def whole(ledger):
    assert ledger.check() == []
    return tree(ledger)


def lamp(ledger, title="路灯", **facts):
    return ledger.register(TODAY, title=title, place=village(ledger), **facts)


def visit(ledger, text="走访", **fields):
    return ledger.add_visit(TODAY, place=village(ledger), text=text, **fields)[0]


def by_hand(ledger, path, text):
    (ledger.git.root / path).parent.mkdir(parents=True, exist_ok=True)
    (ledger.git.root / path).write_text(text, encoding="utf-8")
    who = ["-c", "user.name=c009", "-c", "user.email=c009@x"]
    dates = {f"GIT_{who}_DATE": NOW.isoformat() for who in ("AUTHOR", "COMMITTER")}
    moment = {**os.environ, **dates}
    for argv in (["add", "--", path], [*who, "commit", "-qm", "by hand"]):
        subprocess.run(["git", *argv], cwd=ledger.git.root, check=True, env=moment)


def test_an_undone_registration_leaves_nothing(ledger):
    before = whole(ledger)
    issue = lamp(ledger)
    undone = ledger.undo()
    assert undone.operation.command == "issue register"
    assert undone.operation.records == (issue.id,)
    assert whole(ledger) == before
    assert not (ledger.git.root / paths.issue(issue.id)).exists()
    with pytest.raises(UnknownRecordError):
        ledger.find(issue.id)


def test_history_is_added_to_and_never_rewritten(ledger):
    lamp(ledger)
    head = ledger.git.head()
    ledger.undo()
    undo, registered = ledger.operations(2)
    assert undo.parents == (head,) == (registered.commit,)
    assert (undo.command, undo.undoes, undo.undone) == ("undo", registered.id, False)
    assert registered.undone


def test_undo_walks_back_and_redo_forward(ledger):
    trees = [whole(ledger)]
    issue = lamp(ledger)
    trees.append(tree(ledger))
    for verb in ("assign", "press", "note"):
        fields = {"assign": {"unit": "经发办"}, "note": {"text": "问过"}}.get(verb, {})
        ledger.advance(issue.id, verb, TODAY, **fields)
        trees.append(tree(ledger))
    for earlier in reversed(trees[:-1]):
        ledger.undo()
        assert whole(ledger) == earlier
    for later in trees[1:]:
        ledger.redo()
        assert whole(ledger) == later


def test_an_undo_is_undone_by_its_name_too(ledger):
    lamp(ledger)
    after = whole(ledger)
    undo = ledger.undo()
    ledger.undo(undo.id.lower())
    assert whole(ledger) == after
    with pytest.raises(RefusedError, match="has undone nothing"):
        ledger.redo()


def test_what_was_redone_can_be_undone_again(ledger):
    before = whole(ledger)
    lamp(ledger)
    ledger.undo()
    ledger.redo()
    ledger.undo()
    assert whole(ledger) == before
    ledger.redo()
    assert whole(ledger) != before


def test_a_visit_and_its_issue_go_together(ledger):
    before = whole(ledger)
    ledger.add_visit(TODAY, {1: {}}, place=village(ledger), opinions=[{"text": "修路"}])
    ledger.undo()
    assert whole(ledger) == before


def test_the_visits_of_others_on_the_page_stay(ledger):
    mine = visit(ledger, "甲")
    theirs = visit(another(ledger), "乙")
    ledger.undo()
    whole(ledger)
    assert ledger.visit(theirs.id)[1] == theirs
    with pytest.raises(UnknownRecordError):
        ledger.find(mine.id)
    ledger.redo()
    assert ledger.visit(mine.id)[1] == mine
    assert ledger.visit(theirs.id)[1] == theirs


def test_a_page_goes_with_its_last_visit_and_comes_back(ledger):
    before = whole(ledger)
    other = another(ledger)
    first, second = visit(ledger, "甲"), visit(other, "乙")
    ledger.undo()
    other.undo()
    assert whole(ledger) == before
    ledger.redo()
    assert ledger.visit(first.id)[1] == first
    other.redo()
    assert other.visit(second.id)[1] == second
    whole(ledger)


def test_the_households_of_others_in_the_register_stay(ledger):
    place = village(ledger)
    mine = ledger.add_household(place=place, name="甲大田")
    theirs = another(ledger).add_household(place=place, name="乙小河")
    ledger.undo()
    whole(ledger)
    assert [h["id"] for h in ledger.households(place)][-1] == theirs.id
    with pytest.raises(UnknownRecordError):
        ledger.household(mine.id)


def test_a_register_kept_by_hand_keeps_its_comments(ledger):
    place = village(ledger)
    path = paths.register(place)
    mine = ledger.add_household(place=place, name="甲大田")
    text = (ledger.git.root / path).read_text(encoding="utf-8")
    by_hand(ledger, path, f"# 手工维护\n{text}")
    ledger.undo()
    said = (ledger.git.root / path).read_text(encoding="utf-8")
    assert said.startswith("# 手工维护\n")
    assert mine.id not in said
    ledger.redo()
    assert ledger.household(mine.id) == mine
    assert (ledger.git.root / path).read_text(encoding="utf-8").startswith("# 手工维护\n")
    whole(ledger)


def test_a_record_touched_since_is_named_with_who_and_how(ledger):
    issue = lamp(ledger)
    other = another(ledger)
    other.advance(issue.id, "press", TODAY)
    pressed = ledger.operations(1)[0]
    head = ledger.git.head()
    with pytest.raises(RefusedError) as refused:
        ledger.undo()
    said = refused.value.sentence()
    assert issue.id in said
    assert f"by {other.who} on 2026-11-21, operation {pressed.id}" in said
    assert ledger.git.head() == head
    other.undo()
    ledger.undo()
    whole(ledger)


def test_a_visit_touched_since_is_named_and_its_neighbours_are_not(ledger):
    first = visit(ledger, "甲", opinions=[{"text": "修路"}])
    added = ledger.operations(1)[0]
    second = visit(another(ledger), "乙")
    another(ledger).promote(first.id, 1, TODAY)
    with pytest.raises(RefusedError) as refused:
        ledger.undo(added.id)
    assert first.id in refused.value.sentence()
    assert second.id not in refused.value.sentence()


def test_what_others_rest_on_is_not_taken_from_under_them(ledger):
    heard = visit(ledger, "甲")
    added = ledger.operations(1)[0]
    two = another(ledger).register(TODAY, title="乙", place=village(ledger), visit=heard.id)
    head = ledger.git.head()
    with pytest.raises(RefusedError, match="rest on it") as refused:
        ledger.undo(added.id)
    assert two.id in refused.value.sentence()
    assert ledger.git.head() == head
    assert ledger.check() == []


def test_an_issue_into_which_another_was_merged_since_stays(ledger):
    """The merging is written on both, so the registration is not the last word on it."""
    one = lamp(ledger, "甲")
    added = ledger.operations(1)[0]
    two = another(ledger).register(TODAY, title="乙", place=village(ledger))
    another(ledger).advance(two.id, "merge", TODAY, into=one.id)
    head = ledger.git.head()
    with pytest.raises(RefusedError, match="changed since") as refused:
        ledger.undo(added.id)
    assert one.id in refused.value.sentence()
    assert ledger.git.head() == head
    assert ledger.check() == []


def test_a_household_that_an_issue_names_stays(ledger):
    home = ledger.add_household(place=village(ledger), name="甲大田")
    added = ledger.operations(1)[0]
    lamp(another(ledger), reporter=home.id)
    with pytest.raises(RefusedError, match="rest on it"):
        ledger.undo(added.id)


def test_a_place_touched_since_is_named_too(ledger):
    path = paths.station(village(ledger))
    for note in ("甲", "乙"):
        text = (ledger.git.root / path).read_text(encoding="utf-8").partition("note:")[0]
        by_hand(ledger, path, f"{text}note: {note}\n")
    with pytest.raises(RefusedError, match=rf"{village(ledger)} \(by c009 on"):
        ledger.undo(ledger.operations(2)[1].id)


def test_a_batch_goes_as_one(ledger):
    before = whole(ledger)
    from ledger.book import issues

    with ledger.writing("import") as writing:
        made = [
            issues.register(writing, TODAY, {"title": f"路灯{n}", "place": village(ledger)}).id
            for n in range(120)
        ]
        writing.commit("import", made)
    assert ledger.operations(1)[0].count == 120
    ledger.advance(made[7], "press", TODAY)
    batch = ledger.operations(2)[1]
    with pytest.raises(RefusedError, match=made[7]):
        ledger.undo(batch.id)
    ledger.undo()
    assert ledger.undo().operation.count == 120
    assert whole(ledger) == before


def test_a_commit_by_plain_git_is_undone_by_the_beginning_of_its_id(ledger):
    before = whole(ledger)
    path = paths.station(village(ledger))
    text = (ledger.git.root / path).read_text(encoding="utf-8")
    by_hand(ledger, path, text + "note: 手工\n")
    ledger.undo(ledger.git.head()[:8])
    assert whole(ledger) == before
    assert ledger.operations(2)[1].command == ""


def test_only_ones_own_operations_are_undone_unasked(ledger):
    lamp(another(ledger))
    with pytest.raises(RefusedError, match="no operation left to undo"):
        ledger.undo()


def test_an_operation_is_named_by_any_part_and_in_full_width(ledger):
    before = whole(ledger)
    lamp(ledger)
    name = ledger.operations(1)[0].id
    wide = "".join(chr(ord(c) + 0xFEE0) for c in name[2:7].lower())
    ledger.undo(wide)
    assert whole(ledger) == before


@pytest.mark.parametrize("typed", ["", "12", "../x", "--all", "￥￥￥", "0" * 40])
def test_an_unknown_operation_is_said_to_be_unknown(ledger, typed):
    with pytest.raises(UnknownRecordError, match="operation"):
        ledger.undo(typed)


def test_an_unclear_part_shows_what_it_fits(ledger):
    from ledger.book import places

    for number in range(2):
        with ledger.writing("household add") as writing:
            writing.op = f"ABCD000{number}"
            places.add_household(writing, {"place": village(ledger), "name": "甲大田"})
            writing.commit("household", [])
    with pytest.raises(AmbiguousIdError, match="ABCD0001, ABCD0000"):
        ledger.undo("abcd")
    ledger.undo("0001")


def test_an_operation_is_undone_once(ledger):
    lamp(ledger)
    name = ledger.operations(1)[0].id
    ledger.undo()
    with pytest.raises(RefusedError, match="undone already"):
        ledger.undo(name)


def test_there_is_nothing_before_the_beginning(ledger):
    with pytest.raises(RefusedError, match="begins"):
        ledger.undo(ledger.git.head()[:8])


def test_a_hand_edit_stops_an_undo_and_survives(ledger):
    issue = lamp(ledger)
    path = ledger.git.root / paths.issue(issue.id)
    path.write_text(path.read_text(encoding="utf-8") + "# 我的话\n", encoding="utf-8")
    edited = path.read_bytes()
    with pytest.raises(InTheWayError):
        ledger.undo()
    assert path.read_bytes() == edited
