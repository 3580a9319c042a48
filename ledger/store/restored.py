"""Files put back as they were committed; what stood there is kept in the state folder."""

import os
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from ledger.errors import CannotWriteError
from ledger.store.files import OUTSIDE, standing, sync_folder
from ledger.store.git import Git, Step
from ledger.store.worktree import materialise

FOLDER = "restored"
"""Where, in the state folder, the edits go that were put back."""


def put_back(git: Git, base: str, paths: list[str], at: datetime) -> tuple[Path, list[str]]:
    """Put files back as a commit has them; where their copies went, and what is to be known.

    Called with the lock held and after `recover`.

    Raises:
        CannotWriteError: the copies cannot be written; nothing was changed.
    """
    found = standing(git.root, paths)
    try:
        folder = _keep(git, found, at)
    except OSError as error:
        raise CannotWriteError(str(git.state), error.strerror or str(error)) from None
    committed = git.ids(base, paths)
    return folder, materialise(git, base, [Step(p, found[p], committed[p]) for p in paths])


def _keep(git: Git, found: Mapping[str, str | None], at: datetime) -> Path:
    """Copy what stands there into a new folder, synced before anything is written over."""
    folder = git.make_state() / FOLDER / f"{at:%Y%m%d-%H%M%S}-{os.urandom(3).hex()}"
    for path, blob in found.items():
        source = git.root / path
        if blob in (None, OUTSIDE) or not (source.is_file() or source.is_symlink()):
            continue
        copy = folder / path
        copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copy2(source, copy, follow_symlinks=False)
        if not copy.is_symlink():
            with copy.open("rb+") as file:
                os.fsync(file.fileno())
        sync_folder(copy.parent)
    return folder
