"""`tz schemas`: the JSON Schema of every kind of record, for editors and for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from ledger.commands.showing import answers
from ledger.words import mark, ngettext

Folder = Annotated[Path, typer.Argument(metavar=mark("DIR"), help=mark("Where to write them."))]


def schemas(ctx: typer.Context, folder: Folder) -> None:
    """Write the JSON Schemas of all records into a folder.

    Examples:
        tz schemas schemas
        tz schemas /tmp/schemas
    """
    from ledger.records.schemas import schemas as made

    folder.mkdir(parents=True, exist_ok=True)
    texts = made()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    many = ngettext("{n} schema in {folder}", "{n} schemas in {folder}", len(texts))
    answers.told(ctx.obj, many.format(n=len(texts), folder=folder), sorted(texts))
