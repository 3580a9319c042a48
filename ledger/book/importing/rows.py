"""What a spreadsheet brings, and the plan of what becomes of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ledger.records.sheet_kinds import SheetKind

if TYPE_CHECKING:
    from ledger.index.batch import Made

Act = Literal["new", "changed", "same", "refused"]
"""What becomes of a row."""
CLASH = "clash"
"""The kind of question whose answer is one of two values, and holds for this import alone."""
SHEET, LEDGER = "sheet", "ledger"
"""Its answers: the value of the sheet, or that of the ledger."""

GIVEN_BACK = "-退回"
"""What the name of a workbook of refused rows has after the name of the file that came."""


class Row(NamedTuple):
    """One row as values: its number in the sheet, its values by field, the title it stands under.

    The fields are those of the columns of its kind of sheet; `faults` are columns that could not
    be read, each with a sentence; `above` are fields whose cell is empty, each with what stands
    in the nearest row above that fills it; `ours` is the record that the row names by its number;
    `implied` are fields without a cell of their own, each with what another cell says of it;
    `notes` tell what of it stands elsewhere in the sheet.
    """

    number: int
    fields: Mapping[str, Any]
    subject: str = ""
    faults: Sequence[tuple[str, str]] = ()
    above: Mapping[str, Any] = {}
    ours: Mapping[str, Any] = {}
    implied: Mapping[str, Any] = {}
    notes: Sequence[str] = ()

    def with_aside(self, name: str, header: str, note: str) -> "Row":
        """The row with what a field says kept in its remark instead, under its header."""
        fields = dict(self.fields)
        said = f"{header}：{fields.pop(name)}"
        fields["remark"] = "\n".join(filter(None, (fields.get("remark"), said)))
        return self._replace(fields=fields, notes=[*self.notes, note])


class Source(NamedTuple):
    """Where the rows come from.

    `part` tells that they were given back before, and are no more than a part of their sheet;
    `of_kind` is the kind of task or activity that they are of where they name none; `place` is the
    place that their sheet is said to be of where its unit stands for none; `passed` are headers
    with something below that nobody understood.
    """

    kind: SheetKind
    file: str
    sha256: str
    sheet: str
    title: str = ""
    unit: str = ""
    as_of: date | None = None
    columns: Mapping[str, str] = {}
    part: bool = False
    of_kind: str | None = None
    place: str = ""
    passed: Sequence[str] = ()


class Item(NamedTuple):
    """What becomes of a row.

    `record` is its id, empty where it is refused; `title` is what a person knows it by; `digest`
    binds what the row says and `key` what names it, so that it is known again; `faults`
    are fields with a sentence, `asked` fields with the names that may be meant (code and name) and
    `doubted` the same fields with the kind of name and what was written; `notes` are what is left
    out or taken otherwise; `changes` are field, old and new value; `kept` are the fields in which
    the record stays as it was edited here, each with the digest of what the sheet says.
    """

    number: int
    act: Act
    record: str
    title: str
    digest: str = ""
    key: str = ""
    faults: Sequence[tuple[str, str]] = ()
    asked: Mapping[str, tuple[tuple[str, str], ...]] = {}
    doubted: Mapping[str, tuple[str, str]] = {}
    notes: Sequence[str] = ()
    changes: Sequence[tuple[str, str, str]] = ()
    kept: Mapping[str, str] = {}

    def line(self) -> str:
        """The row in the list of its batch: its number, record, digest, key and what was kept."""
        kept = (f"{name}:{digest}" for name, digest in self.kept.items())
        return " ".join((str(self.number), self.record, self.digest, self.key, *kept)) + "\n"


BY_HAND: frozenset[SheetKind] = frozenset({"visit", "task", "activity"})
"""The kinds of which a new row tells that its record was entered here by hand; of issues each row
tells as it is read."""
MANY = 3_000
"""From so many issues on further processes plan them."""


class Intake(NamedTuple):
    """What an import would do: nothing has been written yet.

    `op` names the import, `files` are the files as they would stand (None: gone), `gone` the
    records that an earlier sheet of this source brought and this one does not have any more, `base`
    the commit that the plan was made upon, `made` what the index will have of some of the files,
    `entitled` the name of the place that the title was taken to say where the unit alone does not;
    `otherwise` tells whether a row that changes nothing says something else than before, as where
    its sheet was made to agree with what was edited here: a next copy must know of it.
    """

    source: Source
    op: str
    items: Sequence[Item]
    files: Mapping[str, bytes | None]
    gone: Sequence[str] = ()
    base: str = ""
    made: "Made | None" = None
    entitled: str = ""
    otherwise: bool = False

    @property
    def is_something(self) -> bool:
        """Whether there is anything to write down."""
        return bool(self.files) or self.otherwise

    def count(self, act: Act) -> int:
        """How many rows become so."""
        return sum(item.act == act for item in self.items)
