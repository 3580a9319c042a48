"""Keys that are trusted and keys that are trusted no more: what each signature is then worth."""

import os
import subprocess
from pathlib import Path

import pytest
from cli_world import Desk, process
from keys import key, needs_ssh, public

pytestmark = needs_ssh


@pytest.fixture
def mine(desk: Desk, tmp_path: Path) -> Path:
    """The key of the clerk, who signs with it from now on."""
    private = key(tmp_path / "mine")
    desk.run("whoami", "--key", str(private))
    return private


@pytest.fixture
def who(desk: Desk) -> str:
    return str(desk.json("whoami")["who"])


def note(desk: Desk, issue: str) -> None:
    desk.run("issue", "note", issue, "--text", "记一笔")


def forged(desk: Desk, who: str, private: Path, date: str) -> None:
    """Whoever found the key commits by plain git, and writes the date that they like."""
    me = ["-c", f"user.name={who}", "-c", f"user.email={who}@ledger.invalid"]
    sign = ["-c", "gpg.format=ssh", "-c", f"user.signingkey={private}"]
    at = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    command = ["git", *me, *sign, "commit", "-S", "-q", "--allow-empty", "-m", "x"]
    subprocess.run(command, cwd=desk.root, check=True, env={**os.environ, **at})


def states(desk: Desk, limit: int) -> list[str]:
    return [row["signature"] for row in desk.json("log", "--limit", str(limit))["rows"]]


def test_what_a_removed_key_signed_before_stays_good(desk: Desk, issue: str, mine: Path, who: str):
    note(desk, issue)
    desk.run("signer", "remove", who)
    assert states(desk, 2) == ["good", "none"]
    assert mine.exists()


@pytest.mark.parametrize("date", ["2026-11-22T09:00:00+08:00", "2020-01-01T00:00:00+08:00"])
def test_what_it_signs_afterwards_counts_as_forged_whatever_its_date(
    desk: Desk, issue: str, mine: Path, who: str, date: str
):
    note(desk, issue)
    desk.run("signer", "remove", who, public(mine))
    forged(desk, who, mine, date)
    assert states(desk, 2) == ["removed", "good"]
    assert "removed key" in desk.run("log").out
    deep = desk.run("check", "--deep", "--format", "json", exits=1).data["rows"]
    (row,) = [row for row in deep if row["code"] == "signature-removed"]
    assert who in row["sentence"]


def test_plain_git_judges_likewise_by_the_dates(desk: Desk, issue: str, mine: Path, who: str):
    note(desk, issue)
    assert plain(desk) == f"G {who}@ledger.invalid\n"
    desk.run("signer", "remove", who)
    assert plain(desk) == f"G {who}@ledger.invalid\n"
    forged(desk, who, mine, "2026-11-23T09:00:00+08:00")
    assert plain(desk)[0] != "G"


def plain(desk: Desk) -> str:
    allowed = f"gpg.ssh.allowedSignersFile={desk.root / '.git/taizhang/signers'}"
    return desk.git("-c", allowed, "log", "-1", "--format=%G? %GS")


def test_who_signed_with_it_here_writes_without_a_signature_and_is_told(
    desk: Desk, issue: str, mine: Path, who: str
):
    said = desk.run("signer", "remove", who).out
    assert "no longer signed" in said
    note(desk, issue)
    assert states(desk, 1) == ["none"]
    assert "was removed" in desk.run("whoami", "--key", str(mine), exits=5).err


def test_a_new_key_signs_on_and_an_old_one_can_be_trusted_again(
    desk: Desk, issue: str, mine: Path, who: str, tmp_path: Path
):
    desk.run("signer", "remove", who)
    desk.run("whoami", "--key", str(key(tmp_path / "new")))
    note(desk, issue)
    forged(desk, who, mine, "2026-11-22T09:00:00+08:00")
    assert states(desk, 2) == ["removed", "good"]
    desk.run("signer", "add", who, public(mine))
    assert states(desk, 2) == ["good", "good"]


def test_only_the_named_key_is_removed(desk: Desk, mine: Path, who: str, tmp_path: Path):
    desk.run("signer", "add", who, public(key(tmp_path / "second")))
    desk.run("signer", "remove", who, f"{mine}.pub")
    rows = desk.json("signer", "list")["rows"]
    assert [bool(row["removed"]) for row in rows] == [True, False]
    assert "Removed" in desk.run("signer", "list").out
    assert process("-C", str(desk.root), "签名人", "移除", who).code == 0
    assert all(row["removed"] for row in desk.json("signer", "list")["rows"])


def test_a_removed_key_stays_its_owners(desk: Desk, mine: Path, who: str):
    desk.run("signer", "remove", who)
    other = next(code for code in ("c001", "c002") if code != who)
    desk.refused("signer", "add", other, public(mine), exits=5, says="signs for")


def test_a_key_that_is_not_trusted_cannot_be_removed(desk: Desk, who: str, tmp_path: Path):
    unknown = public(key(tmp_path / "unknown"))
    desk.refused("signer", "remove", who, exits=5, says="no such key")
    desk.refused("signer", "remove", who, unknown, exits=5, says="no such key")
    desk.refused("signer", "remove", who, "nonsense", exits=2, says="id_")


def test_a_checkpoint_is_worth_what_its_key_was_when_the_ledger_stood_there(
    desk: Desk, issue: str, mine: Path, who: str, tmp_path: Path
):
    desk.run("checkpoint", str(tmp_path / "early.txt"))
    desk.run("signer", "remove", who)
    note(desk, issue)
    (desk.root / ".git/taizhang/key").write_text(f"{who} {mine}\n")
    desk.run("checkpoint", str(tmp_path / "late.txt"))
    assert f"signed by {who}" in desk.run("verify", str(tmp_path / "early.txt")).out
    assert "removed" in desk.run("verify", str(tmp_path / "late.txt"), exits=1).out
