"""What names the tasks that rows are about: rows of one list name one, each of its villages."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from ledger.book.importing import about, again, identity, lending
from ledger.book.importing.again import Unknown
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.personal import refuse_numbers
from ledger.book.importing.rows import Row
from ledger.book.importing.work import task_periods, task_rows
from ledger.book.importing.work.task_rows import Said
from ledger.index import lookups
from ledger.records import ids
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.making import Making

Named = tuple[Said, str]
"""What a row says, and what names its task."""
_GIVEN = frozenset({"key", "opened", "due"})
"""What a row has that gives a task, or names it by itself."""
_REPORT = frozenset({"progress", "percent", "status", "reported", "finished"})
"""What tells how far it is."""


def read(making: "Making", rows: list[Row]) -> list[Named]:
    """What each row says, and what names its task: as it was named before, if it was."""
    names = identity.names("task", [row.fields for row in rows])
    found = [_named(making, row, name) for row, name in zip(rows, names, strict=True)]
    if making.past.last:
        for as_list in (True, False):
            found = _again(making, found, as_list=as_list)
        found = [(_dated(making, said, key), key) for said, key in found]
    return _apart(making, found)


def _dated(making: "Making", said: Said, key: str) -> Said:
    """What a row without a day says of the task that it was, which was given on a day of its own.

    That of the sheet goes on from copy to copy, and limits with it.
    """
    if said.row.get("opened") is not None or said.row.row.ours:
        return said
    record = making.past.anywhere(making.named(key))
    given = lookups.opened(making.known.db, record) if record else None
    if given is None:
        return said
    row = Gathering(said.row.row, making.known, making.today)
    refuse_numbers(row)
    return task_rows.read(making, row, given)._replace(kind=said.kind, is_list=said.is_list)


def _apart(making: "Making", found: list[Named]) -> list[Named]:
    """The rows, those of one name told apart that are of no list: each is a task of its own."""
    alone = [
        at for at, (said, key) in enumerate(found) if not (said.is_list or identity.is_number(key))
    ]
    keys = making.kept(
        [found[at][1] for at in alone],
        lambda n: digest(making, [found[alone[n]][0]]),
        lambda n: [found[alone[n]][0].row.row.fields],
    )
    apart = dict(zip(alone, keys, strict=True))
    return [(said, apart.get(at, key)) for at, (said, key) in enumerate(found)]


def digest(making: "Making", rows: Sequence[Said]) -> str:
    """What binds what the rows of a task say, in whatever order they stand."""
    return making.digest(
        [("rows", sorted(making.digest(said.row.row.fields.items()) for said in rows))]
    )


def _named(making: "Making", row: Row, name: str) -> Named:
    """What a row says and the name of its task; a column that came later is no part of that."""
    said = _said(making, row)
    refuse_numbers(said.row)
    key = f"{name if identity.is_number(name) else _words(making, said)}\0{said.station}"
    if making.was_named(key) or ids.stated(row.fields.get("key")):
        return said, key
    for columns in (frozenset[str](), *making.lacking) if making.past.last else ():
        if identity.is_number(name) and "key" not in columns:
            continue
        other = _said(making, row, columns) if columns else said
        for words in (_words(making, other), _words(making, other, as_written=True)):
            for stem in identity.respelt("task", words):
                if making.was_named(old := f"{stem}\0{other.station}"):
                    return said._replace(kind=other.kind, is_list=other.is_list), old
    return _reported(making, said) or (said, key)


def _reported(making: "Making", said: Said) -> Named | None:
    """A row that tells how far it is with a task of the ledger, whose facts it does not restate.

    Its period, its title and its place name the task, where no other has them too.
    """
    row = said.row.row
    fields, period = row.fields, task_periods.name(making, row.fields)
    told = {name for name, value in fields.items() if value is not None}
    if told & _GIVEN or not told & _REPORT:
        return None
    if not (period and said.station and said.place and fields.get("title")):
        return None
    about = said.station, fields["title"], period, said.place
    if len(found := lookups.tasks_of(making.known.db, *about)) != 1:
        return None
    note = _("the period, the place and the title are those of {id}, so it is a report on that")
    notes = [*row.notes, note.format(id=found[0])]
    named = {**fields, "period": period, "key": found[0]}
    (row,) = lending.filled(making, [row._replace(fields=named, notes=notes)])
    said = _said(making, row)
    refuse_numbers(said.row)
    return said, f"{identity.number(found[0])}\0{said.station}"


def _said(making: "Making", row: Row, without: Collection[str] = ()) -> Said:
    fields = {name: value for name, value in row.fields.items() if name not in without}
    row = row._replace(fields=fields) if without else row
    return task_rows.read(making, Gathering(row, making.known, making.today))


def _words(making: "Making", said: Said, *, as_written: bool = False) -> str:
    """What names the task of a row by its words; a list is one for all villages.

    Its period is named `as_written` where it came before that was understood.
    """
    fields, place = said.row.row.fields, None if said.is_list else said.place
    period = fields.get("period") if as_written else task_periods.name(making, fields)
    return identity.names("task", [{**fields, "period": period, "place": place, "key": None}])[0]


def _again(making: "Making", found: list[Named], *, as_list: bool) -> list[Named]:
    """The rows, those that nothing names as the tasks that they were; lists of villages first."""
    tried = [
        (said, f"{_words(making, said._replace(is_list=True))}\0{said.station}" if as_list else key)
        if _is_unknown(making, said, key)
        else (said, "")
        for said, key in found
    ]
    unknown = {}
    for said, key in tried:
        if key:
            places = {(said.station if as_list else said.place) or ""}
            told = about.row(making, said.row.row.fields)
            unknown[key] = Unknown(
                key, places, said.row.get("opened"), told, digest(making, [said])
            )
    open_ = again.find(making, [*unknown.values()], [key for _said, key in found])
    for said, key in tried:
        if key in open_:
            said.row.fault("title", again.doubt(making, open_[key]))
    return [
        _as_it_was(making, *one) if one[1] in making.again else before
        for one, before in zip(tried, found, strict=True)
    ]


def _is_unknown(making: "Making", said: Said, key: str) -> bool:
    """Whether nothing names a row; one without a period may have left that out."""
    fields = said.row.row.fields
    if said.row.row.faults or ids.stated(fields.get("key")):
        return False
    return bool(making.missing or not fields.get("period")) and not making.was_named(key)


def _as_it_was(making: "Making", said: Said, key: str) -> Named:
    """A row as one of the task that it was, be that a list of many villages."""
    kind = lookups.kind_of(making.known.db, "task", making.again[key].record) or ""
    is_list = making.kinds.get(kind, {}).get("family") == "list"
    return said._replace(kind=kind, is_list=is_list), key
