"""A checkpoint (封存点): what the ledger was at a moment, in a text that a superior can keep."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.errors import CannotWriteError, RefusedError
from ledger.index.counts import counts
from ledger.store import ssh
from ledger.store.clock import last_commit
from ledger.store.files import write_beside
from ledger.store.manifest import manifest
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.reading import Reading

NAMESPACE = "taizhang"
"""What a checkpoint is signed for, so that its signature fits nothing else."""

_TITLE = "taizhang checkpoint 1"
_ARMOUR = "-----BEGIN SSH SIGNATURE-----"
_HEX = re.compile(r"[0-9a-f]{40,64}")
_LINE = re.compile(r"([a-z][a-z0-9 _-]*(?: [^:]+)?):\s*(.*)")
_GROUP = 8


@dataclass(frozen=True)
class Checkpoint:
    """What a checkpoint says; `body` is what was signed, `signature` its armour if there is one."""

    head: str
    facts: Mapping[str, str]
    counts: Mapping[str, int]
    algorithm: str
    root: str
    folders: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    signature: str = ""

    @property
    def short(self) -> list[str]:
        """The lines for a sheet of paper: all but the digests of the single folders."""
        return [line for line in self.body.splitlines() if not line.startswith("folder ")]


def make(ledger: "Reading", algorithm: str) -> Checkpoint:
    """The checkpoint of the ledger as it stands, signed where the clerk has a key."""
    from ledger.book import signers

    git, head, who = ledger.git, ledger.git.head(), ledger.who or ""
    held, made = manifest(git, head, algorithm), last_commit(git)
    lines = [
        _TITLE,
        f"ledger: {ledger.name}",
        f"head: {grouped(head)}",
        f"of: {(made or ledger.now).astimezone(UTC).isoformat()}",
        f"commits: {git.ask('rev-list', '--count', head).decode().strip()}",
        f"written: {ledger.now.isoformat()}",
        f"by: {who or '-'}",
        *(f"count {name}: {count}" for name, count in counts(ledger.index, head).items()),
        f"count files: {held.files}",
        f"{algorithm}: {grouped(held.root)}",
        *(f"folder {name}: {digest}" for name, digest in held.folders.items()),
    ]
    body = "\n".join(lines) + "\n"
    key = signers.key_of(git, who)
    signature = ssh.sign(body.encode(), key, NAMESPACE) if key else ""
    return read(body + signature, "")


def grouped(digest: str) -> str:
    """A digest in groups that can be read out and compared."""
    return " ".join(digest[n : n + _GROUP] for n in range(0, len(digest), _GROUP))


def keep(ledger: "Reading", made: Checkpoint) -> Path:
    """Keep a copy in this copy's own folder, for `check --deep` to hold the ledger against."""
    folder = ledger.git.make_state() / "checkpoints"
    folder.mkdir(mode=0o700, exist_ok=True)
    name = f"{ledger.now:%Y-%m-%d}-{made.head[:10]}-{made.algorithm}.txt"
    return write(folder / name, made)


def write(file: Path, made: Checkpoint) -> Path:
    """Write a checkpoint to a file, whole or not at all.

    Raises:
        CannotWriteError: the disk or the folder refuses.
    """
    text = made.body + made.signature
    try:
        write_beside(file.absolute(), text.encode(), sync=True).replace(file)
    except OSError as error:
        raise CannotWriteError(str(file), error.strerror or str(error)) from None
    return file


def kept(ledger: "Reading") -> list[Path]:
    """The checkpoints kept in this copy, the oldest first."""
    return sorted((ledger.git.state / "checkpoints").glob("*.txt"))


def read(text: str, name: str) -> Checkpoint:
    """The checkpoint that a text holds; blanks within digests, as on paper, do not matter.

    Raises:
        RefusedError: it is no checkpoint.
    """
    plain = text.replace("\r\n", "\n").lstrip("\ufeff")
    body, mark, armour = plain.partition(_ARMOUR)
    lines = body.splitlines()
    if not lines or lines[0].strip() != _TITLE:
        raise RefusedError(
            _("{file}: no checkpoint of a ledger; name a file that “tz checkpoint” wrote").format(
                file=name
            )
        )
    said = _said(lines[1:], name)
    head = "".join(said.pop("head", "").split()).lower()
    algorithm = next((a for a in ("sha256", "sm3") if a in said), "")
    root = "".join(said.pop(algorithm, "").split()).lower()
    if not _HEX.fullmatch(head) or not _HEX.fullmatch(root):
        raise RefusedError(
            _("{file}: the head or the digest is missing or cut off; take a whole copy").format(
                file=name
            )
        )
    return Checkpoint(
        head=head,
        algorithm=algorithm,
        root=root,
        counts={
            name.removeprefix("count "): int(count)
            for name, count in said.items()
            if (name.startswith("count ") or name == "commits") and count.isdigit()
        },
        folders={k[7:]: v for k, v in said.items() if k.startswith("folder ")},
        facts={k: v for k, v in said.items() if not k.startswith(("count ", "folder "))},
        body=body,
        signature=mark + armour,
    )


def _said(lines: list[str], name: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for number, line in enumerate(lines, start=2):
        found = _LINE.fullmatch(line.strip())
        if line.strip() and (not found or found[1] in said):
            raise RefusedError(
                _("{file}:{line}: no line of a checkpoint; take an unchanged copy").format(
                    file=name, line=number
                )
            )
        if found:
            said[found[1]] = found[2]
    return said


def moment(made: Checkpoint) -> datetime | None:
    """When the commit of a checkpoint was made."""
    try:
        return datetime.fromisoformat(made.facts.get("of", ""))
    except ValueError:
        return None
