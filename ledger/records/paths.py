"""Where each record lives in a ledger: paths are made from ids and dates, and read back."""

import re
from datetime import date
from typing import NamedTuple

from ledger.records import ids

SETTINGS = "ledger.yaml"
FOLDERS = ("stations", "households", "issues", "visits")
"""The folders that hold records."""

_CODE = r"[A-Z0-9]{2,8}"
_FORMS = {
    "settings": re.compile(r"ledger\.yaml"),
    "station": re.compile(rf"stations/({_CODE})\.yaml"),
    "register": re.compile(rf"households/({_CODE})\.yaml"),
    "issue": re.compile(rf"issues/({_CODE})/([0-9]{{4}})/({ids.ID_PATTERN[1:-1]})\.yaml"),
    "page": re.compile(rf"visits/({_CODE})/([0-9]{{4}})/([0-9]{{2}}-[0-9]{{2}})\.yaml"),
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


def station(code: str) -> str:
    """The file of a node of the place tree."""
    return f"stations/{code}.yaml"


def register(place: str) -> str:
    """The household register of a village."""
    return f"households/{place}.yaml"


def issue(record_id: str) -> str:
    """The file of an issue."""
    return f"issues/{ids.station_of(record_id)}/{ids.year_of(record_id)}/{record_id}.yaml"


def page(code: str, day: date) -> str:
    """The diary page of a station and day."""
    return f"visits/{code}/{day.year}/{day:%m-%d}.yaml"
