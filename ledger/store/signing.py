"""Signed commits: made through the write path, and judged by the keys that this copy has pinned.

Who may sign for whom is no part of the ledger: whoever could write the ledger could name himself.
The keys stand in this copy's own folder and came there by hand.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from ledger.store import ssh
from ledger.store.files import write_beside
from ledger.store.git import Git

State = Literal["good", "none", "unknown", "other", "removed", "bad"]
"""good: the author's own key; unknown: a key that nobody pinned; other: another person's key;
removed: the author's own key, after it had been removed."""

COMMITS = "git"
"""The namespace of git's own signatures, so that plain git can check them too."""

DOMAIN = "ledger.invalid"
_HEADER = b"gpgsig "
_AUTHOR = b"author "
_AT_ONCE = 500
_TIME = "%Y%m%d%H%M%S"
_LAST = "last-commit="
_LINE = re.compile(r'(?P<who>\S+) (?:valid-before="(?P<removed>\d{14})" )?(?P<key>.+)')

ANCESTORS = ("-c", "core.commitGraph=false", "rev-list")
"""Asks for ancestors by the commits themselves: the graph beside them proves nothing."""


def address(person: str) -> str:
    """The e-mail address that stands for a member of staff in commits and among the signers."""
    return f"{person}@{DOMAIN}"


class Pinned(NamedTuple):
    """A key that signs for an address; once removed, only for what was in the ledger by then.

    Whoever has a lost key can write any date into what they sign, so what counts is not a date
    but the commit that the ledger stood at. The time is for ssh and for the reader.
    """

    who: str
    key: ssh.Key
    removed: datetime | None = None
    last: str = ""

    def __str__(self) -> str:
        if self.removed is None:
            return f"{self.who} {self.key}"
        until = f"{self.removed.astimezone():{_TIME}}"  # ssh reads it in the local zone
        return f'{self.who} valid-before="{until}" {self.key} {_LAST}{self.last}'


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
        return [pinned.who for pinned in self.keys if pinned.key == key]

    def stands(self, who: str, key: ssh.Key, commit: str) -> bool:
        """Whether a key signed for an address when the ledger stood at a commit."""
        return any(
            pinned.removed is None or self._leads_to(commit, pinned.last)
            for pinned in self.keys
            if (pinned.who, pinned.key) == (who, key)
        )

    def _leads_to(self, commit: str, last: str) -> bool:
        if not (self._git.exists(commit) and self._git.exists(last)):
            return False
        return not self._git.ask(*ANCESTORS, "-n1", commit, "--not", last).strip()

    def pin(self, who: str, key: ssh.Key) -> bool:
        """Let a key sign for an address; false if it did already."""
        if Pinned(who, key) in self.keys:
            return False
        self.keys = [p for p in self.keys if (p.who, p.key) != (who, key)]
        self._keep(Pinned(who, key))
        return True

    def remove(self, gone: Iterable[Pinned], at: datetime) -> None:
        """Let keys sign no more from now on."""
        last, stay = self._git.head(), list(self.keys)
        for one in gone:
            stay[stay.index(one)] = one._replace(removed=at.replace(microsecond=0), last=last)
        self.keys = stay
        self._keep()

    def _keep(self, *more: Pinned) -> None:
        self.keys += more
        text = "".join(f"{pinned}\n" for pinned in self.keys)
        self._git.make_state()
        write_beside(self.file, text.encode(), sync=True).replace(self.file)


def _pinned(line: str) -> Pinned | None:
    found = _LINE.fullmatch(line.strip())
    key = ssh.read_key(found["key"]) if found else None
    if not found or not key:
        return None
    if not found["removed"]:
        return Pinned(found["who"], key)
    last = found["key"].rpartition(_LAST)[2]
    return Pinned(found["who"], key, datetime.strptime(found["removed"], _TIME).astimezone(), last)


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
    return worth(commit, signers, COMMITS)


def worth(said: Commit, signers: Signers, namespace: str) -> State:
    """What a signature is worth that should be that of a person, given at a commit."""
    armour, who = said.signature, said.author
    key = ssh.signer(armour)
    if key is None:
        return "unknown" if "SSH" not in armour else "bad"
    known = signers.principals(key)
    if not known:
        return "unknown"
    if not ssh.fits(said.payload, armour, key, namespace):
        return "bad"
    if who not in known:
        return "other"
    return "good" if signers.stands(who, key, said.id) else "removed"


def signed(git: Git, commit: str, key: Path) -> str:
    """The same commit with a signature, as a new object that nothing names yet."""
    (plain,) = commits(git, [commit])
    armour = ssh.sign(plain.payload, key, COMMITS).rstrip("\n").replace("\n", "\n ")
    head, blank, message = plain.payload.partition(b"\n\n")
    whole = head + b"\n" + _HEADER + armour.encode() + blank + message
    return git.write("hash-object", "-t", "commit", "-w", "--stdin", stdin=whole).decode().strip()
