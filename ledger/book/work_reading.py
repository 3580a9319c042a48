"""What a ledger can be asked about activities, tasks and opinions."""

from datetime import date
from typing import TYPE_CHECKING

from ledger.errors import UnknownRecordError
from ledger.records import paths
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.index.activities import ActivityFilter
    from ledger.index.database import Index
    from ledger.index.opinions import OpinionFilter
    from ledger.index.queries import Row
    from ledger.index.tasks import TaskFilter
    from ledger.records.activity import Activity
    from ledger.records.task import Task
    from ledger.store.form import RecordT
    from ledger.store.git import Git


class WorkReading:
    """The part of reading that is about the work of a station besides issues and visits."""

    git: "Git"
    index: "Index"

    def activities(self, asked: "ActivityFilter", limit: int = 0) -> "tuple[list[Row], int]":
        """The activities asked for and how many there are in all; `limit` 0 gives all."""
        from ledger.index import activities

        return activities.activities(self.index.db, asked, limit)

    def activities_on(self, record: str) -> list[str]:
        """The activities that found an issue, or agreed on it or on a task."""
        from ledger.index import activities

        return activities.activities_on(self.index.db, record)

    def tasks(self, asked: "TaskFilter", limit: int = 0) -> "tuple[list[Row], int]":
        """The tasks asked for and how many there are in all; `limit` 0 gives all."""
        from ledger.index import tasks

        return tasks.tasks(self.index.db, asked, limit)

    def opinions(
        self, asked: "OpinionFilter", limit: int = 0
    ) -> "tuple[list[Row], dict[str, int]]":
        """The opinions asked for, and how many there are of each state; `limit` 0 gives all."""
        from ledger.book import hearing

        return hearing.heard(self.git, self.index.db, asked, limit)

    def search_work(self, phrases: list[str], limit: int) -> "tuple[list[Row], list[Row]]":
        """The activities and the tasks that hold all the phrases, the newest first."""
        from ledger.index import activities, tasks

        db = self.index.db
        return activities.search(db, phrases, limit), tasks.search(db, phrases, limit)

    def activity(self, record: str) -> "Activity":
        """One activity."""
        from ledger.records.activity import Activity

        return self._held(Activity, paths.activity(record), "activity", record)

    def task(self, record: str, as_of: date | None = None) -> "Task":
        """One task, as it stands or as its log had it at the end of a day.

        Raises:
            UnknownRecordError: there is none, or there was none yet on that day.
        """
        from ledger.records.task import Task
        from ledger.rules import tasks
        from ledger.store import form

        task = self._held(Task, paths.task(record), "task", record)
        if as_of is None:
            return task
        log = [step for step in task.log if step.on <= as_of]
        if not log:
            raise UnknownRecordError(_("task on {day}").format(day=as_of), record)
        state = tasks.replay(record, map(tasks.happened, log))[-1]
        return form.build(Task, {**task.model_dump(), **state.fields(), "log": log})

    def _held(self, kind: "type[RecordT]", path: str, name: str, record: str) -> "RecordT":
        """The record that a file of HEAD holds; an error that names it where there is no file."""
        from ledger.store import form

        body = self.git.file(path)
        if body is None:
            raise UnknownRecordError(kind=name, name=record)
        return form.read(kind, body, path)
