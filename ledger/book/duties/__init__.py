"""Duties held against the records: what was owed in a stretch of time, and what became of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.book.duties import doing, matters, objects
from ledger.book.duties.clerks import Clerks, Mine
from ledger.book.duties.doing import key_of, matcher_of
from ledger.book.duties.owing import Owed, Owner, Owners, Pair, Scene, Thing, owners
from ledger.index import evidence
from ledger.rules.duties import Duty, Life, merged, parse
from ledger.rules.judging import Done, Judge, Outcome, since_last
from ledger.rules.periods import Period, month
from ledger.rules.windows import Frame, laid_out, reach, windows

if TYPE_CHECKING:
    import sqlite3


class Instance(NamedTuple):
    """One duty of one owner towards one object, in one window, and what became of it."""

    duty: Duty
    owner: Owner
    thing: Thing | None
    outcome: Outcome


class Asked(NamedTuple):
    """Which duties: each field narrows, None leaves open.

    `station` takes in all places below it. With `ended` only what can no longer be done is looked
    for, which spares reading for windows that still run.
    """

    duty: str | None = None
    person: str | None = None
    station: str | None = None
    ended: bool = False


class Duties(NamedTuple):
    """What was asked and found: the rules, those without an interval too, and their instances."""

    frame: Frame
    rules: tuple[Duty, ...]
    instances: list[Instance]
    clerks: Clerks
    scene: Scene
    asked: Asked


def look(
    db: "sqlite3.Connection",
    rules: Mapping[str, Any],
    period: Period | None,
    on: date,
    asked: Asked = Asked(),  # noqa: B008 - a tuple
) -> Duties:
    """What was owed in a period, as of a day; by default this month and all that still runs."""
    since, until = (period or month(on))[:2]
    frame = Frame(since, until, on, running=period is None and not asked.ended)
    scene = Scene(db, frame)
    clerks = Clerks(scene)
    meant = tuple(duty for duty in parse(rules) if asked.duty in (None, duty.code))
    made = instances(scene, meant, clerks.mine(asked.person, asked.station))
    found = [one for one in made if is_of(clerks, one, asked.person)]
    return Duties(frame, meant, found, clerks, scene, asked)


def is_of(clerks: Clerks, one: Instance, person: str | None) -> bool:
    """Whether an instance is a person's work, judged on the last day that its window had."""
    return person is None or person in whose(clerks, one)


def whose(clerks: Clerks, one: Instance) -> tuple[str, ...]:
    """Whose work an instance is."""
    day = min(one.outcome.window.until, clerks.on)
    return clerks.responsible(one.duty, one.owner, day)


def instances(scene: Scene, duties: Iterable[Duty], mine: Mine | None = None) -> Iterator[Instance]:
    """All that these duties make of the scene's frame; those without an interval make nothing."""
    for duty in duties:
        if duty.rhythm is None or not _falls_due(scene, duty):
            continue
        asked = {o: lives for o, lives in owners(scene, duty).items() if not mine or mine(duty, o)}
        if owed := _spread(scene, duty, asked):
            made = _from_last if duty.from_last else _in_windows
            yield from made(scene, duty, owed)


def _falls_due(scene: Scene, duty: Duty) -> bool:
    """Whether a duty has any window at all in the frame; of most the calendar alone tells."""
    rhythm = duty.rhythm
    if rhythm is None or rhythm.after or rhythm.anchor == "object" or duty.from_last:
        return rhythm is not None
    service = rhythm.weekly == "service"
    weekdays = {place.weekday for place in scene.roll.places.values()} if service else {None}
    calendars = scene.calendars if rhythm.unit == "workday" else [scene.calendar]
    return any(
        windows(rhythm, scene.frame, duty.since, weekday, calendar)
        for weekday in weekdays
        for calendar in calendars
    )


_SPREADS: dict[str, Callable[..., Iterator[Pair]]] = {
    "place": objects.places,
    "bound": objects.bound,
    "household": objects.households,
}


def _spread(scene: Scene, duty: Duty, asked: Owners) -> list[Owed]:
    """Every owner with every object."""
    after = duty.rhythm.after if duty.rhythm else None
    each = duty.towards.each if duty.towards else None
    if after or each in ("issue", "task"):
        # Of a task nothing is owed but what follows its being given.
        made = matters.following if after or each == "task" else matters.open_issues
        made = matters.after_activities if after == "held" else made
        return list(made(scene, duty, asked)) if asked else []
    if duty.towards is None:
        return [Owed(owner, None, merged(lives)) for owner, lives in asked.items()]
    found: dict[tuple[str, str | int], tuple[Owner, Thing, list[Life]]] = {}
    for owner, thing, life in _SPREADS[duty.towards.each](scene, duty, duty.towards, asked):
        known = found.setdefault((owner.code, thing.key), (owner, thing, []))
        known[2].append(life)
    return [Owed(owner, thing, merged(lives)) for owner, thing, lives in found.values()]


def _in_windows(scene: Scene, duty: Duty, owed: Sequence[Owed]) -> Iterator[Instance]:
    rhythm = duty.rhythm
    if rhythm is None:
        return
    laid = laid_out(rhythm, scene.frame)
    calendars = [scene.calendar_at(one.place) for one in owed]
    windows = [
        laid(_base(duty, one), _weekday(scene, one), calendar)
        if one.windows is None
        else one.windows
        for one, calendar in zip(owed, calendars, strict=True)
    ]
    if not any(windows):
        return
    looked = evidence.stretches({window for some in windows for window in some})
    matcher = matcher_of(scene, duty, owed)
    done = doing.done(scene, duty, owed, matcher, looked)
    working = duty.evidence.counts == "days" and rhythm.unit == "workday"
    judge = cache(lambda calendar: Judge(duty, scene.frame.on, calendar))
    for one, some, calendar in zip(owed, windows, calendars, strict=True):
        known = done.get(key_of(matcher, one), ())
        judging = judge(calendar if working else None)
        over = one.is_over(scene.frame.on) and not judging.none
        for window in some:
            if outcome := judging.outcome(window, known, one.lives, one.stops):
                if over and outcome.state == "due":  # as it will be when the window has run out
                    outcome = outcome._replace(state="excused")
                yield Instance(duty, one.owner, one.thing, outcome)


def _from_last(scene: Scene, duty: Duty, owed: Sequence[Owed]) -> Iterator[Instance]:
    """Duties that run from the last time done: that time is looked for before the frame too.

    What began longer than its own length before the frame has ended before it. So it is enough to
    begin with any time within twice that length; further back is looked only for what still runs.
    """
    frame, rhythm = scene.frame, duty.rhythm
    if rhythm is None:
        return
    matcher = matcher_of(scene, duty, owed)
    near = frame.since - 2 * reach(rhythm.every or 1, rhythm.unit)
    done = doing.done(scene, duty, owed, matcher, [(near, frame.on)])
    lost = [one for one in owed if one.lives[0].since < near and key_of(matcher, one) not in done]
    if lost and frame.running:
        earliest = min(one.lives[0].since for one in lost)
        older = doing.done(scene, duty, lost, matcher, [(earliest, near - timedelta(days=1))])
        done |= {key: some[-1:] for key, some in older.items()}
    for one in owed:
        known = done.get(key_of(matcher, one), [])
        for life in (life for life in one.lives if life.since <= frame.last):
            for outcome in _chain(scene, duty, one, life, known, near):
                if not any(since <= outcome.window.until < until for since, until in one.stops):
                    yield Instance(duty, one.owner, one.thing, outcome)


def _chain(
    scene: Scene, duty: Duty, one: Owed, life: Life, known: Sequence[Done], near: date
) -> list[Outcome]:
    """The windows of one life, from its first day or the first time known after it."""
    within = [done for done in known if life.since <= done.day]
    base = life.since
    if life.since < near and within:
        base = within.pop(0).day
    found = since_last(duty, scene.frame, base, within, scene.calendar_at(one.place))
    return [
        outcome
        for outcome in found
        if life.until is None or outcome.state == "done" or outcome.window.until <= life.until
    ]


def _base(duty: Duty, one: Owed) -> date:
    """The day that windows are laid out from."""
    if duty.rhythm is not None and duty.rhythm.anchor == "object":
        return one.base or one.lives[0].since
    return duty.since


def _weekday(scene: Scene, one: Owed) -> str | None:
    place = scene.roll.places.get(one.place)
    return place.weekday if place else None
