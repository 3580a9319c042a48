"""The table of a spreadsheet: found by the file, by what its words mean here, by what one says."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ledger.commands import sheet_headers
from ledger.commands.asking import sheet_questions
from ledger.commands.context import Context
from ledger.commands.line.chinese import option
from ledger.errors import UsageError
from ledger.views.progress import Progress
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.returning.carried import Back, Carried
    from ledger.records.sheet_map import SheetMap
    from ledger.rules.clocks import Limit
    from ledger.sheets.incoming import Incoming
    from ledger.sheets.reading.reader import File

_OF_OTHERS = ("kind", "of-kind", "map", "on", "place", "older")
"""What is asked for of sheets that did not go out from here."""


class Wanted(NamedTuple):
    """What the command line asks for."""

    file: Path
    kind: str | None
    sheet: str | None
    map: str | None
    on: date | None
    older: bool
    tried: bool
    fill: Sequence[str] = ()
    of_kind: str | None = None
    place: str | None = None


def at_once(here: Context) -> "Limit":
    """What 立行立改 means in this ledger."""
    from ledger.rules.clocks import Limit

    said = here.ledger.rules.get("at_once", {})
    return Limit(said.get("number", 3), said.get("unit", "day"))


class Understood(NamedTuple):
    """A table; what the ledger keeps of its words, what is learnt besides, and what it carries."""

    incoming: "Incoming"
    kept: "SheetMap"
    learnt: "SheetMap"
    back: "Back | None" = None


def understand(here: Context, wanted: Wanted) -> Understood:
    """The table, and what is known of its words; unknown headers are asked at a terminal.

    Raises:
        SheetRefusedError: the file cannot be read, or has no table that can be understood.
    """
    from ledger.sheets.reading import reader

    begun = reader.begin(wanted.file, wanted.sheet)  # it reads while the rest is being loaded
    from ledger.book.importing import maps, planning  # noqa: F401 - the plan will want it
    from ledger.sheets import incoming
    from ledger.sheets.writing.unseen import CARRIED

    with Progress(_("reading")) as bar:
        file = incoming.read(wanted.file, wanted.sheet, bar.at, begun)
    if file.stamped or CARRIED in file.names:
        from ledger.sheets import carried

        if sent := carried.of(file):
            return _come_back(here, wanted, file, sent)
    sheet = _sheet_of(file, wanted)
    known = sheet_headers.named(here, wanted.map, wanted.kind)
    kind = wanted.kind or (known.kind if known else None)
    found = sheet_headers.table(here, file, sheet, kind, known)
    if kind is None:
        found = sheet_headers.entitled(here, found)
    kept = known or maps.get(here.ledger, found.kind, maps.name_of(found.source()))
    if kept.kind != found.kind:
        kept = maps.get(here.ledger, found.kind, kept.name)
    words = sheet_headers.of_streams(here, found) | sheet_headers.own_words(here, found)
    words |= kept.headers
    if words:
        found = found.again(words)
    said = sheet_questions.explained(found, kept.headers) if here.interactive else {}
    if said:
        found = found.again({**words, **said})
    learnt = kept.model_copy(update={"headers": {**kept.headers, **said}})
    sheet_headers.require_visitor(here, found, learnt)
    if known and not (known.headers or known.names):
        told = _("nothing was learnt yet of sheets called “{name}”").format(name=known.name)
        found = found._replace(notices=[*found.notices, told])
    return Understood(found, kept, learnt)


def _sheet_of(file: "File", wanted: Wanted) -> str | None:
    """The name of the sheet that is asked for."""
    return None if wanted.sheet is None else file.sheets[0].name


def _come_back(here: Context, wanted: Wanted, file: "File", sent: "Carried") -> Understood:
    """The table of a workbook that went out from this ledger, and what it carries.

    Raises:
        UsageError: it is asked for with an option that means nothing to it.
    """
    from ledger.book.importing import maps
    from ledger.book.importing.returning import sides
    from ledger.sheets import carried, incoming

    sides.require_ours(here.ledger, sent)
    for name in _OF_OTHERS:
        if getattr(wanted, name.replace("-", "_")) not in (None, False):
            why = _("means nothing for a workbook that went out from here; leave it out")
            raise UsageError(option(f"--{name}"), why)
    layout = sides.layout(here.ledger, sent)
    sheet, words = _sheet_of(file, wanted), carried.sent_words(sent.kind, layout)
    found = incoming.find(file, sheet, sent.kind, words, empty=True)
    found = carried.without_added(found, sent, layout)
    back = carried.back(found, sent, layout, here.today, at_once(here))
    kept = maps.get(here.ledger, found.kind, maps.name_of(found.source()))
    return Understood(found, kept, kept, back)
