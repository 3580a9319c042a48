"""A new ledger: from a profile, empty of records, or with the invented records of the demo."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.book import resources
from ledger.errors import UnknownRecordError
from ledger.records.schemas import editor_settings, schemas
from ledger.records.settings import Settings
from ledger.store import form
from ledger.store.commit import Author, Change, commit
from ledger.store.git import Git
from ledger.store.init import create as create_repository
from ledger.words import gettext as _
from ledger.words import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

ATTRIBUTES = "*.yaml -merge text eol=lf\n"
"""Two clerks' edits of one record are never merged line by line: that can be clean and wrong."""


def profile(name: str) -> dict[str, bytes]:
    """The files that a profile puts into a new ledger."""
    folder = resources.data() / "profiles" / name
    if not (folder / "ledger.yaml").is_file():
        raise UnknownRecordError(kind=mark("profile"), name=name, near=resources.profiles())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.yaml"))
    }


def quarter(name: str) -> str:
    """The script of a quarter's work in a profile's system."""
    script = resources.data() / "profiles" / name / "quarter.txt"
    if not script.is_file():
        raise UnknownRecordError(kind=mark("script of the profile"), name=name)
    return script.read_text(encoding="utf-8")


def create(root: Path, files: "Mapping[str, bytes]", who: str, now: datetime) -> Git:
    """Make a folder a ledger with these files as its first commit.

    Raises:
        RefusedError: the folder holds something already.
    """
    form.read(Settings, files["ledger.yaml"], "ledger.yaml")
    extra = {f"schemas/{name}": text.encode() for name, text in schemas().items()}
    extra[".gitattributes"] = ATTRIBUTES.encode()
    extra[".vscode/settings.json"] = editor_settings().encode()
    git = create_repository(root)
    change = Change({**files, **extra}, _("new ledger"), {"Command": "init"})
    commit(git, change, Author(who, f"{who}@ledger.invalid", now), "")
    return git
