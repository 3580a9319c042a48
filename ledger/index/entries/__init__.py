"""What each kind of record puts into the index."""

from collections.abc import Callable
from typing import Any

from ledger.index.batch import Rows
from ledger.index.entries.calendars import add as add_calendar
from ledger.index.entries.issues import add as add_issue
from ledger.index.entries.places import add_register, add_station
from ledger.index.entries.settings import add as add_settings
from ledger.index.entries.visits import add as add_page
from ledger.index.entries.work import add_activity, add_task

ADDERS: dict[str, Callable[[Rows, str, Any], None]] = {
    "settings": add_settings,
    "calendar": add_calendar,
    "station": add_station,
    "register": add_register,
    "issue": add_issue,
    "page": add_page,
    "activity": add_activity,
    "task": add_task,
    "layout": lambda _rows, _path, _layout: None,
    "batch": lambda _rows, _path, _batch: None,
    "map": lambda _rows, _path, _map: None,
}
"""By kind of file: what adds the rows of a record, and the problems within it."""
