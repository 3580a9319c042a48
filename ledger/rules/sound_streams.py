"""What contradicts itself in streams, limits and the demands of ledger.yaml."""

from collections.abc import Collection, Iterator
from typing import Any

from ledger.records.activity import Activity
from ledger.records.event import EVENTS
from ledger.records.issue import FACTS
from ledger.records.rulebook import Limit, SignOff, Stream
from ledger.records.settings import Settings
from ledger.records.task import Task
from ledger.rules.flaws import At, Flaw, among, day_order
from ledger.rules.limits import within
from ledger.rules.statuses import NEXT, STATUS_NAMES, VERB_NAMES, WRITTEN

_WRITTEN = frozenset({"id", "on", "at", "by", "do", "sum", "closing", "limit", "count", "start"})
"""What a step has without being asked."""
_STANDING = ("unit", "person", "owner", "co_units", "measures", "due", "deadline")
"""What an issue has from an assignment on."""
_ENDING = ("outcome", "result")
_GIVEN = frozenset(
    {"id", "at", "by", "owner", "status", "log", "progress", "parts", "consolidated", "finished"}
)
"""What nobody gives when a task or an activity is written down."""
_MATCHED = ("stream", "level", "source")


def streams(settings: Settings) -> Iterator[Flaw]:
    """Demands of steps, and sign-offs that nobody could give: no issue would ever be closed."""
    for n, stream in enumerate(settings.streams):
        at: At = ("streams", n)
        yield from _demands(at, stream)
        for m, sign_off in enumerate(stream.closing):
            written = (*at, "closing", m) if "closing" in stream.model_fields_set else at
            yield from _signers(written, settings, sign_off)


def _signers(at: At, settings: Settings, sign_off: SignOff) -> Iterator[Flaw]:
    roles = {role.code: role for role in settings.roles}
    yield from among((*at, "roles"), "role", sign_off.roles, [*roles])
    named = [roles[code] for code in sign_off.roles if code in roles]
    if named:
        able = any(role.at_most != 0 for role in named)
    else:
        able = sign_off.step != "sign" or any(role.signs for role in roles.values())
    if able or (sign_off.roles and not named):
        return
    manner = settings.separation.post if not named else "refuse"
    if manner == "warn":
        yield Flaw(at, "rule-unsigned", {})
    elif manner == "refuse":
        status = STATUS_NAMES[NEXT[sign_off.step]]
        yield Flaw(at, "rule-stuck", {"status": status, "step": VERB_NAMES[sign_off.step]})


def _demands(at: At, stream: Stream) -> Iterator[Flaw]:
    verbs = [verb for verb in VERB_NAMES if verb not in WRITTEN or verb == "register"]
    passed = {"accept", "witness", "sign"} - {sign_off.step for sign_off in stream.closing}
    for n, demand in enumerate(stream.demands):
        here = (*at, "demands", n)
        yield from among((*here, "step"), "step", [demand.step], verbs, one=True)
        if demand.step in passed:
            yield Flaw((*here, "step"), "rule-idle", {})
        if demand.step in verbs:
            yield from among((*here, "fields"), "field", demand.fields, _fields(demand.step))


def _fields(step: str) -> list[str]:
    """The fields that a step can have, of its own or of the issue by then."""
    if step == "register":
        return list(FACTS)
    own = [name for name in EVENTS[step].model_fields if name not in _WRITTEN]
    return list(dict.fromkeys([*own, *_STANDING, *_ENDING, *FACTS]))


def demands_of_kinds(settings: Settings) -> Iterator[Flaw]:
    """The fields that kinds of activity and of task demand."""
    given = {
        "activity_kinds": list(Activity.model_fields),
        "task_kinds": [*Task.model_fields, "unit", "person"],
    }
    for name, fields in given.items():
        known = [field for field in fields if field not in _GIVEN]
        for n, kind in enumerate(getattr(settings, name)):
            yield from among((name, n, "demands"), "field", kind.demands, known)


def limits(settings: Settings) -> Iterator[Flaw]:
    """Limits for what there is not, and rows that an earlier one always forestalls."""
    known = {
        "stream": [stream.code for stream in settings.streams],
        "category": settings.category_paths(),
        "level": settings.levels,
        "source": settings.sources,
    }
    for n, row in enumerate(settings.limits):
        at: At = ("limits", n)
        for name, values in known.items():
            yield from _known((*at, name), name, getattr(row, name), values)
        yield from day_order(at, row)
        above = (m for m in range(n) if _covers(settings.limits[m], row))
        if (first := next(above, None)) is not None:
            yield Flaw(at, "rule-hidden", {"first": str(first + 1)})


def _known(at: At, kind: str, value: str | None, values: Collection[str]) -> Iterator[Flaw]:
    """A term that the ledger does not have; where it names none of a kind, any will do."""
    if value is not None and (values or kind == "stream"):
        yield from among(at, kind, [value], values, one=True)


def _covers(row: Limit, later: Limit) -> bool:
    """Whether whatever fits the later row fits this one first."""
    wider: Any = all(getattr(row, n) in (None, getattr(later, n)) for n in _MATCHED)
    return bool(
        row.clock == later.clock
        and wider
        and within(later.category, row.category)
        and (row.since is None or (later.since is not None and row.since <= later.since))
        and (row.until is None or (later.until is not None and row.until >= later.until))
    )
