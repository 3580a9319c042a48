"""A checkpoint tells whether history was rewritten since, and which records differ."""

import subprocess
from pathlib import Path

import pytest
from book_world import TODAY, opened
from cli_world import Desk, assert_one_sentence
from keys import key, needs_ssh, public

from ledger.book.auditing import checkpoint
from ledger.store.manifest import manifest


@pytest.fixture
def issue(desk: Desk) -> str:
    found = str(desk.json("list")["rows"][0]["id"])
    desk.run("issue", "note", found, "--text", "封存之前")
    return found


@pytest.fixture
def seal(desk: Desk, issue: str) -> Path:
    assert issue
    file = desk.root.parent / "封存.txt"
    desk.run("checkpoint", str(file))
    return file


def verified(desk: Desk, file: Path, exits: int = 0) -> dict[str, list[str]]:
    rows = desk.run("verify", str(file), "--format", "json", exits=exits).data["rows"]
    found: dict[str, list[str]] = {"problem": [], "remark": [], "ok": []}
    for row in rows:
        found[row["severity"]].append(row["sentence"])
    return found


def amend(desk: Desk, path: str, old: str, new: str, *, tidy: bool = False) -> None:
    """Rewrite the last commit, as somebody would who wants it never to have been."""
    assert old in desk.read(path)
    desk.write(path, desk.read(path).replace(old, new, 1))
    desk.git("add", "--", path)
    when = desk.git("log", "-1", "--format=%cI").strip()
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@y", "commit", "-q", "--amend"]
    subprocess.run(
        [*command, "--no-edit", f"--date={when}"],
        cwd=desk.root,
        check=True,
        env={"GIT_COMMITTER_DATE": when, "PATH": "/usr/bin:/bin", "HOME": str(desk.root.parent)},
    )
    if tidy:
        desk.git("reflog", "expire", "--expire=now", "--all")
        desk.git("-c", "gc.pruneExpire=now", "gc", "-q", "--prune=now")


def page(issue: str) -> str:
    station, year, _half = issue.split("-")
    return f"issues/{station}/20{year}/{issue}.yaml"


def test_a_checkpoint_holds_while_the_ledger_goes_on(desk: Desk, issue: str, seal: Path):
    found = verified(desk, seal)
    assert not found["problem"]
    assert any("is the last of the history" in said for said in found["ok"])
    desk.run("issue", "note", issue, "--text", "封存之后")
    desk.run("maintenance")
    found = verified(desk, seal)
    assert not found["problem"]
    assert any(
        "part of the history; this tells nothing of the 1 that came after" in said
        for said in found["ok"]
    )


def test_it_counts_what_there_is_and_names_no_resident(desk: Desk, seal: Path):
    text = seal.read_text("utf-8")
    said = desk.json("checkpoint")
    assert said["counts"]["issues"] == desk.json("list", "--limit", "1")["total"]
    assert f"count issues: {said['counts']['issues']}\n" in text
    for row in opened(desk.root, TODAY).households():
        assert row["name"] not in text
    assert " ".join(text.split("sha256: ")[1].split("\n")[0].split()).count(" ") == 7


def test_a_rewritten_history_is_named_with_the_record(desk: Desk, issue: str, seal: Path):
    amend(desk, page(issue), "封存之前", "别的说法")
    (said,) = verified(desk, seal, exits=1)["problem"]
    assert "rewritten" in said
    assert issue in said


def test_without_the_old_commit_the_folder_is_named(desk: Desk, issue: str, seal: Path):
    amend(desk, page(issue), "封存之前", "别的说法", tidy=True)
    (said,) = verified(desk, seal, exits=1)["problem"]
    assert page(issue).rpartition("/")[0] in said


def test_a_history_put_back_whole_is_told_as_rewritten_too(desk: Desk, seal: Path):
    desk.git("reset", "-q", "--hard", "HEAD~1")
    assert "rewritten" in verified(desk, seal, exits=1)["problem"][0]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("count visits: ", "count visits: 1", "it counts"),
        ("commits: ", "commits: 1", "“commits”"),
        ("sha256: ", "sha256: 00000000 ", "cut off"),
        ("taizhang checkpoint 1", "something", "no checkpoint"),
        ("head: ", "head: 1", "rewritten"),
        ("by: ", "by\n", "no line"),
    ],
)
def test_a_changed_checkpoint_is_found_out(desk: Desk, seal: Path, old: str, new: str, why: str):
    text = seal.read_text("utf-8")
    assert old in text
    seal.write_text(text.replace(old, new, 1), "utf-8")
    if why in ("cut off", "no checkpoint", "no line"):
        result = desk.run("verify", str(seal), exits=5)
        assert_one_sentence(result.err)
        assert why in result.err
    else:
        assert any(why in said for said in verified(desk, seal, exits=1)["problem"])


def test_a_checkpoint_of_another_ledger_is_told_as_that(desk: Desk, seal: Path):
    text = seal.read_text("utf-8")
    head = next(line for line in text.splitlines() if line.startswith("head"))
    name = next(line for line in text.splitlines() if line.startswith("ledger"))
    other = text.replace(head, f"head: {'0' * 40}")
    seal.write_text(other, "utf-8")
    assert "was rewritten: commit" in verified(desk, seal, exits=1)["problem"][0]
    seal.write_text(other.replace(name, "ledger: 别处台账"), "utf-8")
    assert "it is of “别处台账”" in verified(desk, seal, exits=1)["problem"][0]


def test_a_digest_that_is_not_that_of_the_files_is_found_out(desk: Desk, seal: Path):
    text = seal.read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("sha256"))
    other = line[:-1] + ("0" if line[-1] != "0" else "1")
    seal.write_text(text.replace(line, other), "utf-8")
    assert "not the one" in verified(desk, seal, exits=1)["problem"][0]


def test_a_copy_from_paper_does(desk: Desk, seal: Path):
    lines = [x for x in seal.read_text("utf-8").splitlines() if not x.startswith("folder ")]
    lines[2] = f"head:  {lines[2][6:].replace(' ', '').upper()} "
    paper = seal.with_name("paper.txt")
    paper.write_text("\ufeff" + "\r\n".join(lines), "utf-8", newline="")
    assert not verified(desk, paper)["problem"]


def test_a_file_is_replaced_only_on_request(desk: Desk, seal: Path):
    assert "--yes" in desk.run("checkpoint", str(seal), exits=5).err
    desk.run("checkpoint", str(seal), "--yes")
    assert_one_sentence(desk.run("verify", "/no/such", exits=5).err)


def test_sm3_is_used_on_request(desk: Desk, seal: Path):
    file = seal.with_name("sm3.txt")
    result = desk.run("checkpoint", str(file), "--sm3", exits=0)
    assert "sm3: " in result.out
    assert not verified(desk, file)["problem"]


def test_a_digest_that_python_lacks_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("hashlib.algorithms_available", {"sha256"})
    assert "SM3" in desk.run("checkpoint", "--sm3", exits=5).err


def test_the_digest_can_be_made_by_hand(desk: Desk):
    from hashlib import sha256

    names = sorted(desk.git("ls-files", "-z").split("\0")[:-1])
    lines = b"".join(
        f"{sha256((desk.root / name).read_bytes()).hexdigest()} {name}\n".encode() for name in names
    )
    git = opened(desk.root).git
    assert manifest(git, git.head(), "sha256").root == sha256(lines).hexdigest()


@needs_ssh
def test_a_signed_checkpoint_is_held_against_its_signer(desk: Desk, tmp_path: Path):
    private = key(tmp_path / "id")
    who = desk.json("whoami", "--key", str(private))["who"]
    seal = tmp_path / "seal.txt"
    assert desk.json("checkpoint", str(seal))["signed"] is True
    assert f"signed by {who}" in verified(desk, seal)["ok"][0]
    text = seal.read_text("utf-8")
    seal.write_text(text.replace("count visits: ", "count visits: 1"), "utf-8")
    assert "does not fit" in verified(desk, seal, exits=1)["problem"][0]
    seal.write_text(text.replace(f"by: {who}", "by: c999"), "utf-8")
    assert "does not fit" in verified(desk, seal, exits=1)["problem"][0]
    (desk.root / ".git/taizhang/signers").unlink()
    seal.write_text(text, "utf-8")
    assert "vouches" in verified(desk, seal)["remark"][0]
    desk.run("signer", "add", who, public(private))
    assert f"signed by {who}" in verified(desk, seal)["ok"][0]


def test_reading_a_text_that_was_never_a_checkpoint_is_refused_plainly():
    from ledger.errors import RefusedError

    for text in ("", "\0", "taizhang checkpoint 1\n" * 3, "taizhang checkpoint 1\nhead: 12"):
        with pytest.raises(RefusedError):
            checkpoint.read(text, "x")
