"""What a ledger stands on: the disk, the folder and who may read it, the clock, git itself."""

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from ledger.store import clock
from ledger.store.finding import Finding, ok, problem, remark
from ledger.store.git import Git
from ledger.store.readiness import foreign
from ledger.words import gettext as _

MOUNTS = Path("/proc/mounts")

_CLOUD_FOLDERS = (
    *("dropbox", "onedrive", "nutstore", "坚果云", "我的坚果云", "mobile documents", "googledrive"),
    *("google drive", "baidunetdisk", "baidusyncdisk", "百度网盘", "wps云盘", "wpsdrive", "icloud"),
    *("nextcloud", "owncloud", "seafile", "阿里云盘", "天翼云盘", "腾讯微云"),
)
_CLOUD_MARKS = (
    *(".dropbox", ".dropbox.cache", ".nutstore", ".nutstore.ini", ".stfolder", ".owncloudsync.log"),
    *(".849C9593-D756-4E56-8D6E-42412F2A707B", ".seafile-data", ".csync_journal.db", ".SyncTrash"),
)
_FAR_AWAY = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "glusterfs", "davfs", "fuse.", "drvfs")
_NEAR = ("fuse.fuse-overlayfs", "fuseblk", "fuse.ntfs-3g", "fuse.snapfuse")

_FEW = 200 * 1024 * 1024
_SOME = 1024 * 1024 * 1024
_DRIFT = timedelta(minutes=5)
_FSYNC = (2, 36)
_SAFE = (2, 39)


def examine(git: Git, now: datetime, mounts: Path = MOUNTS) -> Iterator[Finding]:
    """What is said about git, the clock, the disk, the folder and who may read it."""
    yield _version(git)
    yield _clock(git, now)
    yield _disk(git.root)
    yield from _synchronised(git.root, mounts)
    if whose := foreign(git.dir):
        yield problem("owner", ".git", whose)
    yield from _permissions(git)


def _version(git: Git) -> Finding:
    number = tuple(int(part) for part in git.version().split("."))
    if number < _FSYNC:
        said = _(
            "git {version} writes to disk with less care: a power cut can cost the last write; "
            "install git 2.39 or newer"
        )
        return problem("git-old", "git", said.format(version=git.version()))
    if number < _SAFE:
        said = _("git {version} lacks mends of security holes; install git 2.39 or newer")
        return remark("git-old", "git", said.format(version=git.version()))
    return ok("git", "git", _("git {version}").format(version=git.version()))


def _clock(git: Git, now: datetime) -> Finding:
    said = now.isoformat(sep=" ", timespec="minutes")
    if now.year < clock.FIRST_YEAR:
        wrong = _("the clock says {now}, which cannot be; set it")
        return problem("clock", _("clock"), wrong.format(now=said))
    last = clock.last_commit(git)
    if last is None or last - now <= _DRIFT or clock.accepted(git):
        return ok("clock", _("clock"), said)
    behind = _(
        "the last commit is of {last}, which is after now ({now}): this clock or the last "
        "writer's is wrong; set this one, or let --fix take the commit's time as the wrong one"
    )
    when = last.astimezone(now.tzinfo).isoformat(sep=" ", timespec="minutes")
    return problem("clock", _("clock"), behind.format(last=when, now=said), mends=True)


def _disk(root: Path) -> Finding:
    free = shutil.disk_usage(root).free
    room = _("{free} MB free").format(free=free // 1_000_000)
    if free < _FEW:
        said = _("only {room}; make room, or writes will fail")
        return problem("disk", root.name, said.format(room=room))
    if free < _SOME:
        return remark("disk", root.name, _("only {room}").format(room=room))
    return ok("disk", root.name, room)


def _synchronised(root: Path, mounts: Path) -> Iterator[Finding]:
    cloud, kind = _cloud(root), _mounted(root, mounts)
    if cloud:
        said = _(
            "a program copies this folder elsewhere while it is written ({mark}), which can tear "
            "the ledger apart; move the ledger to a plain folder and carry it by “tz backup”"
        )
        yield problem("cloud", root.name, said.format(mark=cloud))
    if kind:
        said = _(
            "the folder is on another machine ({kind}), where locks and power cuts are not to be "
            "relied on; move the ledger to a disk of this computer"
        )
        yield problem("network", root.name, said.format(kind=kind))
    if not cloud and not kind:
        yield ok("folder", root.name, _("a folder on a disk of this computer"))


def _cloud(root: Path) -> str:
    for folder in (root, *root.parents):
        name = folder.name.casefold().split(" - ")[0]
        if name in _CLOUD_FOLDERS:
            return folder.name
        for mark in _CLOUD_MARKS:
            if (folder / mark).exists():
                return mark
    return ""


def _mounted(root: Path, mounts: Path) -> str:
    """The kind of file system, where it is one of another machine."""
    if str(root).startswith("\\\\"):
        return "smb"
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    best, found = "", ""
    for line in lines:
        where, kind = line.split(" ")[1:3]
        place = where.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        if len(place) >= len(best) and root.is_relative_to(place):
            best, found = place, kind
    return found if found.startswith(_FAR_AWAY) and found not in _NEAR else ""


def _permissions(git: Git) -> Iterator[Finding]:
    if os.name != "posix":
        return
    open_ = [path for path in private(git) if path.stat().st_mode & 0o077]
    for path in open_:
        said = _("other users of this computer can read it, and it holds names; --fix closes it")
        yield problem("open", path.relative_to(git.root).as_posix(), said, mends=True)
    mode = stat.S_IMODE(git.root.stat().st_mode)
    if mode & 0o007:
        said = _(
            "other users of this computer can read the ledger (mode {mode:o}), registers and all; "
            "close the folder to them"
        )
        yield remark("open-ledger", git.root.name, said.format(mode=mode))
    elif not open_:
        yield ok("open", git.root.name, _("closed to other users of this computer"))


def private(git: Git) -> list[Path]:
    """What must be readable by its owner alone: the state folder and the index in it."""
    return [path for path in (git.state, *git.state.glob("index.sqlite3*")) if path.exists()]


def close(git: Git) -> list[str]:
    """Close to other users what must be closed; sentences on what was done."""
    said = []
    for path in private(git):
        if path.stat().st_mode & 0o077:
            path.chmod(0o700 if path.is_dir() else 0o600)
            closed = _("{path}: closed to other users")
            said.append(closed.format(path=path.relative_to(git.root).as_posix()))
    return said
