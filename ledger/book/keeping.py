"""Keeping a ledger for years: packed now and then, backed up, made anew from a backup."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.errors import RefusedError
from ledger.store import bundle, maintenance
from ledger.store.lock import lock
from ledger.store.recover import recover
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.reading import Reading


def tidy(ledger: "Reading") -> tuple[int, int]:
    """Pack the repository; how many loose objects there were, and how many are left."""
    git = ledger.git
    with lock(git.make_state(), "maintenance"):
        ledger.notices += recover(git)
        before = maintenance.loose(git)
        maintenance.tidy(git)
    return before, maintenance.loose(git)


def backup(ledger: "Reading", file: Path) -> bundle.Backup:
    """Write the whole history into a new file and prove it; hand edits are told, not taken.

    Raises:
        RefusedError: the file would lie within the ledger, or the history is not all here.
    """
    git = ledger.git
    if Path(os.path.realpath(file)).is_relative_to(git.root.resolve()):
        raise RefusedError(
            _("{file}: within the ledger; keep a backup elsewhere, best on another disk").format(
                file=file
            )
        )
    with lock(git.make_state(), "backup"):
        ledger.notices += recover(git)
        made = bundle.backup(git, file)
    if edits := ledger.edits(fully=True).files:
        left = _("hand edits are not in the backup: {paths}")
        paths = _(", ").join(path for _state, path in edits)
        ledger.notices.append(left.format(paths=paths))
    return made
