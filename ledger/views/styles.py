"""How words of a state look on a terminal; the word itself always stands beside the colour."""

from collections.abc import Mapping

STATUS_STYLES: Mapping[str, str] = {
    "registered": "yellow",
    "handling": "cyan",
    "submitted": "blue",
    "to_sign": "magenta",
    "closed": "green",
    "escalated": "bold magenta",
    "paused": "dim",
    "declined": "dim",
    "merged": "dim",
    "void": "dim",
}
"""How the present state of an issue looks; its name always stands beside the colour."""

LIGHT_STYLES: Mapping[str, str] = {"red": "bold red", "yellow": "yellow", "green": "green"}
"""How the light of a time limit looks; its word always stands beside the colour."""
