"""Commits are signed on the way in, and each signature is judged by the pinned keys."""

import subprocess
from dataclasses import replace

import pytest
from keys import key, needs_ssh, public
from store_world import AUTHOR, LAMP, assert_whole, ledger, plain

from ledger.errors import CannotSignError
from ledger.store import signing, ssh
from ledger.store.commit import INCOMING, Change, commit
from ledger.store.lock import lock
from ledger.store.recover import recover

pytestmark = needs_ssh


@pytest.fixture
def git(tmp_path):
    return ledger(tmp_path / "台账")


@pytest.fixture
def mine(tmp_path):
    return key(tmp_path / "id mine")


def write(git, private, author=AUTHOR, body=b"b: 1\n"):
    with lock(git.state, "tz test"):
        recover(git)
        who = replace(author, key=private)
        return commit(git, Change({LAMP: body}, "记一笔"), who, git.head())


def state(git, name=""):
    (found,) = signing.commits(git, [name or git.head()])
    return signing.judge(found, signing.Signers(git))


def pin(git, private, who=AUTHOR.email):
    signing.Signers(git).pin(who, ssh.read_key(public(private)))


def test_a_signed_commit_is_good_to_us_and_to_plain_git(git, mine):
    pin(git, mine)
    before = git.head()
    write(git, mine)
    assert state(git) == "good"
    assert state(git, before) == "none"
    assert plain(git, "rev-parse", "HEAD^").strip() == before
    allowed = f"gpg.ssh.allowedSignersFile={git.state / 'signers'}"
    said = subprocess.run(
        ["git", "-c", allowed, "log", "-1", "--format=%G? %GS"],
        cwd=git.root,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert said == f"G {AUTHOR.email}\n"
    (git.state / "signers").unlink()
    assert_whole(git)


def test_a_key_that_nobody_pinned_is_unknown(git, mine):
    write(git, mine)
    assert state(git) == "unknown"


def test_another_persons_key_is_told_from_the_authors(git, mine):
    pin(git, mine, "boss@ledger.invalid")
    write(git, mine)
    assert state(git) == "other"


@pytest.mark.parametrize("old", [b"tree ", b"c003@", b"\n\n"])
def test_a_commit_changed_after_signing_is_bad(git, mine, old):
    pin(git, mine)
    pin(git, mine, "c004@ledger.invalid")
    write(git, mine)
    raw = git.ask("cat-file", "commit", git.head())
    new = {b"tree ": b"tree ", b"c003@": b"c004@", b"\n\n": b"\n\nmore "}[old]
    forged = raw.replace(old, new, 1)
    if old == b"tree ":
        other = git.ask("rev-parse", "HEAD^^{tree}")
        forged = b"tree " + other.strip() + raw[45:]
    written = git.write("hash-object", "-t", "commit", "-w", "--stdin", stdin=forged)
    assert state(git, written.decode().strip()) == "bad"


def test_a_signature_for_another_purpose_is_bad(git, mine):
    pin(git, mine)
    write(git, None)
    raw = git.ask("cat-file", "commit", git.head())
    armour = ssh.sign(raw, mine, "file").rstrip("\n").replace("\n", "\n ")
    forged = raw.replace(b"\n\n", f"\ngpgsig {armour}\n\n".encode(), 1)
    written = git.write("hash-object", "-t", "commit", "-w", "--stdin", stdin=forged)
    assert state(git, written.decode().strip()) == "bad"


@pytest.mark.parametrize("junk", ["x", "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END", "\x1b[2J"])
def test_a_signature_that_is_none_stops_nothing(git, junk):
    write(git, None)
    raw = git.ask("cat-file", "commit", git.head())
    lines = junk.replace("\n", "\n ")
    forged = raw.replace(b"\n\n", f"\ngpgsig {lines}\n\n".encode(), 1)
    written = git.write("hash-object", "-t", "commit", "-w", "--stdin", stdin=forged)
    assert state(git, written.decode().strip()) in ("bad", "unknown")


@pytest.mark.parametrize("kind", ["ecdsa", "rsa"])
def test_other_kinds_of_keys_sign_too(git, tmp_path, kind):
    private = key(tmp_path / "other", kind=kind)
    pin(git, private)
    write(git, private)
    assert state(git) == "good"


def test_a_locked_key_is_refused_without_a_question_and_nothing_is_written(git, tmp_path):
    before = git.head()
    with pytest.raises(CannotSignError, match="ssh-add"):
        write(git, key(tmp_path / "locked", "a passphrase"))
    assert git.head() == before
    assert not (git.dir / INCOMING).exists()
    assert_whole(git)


def test_a_key_that_is_gone_is_refused(git, tmp_path):
    with pytest.raises(CannotSignError, match="no such file"):
        write(git, tmp_path / "gone")
    assert_whole(git)


def test_a_file_that_is_no_key_is_refused(git, tmp_path):
    (tmp_path / "note").write_text("not a key\n")
    with pytest.raises(CannotSignError, match="note"):
        write(git, tmp_path / "note")
    with pytest.raises(CannotSignError, match="note"):
        ssh.public_key(tmp_path / "note")


def test_without_ssh_keygen_the_sentence_names_what_to_install(git, mine, monkeypatch):
    monkeypatch.setattr(ssh, "PROGRAM", "no-such-program")
    with pytest.raises(CannotSignError, match="install OpenSSH"):
        write(git, mine)


def test_the_public_half_is_found_with_and_without_its_file(mine):
    beside = ssh.public_key(mine)
    mine.with_name("id mine.pub").unlink()
    assert ssh.public_key(mine) == beside


@pytest.mark.parametrize(
    "line",
    ["", "ssh-ed25519", "ssh-ed25519 AAAA", "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIA==", "x y z", "é"],
)
def test_what_is_no_public_key_is_none(line):
    assert ssh.read_key(line) is None


def test_pinning_twice_changes_nothing_and_junk_in_the_file_is_left_out(git, mine):
    signers = signing.Signers(git)
    assert signers.pin("c003@ledger.invalid", ssh.read_key(public(mine)))
    assert not signers.pin("c003@ledger.invalid", ssh.read_key(public(mine)))
    with signers.file.open("a", encoding="utf-8") as file:
        file.write("# a word\nboss@ledger.invalid cert-authority ssh-ed25519 AAAA\n")
    assert signing.Signers(git).keys == signers.keys
