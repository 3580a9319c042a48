"""A new, empty repository for a ledger."""

from contextlib import suppress
from pathlib import Path

from ledger.errors import CannotWriteError, LedgerError, RefusedError
from ledger.store.git import Git
from ledger.store.worktree import note
from ledger.words import gettext as _

# What a plain git in this folder must do too, so that files stay as we write them.
_PINNED = """\
[core]
\tautocrlf = false
\tsymlinks = false
\tquotePath = false
\tprotectNTFS = true
\tfsync = committed,reference,index
\tlogAllRefUpdates = true
[merge]
\trenames = false
[submodule]
\trecurse = false
"""


def create(root: Path) -> Git:
    """Make a folder a git repository without a commit, the way a ledger needs it.

    Raises:
        RefusedError: the folder holds something.
        CannotWriteError: the folder cannot be made.
    """
    git, new = Git(root), False
    try:
        _require_free(root)
        new = not root.exists()
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        git.write("init", "-q", "--object-format=sha1", "--initial-branch=main", "--template=")
        with (git.dir / "config").open("a", encoding="utf-8") as config:
            config.write(_PINNED)
        note(git, "")
    except OSError as error:
        raise CannotWriteError(str(root), error.strerror or str(error)) from None
    except LedgerError:
        if new:
            with suppress(OSError):
                root.rmdir()
        raise
    return git


def _require_free(root: Path) -> None:
    """Refuse a folder that holds something."""
    if root.exists() and not root.is_dir():
        raise RefusedError(_("{folder} is a file; name a new folder").format(folder=root))
    if (root / ".git").exists():
        raise RefusedError(
            _("{folder} already holds a git repository; name a new folder").format(folder=root)
        )
    if root.is_dir() and any(root.iterdir()):
        raise RefusedError(_("{folder} is not empty; name a new folder").format(folder=root))
