"""What the repository's own configuration asks git for: named, since it may have been planted.

None of it takes effect in the calls of this program; it would in a plain git run in the folder.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from ledger.errors import GitFailedError
from ledger.store.finding import Finding, ok, problem, remark
from ledger.store.git import Git
from ledger.words import gettext as _

ALLOWED = (
    *("core.repositoryformatversion", "core.filemode", "core.bare", "core.logallrefupdates"),
    *("core.ignorecase", "core.precomposeunicode", "core.symlinks", "core.autocrlf"),
    *("core.quotepath", "core.protectntfs", "core.protecthfs", "core.fsync", "core.fsyncmethod"),
    *("core.longpaths", "core.eol", "core.safecrlf", "core.preloadindex", "core.untrackedcache"),
    *("merge.renames", "submodule.recurse", "user.name", "user.email", "extensions.objectformat"),
    *("branch.*.remote", "branch.*.merge", "branch.*.rebase", "branch.*.description"),
    *("remote.*.url", "remote.*.fetch", "gc.*", "pack.*", "index.version", "commitgraph.*"),
    *("pull.rebase", "pull.ff", "push.default", "init.defaultbranch", "color.*", "gui.*"),
)
"""What a ledger's configuration may hold without a word."""

RUNS = (
    *("core.fsmonitor", "core.sshcommand", "core.pager", "core.editor", "core.hookspath"),
    *("core.askpass", "core.gitproxy", "core.alternaterefscommand", "sequence.editor", "pager.*"),
    *("diff.external", "diff.*.command", "diff.*.textconv", "filter.*", "merge.*.driver"),
    *("gpg.program", "gpg.*.program", "gpg.ssh.defaultkeycommand", "alias.*", "credential.*"),
    *("include.*", "includeif.*", "uploadpack.*", "receive.*", "remote.*.uploadpack"),
    *("remote.*.receivepack", "remote.*.vcs", "remote.*.proxy", "url.*", "protocol.*"),
    *("difftool.*", "mergetool.*", "browser.*", "man.*", "trailer.*", "interactive.difffilter"),
    *("ssh.*", "http.*", "extensions.worktreeconfig", "core.worktree", "core.attributesfile"),
)
"""What makes a plain git run a program, read another file, or go to another place."""

HIDES = ("fsck.*", "fetch.fsck*", "transfer.*", "core.excludesfile", "core.sparsecheckout*")
"""What makes a plain git overlook something."""

_SECTION = re.compile(r'\s*\[\s*([A-Za-z0-9.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]')
_NAME = re.compile(r"\s*([A-Za-z][A-Za-z0-9-]*)")
_HARMLESS = re.compile(r"(?i)(?:(?:https|ssh|file)://(?!-)|(?!-)(?!\w+://)(?!\w+::)).*")
"""An address that git takes for a folder, or for a machine that it asks by https or ssh."""


class Setting(NamedTuple):
    """One key of a configuration file, with the line it stands on."""

    key: str
    file: str
    line: int


def examine(git: Git) -> Iterator[Finding]:
    """What is said about the configuration, the hooks and the attributes of a repository."""
    strange = [found for file in _files(git) for found in _judged(git, file)]
    yield from strange
    if not strange:
        yield ok("config", ".git/config", _("no setting but those of a ledger"))
    yield from _hooks(git)


def _files(git: Git) -> list[Path]:
    return [f for name in ("config", "config.worktree") if (f := git.dir / name).is_file()]


def _judged(git: Git, file: Path) -> Iterator[Finding]:
    name = file.relative_to(git.root).as_posix()
    for setting in settings(git, file):
        where = f"{name}:{setting.line}" if setting.line else name
        if not setting.key:
            said = _("cannot be read by git; write it anew or make the ledger anew from a backup")
            yield problem("config-unreadable", where, said)
        elif _is(setting.key, RUNS) or (
            _is(setting.key, ("remote.*.url",)) and not _harmless(git, setting.key)
        ):
            said = _(
                "{key} can make a plain git run a program or leave this folder; this program pays "
                "it no heed; remove the line unless you put it there"
            )
            yield problem("config-runs", where, said.format(key=setting.key))
        elif _is(setting.key, HIDES):
            said = _(
                "{key} makes a plain git overlook faults; remove the line unless you put it there"
            )
            yield problem("config-hides", where, said.format(key=setting.key))
        elif not _is(setting.key, ALLOWED):
            said = _("{key} is no setting of a ledger; remove the line if nobody needs it")
            yield remark("config-strange", where, said.format(key=setting.key))


def _is(key: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(key.lower(), pattern) for pattern in patterns)


def _harmless(git: Git, key: str) -> bool:
    """Whether an address of a remote is one that runs nothing: https, ssh or a folder."""
    asked = ("config", "-z", "--no-includes", "--local", "--get-all", key)
    addresses = git.ask(*asked).decode("utf-8", "replace").split("\0")[:-1]
    return all(_HARMLESS.fullmatch(address) for address in addresses)


def settings(git: Git, file: Path) -> Iterator[Setting]:
    """Every key of a configuration file; git itself says which, we find their lines.

    An empty key stands for a file that git cannot read.
    """
    name = str(file)
    try:
        told = git.ask("config", "-z", "--name-only", "--no-includes", "--file", name, "--list")
    except GitFailedError:
        yield Setting("", name, 0)
        return
    lines: dict[str, list[int]] = {}
    for key, line in _lines(file.read_text("utf-8", "surrogateescape")):
        lines.setdefault(key, []).append(line)
    for raw in told.split(b"\0")[:-1]:
        key = raw.decode("utf-8", "surrogateescape")
        found = lines.get(key.lower(), [])
        yield Setting(key, name, found.pop(0) if found else 0)


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """The keys of a configuration file with their lines, as far as its form is a common one."""
    section, runs_on = "", False
    for number, line in enumerate(text.splitlines(), start=1):
        if runs_on:
            runs_on = line.endswith("\\")
            continue
        rest = line
        while opened := _SECTION.match(rest):
            sub = re.sub(r"\\(.)", r"\1", opened[2]) if opened[2] is not None else None
            section = opened[1] if sub is None else f"{opened[1]}.{sub}"
            rest = rest[opened.end() :]
        if named := _NAME.match(rest):
            yield f"{section}.{named[1]}".lower(), number
            runs_on = line.endswith("\\")


def _hooks(git: Git) -> Iterator[Finding]:
    folder = git.dir / "hooks"
    names = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
    planted = [name for name in names if not name.endswith(".sample")]
    if not planted:
        yield ok("hooks", ".git/hooks", _("no hooks"))
    for name in planted:
        said = _(
            "a hook that a plain git runs; this program does not; remove it unless you put it there"
        )
        yield problem("hook", f".git/hooks/{name}", said)
