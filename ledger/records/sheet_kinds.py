"""The kinds of record that spreadsheets hold."""

from typing import Literal, get_args

from ledger.words import mark

SheetKind = Literal["issue", "visit", "household", "station", "task", "activity"]
"""One of them."""
KINDS: tuple[SheetKind, ...] = get_args(SheetKind)
"""All of them, in the order in which they are offered."""
KIND_NAMES: dict[str, str] = {
    "issue": mark("issue"),
    "visit": mark("visit"),
    "household": mark("household"),
    "station": mark("station"),
    "task": mark("task"),
    "activity": mark("activity"),
}
"""What each is called."""
PLURALS: dict[str, str] = {
    "issue": "issues",
    "visit": "visits",
    "household": "households",
    "station": "stations",
    "task": "tasks",
    "activity": "activities",
}
"""What many of each are called, as in lists."""
