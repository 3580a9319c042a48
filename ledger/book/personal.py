"""Personal data where it does not belong: numbers and known names outside the registers."""

import re
from collections.abc import Iterator

from ledger.errors import LedgerError
from ledger.records.household import Register
from ledger.rules import masks
from ledger.store import form
from ledger.store.finding import Finding, remark
from ledger.store.git import Git
from ledger.words import gettext as _

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff·]{2,}")
_DIGITS = re.compile(r"\+?\d[\d -]{5,18}\d")
_OBJECT = re.compile(r"\b[0-9a-f]{40}\b")
_READ = ("issues/", "visits/", "activities/", "tasks/")
_SHORTEST = 2


class Known:
    """What the registers know of people: names and telephone numbers."""

    def __init__(self, git: Git) -> None:
        files = [(p, b) for p, b in git.tree("HEAD") if p.startswith("households/")]
        self._names: set[str] = set()
        self._phones: set[str] = set()
        for (path, _blob), body in zip(files, git.blobs(b for _p, b in files), strict=True):
            try:
                register = form.read(Register, body, path)
            except LedgerError:
                continue
            for home in register.households:
                self._names.add(home.name)
                self._phones |= {_bare(home.phone)} if home.phone else set()
        self._lengths = sorted({len(n) for n in self._names if len(n) >= _SHORTEST})

    def within(self, text: str) -> Iterator[tuple[int, str]]:
        """Each place in a text where something personal stands: its offset, and its kind."""
        for run in _HAN.finditer(text):
            word = run[0]
            for length in self._lengths:
                for at in range(len(word) - length + 1):
                    if word[at : at + length] in self._names:
                        yield run.start() + at, _("a name of the registers")
        for run in _DIGITS.finditer(text):
            if _bare(run[0]) in self._phones or masks.text(run[0]) != run[0]:
                yield run.start(), _("a telephone or identity number")


def _bare(number: str) -> str:
    return "".join(filter(str.isdigit, number))


def in_records(git: Git, known: Known) -> Iterator[Finding]:
    """What personal data stands in records outside the registers, line by line."""
    files = [(path, blob) for path, blob in git.tree("HEAD") if path.startswith(_READ)]
    for (path, _blob), body in zip(files, git.blobs(b for _p, b in files), strict=True):
        text = body.decode("utf-8", "replace")
        for at, kind in known.within(text):
            where = f"{path}:{text.count(chr(10), 0, at) + 1}"
            yield remark("personal", where, _sentence(kind))


def in_message(known: Known, commit: str, message: str) -> Iterator[Finding]:
    """What personal data stands in the message of a commit, which nothing ever erases."""
    for _at, kind in known.within(_OBJECT.sub("", message)):
        yield remark("personal", commit[:10], _sentence(kind))


def _sentence(kind: str) -> str:
    said = _("{kind} stands here; it belongs into the register of the village alone")
    return said.format(kind=kind)
