"""The one door to ssh-keygen: it signs with a clerk's key, and says whether a signature fits."""

import base64
import binascii
import os
import re
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ledger.errors import CannotSignError
from ledger.words import gettext as _

PROGRAM = "ssh-keygen"
_TYPES = re.compile(
    r"ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)"
    r"|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com"
)
_ARMOUR = re.compile(
    r"-----BEGIN SSH SIGNATURE-----\n(?P<body>[A-Za-z0-9+/=\n]+)-----END SSH SIGNATURE-----\s*"
)
_MAGIC = b"SSHSIG"
_PATIENCE = 60.0
"""Seconds for a key on a token to be touched."""


class Key(NamedTuple):
    """A public key: its type and its body in base 64, without the comment."""

    type: str
    body: str

    def __str__(self) -> str:
        return f"{self.type} {self.body}"


def read_key(text: str) -> Key | None:
    """The public key of a line such as `ssh-ed25519 AAAA… comment`; None if it is none."""
    kind, _space, rest = text.strip().partition(" ")
    body = rest.strip().partition(" ")[0]
    try:
        blob = base64.b64decode(body, validate=True)
        named = _strings(blob, 1)[0].decode("ascii")
    except (ValueError, struct.error, binascii.Error):
        return None
    return Key(kind, body) if named == kind and _TYPES.fullmatch(kind) else None


def public_key(private: Path) -> Key:
    """The public half of a key file, from the file beside it or out of the key itself.

    Raises:
        CannotSignError: the file cannot be read, or only with a passphrase.
    """
    try:
        beside = private.with_name(f"{private.name}.pub").read_text("utf-8", "replace")
    except OSError:
        beside = _run(private, "-y", "-P", "", "-f", str(private)).decode("utf-8", "replace")
    if key := read_key(beside):
        return key
    raise CannotSignError(
        _("{key} is no private ssh key; name the file without .pub").format(key=private)
    )


def sign(payload: bytes, private: Path, namespace: str) -> str:
    """The signature of some bytes, in armour; nobody is asked for a passphrase.

    Raises:
        CannotSignError: there is no ssh-keygen, no such key, or the key is locked.
    """
    if not private.is_file():
        raise CannotSignError(
            _("{key}: no such file; name your key with “tz whoami --key PATH”").format(key=private)
        )
    return _run(private, "-Y", "sign", "-n", namespace, "-f", str(private), given=payload).decode()


def signer(armour: str) -> Key | None:
    """The public key that a signature names; None where it is no ssh signature."""
    found = _ARMOUR.fullmatch(armour)
    try:
        blob = base64.b64decode("".join(found["body"].split())) if found else b""
        key = _strings(blob[len(_MAGIC) + 4 :], 1)[0] if blob.startswith(_MAGIC) else b""
        kind = _strings(key, 1)[0].decode("ascii") if key else ""
    except (ValueError, struct.error, binascii.Error):
        return None
    return Key(kind, base64.b64encode(key).decode()) if kind else None


def fits(payload: bytes, armour: str, key: Key, namespace: str) -> bool:
    """Whether the signature is that of this key over these bytes."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="taizhang-") as folder:
        allowed, signature = Path(folder, "allowed"), Path(folder, "signature")
        allowed.write_text(f"signer {key}\n", encoding="ascii")
        signature.write_text(armour, encoding="utf-8")
        asked = ("-Y", "verify", "-n", namespace, "-I", "signer", "-f", str(allowed))
        return _call([*asked, "-s", str(signature)], payload)[0] == 0


def _run(private: Path, *args: str, given: bytes = b"") -> bytes:
    status, out, err = _call(args, given)
    if status == 0:
        return out
    said = err.decode("utf-8", "replace").strip().splitlines()
    if any("passphrase" in line for line in said):
        raise CannotSignError(
            _(
                "the key {key} is locked by a passphrase; unlock it with “ssh-add {key}”, or "
                "write without it after “tz whoami --no-key”"
            ).format(key=private)
        )
    why = _(
        "ssh-keygen cannot use the key {key} ({reason}); name another with “tz whoami --key PATH”"
    )
    raise CannotSignError(why.format(key=private, reason=said[-1] if said else status))


def _call(args: Sequence[str], given: bytes) -> tuple[int, bytes, bytes]:
    """Run ssh-keygen away from the terminal, so that it asks nobody for anything."""
    import subprocess

    try:
        ended = subprocess.run(
            [PROGRAM, *args],
            input=given,
            env={**os.environ, "SSH_ASKPASS_REQUIRE": "never", "LC_ALL": "C"},
            capture_output=True,
            check=False,
            start_new_session=True,
            timeout=_PATIENCE,
        )
    except FileNotFoundError:
        missing = _(
            "ssh-keygen is not installed; install OpenSSH, or write without a key after "
            "“tz whoami --no-key”"
        )
        raise CannotSignError(missing) from None
    except subprocess.TimeoutExpired:
        raise CannotSignError(_("the key was not touched in time; try again")) from None
    return ended.returncode, ended.stdout, ended.stderr


def _strings(blob: bytes, count: int) -> list[bytes]:
    """The first strings of a blob in ssh's own form: four bytes of length, then so many bytes."""
    found = []
    for _n in range(count):
        (length,) = struct.unpack_from(">I", blob)
        if len(blob) < 4 + length:
            raise ValueError(length)
        found.append(blob[4 : 4 + length])
        blob = blob[4 + length :]
    return found
