"""Keys to sign with, made by the real ssh-keygen."""

import shutil
import subprocess
from pathlib import Path

import pytest

needs_ssh = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="ssh-keygen is missing")


def key(path: Path, passphrase: str = "", kind: str = "ed25519") -> Path:
    """A new private key, with its public half beside it."""
    made = ["ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "a comment", "-f", str(path)]
    subprocess.run(made, check=True, stdin=subprocess.DEVNULL)
    return path


def public(path: Path) -> str:
    """The line of the public half."""
    return path.with_name(f"{path.name}.pub").read_text("utf-8")
