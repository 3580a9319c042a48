"""The commands that are tortured: every kind of write, and the reading that makes the index."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from keys import key

from ledger.book import signers
from ledger.book.ledger import Ledger


@dataclass
class Scene:
    """One command to be tortured: how the ledger is made ready, and the words of the command."""

    name: str
    words: Callable[[Ledger], list[str]]
    prepare: Callable[[Ledger], None] = field(default=lambda _ledger: None)
    edited: str = ""
    """The file that holds a hand edit, which a command that fails must leave as it is."""
    signed: bool = False
    """Whether the clerk signs."""


def _village(ledger: Ledger) -> str:
    return next(row["code"] for row in ledger.places() if row["registers"])


def _open_issue(ledger: Ledger) -> str:
    from ledger.index.queries import IssueFilter

    rows, _total = ledger.issues(IssueFilter(status=("handling",)))
    return str(rows[0]["id"])


def _register(ledger: Ledger) -> None:
    ledger.add_visit(
        ledger.today, {1: {}}, place=_village(ledger), text="走访", opinions=[{"text": "修路"}]
    )


def _edit(ledger: Ledger) -> None:
    path = ledger.git.root / "stations/WL1.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "note: 手工补记\n", encoding="utf-8")


def _sign(ledger: Ledger) -> None:
    signers.use_key(ledger, ledger.require_who(), key(ledger.git.root.with_name("id")))


def _sheet(ledger: Ledger) -> None:
    """Write a sheet beside the ledger: three good rows, and one that must be given back."""
    place = next(row["name"] for row in ledger.places() if row["registers"])
    rows = [
        "村,问题描述,登记日期,责任单位,整改时限,状态",
        f"{place},村口路灯不亮,2026-11-02,镇供电所,2026-11-30,办理中",
        f"{place},机井电机烧毁,2026-11-03,镇水利站,2026-11-12,已销号",
        f"{place},地界有争议,2026-11-04,,,",
        f"{place},桥面破损,11月35日,,,",
    ]
    _file(ledger).write_text("\n".join(rows), encoding="utf-8")


def _file(ledger: Ledger) -> Path:
    return ledger.git.root.with_name("问题台账.csv")


def _drop_index(ledger: Ledger) -> None:
    ledger.index.close()
    ledger.index.file.unlink()


_ALL = [
    Scene(
        "register",
        lambda ledger: [
            "issue",
            "register",
            "--title",
            "村口路灯损坏",
            "--place",
            _village(ledger),
        ],
    ),
    Scene("advance", lambda ledger: ["issue", "press", _open_issue(ledger)]),
    Scene(
        "visit",
        lambda ledger: [
            *("visit", "add", "--place", _village(ledger), "--text", "走访"),
            *("--opinion", "修路", "--promote", "1"),
        ],
    ),
    Scene("signed", lambda ledger: ["issue", "press", _open_issue(ledger)], _sign, signed=True),
    Scene("undo", lambda _ledger: ["undo"], _register),
    Scene(
        "adopt",
        lambda _ledger: ["adopt", "--reason", "补记"],
        _edit,
        edited="stations/WL1.yaml",
    ),
    Scene("import", lambda ledger: ["import", str(_file(ledger)), "--skip-bad"], _sheet),
    Scene("rebuild", lambda _ledger: ["overdue"], _drop_index),
]
SCENES = {scene.name: scene for scene in _ALL}
"""Every scene by its name."""
