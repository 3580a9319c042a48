"""Programs planted wherever git may run one; if any of them runs, a file appears."""

import subprocess
from pathlib import Path

from cli_world import Desk

HOOKS = (
    *("applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit"),
    *("prepare-commit-msg", "commit-msg", "post-commit", "pre-rebase", "post-checkout"),
    *("post-merge", "pre-push", "pre-receive", "update", "proc-receive", "post-receive"),
    *("post-update", "reference-transaction", "push-to-checkout", "pre-auto-gc", "post-rewrite"),
    *("sendemail-validate", "fsmonitor-watchman", "post-index-change", "p4-pre-submit"),
)
RUNS = (
    *("core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass"),
    *("core.gitProxy", "core.alternateRefsCommand", "sequence.editor", "diff.external"),
    *("diff.planted.command", "diff.planted.textconv", "filter.planted.clean"),
    *("filter.planted.smudge", "filter.planted.process", "merge.planted.driver", "gpg.program"),
    *("gpg.ssh.program", "gpg.x509.program", "gpg.ssh.defaultKeyCommand", "credential.helper"),
    *("uploadpack.packObjectsHook", "trailer.op.command", "trailer.records.cmd"),
    *("interactive.diffFilter", "pager.log", "pager.status", "alias.log", "alias.cat-file"),
    *("difftool.x.cmd", "mergetool.x.cmd", "browser.x.cmd", "man.x.cmd", "remote.far.vcs"),
)
SET = {
    "filter.planted.required": "true",
    "commit.gpgSign": "true",
    "tag.gpgSign": "true",
    "gpg.format": "ssh",
    "log.showSignature": "true",
    "log.mailmap": "true",
    "log.showRoot": "false",
    "color.ui": "always",
    "i18n.logOutputEncoding": "UTF-16",
    "remote.far.url": "ssh://far.example/x",
    "remote.far.promisor": "true",
    "core.repositoryformatversion": "1",
    "extensions.partialClone": "far",
    "extensions.worktreeConfig": "true",
    "core.worktree": "/",
    "gc.auto": "1",
}
ATTRIBUTES = "* filter=planted diff=planted merge=planted ident\n"


def plant(desk: Desk) -> Path:
    """Plant a program wherever one can be; the file that appears if one of them runs."""
    seen = desk.root.parent / "canary"
    program = desk.root.parent / "plant"
    program.write_text(f'#!/bin/sh\necho "$0 $*" >> "{seen}"\ncat\n', "utf-8")
    program.chmod(0o755)
    hooks = desk.root / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in HOOKS:
        (hooks / name).write_text(f'#!/bin/sh\necho "{name}" >> "{seen}"\n', "utf-8")
        (hooks / name).chmod(0o755)
    included = desk.root.parent / "included"
    for file in (desk.root / ".git/config", desk.root / ".git/config.worktree", included):
        for key in RUNS:
            _set(file, key, str(program))
        for key, value in SET.items():
            _set(file, key, value)
        _set(file, "core.hooksPath", str(hooks))
    _set(desk.root / ".git/config", "include.path", str(included))
    (desk.root / ".git/info").mkdir(exist_ok=True)
    (desk.root / ".git/info/attributes").write_text(ATTRIBUTES, "utf-8")
    (desk.root / ".gitattributes").write_text(ATTRIBUTES, "utf-8")
    (desk.root / ".mailmap").write_text("x <x@y> <init@ledger.invalid>\n", "utf-8")
    return seen


def _set(file: Path, key: str, value: str) -> None:
    subprocess.run(["git", "config", "--file", str(file), key, value], check=True)


def session(issue: str, other: str, visit: str, elsewhere: Path) -> dict[str, tuple[str, ...]]:
    """A call of every command, in an order in which most of them do something."""
    on = ("--on", "2026-11-20")
    return {
        "list": (),
        "show": (issue,),
        "overdue": (),
        "search": ("路灯",),
        "today": (),
        "duties": ("--missed",),
        "why": (issue,),
        "log": (issue,),
        "status": (),
        "issue register": ("--title", "水井干涸", "--place", "WL101", "--category", "用电照明"),
        "issue assign": (issue, "--unit", "五里镇经发办", "--due", "2026-12-20", *on),
        "issue progress": (issue, "--text", "勘查", *on),
        "issue press": (issue, *on),
        "issue extend": (
            *(issue, "--due", "2026-12-25", "--reason", "雨天", "--approver", "c001"),
            *on,
        ),
        "issue pause": (issue, "--reason", "冬季", "--review", "2027-03-01", *on),
        "issue resume": (issue, *on),
        "issue escalate": (issue, "--to", "县水利局", "--reason", "跨镇", *on),
        "issue return": (issue, "--text", "站内办理", *on),
        "issue submit": (issue, "--text", "已修", *on),
        "issue accept": (issue, "--checker", "c002", "--text", "合格", *on),
        "issue reject": (issue, "--checker", "c002", "--text", "不合格", *on),
        "issue sign": (issue, "--signer", "c001", *on),
        "issue object": (issue, "--reason", "不属本单位", *on),
        "issue witness": (issue, *on),
        "issue keep": (issue, "--reason", "长期管护", *on),
        "issue feedback": (issue, *on),
        "issue publish": (issue, "--where", "公开栏", *on),
        "issue report": (issue, "--to", "五里镇党委", *on),
        "issue archive": (issue, *on),
        "issue reopen": (issue, "--reason", "又坏", *on),
        "issue correct": (issue, "--field", "title", "--value", "路灯", "--reason", "错字"),
        "issue note": (issue, "--text", "备注"),
        "issue merge": (other, "--into", issue, "--reason", "同一件"),
        "issue decline": (other, "--reason", "诉讼"),
        "issue void": (other, "--reason", "重复"),
        "visit add": ("--place", "WL101", "--text", "春耕", "--opinion", "路灯坏"),
        "visit promote": (visit,),
        "visit answer": (visit, "--text", "已列入计划"),
        "activity add": ("--kind", "training", "--place", "WL101", "--finding", "缺教材"),
        "activity promote": ("7K3Q",),
        "task add": ("--kind", "plan", "--title", "清渠", "--station", "WL1", "--to", "WL1"),
        "task pass": ("7K3Q", "--to", "WL101"),
        "task report": ("7K3Q", "--place", "WL101"),
        "task consolidate": ("7K3Q",),
        "task progress": ("7K3Q", "--percent", "50"),
        "task finish": ("7K3Q",),
        "task void": ("7K3Q", "--reason", "重复"),
        "station add": (
            "--code",
            "WL109",
            "--name",
            "新村",
            "--type",
            "village",
            "--parent",
            "WL1",
        ),
        "station edit": ("WL2", "--ready", "经费到位"),
        "station post": ("WL2", "c019", "--role", "worker"),
        "station delegate": ("WL1", "c002"),
        "station bind": ("WL101", "--kind", "leader", "--person", "c001"),
        "station unbind": ("WL101", "--kind", "leader"),
        "station group": ("WL1", "wl1_a", "--kind", "two_one", "--member", "c002=deputy"),
        "household add": ("--place", "WL101", "--name", "甲大田"),
        "household pair": ("WL101-0003", "c003"),
        "household card": ("WL101-0003",),
        "ops": (),
        "undo": (),
        "redo": (),
        "restore": ("stations/WL1.yaml",),
        "adopt": ("households/WL101.yaml", "--reason", "试"),
        "check": ("--deep",),
        "whoami": (),
        "signer add": ("c001", "ssh-ed25519 AAAA"),
        "signer remove": ("c001",),
        "signer list": (),
        "doctor": ("--fix",),
        "maintenance": (),
        "backup": (str(elsewhere / "x.bundle"),),
        "rescue": (str(elsewhere / "x.bundle"), str(elsewhere / "new")),
        "calendar show": (),
        "calendar fill": ("2025",),
        "calendar import": (str(elsewhere / "days.txt"),),
        "calendar local": ("--place", "WL1", "--since", "2026-07-01", "--name", "庙会"),
        "import": (str(elsewhere / "sheet.csv"), "--skip-bad"),
        "export": (str(elsewhere / "sheet.xlsx"), "--level", "internal", "--reason", "汇报"),
        "checkpoint": (str(elsewhere / "seal.txt"),),
        "verify": (str(elsewhere / "seal.txt"),),
        "init": (str(elsewhere / "fresh"),),
        "demo": (str(elsewhere / "demo"),),
        "schemas": (str(elsewhere / "schemas"),),
        "completion": ("bash",),
    }
