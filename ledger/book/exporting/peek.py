"""Issues read only as far as a sheet shows them: the head, and of the log the events that count.

A log is most of an issue, and a sheet shows the last event of a few verbs. Of all others day, verb
and writer do, which stand in fixed places where the program wrote the file; a file in another form
is read whole.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any

from ledger.store import canonical, yaml
from ledger.store.canonical import OtherwiseError

_LOG, _BETWEEN = "\nlog:\n- ", "\n- "
_HEAD = re.compile(
    r"\n- \{?id: \"?[0-9A-Z]{4}\"?(?:, |\n  )on: ([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:, |\n  )at: [0-9T:+-]{25}(?:, |\n  )by: ([a-z0-9]+)(?:, |\n  )do: ([a-z]+)\b"
)
_MOVING = frozenset({"resume", "return"})
"""The verbs that move a deadline and leave the words in which it was given."""
_SHOWN: Mapping[str, tuple[str, ...]] = {
    "due": tuple(_MOVING),
    "progress": ("progress",),
    "result": ("decline", "merge", "void"),
    "open_reason": ("pause", "escalate", "keep"),
    "checker": ("accept",),
    "acceptance": ("accept",),
    "signer": ("sign",),
    "signing": ("sign",),
    "witness": ("witness",),
    "pressing": ("press",),
    "satisfaction": ("feedback",),
    "to": ("escalate",),
    "remark": ("note",),
}
"""The verbs whose events a column shows more of than day and writer."""


def verbs(fields: Collection[str]) -> frozenset[str]:
    """The verbs whose events have to be read for some columns."""
    return frozenset(verb for field in fields for verb in _SHOWN.get(field, ()))


def read(body: bytes, path: str, needed: Collection[str]) -> Any:  # noqa: ANN401 - a file's data
    """An issue with its log, of which only the last event of each needed verb is whole.

    What is read may be shared with what was read before, and is not to be changed.
    """
    text = body.decode("utf-8", "replace")
    head, _log, log = text.partition(_LOG)
    log = f"{_BETWEEN}{log}"
    heads = _HEAD.findall(log)
    if len(heads) < log.count(_BETWEEN) or _goes_on(log):
        return yaml.parse(body, path)
    events = [{"on": on, "by": by, "do": do} for on, by, do in heads]
    last = {head[2]: number for number, head in enumerate(heads) if head[2] in needed}
    if last:
        wanted = {*last.values()}
        if not _MOVING.isdisjoint(last):  # which words hold is told by the days that came with them
            wanted.update(n for n, head in enumerate(heads) if head[2] == "assign")
        whole = log.removesuffix("\n").split(_BETWEEN)
        for number in wanted:
            events[number] |= _rest(whole[number + 1], path)
    try:
        data = canonical.mapping(head)
    except OtherwiseError:
        data = yaml.reread(f"{head}\n", path)
    return {**data, "log": events}


def _goes_on(log: str) -> bool:
    """Whether something stands behind the log, or lines that are not indented as we do."""
    last = log[log.rindex(_BETWEEN) + 1 :]
    return last[-1] != "\n" or last.count("\n") > last.count("\n  ") + 1


def _rest(event: str, path: str) -> Mapping[str, Any]:
    """What an event says from its verb on."""
    rest = event[event.index("do: ") :]
    try:
        if event[0] != "{":
            return canonical.mapping(rest.replace("\n  ", "\n"))
        if event[-1] == "}":
            return canonical.entries(rest[:-1])
    except OtherwiseError:
        pass
    data: Mapping[str, Any] = yaml.reread(f"- {event}\n", path)[0]
    return data
