"""The kinds of record that spreadsheets hold."""

from typing import Literal, get_args

SheetKind = Literal["issue", "visit", "household", "station", "task", "activity"]
"""One of them."""
KINDS: tuple[SheetKind, ...] = get_args(SheetKind)
"""All of them, in the order in which they are offered."""
