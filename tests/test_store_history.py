"""What git remembers."""

import pytest
from store_world import AT, FIRST, LAMP, WELL, ledger, plain, write

from ledger.store.history import entries, versions
from ledger.store.init import create


@pytest.fixture
def git(tmp_path):
    git = ledger(tmp_path / "台账")
    write(git, {LAMP: b"b: 1\n"}, "第二")
    write(git, {LAMP: b"c: 1\n", WELL: None, "visits/中 文.yaml": b"d: 1\n"}, "第三")
    return git


def test_the_newest_comes_first_with_its_trailers_and_files(git):
    newest, second = entries(git, None, 2)
    assert newest.commit == git.head()
    assert (newest.author, newest.at, newest.subject) == ("c003", AT, "第三")
    assert (newest.op, newest.command) == ("K7Q2", "tz test")
    assert newest.records == ("WL-26-7K3Q5MX",)
    assert sorted(newest.files) == sorted([LAMP, WELL, "visits/中 文.yaml"])
    assert second.files == (LAMP,)


def test_the_history_of_a_path_is_its_own(git):
    assert [entry.subject for entry in entries(git, [WELL], 10)] == ["第三", "记一笔"]
    assert [entry.subject for entry in entries(git, ["visits"], 10)] == ["第三"]
    assert entries(git, ["none.yaml"], 10) == []


def test_a_path_is_never_taken_for_an_option_or_a_pattern(git):
    assert entries(git, ["--all"], 10) == []
    assert entries(git, [":(glob)**"], 10) == []


def test_versions_show_the_file_before_and_after(git):
    assert [(entry.subject, before, after) for entry, before, after in versions(git, WELL)] == [
        ("第三", FIRST[WELL], None),
        ("记一笔", None, FIRST[WELL]),
    ]
    assert [after for _, _, after in versions(git, LAMP)] == [b"c: 1\n", b"b: 1\n", FIRST[LAMP]]


def test_a_commit_by_plain_git_is_told_too(git):
    (git.root / LAMP).write_text("by hand\n")
    who = ("-c", "user.name=张三丰", "-c", "user.email=x@y")
    plain(git, *who, "commit", "-qam", "手改\n\n有些字\n\nOp: not: one\n")
    (entry,) = entries(git, None, 1)
    assert (entry.author, entry.subject, entry.records) == ("张三丰", "手改", ())
    assert entry.files == (LAMP,)


def test_an_empty_ledger_has_no_history(tmp_path):
    git = create(tmp_path / "new")
    assert entries(git, None, 5) == []
    assert versions(git, LAMP) == []
