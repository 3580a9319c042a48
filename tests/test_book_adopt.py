"""Hand edits: shown for what they are, taken in as events, or put back; never lost."""

import os
import subprocess

import pytest
from book_world import NOW, TODAY

from ledger import words
from ledger.errors import InvalidRecordError, RefusedError
from ledger.records import paths


@pytest.fixture
def issue(ledger):
    made = ledger.register(TODAY, title="路灯", text="不亮", place=village(ledger))
    return ledger.advance(made.id, "assign", TODAY, unit="经发办", measures="更换")


@pytest.fixture
def page(ledger):
    for text in ("甲", "乙"):
        visit, _made = ledger.add_visit(TODAY, place=village(ledger), text=text)
    return next(p for p, _ in ledger.git.tree("HEAD") if ledger.path_of(visit.id) == p)


def village(ledger):
    return next(row["code"] for row in ledger.places() if row["registers"])


def text_of(ledger, path):
    return (ledger.git.root / path).read_text(encoding="utf-8")


def edit(ledger, path, *changes):
    """Change texts in a file by hand; without any, write it as given."""
    text = text_of(ledger, path)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (ledger.git.root / path).write_text(text, encoding="utf-8", newline="")


def write(ledger, path, text):
    (ledger.git.root / path).parent.mkdir(parents=True, exist_ok=True)
    (ledger.git.root / path).write_text(text, encoding="utf-8", newline="")


def only(ledger):
    (found,) = ledger.hand_edits()
    return found


def plain_commit(ledger):
    """What a person's own git does with all edits of known files."""
    moment = {f"GIT_{who}_DATE": NOW.isoformat() for who in ("AUTHOR", "COMMITTER")}
    command = ["git", "-c", "user.name=c009", "-c", "user.email=c009@x", "commit", "-qam", "手改"]
    subprocess.run(command, cwd=ledger.git.root, check=True, env={**os.environ, **moment})


def codes(ledger):
    return [one.code for found in ledger.hand_edits() for one in found.problems]


def whole(ledger):
    assert ledger.check() == []
    assert ledger.hand_edits() == []


def refused(ledger, *said):
    """Nothing is taken in, and nothing is lost."""
    head = ledger.git.head()
    before = [(e.path, e.blob) for e in ledger.hand_edits()]
    with pytest.raises(RefusedError) as error:
        ledger.adopt(reason="手改")
    assert ledger.git.head() == head
    assert [(e.path, e.blob) for e in ledger.hand_edits()] == before
    for one in said:
        assert one in error.value.sentence()


def test_without_edits_there_is_nothing_to_show(ledger):
    assert ledger.hand_edits() == []


def test_edited_facts_become_corrections_by_the_editor(ledger, issue):
    path = paths.issue(issue.id)
    edit(ledger, path, ("title: 路灯", "title: 村口路灯"), ("更换", "检修"))
    assert only(ledger).problems == ()
    assert dict(only(ledger).corrections) == {"title": "村口路灯", "measures": "检修"}
    done = ledger.adopt(reason="写错了")
    assert (done.paths, done.corrections) == ((path,), 2)
    changed = ledger.issue(issue.id)
    assert (changed.title, changed.measures) == ("村口路灯", "检修")
    said = [(e.do, e.field, e.old, e.new, e.by, e.reason) for e in changed.log[-2:]]
    assert said == [
        ("correct", "title", "路灯", "村口路灯", ledger.who, "写错了"),
        ("correct", "measures", "更换", "检修", ledger.who, "写错了"),
    ]
    assert ledger.notices == []
    whole(ledger)


def test_a_fact_taken_out_or_put_in_is_a_correction_too(ledger, issue):
    edit(ledger, paths.issue(issue.id), ("text: 不亮\n", "confidential: true\n"))
    ledger.adopt(reason="手改")
    changed = ledger.issue(issue.id)
    assert (changed.text, changed.confidential) == (None, True)
    assert changed.log[-2].new is None
    assert changed.log[-1].old is False
    whole(ledger)


def test_adopting_can_be_undone(ledger, issue):
    before = ledger.git.file(paths.issue(issue.id))
    edit(ledger, paths.issue(issue.id), ("title: 路灯", "title: 村口路灯"))
    ledger.adopt(reason="手改")
    ledger.undo()
    assert ledger.git.file(paths.issue(issue.id)) == before
    whole(ledger)


def test_the_way_out_is_named_in_the_language_of_the_reader(ledger, issue):
    edit(ledger, paths.issue(issue.id), ("status: handling", "status: submitted"))
    words.choose("zh")
    try:
        (one,) = only(ledger).problems
    finally:
        words.choose(None)
    assert "“tz 问题 报结”" in one.sentence


def test_a_correction_needs_a_reason(ledger, issue):
    edit(ledger, paths.issue(issue.id), ("title: 路灯", "title: 村口路灯"))
    with pytest.raises(InvalidRecordError, match="reason"):
        ledger.adopt()


def test_a_state_that_only_the_log_makes_is_not_taken_in(ledger, issue):
    edit(ledger, paths.issue(issue.id), ("status: handling", "status: submitted"))
    (one,) = only(ledger).problems
    assert one.code == "state-edited"
    assert text_of(ledger, one.path).splitlines()[one.line - 1] == "status: submitted"
    assert "“tz issue submit”" in one.sentence
    refused(ledger, "tz issue submit", "tz status")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("unit: 经发办", "unit: 农办", "state-edited"),
        ("round: 1", "round: 2", "state-edited"),
        ("opened: 2026-11-21", "opened: 2026-11-20", "fixed-edited"),
        ("do: register", "do: note", "unreadable|field"),
        ("title: 路灯", "title: [路灯", "unreadable"),
        ("title: 路灯", "titel: 路灯", "field"),
        ("by: ", "by: c99", "log-edited"),
    ],
)
def test_what_no_hand_may_change_is_named_with_its_line(ledger, issue, old, new, code):
    edit(ledger, paths.issue(issue.id), (old, new))
    found = only(ledger).problems
    assert found[0].code in code.split("|")
    assert all(one.line for one in found)
    refused(ledger, paths.issue(issue.id))


def test_a_removed_event_is_named(ledger, issue):
    lines = text_of(ledger, paths.issue(issue.id)).splitlines(keepends=True)
    write(ledger, paths.issue(issue.id), "".join(lines[:-1]))
    assert codes(ledger) == ["log-edited"]
    assert issue.log[-1].id in only(ledger).problems[0].sentence
    refused(ledger, issue.log[-1].id)


def test_layout_alone_is_taken_in_as_it_is(ledger, issue):
    path = paths.issue(issue.id)
    edit(ledger, path, ("title: ", "# 备忘\ntitle:   "))
    ledger.adopt()
    assert text_of(ledger, path).startswith("id: ")
    assert "# 备忘\ntitle:   路灯" in text_of(ledger, path)
    whole(ledger)


def test_a_correction_to_what_does_not_exist_is_refused(ledger, issue):
    edit(ledger, paths.issue(issue.id), (f"place: {issue.place}", "place: XX99"))
    assert codes(ledger) == ["unknown-place"]
    with pytest.raises(Exception, match="XX99"):
        ledger.adopt(reason="手改")


def test_a_void_issue_is_corrected_no_more(ledger, issue):
    ledger.advance(issue.id, "void", TODAY, reason="重复")
    edit(ledger, paths.issue(issue.id), ("title: 路灯", "title: 村口路灯"))
    refused(ledger, "does not allow")


def test_pages_registers_places_and_settings_keep_comments_and_layout(ledger, page):
    place = village(ledger)
    files = [page, paths.station(place), paths.register(place), "ledger.yaml"]
    ledger.add_household(place=place, name="甲大田")
    for path in files:
        write(ledger, path, f"# 手工 {path}\n{text_of(ledger, path)}\n\n")
    before = {path: text_of(ledger, path) for path in files}
    edit(ledger, page, ("text: 甲", "text:   甲乙"))
    assert codes(ledger) == []
    done = ledger.adopt()
    assert sorted(done.paths) == sorted(files)
    assert text_of(ledger, page) == before[page].replace("text: 甲", "text:   甲乙")
    for path in files:
        assert ledger.git.file(path) == text_of(ledger, path).encode()
        assert text_of(ledger, path).startswith(f"# 手工 {path}\n")
    assert ledger.operations(1)[0].count == 4
    whole(ledger)


def test_a_visit_is_not_removed_by_hand(ledger, page):
    text = text_of(ledger, page)
    assert text.count("- id:") == 2 or text.count("- {id:") == 2 or "visits:" in text
    import re

    body = re.split(r"(?m)^(?=- )", text)
    write(ledger, page, "".join(body[:-1]))
    assert codes(ledger) == ["visit-deleted"]
    refused(ledger, "tz undo")
    (ledger.git.root / page).unlink()
    assert codes(ledger) == ["visit-deleted"] * 2
    refused(ledger)


def test_a_deleted_issue_is_to_be_voided(ledger, issue):
    (ledger.git.root / paths.issue(issue.id)).unlink()
    assert (only(ledger).state, codes(ledger)) == ("deleted", ["issue-deleted"])
    refused(ledger, "tz issue void")


def test_a_place_goes_only_when_nothing_names_it(ledger):
    place = village(ledger)
    path = paths.station(place)
    (ledger.git.root / path).unlink()
    assert "unknown-place" in codes(ledger)
    refused(ledger, place)
    ledger.restore([path])
    ledger.add_station(code="NEW1", name="新村", type="village", parent=parent(ledger, place))
    (ledger.git.root / paths.station("NEW1")).unlink()
    assert codes(ledger) == []
    ledger.adopt()
    assert ledger.git.file(paths.station("NEW1")) is None
    assert ledger.check() == []


def parent(ledger, place):
    return next(row["parent"] for row in ledger.places() if row["code"] == place)


def test_new_files_are_taken_in_together(ledger):
    place = village(ledger)
    text = text_of(ledger, paths.station(place)).replace(place, "NEW1")
    write(ledger, paths.station("NEW1"), f"{text}# 新村\n")
    write(ledger, paths.register("NEW1"), "place: NEW1\nhouseholds:\n- {id: NEW1-0001, name: 甲}\n")
    assert [e.state for e in ledger.hand_edits()] == ["new", "new"]
    assert codes(ledger) == []
    ledger.adopt()
    assert ledger.household("NEW1-0001").name == "甲"
    whole(ledger)


def test_a_new_issue_must_agree_with_its_digest(ledger, issue):
    path = paths.issue(issue.id)
    text = text_of(ledger, path)
    ledger.undo()
    ledger.undo()
    write(ledger, path, text.replace("title: 路灯", "title: 假的"))
    assert codes(ledger) == ["facts-changed"]
    refused(ledger, path)
    write(ledger, path, text)
    ledger.adopt()
    assert ledger.issue(issue.id) == issue
    whole(ledger)


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("stations/notes.txt", "x\n", "unknown-file"),
        ("stations/AB12.yaml", "code: AB13\nname: 甲\ntype: village\n", "misplaced"),
        ("stations/AB12.yaml", "code: AB12\ncode: AB12\n", "unreadable"),
        ("stations/AB12.yaml", "code: AB12\nname: 甲\ntype: nation\nparent: XX99\n", "unknown-"),
        ("calendar/2027.yaml", "rest: [\n", "unreadable"),
        ("issues/a b/\u202e.yaml", "a: 1\n", "unknown-file"),
    ],
)
def test_a_new_file_that_breaks_a_rule_is_refused(ledger, path, text, code):
    write(ledger, path, text)
    assert codes(ledger)[0].startswith(code)
    refused(ledger)


def test_a_link_is_never_read_nor_taken_in(ledger, tmp_path):
    (tmp_path / "secret").write_text("name: 密\n")
    path = paths.station(village(ledger))
    (ledger.git.root / path).unlink()
    (ledger.git.root / path).symlink_to(tmp_path / "secret")
    assert codes(ledger) == ["not-a-file"]
    refused(ledger)
    ledger.restore([path])
    assert (tmp_path / "secret").read_text() == "name: 密\n"
    whole(ledger)


def test_line_ends_of_windows_are_made_ours(ledger, page):
    text = text_of(ledger, page)
    write(ledger, page, text.replace("text: 甲", "text: 丙").replace("\n", "\r\n"))
    ledger.adopt()
    assert (ledger.git.root / page).read_bytes() == ledger.git.file(page)
    assert text_of(ledger, page) == text.replace("text: 甲", "text: 丙")
    assert ledger.notices == []
    whole(ledger)


def test_only_the_named_edits_are_taken_in(ledger, issue, page):
    edit(ledger, paths.issue(issue.id), ("status: handling", "status: closed"))
    edit(ledger, page, ("text: 甲", "text: 丙"))
    ledger.adopt([page])
    assert only(ledger).path == paths.issue(issue.id)


def test_an_edit_kept_aside_is_shown_and_put_away(ledger, issue):
    path = paths.issue(issue.id)
    write(ledger, f"{path}.hand-edited", "title: 甲\n")
    assert (only(ledger).state, codes(ledger)) == ("kept", ["left-over"])
    folder = ledger.restore([f"{path}.hand-edited"])
    assert (folder / f"{path}.hand-edited").read_text() == "title: 甲\n"
    whole(ledger)


def test_restoring_keeps_a_copy(ledger, issue, page):
    path, place = paths.issue(issue.id), paths.station("NEW1")
    edit(ledger, path, ("路灯", "灯"))
    edited = (ledger.git.root / path).read_bytes()
    write(ledger, place, "code: NEW1\n")
    (ledger.git.root / page).unlink()
    folder = ledger.restore([path, place, page])
    assert (folder / path).read_bytes() == edited
    assert (folder / place).read_text() == "code: NEW1\n"
    assert not (folder / page).exists()
    assert not (ledger.git.root / place).exists()
    whole(ledger)


def test_a_broken_file_that_plain_git_committed_is_mended_by_hand(ledger, issue):
    path = paths.issue(issue.id)
    text = text_of(ledger, path)
    write(ledger, path, text.replace("title: 路灯", "titel: 路灯"))
    plain_commit(ledger)
    assert [one.code for one in ledger.check()] == ["field", "field"]
    write(ledger, path, text)
    assert codes(ledger) == []
    ledger.adopt()
    assert ledger.issue(issue.id) == issue
    whole(ledger)


def test_what_was_staged_is_left_in_no_disorder(ledger, page):
    edit(ledger, page, ("text: 甲", "text: 丙"))
    ledger.git.write("add", "--", page)
    edit(ledger, page, ("text: 丙", "text: 丁"))
    ledger.adopt()
    assert "text: 丁" in ledger.git.file(page).decode()
    whole(ledger)


def test_edits_are_named_by_path_folder_or_record(ledger, issue, page):
    path = paths.issue(issue.id)
    edit(ledger, path, ("路灯", "灯"))
    edit(ledger, page, ("text: 甲", "text: 丙"))
    root = ledger.git.root
    assert ledger.edited([path]) == [path]
    assert ledger.edited([str(root / path)]) == [path]
    assert ledger.edited(["2026"], [root / "issues" / issue.station]) == [path]
    assert ledger.edited([issue.id[-5:].lower()]) == [path]
    assert ledger.edited(["."]) == sorted([path, page])
    assert ledger.edited(["visits/", path]) == sorted([path, page])
    for stranger in ("../x", "/etc/passwd", "nothing", "stations", ""):
        with pytest.raises(RefusedError, match="not edited by hand"):
            ledger.edited([stranger], [root / "stations"])
