"""The issues of one station of a made-up ledger."""

from datetime import date, timedelta

from ledger.story.clock import Span, working_day
from ledger.story.courses import Course
from ledger.story.lives import Life
from ledger.story.subjects import Ear
from ledger.story.words import Draw

_BEFORE_END = timedelta(days=12)


class Teller:
    """Tells the issues of one station, one after the other."""

    def __init__(self, draw: Draw, ear: Ear, span: Span) -> None:
        self.draw = draw
        self.ear = ear
        self.span = span
        self.told: list[Life] = []

    def tell(self, course: Course) -> Life:
        """One more issue, which took this course; a void one if it has nothing to merge into."""
        if "merge" in course.verbs:
            fit = [life for life in self.told if _can_be_joined(life, self.span.end - _BEFORE_END)]
            life = self._merged(course, self.draw.one(fit)) if fit else self._void()
        else:
            life = self._new(course)
        self.told.append(life)
        return life

    def _new(self, course: Course) -> Life:
        gaps = course.gaps(self.draw.between)
        subject = self.ear.subject(course.begins(gaps, self.span, self.draw.between))
        life = Life(self.draw, self.span, course, subject)
        life.live(gaps)
        return life

    def _void(self) -> Life:
        return self._new(Course(("register", "void")))

    def _merged(self, course: Course, other: Life) -> Life:
        """The same matter, raised again a few days later."""
        first = other.subject.facts
        opened = working_day(first["opened"] + timedelta(days=self.draw.between(1, 4)))
        subject = self.ear.again(other.subject, opened)
        life = Life(self.draw, self.span, course, subject, first["id"])
        life.live(course.gaps(self.draw.between))
        if life.states[-1].into:
            other.absorb(life)
        return life


def _can_be_joined(life: Life, until: date) -> bool:
    status = life.states[-1].status
    return life.subject.facts["opened"] <= until and status not in ("void", "merged", "declined")
