"""Why a sheet is refused: a short code where it is read, a sentence where it is shown."""

from ledger.words import gettext as _
from ledger.words import mark

SENTENCES: dict[str, str] = {
    "empty": mark("the file is empty; ask for it again"),
    "too-large": mark("the file has {size} MB, more than {most}; split it"),
    "unknown": mark(
        "this is no spreadsheet; save it as .xlsx or .csv with WPS or Excel and try again"
    ),
    "markup": mark(
        "this is a web page or XML under another name; open it with WPS or Excel, save it as "
        ".xlsx, and import that"
    ),
    "closed": mark("it may not be read; ask whose file it is to let you"),
    "broken": mark("the file is cut off or damaged; ask for it again, or open and save it anew"),
    "strange-error": mark(
        "a cell of {cell} holds {said}, an error that only newer programs know; empty it, or write "
        "a value"
    ),
    "locked": mark("the file is locked by a password; save it without one"),
    "bomb": mark(
        "the file would grow beyond measure when unpacked; copy its table into a new workbook"
    ),
    "entities": mark(
        "the part {part} declares a document type, as no spreadsheet does; copy its table into a "
        "new workbook"
    ),
    "encoding": mark(
        "line {line} is neither UTF-8 nor GB18030; open the file, save it as .xlsx or as CSV in "
        "UTF-8, and import that"
    ),
    "mixed": mark(
        "line {line} is in another encoding than the lines above it; paste both into one new "
        "workbook, and import that"
    ),
    "nul": mark("line {line} holds a NUL byte; open the file, save it anew, and import that"),
    "quotes": mark("line {line}: a quotation mark is opened and never closed; close it"),
    "quoted": mark(
        "line {line}: text follows a quotation mark that ends its cell; write each quotation mark "
        "within a cell twice"
    ),
    "columns": mark("{cell} lies beyond {most} columns; remove what stands far to the right"),
    "cells": mark("{cell} lies too far from A1; remove what stands below or beside the table"),
    "sheets": mark("the workbook has {n} sheets, more than {most}; keep those that are needed"),
    "name": mark("the name of a sheet has {length} characters, more than {most}; shorten it"),
    "memory": mark("reading it takes more memory or time than is allowed; split the file"),
    "no-header": mark(
        "{cell}: no row of headers was found in the first ten rows; head the columns with "
        "words such as {words}, or explain them once at a terminal"
    ),
    "few-headers": mark(
        "{cell}: no row of headers was found in the first ten rows; row {row} comes nearest, but "
        "of its {n} texts only these are known: {known}; head more columns with words such as "
        "{words}, or explain them once at a terminal"
    ),
    "no-sheet": mark("there is no sheet {cell}; it has {names}"),
    "which-sheet": mark("it has more than one table: {cell}; say which with --sheet"),
    "unseen": mark("all that it holds is on hidden sheets: {cell}; say which with --sheet"),
    "no-rows": mark("{cell} has a header and no row below it"),
    "form": mark(
        "{cell} is a form for one record, not a table with a row for each; enter it with a command"
    ),
    "which-kind": mark(
        "the headers in {cell} fit more than one kind of record; say which with --kind"
    ),
    "no-household": mark(
        "the rows below {cell} name persons, and nothing says that these are heads of households; "
        "if they are, import with --kind household"
    ),
    "no-station": mark(
        "the rows below {cell} name places, and nothing says that this is a list of stations; if "
        "it is, import with --kind station"
    ),
    "who-went": mark(
        "{cell}: the column “{header}” names members of staff, and nothing says whether they went; "
        "head it 走访人 if they did, or 录入人 if they only wrote it down"
    ),
    "two-tables": mark(
        "a second table begins at {cell}, the first at row {first}; put each on a sheet of its own"
    ),
    "side-by-side": mark(
        "from {cell} on the headers repeat: these are tables side by side; put one below the "
        "other, or each on a sheet of its own"
    ),
    "rivals": mark("{cell} are all headed like {header}; name all but one of them otherwise"),
    "died": mark("it cannot be read, and reading it failed hard; open it and save it anew"),
}
"""What each code means to a person."""


class Refusal(Exception):  # noqa: N818 - it is what happened, and `ledger.errors` has its error
    """A file or a sheet is refused, for a reason with a code."""

    def __init__(self, code: str, cell: str = "", **args: object) -> None:
        super().__init__(code)
        self.code = code
        self.cell = cell
        self.args_said = {name: str(value) for name, value in args.items()}

    @property
    def is_headless(self) -> bool:
        """Whether no row of a sheet can be the header of a table."""
        return self.code in {"no-header", "few-headers"}

    @property
    def is_of_no_kind(self) -> bool:
        """Whether a person must say what its rows are."""
        return self.code in {"which-kind", "no-household", "no-station"}

    @property
    def names_its_cell(self) -> bool:
        """Whether the sentence says which cell it is."""
        return "{cell}" in SENTENCES[self.code]

    def sentence(self) -> str:
        """Why, and what to do, in the language in force."""
        return _(SENTENCES[self.code]).format(cell=self.cell, **self.args_said)
