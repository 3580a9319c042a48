"""Who signs: the key of the clerk who writes here, and the keys that this copy trusts."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.book import references
from ledger.errors import CannotSignError, RefusedError, UsageError
from ledger.store import ssh
from ledger.store.files import write_beside
from ledger.store.signing import Pinned, Signers, State, address, commits, judge
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.reading import Reading
    from ledger.store.git import Git

_FILE = "key"


def key_of(git: "Git", person: str) -> Path | None:
    """The private key that this person signs with in this copy; None for no key."""
    try:
        said = (git.state / _FILE).read_text(encoding="utf-8")
    except OSError:  # none, or another user's
        return None
    who, _space, path = said.rstrip("\n").partition(" ")
    return Path(path) if who == person else None


def use_key(ledger: "Reading", person: str, path: Path) -> None:
    """Sign from now on what this person writes here; the key is tried, and trusted in this copy.

    Raises:
        CannotSignError: the key cannot sign.
        RefusedError: the key is another person's, or has been removed.
    """
    private = path.expanduser().resolve()
    ssh.sign(b"", private, "git")
    key = ssh.public_key(private)
    if any(one.key == key and one.removed for one in pinned(ledger)):
        raise RefusedError(
            _(
                "{key}: this key was removed from the trusted; make a new one, or trust it again "
                "with “tz signer add”"
            ).format(key=private)
        )
    _pin(ledger, person, key)
    kept = ledger.git.make_state() / _FILE
    write_beside(kept, f"{person} {private}\n".encode(), sync=True).replace(kept)


def drop_key(ledger: "Reading") -> None:
    """Write without a signature from now on."""
    (ledger.git.state / _FILE).unlink(missing_ok=True)


def pin(ledger: "Reading", person: str, given: str) -> ssh.Key:
    """Trust a public key, given as its line or as a file, to sign for a member of staff.

    Raises:
        UsageError: it is no public key.
        RefusedError: the key is another person's.
    """
    key = _key(given)
    references.staff(ledger.index.db, person)
    _pin(ledger, person, key)
    return key


def remove(ledger: "Reading", person: str, given: str | None) -> list[Pinned]:
    """Trust a person's key no more, or all of that person's keys; what is signed stays signed.

    Raises:
        UsageError: it is no public key.
        RefusedError: no such key is trusted.
    """
    key = _key(given) if given else None
    gone = [
        one
        for one in pinned(ledger)
        if one.who == address(person) and one.key == (key or one.key) and not one.removed
    ]
    if not gone:
        raise RefusedError(
            _(
                "no such key of {person} is trusted here; “tz signer list” shows those that are"
            ).format(person=person)
        )
    Signers(ledger.git).remove(gone, ledger.now)
    private = key_of(ledger.git, person)
    if private and _public(private) in [one.key for one in gone]:
        drop_key(ledger)
    return gone


def _public(private: Path) -> ssh.Key | None:
    try:
        return ssh.public_key(private)
    except CannotSignError:  # it is gone, or locked: it signs nothing either
        return None


def _key(given: str) -> ssh.Key:
    key = ssh.read_key(given) or ssh.read_key(_line(given))
    if key is None:
        raise UsageError(
            _("KEY"), _("neither a public ssh key nor a file with one; name the file id_….pub")
        )
    return key


def _line(path: str) -> str:
    try:
        return Path(path).expanduser().read_text(encoding="utf-8")[:16_384]
    except (OSError, ValueError):
        return ""


def _pin(ledger: "Reading", person: str, key: ssh.Key) -> None:
    signers, who = Signers(ledger.git), address(person)
    if others := [known for known in signers.principals(key) if known != who]:
        raise RefusedError(
            _("this key signs for {other} already; every person has a key of their own").format(
                other=_(", ").join(others)
            )
        )
    signers.pin(who, key)


def pinned(ledger: "Reading") -> list[Pinned]:
    """The keys that this copy trusts or has trusted, each with the address that it signs for."""
    return Signers(ledger.git).keys


def states(git: "Git", ids: Iterable[str]) -> dict[str, State]:
    """What the signature of each commit is worth in this copy."""
    signers = Signers(git)
    return {commit.id: judge(commit, signers) for commit in commits(git, ids)}
