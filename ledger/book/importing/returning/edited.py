"""An edited row: its cells as they went out, as they came back, and as the ledger has them."""

from collections.abc import Container
from typing import Any, NamedTuple

from ledger.book.importing import identity, masking
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.making import Making
from ledger.book.importing.returning import amendments, likeness, meaning
from ledger.book.importing.returning.amending import Edit
from ledger.book.importing.returning.carried import Back, Line
from ledger.book.importing.returning.likeness import COUNTED, KEYS, OF_ROW
from ledger.book.importing.returning.pairing import Pair
from ledger.book.importing.returning.sides import Said, Sides
from ledger.book.importing.rows import CLASH, LEDGER, SHEET, Item
from ledger.words import gettext as _

Told = dict[tuple[str, str], Any]
"""What the first edited row of a record says in a column that is of all its rows."""


def key_of(back: Back) -> str:
    """The column that tells which record a row is; without one, the first."""
    return next((name for name in KEYS if name in back.fields), back.fields[0])


def item(making: Making, pair: Pair, act: Any, **more: Any) -> Item:  # noqa: ANN401
    """What becomes of a row, by the record that it went out as."""
    row = pair.came.row
    record = pair.line.record if pair.line else ""
    title = str(row.fields.get("title") or row.fields.get("name") or "")
    digest, name = making.digest(row.fields.items()), making.named(identity.number(record))
    return Item(row.number, act, record, title, digest, name, **more)


def untouched(making: Making, pair: Pair, here: Container[str]) -> Item:
    """A row that nobody touched, which tells where its record is none of those here any more."""
    record = pair.line.record if pair.line else ""
    gone = _("{id} is not in the ledger any more, and this sheet does not bring it back")
    return item(making, pair, "same", notes=() if record in here else (gone.format(id=record),))


def refused(making: Making, pair: Pair, faults: list[tuple[str, str]], **more: Any) -> Item:  # noqa: ANN401
    """A row that is not taken in, and why."""
    return item(making, pair, "refused", faults=faults, **more)._replace(record="")


class _Cells(NamedTuple):
    """What becomes of the cells of a row: those to be taken over, with old and new value."""

    taken: dict[str, tuple[Any, Any]]
    faults: list[tuple[str, str]]
    asked: dict[str, tuple[tuple[str, str], ...]]
    notes: list[str]


class Edited:
    """One edited row: its three sides brought together, cell by cell."""

    def __init__(
        self, making: Making, back: Back, sides: Sides, known: tuple[Pair, Line], told: Told
    ) -> None:
        self._making, self._back, self._told = making, back, told
        self._pair, self._line = known
        self._now, self._then = sides.now(self._line), sides.then(self._line)
        self._cells = _Cells({}, [], {}, [])

    def item(self) -> Item:
        """What becomes of the row."""
        record = self._line.record
        if self._now is None or self._then is None:
            said = _("{id} is not in the ledger any more as it went out; delete the row")
            return self._refuse((key_of(self._back), said.format(id=record)))
        went_out = self._then[0]
        if self._pair.how == "number" and not likeness.is_half(
            self._back, self._pair.came, went_out
        ):
            said = _(
                "most of row {number} is not what went out under this 序号; empty the 序号 if it "
                "is to become a new record"
            )
            return self._refuse((key_of(self._back), said.format(number=self._line.number)))
        for name in self._back.fields:
            self._cell(name, self._then[0], self._then[1], self._now)
        if self._cells.faults:
            return self._refuse()
        if not self._cells.taken:
            return item(self._making, self._pair, "same", notes=self._cells.notes)
        return self._amended(self._now)

    def _came(self, name: str) -> Any:  # noqa: ANN401 - of any cell
        return self._pair.came.values.get(name)

    def _same(self, name: str, one: Any, other: Any) -> bool:  # noqa: ANN401 - of any cell
        return likeness.same(self._back, name, one, other)

    def _stands(self, name: str, said: Any, now: Said) -> bool:  # noqa: ANN401 - of any cell
        """Whether a cell says what was or is there, maybe as only a person would write it."""
        came, read = self._came(name), self._pair.came.row.fields.get(name)
        return self._same(name, said, came) or meaning.same(
            self._making, self._back, now, (name, said, read)
        )

    def _is_untouched(self, name: str, sides: tuple[Said, Said], now: Said) -> bool:
        """Whether a cell says what it said; over a mask that left it empty, no word is nothing."""
        shown, full = (side[name] for side in sides)
        if shown is None and full is not None:
            return self._came(name) is None
        return self._stands(name, shown, now)

    def _cell(self, name: str, shown: Said, full: Said, now: Said) -> None:
        """Decide about one cell; what was not touched is left alone."""
        if name in KEYS or name not in self._pair.came.values:
            return
        if self._is_untouched(name, (shown, full), now):
            return
        cells, header = self._cells, called(self._making, name)
        if name in COUNTED:
            cells.notes.append(
                _("{field} is worked out here and is left as it is").format(field=header)
            )
        elif why := dict(self._pair.came.row.faults).get(name):
            cells.faults.append((name, why))
        elif shown[name] != full[name]:
            cells.faults.append((name, _masked(header, shown[name])))
        elif not self._stands(name, now[name], now):
            self._changed(name, header, full, now)

    def _changed(self, name: str, header: str, full: Said, now: Said) -> None:
        """A cell that was edited in the sheet; where it was edited here too, a person decides."""
        came = self._came(name)
        question = f"{self._line.number} {name}"
        answer = self._making.known.decided.get(CLASH, {}).get(question)
        other = came if name in OF_ROW.get(self._making.source.kind, ()) else self._first(name)
        if not self._same(name, other, came):
            said = _("another row of {id} says “{other}” here; let all of them say the same")
            shown = masking.cell(self._making.source.kind, name, _said(other))
            self._cells.faults.append((name, said.format(id=self._line.record, other=shown)))
        elif self._same(name, now[name], full[name]) or answer == SHEET:
            self._cells.taken[name] = (now[name], came)
        elif answer != LEDGER:
            kind = self._making.source.kind
            theirs, ours = (masking.cell(kind, name, _said(one)) for one in (came, now[name]))
            self._cells.asked[name] = ((SHEET, theirs), (LEDGER, ours))
            said = _(
                "{field} of {id} was changed here to “{ours}” since this sheet went out, and the "
                "sheet says “{theirs}”; make both the same"
            )
            told = said.format(field=header, id=self._line.record, ours=ours, theirs=theirs)
            self._cells.faults.append((name, told))

    def _first(self, name: str) -> Any:  # noqa: ANN401 - of any cell
        """What the first row of the record that was edited here says."""
        return self._told.setdefault((self._line.record, name), self._came(name))

    def _amended(self, now: Said) -> Item:
        """The row with what its edits change, or why they cannot be."""
        fields = self._pair.came.row.fields
        edit = Edit(
            self._making.source.kind,
            self._line.record,
            self._line.place,
            {name: fields.get(name) for name in self._cells.taken},
            {name: self._came(name) for name in self._cells.taken},
            {name: _said(old) for name, (old, _new) in self._cells.taken.items()},
            {name: self._back.read(name, value) for name, value in now.items()},
        )
        row = self._pair.came.row._replace(fields=edit.fields, faults=())
        gathering = Gathering(row, self._making.known, self._making.today)
        amendments.amend(self._making, edit, gathering)
        if gathering.faults:
            self._cells.faults.extend(gathering.faults)
            return self._refuse(asked=gathering.asked, doubted=gathering.doubted)
        self._cells.notes.extend(gathering.notes)
        kind = self._making.source.kind
        changes = [
            (
                called(self._making, name),
                masking.cell(kind, name, _said(old)),
                masking.cell(kind, name, _said(new)),
            )
            for name, (old, new) in self._cells.taken.items()
        ]
        notes = self._cells.notes
        return item(self._making, self._pair, "changed", notes=notes, changes=changes)

    def _refuse(self, *faults: tuple[str, str], **more: Any) -> Item:  # noqa: ANN401
        cells = self._cells
        asked = {**cells.asked, **more.get("asked", {})}
        doubted = {
            **{name: (CLASH, f"{self._line.number} {name}") for name in cells.asked},
            **more.get("doubted", {}),
        }
        told = [*faults, *cells.faults]
        more = {"asked": asked, "doubted": doubted, "notes": cells.notes}
        return refused(self._making, self._pair, told, **more)


def called(making: Making, name: str) -> str:
    """What the sheet calls a column."""
    return next((said for said, field in making.source.columns.items() if field == name), name)


def _masked(header: str, shown: object) -> str:
    """Why what was typed over a mask is not taken in, and what is to stand there again."""
    if shown is None:
        said = _(
            "{field} went out masked, so what was typed into it cannot be taken in; empty the cell "
            "again, or enter the change with a command"
        )
        return said.format(field=header)
    said = _(
        "{field} went out masked, so what was typed over it cannot be taken in; put back "
        "“{shown}”, or enter the change with a command"
    )
    return said.format(field=header, shown=shown)


def _said(value: object) -> str:
    return "" if value is None else str(value)
