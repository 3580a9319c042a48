"""What pydantic found wrong with a record, in the words of `ledger.problems`."""

from collections.abc import Iterator

from pydantic import ValidationError

from ledger.problems import field_fault

_READABLE = 60
"""Longer patterns tell a person nothing."""


class Fault:
    """One fault: the path to the field, its kind, and what goes with it."""

    __slots__ = ("args", "loc")

    def __init__(self, loc: tuple[str | int, ...], args: dict[str, str]) -> None:
        self.loc = loc
        self.args = args

    @property
    def said(self) -> tuple[str, str]:
        """The field and what is wrong with it, in the language in force."""
        return self.args["field"], field_fault(self.args["fault"], self.args)


def faults(error: ValidationError, *, event: bool = False) -> Iterator[Fault]:
    """The faults of a record, or of one event; pydantic's paths go by the event's class too."""
    for found in error.errors(include_url=False, include_input=False):
        loc = found["loc"]
        if event:
            loc = loc[1:]
        elif loc[:1] == ("log",):
            loc = (*loc[:2], *loc[3:])
        kind = found["type"]
        context = {k: str(v) for k, v in found.get("ctx", {}).items() if k != "error"}
        if kind == "string_pattern_mismatch" and len(context.get("pattern", "")) > _READABLE:
            kind = "text_form"
        field = ".".join(str(s + 1) if isinstance(s, int) else s for s in loc) or "·"
        yield Fault(loc, {"field": field, "fault": kind, **context})
