"""How words of a state look on a terminal; the word itself always stands beside the colour."""

from collections.abc import Mapping

STATUS_STYLES: Mapping[str, str] = {
    "registered": "yellow",
    "handling": "cyan",
    "submitted": "blue",
    "to_witness": "blue",
    "to_sign": "magenta",
    "closed": "green",
    "escalated": "bold magenta",
    "paused": "dim",
    "longterm": "dim",
    "declined": "dim",
    "merged": "dim",
    "void": "dim",
}
"""How the present state of an issue looks; its name always stands beside the colour."""

TASK_STYLES: Mapping[str, str] = {
    "issued": "yellow",
    "passed": "cyan",
    "reported": "blue",
    "consolidated": "magenta",
    "done": "green",
    "void": "dim",
}
"""How the present state of a task looks."""

LIGHT_STYLES: Mapping[str, str] = {
    "near": "yellow",
    "late": "red",
    "grave": "bold red",
}
"""How the light of a time limit looks; its word always stands beside the colour."""
