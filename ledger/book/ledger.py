"""The ledger: read, added to, advanced, taken back. All that the commands do goes through here."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger.book.working import Working
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.rows import Intake
    from ledger.book.mending.handedits import Adopted, HandEdit
    from ledger.book.mending.operations import Operation
    from ledger.book.mending.undoing import Undone
    from ledger.book.yearlists import Plan
    from ledger.records.batch import Batch
    from ledger.records.issue import Issue
    from ledger.records.sheet_map import SheetMap
    from ledger.records.visit import Visit


class Ledger(Working):
    """One ledger on disk, on a stated day: what it can be asked, and what can be done with it.

    Each writing method is one commit; either it happened or it did not.
    """

    def operations(self, limit: int = 0) -> "list[Operation]":
        """What was done to the ledger, the newest first; `limit` 0 gives all."""
        from ledger.book.mending import operations

        return operations.latest(self.git, limit)

    def last_changes(self, paths: Iterable[str]) -> "dict[str, Operation]":
        """Who changed each of some files last, and how: where to ask about what is wrong there."""
        from ledger.book.mending import operations

        return operations.last_of(self.git, paths)

    def hand_edits(self) -> "list[HandEdit]":
        """Every hand edit, with what is wrong with it in itself and across the ledger."""
        from ledger.book.mending import handedits

        return handedits.across(self, handedits.found(self))

    def edited(self, typed: Sequence[str], folders: Sequence[Path] = ()) -> list[str]:
        """The edited files that a person names, by paths from these folders or by records.

        Raises:
            RefusedError: one of the names is no edited file's.
        """
        from ledger.book.mending import handedits

        return handedits.meant(
            [path for _state, path in self.edits(fully=True).files],
            typed,
            [*folders, self.git.root],
            self.git.root,
            lambda name: self.path_of(self.name_of(name)),
        )

    # Writing

    def register(self, on: date, **facts: Any) -> "Issue":  # noqa: ANN401 - checked by the record
        """Put a new issue on the ledger and return it."""
        from ledger.book import issues

        with self.writing("issue register") as writing:
            issue = issues.register(writing, on, facts)
            writing.commit(_("register issue"), [issue.id])
        return issue

    def advance(self, record: str, verb: str, on: date, **fields: Any) -> "Issue":  # noqa: ANN401
        """Let something happen to an issue and return it as it then stands."""
        from ledger.book import issues
        from ledger.rules.statuses import VERB_NAMES

        with self.writing(f"issue {verb}") as writing:
            issue = issues.advance(writing, record, verb, on, fields)
            main = [issue.into] if verb == "merge" and issue.into else []
            writing.commit(_(VERB_NAMES[verb]), [issue.id, *main])
        return issue

    def add_visit(
        self,
        on: date,
        promote: Mapping[int, Mapping[str, Any]] | None = None,
        **fields: Any,  # noqa: ANN401
    ) -> "tuple[Visit, list[Issue]]":
        """Add a visit to the diary, and make issues of some of the opinions heard."""
        from ledger.book import visits

        with self.writing("visit add") as writing:
            visit, made = visits.add(writing, on, fields, promote or {})
            writing.commit(_("add visit"), [visit.id, *(issue.id for issue in made)])
        return visit, made

    def promote(self, record: str, number: int, on: date, **facts: Any) -> "Issue":  # noqa: ANN401
        """Make an issue of one opinion of a visit, counted from 1."""
        from ledger.book import visits

        with self.writing("visit promote") as writing:
            visit, issue = visits.promote(writing, record, number, on, facts)
            writing.commit(_("promote opinion"), [issue.id, visit.id])
        return issue

    def put_calendar(self, plan: "Plan", *, replace: bool = False) -> list[int]:
        """Write the calendar of a year, by default only where there is none; the years written.

        Days that the same list decrees for other years are put into their calendars.

        Raises:
            RefusedError: the year is there already, or days would have two meanings.
        """
        from ledger.book import calendar

        with self.writing("calendar import") as writing:
            years = calendar.store(writing, plan, replace=replace)
            writing.commit(_("write calendar"), [str(year) for year in years])
        return years

    def add_local_rest(self, place: str, since: date, until: date, name: str) -> list[int]:
        """Give a place and all below it further rest days; the years written.

        Raises:
            BeyondCalendarError: there is no calendar of that year.
            RefusedError: one of the days is a rest day of the place already.
        """
        from ledger.book import calendar

        with self.writing("calendar local") as writing:
            years = [one.year for one in calendar.add_local(writing, place, since, until, name)]
            writing.commit(_("write calendar"), [str(year) for year in years])
        return years

    def take_in(self, plan: "Intake", learnt: "SheetMap | None" = None) -> "Batch":
        """Write what the plan of an import says: all good rows in one commit, one `undo`.

        `learnt` is what the words of the sheet mean, where a person explained some of them.
        """
        from ledger.book.importing import maps, planning

        with self.writing("import") as writing:
            batch = planning.take_in(writing, plan)
            if learnt:
                maps.put(writing, learnt)
            with self.index.following(writing.base, writing.files, plan.made):
                writing.commit(_("import"), [item.record for item in plan.items if item.record])
        return batch

    def learn(self, learnt: "SheetMap") -> None:
        """Keep what a person explained of the words of a sheet from which no row is taken in."""
        from ledger.book.importing import maps

        with self.writing("import") as writing:
            maps.put(writing, learnt)
            writing.commit(_("explain the words of a sheet"), [])

    def undo(self, operation: str | None = None) -> "Undone":
        """Take an operation back, by default the last one of whoever writes.

        Raises:
            RefusedError: a record was touched since, or others rest on what would go.
            UnknownRecordError: there is no such operation.
        """
        from ledger.book.mending import undoing

        with self.writing("undo") as writing:
            return undoing.take_back(writing, operation)

    def redo(self) -> "Undone":
        """Take the last undo of whoever writes back."""
        from ledger.book.mending import undoing

        with self.writing("redo") as writing:
            return undoing.bring_back(writing)

    def adopt(self, paths: Sequence[str] | None = None, reason: str | None = None) -> "Adopted":
        """Take hand edits into the ledger, all or those of some paths, as one commit.

        Raises:
            RefusedError: one of them breaks a rule; nothing was written.
        """
        from ledger.book.mending import handedits

        with self.writing("adopt") as writing:
            edits = handedits.found(self, paths)
            wanted = [edit for edit in edits if paths is not None or edit.state != "kept"]
            return handedits.adopt(writing, wanted, reason)

    def restore(self, paths: Sequence[str]) -> Path:
        """Put edited files back as committed; the folder that keeps what stood there."""
        from ledger.book.mending import handedits

        with self.writing("restore") as writing:
            return handedits.restore(writing, handedits.found(self, paths))
