"""Issues read only as far as a sheet shows them: the head, and of the log the events that count.

A log is most of an issue, and a sheet shows the last event of a few verbs. Of all others day, verb
and writer do, which stand in fixed places where the program wrote the file; a file in another form
is read whole.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any

from ledger.store import yaml

_LOG = "\nlog:\n- "
_BETWEEN = "\n- "
_HEAD = re.compile(
    r"\{?id: \"?[0-9A-Z]{4}\"?(?:, |\n  )on: (?P<on>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:, |\n  )at: [0-9T:+-]{25}(?:, |\n  )by: (?P<by>[a-z0-9]+)(?:, |\n  )do: (?P<do>[a-z]+)\b"
)
_SHOWN: Mapping[str, tuple[str, ...]] = {
    "progress": ("progress",),
    "result": ("decline", "merge", "void"),
    "open_reason": ("pause", "escalate", "keep"),
    "checker": ("accept",),
    "acceptance": ("accept",),
    "signer": ("sign",),
    "signing": ("sign",),
    "satisfaction": ("feedback",),
    "to": ("escalate",),
    "remark": ("note",),
}
"""The verbs whose events a column shows more of than day and writer."""


def verbs(fields: Collection[str]) -> frozenset[str]:
    """The verbs whose events have to be read for some columns."""
    return frozenset(verb for field in fields for verb in _SHOWN.get(field, ()))


def read(body: bytes, path: str, needed: Collection[str]) -> Any:  # noqa: ANN401 - a file's data
    """An issue with its log, of which only the last event of each needed verb is whole."""
    text = body.decode("utf-8", "replace")
    head, sign, log = text.partition(_LOG)
    events = log.split(_BETWEEN)
    found = [_HEAD.match(event) for event in events]
    if not sign or not all(found):
        return yaml.parse(body, path)
    made: list[dict[str, Any]] = [event.groupdict() for event in found if event]
    last = {event["do"]: number for number, event in enumerate(made) if event["do"] in needed}
    kept = [events[number] for number in last.values()]
    shown = f"{head}{_LOG}{_BETWEEN.join(kept)}\n" if kept else f"{head}\n"
    data: Any = yaml.reread(shown, path)
    for number, event in zip(last.values(), data.get("log", ()), strict=True):
        made[number] = event
    return {**data, "log": made}
