"""Whether the rules of a ledger.yaml can be relied on: in a ledger, or before it is in one."""

from pathlib import Path
from typing import TYPE_CHECKING

from ledger.errors import BrokenFileError, DiskError
from ledger.index import checks
from ledger.index.rows import problems_of
from ledger.problems import Problem
from ledger.records import paths
from ledger.records.settings import Settings
from ledger.rules import soundness
from ledger.store import form
from ledger.store.yaml import YamlError

if TYPE_CHECKING:
    from ledger.book.reading import Reading

Found = tuple[list[Problem], int]
"""What is wrong, and how many rules were looked at."""


def ledger(reading: "Reading") -> Found:
    """What is wrong with the rules of a ledger, and with what they name of it."""
    body = reading.git.file(paths.SETTINGS) or b""
    across = checks.references(reading.index.db, reading.git)
    named = [one for one in across if one.path == paths.SETTINGS and one.code != "no-root"]
    found, looked = _examined(body)
    return sorted([*found, *named]), looked


def file(path: Path) -> Found:
    """What is wrong with a file that is to become a ledger.yaml."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise DiskError(str(path), error.strerror or str(error)) from None
    found, looked = _examined(body)
    return sorted(one._replace(path=str(path)) for one in found), looked


def _examined(body: bytes) -> Found:
    found = problems_of({paths.SETTINGS: body})
    try:
        settings = form.read(Settings, body, paths.SETTINGS)
    except (BrokenFileError, YamlError):
        return found, 0
    return found, soundness.rules_in(settings)
