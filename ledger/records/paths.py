"""Where each record lives in a ledger: paths are made from ids and dates, and read back."""

import re
from datetime import date
from typing import NamedTuple

from ledger.records import ids

SETTINGS = "ledger.yaml"
FOLDERS = (
    "calendar",
    "stations",
    "households",
    "issues",
    "visits",
    "activities",
    "tasks",
    "imports",
    "layouts",
    "maps",
)
"""The folders that hold records."""

_CODE = r"[A-Z0-9]{2,8}"
_FORMS = {
    "settings": re.compile(r"ledger\.yaml"),
    "calendar": re.compile(r"calendar/(20[0-9]{2})\.yaml"),
    "station": re.compile(rf"stations/({_CODE})\.yaml"),
    "register": re.compile(rf"households/({_CODE})\.yaml"),
    "issue": re.compile(rf"issues/({_CODE})/([0-9]{{4}})/({ids.ID_PATTERN[1:-1]})\.yaml"),
    "page": re.compile(rf"visits/({_CODE})/([0-9]{{4}})/([0-9]{{2}}-[0-9]{{2}})\.yaml"),
    "activity": re.compile(rf"activities/({_CODE})/([0-9]{{4}})/({ids.ID_PATTERN[1:-1]})\.yaml"),
    "layout": re.compile(r"layouts/([\w-]{1,40})\.yaml"),
    "batch": re.compile(rf"imports/([{ids.ALPHABET}]{{8}})\.yaml"),
    "map": re.compile(rf"maps/([{ids.ALPHABET}]{{8}})\.yaml"),
    "task": re.compile(rf"tasks/({_CODE})/([0-9]{{4}})/({ids.ID_PATTERN[1:-1]})\.yaml"),
}


class Place(NamedTuple):
    """What a path stands for: the kind of its record and the parts of its name."""

    kind: str
    parts: tuple[str, ...]


def read(path: str) -> Place | None:
    """What a path of the ledger stands for; None where it is no record's."""
    for kind, form in _FORMS.items():
        if found := form.fullmatch(path):
            return Place(kind, found.groups())
    return None


def calendar(year: int) -> str:
    """The rest days of a year."""
    return f"calendar/{year}.yaml"


def station(code: str) -> str:
    """The file of a node of the place tree."""
    return f"stations/{code}.yaml"


def register(place: str) -> str:
    """The household register of a village."""
    return f"households/{place}.yaml"


def household(record_id: str) -> str:
    """The register that a household stands in."""
    return register(record_id.rpartition("-")[0])


def issue(record_id: str) -> str:
    """The file of an issue."""
    return _of_year("issues", record_id)


def activity(record_id: str) -> str:
    """The file of an activity."""
    return _of_year("activities", record_id)


def task(record_id: str) -> str:
    """The file of a task."""
    return _of_year("tasks", record_id)


def batch(op: str) -> str:
    """The file of an import."""
    return f"imports/{op}.yaml"


def sheet_map(half: str) -> str:
    """The file of what the words of a sheet mean."""
    return f"maps/{half}.yaml"


def layout(name: str) -> str:
    """The file of a layout of sheets."""
    return f"layouts/{name}.yaml"


def _of_year(folder: str, record_id: str) -> str:
    return f"{folder}/{ids.station_of(record_id)}/{ids.year_of(record_id)}/{record_id}.yaml"


def page(code: str, day: date) -> str:
    """The diary page of a station and day."""
    return f"visits/{code}/{day.year}/{day:%m-%d}.yaml"
