"""Tables and details for a terminal: columns that line up, and colour only beside a word."""

from collections.abc import Iterable, Mapping, Sequence

from ledger.views.layout import GAP, clip, fit, fold, pad, width_of
from ledger.views.listing import Column, Detail, Lines, Listing, Section
from ledger.views.safe import cell, visible
from ledger.views.screen import Line, Screen
from ledger.words import gettext as _

_SEPARATOR = " " * GAP


def lines(answer: Listing | Detail | Lines, screen: Screen) -> list[Line]:
    """The answer as lines of a screen."""
    if isinstance(answer, Listing):
        return listing(answer, screen)
    if isinstance(answer, Detail):
        return detail(answer, screen)
    return [[(part, "")] for said in answer.lines for part in visible(said).split("\n")]


def listing(answer: Listing, screen: Screen) -> list[Line]:
    """Title, table and footer of a listing; what was left out is said in the footer."""
    top = _wrapped(answer.title, "bold", screen) if answer.title else []
    if not answer.rows:
        nothing = _wrapped(answer.empty or _("Nothing found."), "", screen)
        return top + nothing + _footer(answer.footer, screen)
    table, left_out = grid(answer, screen)
    notes = list(answer.footer)
    if answer.total is not None and answer.total > len(answer.rows):
        notes.append(
            _("{shown} of {total} shown").format(shown=len(answer.rows), total=answer.total)
        )
    if left_out:
        names = _(", ").join(column.title for column in left_out)
        notes.append(_("Not shown, the screen is too narrow: {columns}").format(columns=names))
    return top + table + _footer(notes, screen)


def grid(answer: Listing, screen: Screen) -> tuple[list[Line], list[Column]]:
    """The bare table, and the columns that found no room."""
    columns = answer.columns
    texts = [[cell(column.text(row)) for column in columns] for row in answer.rows]
    heads = [cell(column.title) for column in columns]
    natural = [max(map(width_of, column)) for column in zip(heads, *texts, strict=True)]
    widths = fit(columns, natural, screen.width)
    width = sum(widths.values()) + GAP * (len(widths) - 1)
    drawn = _row(heads, ["bold"] * len(heads), columns, widths, screen)
    drawn.append([(screen.rule * width, "dim")])
    for row, text in zip(answer.rows, texts, strict=True):
        styles = [column.style(row) if column.style else "" for column in columns]
        drawn += _row(text, styles, columns, widths, screen)
    return drawn, [column for i, column in enumerate(columns) if i not in widths]


def detail(answer: Detail, screen: Screen) -> list[Line]:
    """One record in full: two columns of headings and values, and tables beneath."""
    drawn = _wrapped(answer.title, "bold", screen)
    sections = [part for part in answer.parts if isinstance(part, Section)]
    label = max((width_of(cell(f.title)) for s in sections for f in s.fields), default=0)
    for part in answer.parts:
        drawn.append([])
        if isinstance(part, Listing):
            drawn += listing(part, screen)
        else:
            drawn += _section(part, min(label, screen.width // 3), screen)
    return drawn + _footer(answer.footer, screen)


def notes(sentences: Iterable[str], screen: Screen) -> list[Line]:
    """Asides, in a dim voice."""
    return [line for sentence in sentences for line in _wrapped(sentence, "dim", screen)]


def _row(
    texts: Sequence[str],
    styles: Sequence[str],
    columns: Sequence[Column],
    widths: Mapping[int, int],
    screen: Screen,
) -> list[Line]:
    """One row of a table, on more lines than one where a column wraps."""
    stacks = {
        i: fold(texts[i], width) if columns[i].wrap else [clip(texts[i], width, screen.mark)]
        for i, width in widths.items()
    }
    drawn = []
    for level in range(max(map(len, stacks.values()))):
        line: Line = []
        for i, stack in stacks.items():
            text = stack[level] if level < len(stack) else ""
            line += [(_SEPARATOR, "")] if line else []
            line += _cell(text, styles[i], columns[i].align, widths[i])
        drawn.append(_trimmed(line))
    return drawn


def _trimmed(line: Line) -> Line:
    """A line that ends with its words, as is wanted where it is copied from a screen."""
    while line and not line[-1][0].strip():
        line = line[:-1]
    return [*line[:-1], (line[-1][0].rstrip(), line[-1][1])] if line else []


def _cell(text: str, style: str, align: str, width: int) -> Line:
    blanks = (" " * (width - width_of(text)), "")
    return [blanks, (text, style)] if align == "right" else [(text, style), blanks]


def _section(section: Section, label: int, screen: Screen) -> list[Line]:
    drawn = _wrapped(section.title, "bold", screen) if section.title else []
    for field in section.fields:
        head = pad(clip(cell(field.title), label, screen.mark), label)
        room = screen.width - label - GAP
        parts = [line for part in visible(field.text).split("\n") for line in fold(part, room)]
        for number, part in enumerate(parts):
            start = (head if number == 0 else " " * label) + _SEPARATOR
            drawn.append([(start, "dim"), (part, field.style)])
    return drawn


def _footer(sentences: Sequence[str], screen: Screen) -> list[Line]:
    return [[], *notes(sentences, screen)] if sentences else []


def _wrapped(text: str, style: str, screen: Screen) -> list[Line]:
    return [
        [(line, style)] for part in visible(text).split("\n") for line in fold(part, screen.width)
    ]
