"""The courses that made-up issues take, and when: shares are exact, so that rare ones occur too."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from ledger.story.clock import Span, working_day
from ledger.story.words import Phrases

BACKLOG = 45
"""The days of incoming issues that are usually open at the end."""
LATE = 0.12
"""The share of open issues that are overdue at the end."""
_GAPS = {
    "assign": (0, 3),
    "progress": (3, 8),
    "press": (15, 15),
    "submit": (4, 12),
    "accept": (1, 4),
    "reject": (1, 4),
    "sign": (1, 3),
    "extend": (4, 9),
    "pause": (3, 9),
    "resume": (10, 30),
    "escalate": (3, 9),
    "return": (4, 10),
    "merge": (1, 3),
    "decline": (1, 3),
    "correct": (1, 2),
    "void": (0, 2),
    "note": (2, 6),
    "reopen": (8, 25),
    "object": (1, 3),
    "keep": (10, 30),
    "feedback": (1, 4),
    "publish": (0, 3),
    "report": (0, 2),
    "archive": (1, 6),
}
"""The least and most days since the step before; an open issue is pressed every fifteen."""


_RUNNING = frozenset({"assign", "progress", "press", "reject"})
"""The steps after which the owner's clock runs."""


@dataclass(frozen=True)
class Course:
    """What happens to an issue, in order; an open one may end up overdue."""

    verbs: tuple[str, ...]
    open: bool = False
    late: bool = False

    def can_be_late(self) -> bool:
        """Whether it ends with a deadline that runs for its owner and was not moved."""
        last_round = " ".join(self.verbs).rpartition("reopen")[2].split()
        moved = {"pause", "extend", "escalate"} & set(last_round)
        return "assign" in last_round and last_round[-1] in _RUNNING and not moved

    def gaps(self, between: Callable[[int, int], int]) -> list[int]:
        """The days from each step to the next."""
        return [between(*_GAPS.get(verb, (0, 0))) for verb in self.verbs]

    def begins(self, gaps: list[int], span: Span, between: Callable[[int, int], int]) -> date:
        """The day to begin, so that the course ends in time or is still going on at the end."""
        needed = sum(gaps) + 2 * len(gaps)
        if self.open:
            spare = between(9, 40) if self.late else between(0, 4)
            begin = max(0, span.days - needed - spare)
        else:
            begin = between(0, max(0, span.days - needed))
        return working_day(span.start + timedelta(days=begin))


def courses(
    phrases: Phrases, span: Span, number: int, random: Random, share: float | None
) -> list[Course]:
    """So many courses, in shares as their weights say; merged issues come last."""
    usual = min(0.25, BACKLOG / (span.days + 1))
    still_open = round(number * (usual if share is None else share))
    ended = [Course(verbs) for verbs in _shared(phrases.ended, number - still_open)]
    unsettled = [Course(verbs, open=True) for verbs in _shared(phrases.open, still_open)]
    fit = [n for n, course in enumerate(unsettled) if course.can_be_late()]
    for n in random.sample(fit, min(len(fit), round(LATE * still_open))):
        unsettled[n] = replace(unsettled[n], late=True)
    made = ended + unsettled
    random.shuffle(made)
    return sorted(made, key=lambda course: "merge" in course.verbs)


def _shared(weights: Mapping[str, int], number: int) -> list[tuple[str, ...]]:
    """Each course as often as its weight says, the largest remainders rounded up."""
    total = sum(weights.values())
    exact = {verbs: number * weight / total for verbs, weight in weights.items()}
    counts = {verbs: int(share) for verbs, share in exact.items()}
    short = number - sum(counts.values())
    for verbs in sorted(exact, key=lambda verbs: counts[verbs] - exact[verbs])[:short]:
        counts[verbs] += 1
    return [tuple(verbs.split()) for verbs, count in counts.items() for _ in range(count)]
