"""The one way out: an answer in the format asked for, and what else there is to say."""

import sys
from collections.abc import Sequence
from typing import Any, Literal, TextIO

from ledger.errors import LedgerError
from ledger.problems import COUNTED, Problem
from ledger.views.listing import Answer, Lines
from ledger.views.safe import cell
from ledger.words import ngettext

Form = Literal["table", "json", "csv", "md"]
"""The formats of `--format`."""


def show(
    answer: Answer,
    *,
    form: Form = "table",
    command: str = "",
    problems: Sequence[Problem] = (),
    error: LedgerError | None = None,
    out: TextIO | None = None,
    err: TextIO | None = None,
) -> None:
    """Show an answer; problems of the ledger go into the envelope, or on stderr in one line.

    An error that the answer leads to stands beside it in the envelope.
    """
    out = out or sys.stdout
    err = err or sys.stderr
    asides = notices(problems)
    if form == "json":
        _json(command, answer, problems, error, out)
        return
    if form == "csv":
        asides += _csv(answer, out)
    elif form == "md":
        _markdown(answer, out)
    else:
        from ledger.views import screen, tables

        there = screen.of(out)
        screen.write(tables.lines(answer, there), out, there)
    out.flush()
    aside(asides, err)


def say(
    *sentences: str,
    form: Form = "table",
    command: str = "",
    data: Any = None,  # noqa: ANN401 - whatever JSON can hold
    problems: Sequence[Problem] = (),
    out: TextIO | None = None,
) -> None:
    """Say what was done: sentences to a person; to a script `data` and `problems`, enveloped."""
    spoken: Form = form if form == "json" else "table"
    known = {"sentences": list(sentences)} if data is None else data
    left = problems if form == "json" else ()
    show(Lines(sentences, known), form=spoken, command=command, problems=left, out=out)


def complain(
    error: LedgerError,
    *,
    form: Form = "table",
    command: str = "",
    problems: Sequence[Problem] = (),
) -> None:
    """Say why a command cannot go on: on stderr, and in JSON also as an envelope on stdout."""
    if form == "json":
        from ledger.views.envelope import envelope

        _utf8(sys.stdout)
        sys.stdout.write(envelope(command, None, problems, error))
        sys.stdout.flush()
    from ledger.views import screen

    there = screen.of(sys.stderr)
    screen.write([[(cell(error.sentence()), "")]], sys.stderr, there)


def aside(sentences: Sequence[str], err: TextIO | None = None) -> None:
    """Add remarks on stderr, in a dim voice, where they disturb neither table nor document."""
    if not sentences:
        return
    from ledger.views import screen, tables

    err = err or sys.stderr
    there = screen.of(err)
    screen.write(tables.notes(sentences, there), err, there)


def notices(problems: Sequence[Problem]) -> list[str]:
    """One sentence for each kind of problem that a reader of the answer should know of."""
    waiting = {problem.path for problem in problems if problem.code == "not-committed"}
    broken = {problem.path for problem in problems if problem.code not in COUNTED} - waiting
    odd = {problem.path for problem in problems if problem.code in COUNTED} - broken - waiting
    said = []
    if n := len(broken):
        said.append(
            ngettext(
                "{n} file has problems and is not counted; “tz check” tells which",
                "{n} files have problems and are not counted; “tz check” lists them",
                n,
            ).format(n=n)
        )
    if n := len(odd):
        said.append(
            ngettext(
                "{n} file contradicts itself; “tz check” tells which",
                "{n} files contradict themselves; “tz check” lists them",
                n,
            ).format(n=n)
        )
    if n := len(waiting):
        said.append(
            ngettext(
                "{n} file was edited by hand and does not count yet; “tz status” tells which",
                "{n} files were edited by hand and do not count yet; “tz status” lists them",
                n,
            ).format(n=n)
        )
    return said


def _json(
    command: str,
    answer: Answer,
    problems: Sequence[Problem],
    error: LedgerError | None,
    out: TextIO,
) -> None:
    from ledger.views.envelope import envelope

    _utf8(out)
    out.write(envelope(command, answer.data, problems, error))
    out.flush()


def _csv(answer: Answer, out: TextIO) -> list[str]:
    """Write CSV, with the mark of UTF-8 unless a person is looking; returns what to remark."""
    from ledger.views.documents import BOM, csv_text

    _utf8(out)
    text, guarded = csv_text(answer)
    out.write(text if out.isatty() else BOM + text)
    if not guarded:
        return []
    return [
        ngettext(
            "{n} cell begins like a formula and was given a leading '",
            "{n} cells begin like a formula and were given a leading '",
            guarded,
        ).format(n=guarded)
    ]


def _markdown(answer: Answer, out: TextIO) -> None:
    from ledger.views.documents import markdown

    _utf8(out)
    out.write(markdown(answer))


def _utf8(out: TextIO) -> None:
    """Make a file or a pipe UTF-8, whatever the code page of the system."""
    import io

    if isinstance(out, io.TextIOWrapper) and not out.isatty():
        out.reconfigure(encoding="utf-8")
