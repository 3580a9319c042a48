"""The demo: a new ledger with half a year of an invented county's work, a commit a command."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ledger import story
from ledger.book import creating, resources
from ledger.records.settings import Settings
from ledger.records.station import Station
from ledger.rules.statuses import VERB_NAMES
from ledger.store import form
from ledger.store.commit import Author, Change, commit_series
from ledger.store.git import Git
from ledger.words import gettext as _
from ledger.words import mark

CLERK = "c041"
"""Who the reader is: a full-time worker of the station at 榆舍."""
PHRASES = "demo/phrases.yaml"
_SUBJECTS = {
    "visit add": mark("add visit"),
    "visit promote": mark("promote opinion"),
    "household add": mark("add household"),
}


def create(root: Path, now: datetime) -> Git:
    """Make the demo ledger in a new folder, where its reader is `CLERK`.

    Raises:
        RefusedError: the folder holds something already.
    """
    files = creating.profile("yijun")
    settings = form.read(Settings, files["ledger.yaml"], "ledger.yaml")
    stations = [
        form.read(Station, body, path)
        for path, body in files.items()
        if path.startswith("stations/")
    ]
    phrases = form.read(story.Phrases, (resources.data() / PHRASES).read_bytes(), PHRASES)
    started = datetime.combine(story.DEMO.start, datetime.min.time(), now.tzinfo)
    git = creating.create(root, files, "init", started)
    told = story.tell(settings, stations, phrases, story.DEMO)
    commit_series(git, _changes(told), git.head())
    (git.make_state() / "whoami").write_text(CLERK + "\n", encoding="utf-8")
    return git


def _changes(told: Iterator[story.Operation]) -> Iterator[tuple[Change, Author]]:
    for number, operation in enumerate(told, start=1):
        verb = operation.command.partition(" ")[2]
        subject = _(_SUBJECTS.get(operation.command) or VERB_NAMES[verb])
        named = " ".join(operation.records[:3])
        trailers = {
            "Op": f"{number:08d}",
            "Records": " ".join(operation.records),
            "Command": operation.command,
        }
        files = {path: form.write(record) for path, record in operation.files.items()}
        author = Author(operation.by, f"{operation.by}@ledger.invalid", operation.at)
        yield Change(files, f"{subject} {named}", trailers), author
