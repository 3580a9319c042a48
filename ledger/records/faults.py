"""What pydantic found wrong with a record, in the words of `ledger.problems`."""

from collections.abc import Iterator
from hashlib import sha256

from pydantic import ValidationError

from ledger.problems import field_fault
from ledger.records import ids

LIKE = {
    r"^[A-Z0-9]{2,8}$": "WL03",
    r"^[A-Z0-9]{2,8}-[0-9]{4}$": "WL03-0127",
    r"^[a-z][a-z0-9]{1,15}$": "c017",
    r"^[a-z][a-z0-9_]{0,19}$": "masses",
    r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$": "04-15",
    r"^[0-9]{12}$": "610222101000",
    r"^[0-9+][0-9 \-]{4,19}$": "0919-528-0001",
    r"^[0-9a-f]{64}$": f"{sha256().hexdigest()[:12]}…",
    ids.ID_PATTERN: "WL-26-7K3Q5MH",
    rf"^[{ids.ALPHABET}]{{4}}$": "7K3Q",
    rf"^[{ids.ALPHABET}]{{8}}$": "7K3Q5MH0",
}
"""What a value of each form looks like: an example tells a person more than a pattern."""


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


def faults(error: ValidationError) -> Iterator[Fault]:
    """The faults of a record; pydantic's paths go by the classes of its events, too."""
    for found in error.errors(include_url=False, include_input=False):
        loc = found["loc"]
        if loc[:1] == ("log",):
            loc = (*loc[:2], *loc[3:])
        kind = found["type"]
        context = {k: str(v) for k, v in found.get("ctx", {}).items() if k != "error"}
        if kind == "string_pattern_mismatch":
            example = LIKE.get(context["pattern"], "")
            kind, context = ("code_form", {"example": example}) if example else ("text_form", {})
        if kind == "missing" and loc[:1] == ("limits",) and loc[-1] == "unit":
            kind = "no_limit_unit"
        field = ".".join(str(s + 1) if isinstance(s, int) else s for s in loc) or "·"
        yield Fault(loc, {"field": field, "fault": kind, **context})
