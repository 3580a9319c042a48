"""How the commands answer: the columns of their tables, and what else a person is told."""

from collections.abc import Sequence
from datetime import date

from ledger.book import Ledger
from ledger.book.ledger import names
from ledger.commands.context import Context
from ledger.index.queries import Row
from ledger.problems import Problem, problem
from ledger.rules.statuses import STATUS_NAMES, VISIT_KIND_NAMES
from ledger.views.listing import Answer, Column, Listing, by_value
from ledger.views.show import aside, say, show
from ledger.views.tables import STATUS_STYLES
from ledger.words import gettext as _


def answer(here: Context, what: Answer) -> None:
    """Show an answer in the format asked for, with what the ledger leaves out of it."""
    show(what, form=here.format, command=here.command, problems=standing(here.ledger))
    looked = here.ledger.edits().looked if here.format == "table" else None
    told = [_("hand edits were last looked for in every file at {at}").format(at=looked)]
    aside([*here.ledger.notices, *(told if looked else [])])


def standing(ledger: Ledger) -> list[Problem]:
    """What no answer counts: files with problems, and files edited by hand."""
    broken = ledger.problems() if ledger.problem_files() else []
    edited = ledger.edits().files
    return [*broken, *(problem("not-committed", path, 0, "", {}) for _state, path in edited)]


def done(here: Context, sentence: str, record: object, *more: str) -> None:
    """Say that a write was made, with what a person should be told besides."""
    from ledger.records.base import Value

    data = record.plain() if isinstance(record, Value) else record
    said = [sentence, *more]
    say(*said, form=here.format, command=here.command, data=data)
    aside(here.ledger.notices)


def told(here: Context, sentence: str, data: object) -> None:
    """Say that something was done where no ledger is open."""
    say(sentence, form=here.format, command=here.command, data=data)


def issues(rows: Sequence[Row], title: str, total: int, on: date, empty: str) -> Listing:
    """A table of issues: what, where, how it stands, by when and whose."""
    for row in rows:
        row["days"] = (on - date.fromisoformat(row["due"])).days if row["due"] else None
        row["owner"] = row["unit"] or row["person"]
    return Listing(
        title,
        [
            Column("id", _("Id")),
            Column("title", _("Matter"), flexible=True, least=20),
            Column("place_name", _("Place"), rank=3),
            Column(
                "status",
                _("Status"),
                show=lambda status: _(STATUS_NAMES[status]),
                style=by_value("status", STATUS_STYLES),
            ),
            Column("owner", _("Owner"), rank=2, flexible=True, least=12),
            Column("due", _("Due"), rank=1),
            Column("category", _("Category"), rank=5, flexible=True, least=10),
            Column("opened", _("Opened"), rank=4),
        ],
        rows,
        total=total,
        empty=empty,
        facts={"as_of": on},
    )


def overdue(rows: Sequence[Row], total: int, on: date) -> Listing:
    """A table of overdue issues, the longest overdue first."""
    plain = issues(rows, _("Overdue on {day}").format(day=on), total, on, _("Nothing is overdue."))
    late = Column(
        "days",
        _("Days late"),
        align="right",
        style=lambda row: "bold red" if row["days"] >= 15 else "red",  # noqa: PLR2004 - a press cycle
    )
    presses = Column("presses", _("Pressed"), rank=4, align="right")
    kept = [column for column in plain.columns if column.key not in ("category", "opened")]
    return Listing(
        plain.title, [*kept, late, presses], rows, total=total, empty=plain.empty, facts=plain.facts
    )


def visits(rows: Sequence[Row], title: str, total: int) -> Listing:
    """A table of visits: when, where, who went, whom they met."""
    for row in rows:
        for column in ("people", "households", "issues"):
            row[column] = names(row[column])
    return Listing(
        title,
        [
            Column("id", _("Id")),
            Column("day", _("Day")),
            Column("kind", _("Kind"), rank=3, show=lambda kind: _(VISIT_KIND_NAMES[kind])),
            Column("place_name", _("Place"), rank=2),
            Column("people", _("Who went"), rank=1, show=_joined),
            Column("households", _("Households"), rank=4, show=_joined),
            Column("opinions", _("Opinions"), rank=5, align="right"),
            Column("excerpt", _("Diary"), flexible=True, least=14),
        ],
        rows,
        total=total,
        empty=_("No such visit."),
    )


def _joined(values: Sequence[str]) -> str:
    return " ".join(values)
