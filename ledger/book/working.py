"""The ledger as activities and tasks are written to it: each method is one commit."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ledger.book.placing import Placing
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.records.activity import Activity
    from ledger.records.issue import Issue
    from ledger.records.task import Task
    from ledger.records.visit import Visit


class Working(Placing):
    """A ledger to which activities, tasks and answers to opinions can be written."""

    def add_activity(
        self,
        on: date,
        promote: Mapping[int, Mapping[str, Any]] | None = None,
        **fields: Any,  # noqa: ANN401 - checked by the record
    ) -> "tuple[Activity, list[Issue]]":
        """Add an activity, and make issues of some of its findings."""
        from ledger.book import activities

        with self.writing("activity add") as writing:
            activity, made = activities.add(writing, on, fields, promote or {})
            writing.commit(_("add activity"), [activity.id, *(issue.id for issue in made)])
        return activity, made

    def promote_finding(
        self,
        record: str,
        number: int,
        on: date,
        **facts: Any,  # noqa: ANN401
    ) -> "Issue":
        """Make an issue of one finding of an activity, counted from 1."""
        from ledger.book import activities

        with self.writing("activity promote") as writing:
            activity, issue = activities.promote(writing, record, number, on, facts)
            writing.commit(_("promote finding"), [issue.id, activity.id])
        return issue

    def answer_opinion(
        self, record: str, number: int, text: str, on: date | None = None
    ) -> "Visit":
        """Write down what was answered to an opinion of a visit, by default today.

        Opinions are counted from 1.
        """
        from ledger.book import opinions

        with self.writing("visit answer") as writing:
            visit = opinions.answer(writing, record, number, text, on or self.today)
            writing.commit(_("answer opinion"), [record])
        return visit

    def add_task(
        self,
        on: date,
        to: Sequence[str] = (),
        decided: tuple[str, int] | None = None,
        **fields: Any,  # noqa: ANN401
    ) -> "Task":
        """Give a task, and pass it on to villages at once.

        `decided` names the activity, and the number of its decision, that the task carries out.
        """
        from ledger.book import tasks

        with self.writing("task add") as writing:
            task = tasks.add(writing, on, fields, to, decided)
            writing.commit(_("give task"), [task.id, *(decided[:1] if decided else ())])
        return task

    def advance_task(self, record: str, verb: str, on: date, *steps: Mapping[str, Any]) -> "Task":
        """Let a step happen to a task, or several of a kind, and return it as it then stands."""
        from ledger.book import tasks
        from ledger.rules.tasks import TASK_VERB_NAMES

        with self.writing(f"task {verb}") as writing:
            task = tasks.advance(writing, record, verb, on, steps or ({},))
            writing.commit(_(TASK_VERB_NAMES[verb]), [task.id])
        return task
