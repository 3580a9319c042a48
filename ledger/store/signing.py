"""Signed commits: made through the write path, and judged by the keys that this copy has pinned.

Who may sign for whom is no part of the ledger: whoever could write the ledger could name himself.
The keys stand in this copy's own folder and came there by hand.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from ledger.store import ssh
from ledger.store.files import write_beside
from ledger.store.git import Git

State = Literal["good", "none", "unknown", "other", "bad"]
"""good: the author's own key; unknown: a key that nobody pinned; other: another person's key."""

COMMITS = "git"
"""The namespace of git's own signatures, so that plain git can check them too."""

DOMAIN = "ledger.invalid"
_HEADER = b"gpgsig "
_AUTHOR = b"author "
_AT_ONCE = 500


def address(person: str) -> str:
    """The e-mail address that stands for a member of staff in commits and among the signers."""
    return f"{person}@{DOMAIN}"


class Signers:
    """The keys pinned in this copy, in the form of ssh's own `allowed_signers`."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self.file = git.state / "signers"
        try:
            lines = self.file.read_text(encoding="utf-8").splitlines()
        except OSError:  # none yet, or another user's
            lines = []
        self.keys = [pinned for line in lines if (pinned := _pinned(line))]

    def principals(self, key: ssh.Key) -> list[str]:
        """The addresses that this key may sign for."""
        return [who for who, known in self.keys if known == key]

    def pin(self, who: str, key: ssh.Key) -> bool:
        """Let a key sign for an address; false if it did already."""
        if (who, key) in self.keys:
            return False
        self.keys.append((who, key))
        text = "".join(f"{who} {known}\n" for who, known in self.keys)
        self._git.make_state()
        write_beside(self.file, text.encode(), sync=True).replace(self.file)
        return True


def _pinned(line: str) -> tuple[str, ssh.Key] | None:
    who, _space, rest = line.strip().partition(" ")
    key = ssh.read_key(rest)
    return (who, key) if key else None


class Commit(NamedTuple):
    """A commit as git keeps it, taken apart for judging."""

    id: str
    payload: bytes
    signature: str
    author: str


def commits(git: Git, ids: Iterable[str]) -> Iterator[Commit]:
    """The commits of these ids, in their order."""
    asked = list(ids)
    for start in range(0, len(asked), _AT_ONCE):
        some = asked[start : start + _AT_ONCE]
        told = git.ask("cat-file", "--batch", input="".join(f"{n}\n" for n in some).encode())
        at = 0
        for name in some:
            end = told.index(b"\n", at)
            _id, _kind, size = told[at:end].split(b" ")
            at = end + 1 + int(size)
            yield _taken_apart(name, told[end + 1 : at])
            at += 1


def _taken_apart(name: str, raw: bytes) -> Commit:
    head, blank, message = raw.partition(b"\n\n")
    kept: list[bytes] = []
    signature: list[bytes] = []
    author = b""
    signing = False
    for line in head.split(b"\n"):
        signing = line.startswith(_HEADER) or (signing and line.startswith(b" "))
        if signing:
            signature.append(line.removeprefix(_HEADER).removeprefix(b" "))
            continue
        kept.append(line)
        if line.startswith(_AUTHOR) and not author:
            author = line.rpartition(b">")[0].rpartition(b"<")[2]
    armour = b"".join(line + b"\n" for line in signature)
    texts = (part.decode("utf-8", "replace") for part in (armour, author))
    return Commit(name, b"\n".join(kept) + blank + message, *texts)


def judge(commit: Commit, signers: Signers) -> State:
    """What the signature of a commit is worth in this copy."""
    if not commit.signature:
        return "none"
    return worth(commit.payload, commit.signature, signers, commit.author, COMMITS)


def worth(payload: bytes, armour: str, signers: Signers, who: str, namespace: str) -> State:
    """What a signature is worth that should be that of a person."""
    key = ssh.signer(armour)
    if key is None:
        return "unknown" if "SSH" not in armour else "bad"
    known = signers.principals(key)
    if not known:
        return "unknown"
    if not ssh.fits(payload, armour, key, namespace):
        return "bad"
    return "good" if who in known else "other"


def signed(git: Git, commit: str, key: Path) -> str:
    """The same commit with a signature, as a new object that nothing names yet."""
    (plain,) = commits(git, [commit])
    armour = ssh.sign(plain.payload, key, COMMITS).rstrip("\n").replace("\n", "\n ")
    head, blank, message = plain.payload.partition(b"\n\n")
    whole = head + b"\n" + _HEADER + armour.encode() + blank + message
    return git.write("hash-object", "-t", "commit", "-w", "--stdin", stdin=whole).decode().strip()
