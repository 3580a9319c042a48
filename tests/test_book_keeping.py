"""A ledger is packed, backed up in one proved file, and made anew from it."""

import hashlib
import os
import shutil
import stat
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from book_world import NOW, TODAY
from cli_world import Desk, assert_one_sentence
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_world import ledger

from ledger.commands.context import Context
from ledger.commands.showing import answers
from ledger.errors import RefusedError
from ledger.store import bundle, maintenance
from ledger.store.git import Git


def test_packing_leaves_every_answer_and_every_commit_as_it_was(desk: Desk):
    issue = desk.json("list")["rows"][0]["id"]
    for n in range(5):
        desk.run("issue", "note", issue, "--text", f"第{n}次")
    before = desk.state(), desk.git("log", "--format=%H"), desk.json("list")
    assert desk.json("maintenance")["after"] == 0
    assert (desk.state(), desk.git("log", "--format=%H"), desk.json("list")) == before
    assert "commit-graph" in str(list((desk.root / ".git/objects/info").rglob("*")))
    assert desk.git("fsck", "--strict") == ""
    desk.run("issue", "note", issue, "--text", "再一次")


def test_what_nothing_refers_to_is_kept_two_weeks(desk: Desk):
    git = Git(desk.root)
    young, old = (
        git.write("hash-object", "-w", "--stdin", stdin=body).decode().strip()
        for body in (b"young", b"old")
    )
    os.utime(git.dir / "objects" / old[:2] / old[2:], (0, 0))
    desk.run("maintenance")
    assert git.ask("cat-file", "blob", young) == b"young"
    assert not (git.dir / "objects" / old[:2] / old[2:]).exists()


def test_packing_gives_way_to_one_who_writes_for_more_than_ten_seconds(desk: Desk, monkeypatch):
    from ledger.store import lock

    now = count(step=0.5)
    slept: list[float] = []
    clock = SimpleNamespace(
        monotonic=now.__next__, sleep=slept.append, strftime=lambda _form: NOW.isoformat()
    )
    monkeypatch.setattr(lock, "time", clock)
    with lock.lock(Git(desk.root).state, "another"):
        said = desk.run("maintenance", exits=6).err
    assert_one_sentence(said)
    assert "another" in said
    assert len(slept) == 10 / 0.5 - 1


def test_it_is_offered_at_a_terminal_when_due(desk: Desk):
    here = Context(desk.root, now=NOW)
    here.interactive = True
    assert answers._offered(here) == []
    objects = desk.root / ".git/objects"
    for n in range(256):
        (objects / f"{n:02x}").mkdir(exist_ok=True)
        for m in range(9):
            (objects / f"{n:02x}/{m:038x}").touch()
    assert maintenance.due(Git(desk.root))
    assert "tz maintenance" in answers._offered(here)[0]
    here.interactive = False
    assert answers._offered(here) == []
    assert "tz maintenance" in " ".join(desk.run("doctor").out.split())


def backed_up(desk: Desk, name: str = "x.bundle") -> Path:
    file = desk.root.parent / name
    desk.run("backup", str(file))
    return file


def test_a_backup_is_proved_and_names_its_digest(desk: Desk):
    file = desk.root.parent / "备份.bundle"
    data = desk.json("backup", str(file))
    assert data["head"] == desk.git("rev-parse", "HEAD").strip()
    assert data["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert data["head"] in desk.git("bundle", "list-heads", str(file))
    assert sorted(p.name for p in desk.root.parent.iterdir()) == sorted([desk.root.name, file.name])


def test_a_backup_replaces_nothing_unasked_and_lies_outside(desk: Desk):
    file = backed_up(desk)
    before = file.read_bytes()
    assert "--yes" in desk.run("backup", str(file), exits=5).err
    assert file.read_bytes() == before
    desk.run("backup", str(file), "--yes")
    assert "within the ledger" in desk.run("backup", "inside.bundle", exits=5).err
    assert "within the ledger" in desk.run("backup", ".git/x.bundle", exits=5).err
    assert "folder" in desk.run("backup", str(desk.root.parent), exits=5).err
    assert_one_sentence(desk.run("backup", "/no/such/folder/x", exits=6).err)


def test_a_backup_tells_of_hand_edits_that_are_not_in_it(desk: Desk):
    desk.write("households/WL101.yaml", "place: WL101\nhouseholds: []\n")
    said = desk.run("backup", str(desk.root.parent / "x.bundle")).err
    assert "households/WL101.yaml" in said


def test_a_damaged_ledger_gives_no_backup(desk: Desk):
    objects = desk.root / ".git/objects"
    shutil.rmtree(objects / desk.git("rev-parse", "HEAD:ledger.yaml")[:2], ignore_errors=True)
    for pack in (objects / "pack").glob("*.pack"):
        pack.chmod(0o644)
        pack.write_bytes(pack.read_bytes()[:-200])
    file = desk.root.parent / "x.bundle"
    assert_one_sentence(desk.run("backup", str(file), exits=7).err)
    assert not file.exists()


def test_a_ledger_is_made_anew_and_goes_on(desk: Desk):
    issue = desk.json("list")["rows"][0]["id"]
    desk.run("issue", "note", issue, "--text", "记一笔")
    file, before = backed_up(desk), desk.state()
    (desk.root / ".git/HEAD").write_text("")
    assert "tz rescue" in desk.run("list", exits=7).err
    new = Desk(desk.root.parent / "新 账")
    said = desk.run("rescue", str(file), str(new.root))
    assert "新 账" in said.out
    head, files = new.state()
    assert head == before[0]
    assert {Path(p).relative_to(new.root): b for p, b in files.items()} == {
        Path(p).relative_to(desk.root): b for p, b in before[1].items()
    }
    assert new.git("status", "--porcelain") == ""
    new.run("whoami", str(next(iter(_staff(new)))))
    new.run("issue", "note", issue, "--text", "再记")
    assert not [p for p in desk.root.parent.iterdir() if p.name.startswith(".tmp-")]


def _staff(desk: Desk) -> set[str]:
    from book_world import opened

    return {str(row["person"]) for row in opened(desk.root, TODAY).staff()}


def test_a_new_ledger_takes_no_place_that_is_taken(desk: Desk, tmp_path: Path):
    file = backed_up(desk)
    (tmp_path / "full").mkdir()
    (tmp_path / "full/x").touch()
    assert "not empty" in desk.run("rescue", str(file), str(tmp_path / "full"), exits=5).err
    assert "not empty" in desk.run("rescue", str(file), str(desk.root), exits=5).err
    assert "no such file" in desk.run("rescue", "/no/such", str(tmp_path / "y"), exits=5).err
    (tmp_path / "empty").mkdir()
    desk.run("rescue", str(file), str(tmp_path / "empty"))


def test_a_backup_of_something_else_is_refused(desk: Desk, tmp_path: Path):
    other = tmp_path / "note.txt"
    other.write_text("not a backup\n")
    result = desk.run("rescue", str(other), str(tmp_path / "y"), exits=5)
    assert_one_sentence(result.err)
    assert not (tmp_path / "y").exists()


def test_a_partial_bundle_is_no_backup(tmp_path: Path, desk: Desk):
    issue = desk.json("list")["rows"][0]["id"]
    desk.run("issue", "note", issue, "--text", "记一笔")
    desk.git("bundle", "create", "-q", str(tmp_path / "part"), "main~1..main", "HEAD")
    said = desk.run("rescue", str(tmp_path / "part"), str(tmp_path / "y"), exits=5).err
    assert "not a whole backup" in said


def test_a_backup_cut_off_anywhere_is_refused(tmp_path: Path):
    bundle.backup(ledger(tmp_path / "old"), tmp_path / "x")
    whole = (tmp_path / "x").read_bytes()
    for tenths in range(10):
        (tmp_path / "x").write_bytes(whole[: len(whole) * tenths // 10])
        with pytest.raises(RefusedError, match="not a whole backup"):
            bundle.rescue(tmp_path / "x", tmp_path / "y")
        assert not (tmp_path / "y").exists()


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_backup_with_a_flipped_bit_is_refused_or_whole(tmp_path_factory, data):
    root = tmp_path_factory.mktemp("flip")
    git = ledger(root / "old")
    made = bundle.backup(git, root / "x")
    body = bytearray((root / "x").read_bytes())
    at = data.draw(st.integers(0, len(body) - 1))
    body[at] ^= 1 << data.draw(st.integers(0, 7))
    (root / "x").write_bytes(body)
    try:
        new, _said = bundle.rescue(root / "x", root / "new")
    except RefusedError:
        assert not (root / "new").exists()
    else:
        assert new.head() == made.head
        assert dict(new.tree("HEAD")) == dict(git.tree("HEAD"))
