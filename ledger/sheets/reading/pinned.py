"""What lies upon the cells of a workbook, in parts of its own: comments and pictures."""

import posixpath
import re
from collections.abc import Iterator
from contextlib import suppress
from xml.etree import ElementTree as ET
from zipfile import ZipFile

_PLACED = re.compile(
    rb"(?s)<(?:\w+:)?(?:two|one)CellAnchor\b.*?<(?:\w+:)?col>(\d+)</.*?<(?:\w+:)?row>(\d+)</"
    rb"(.*?)</(?:\w+:)?(?:two|one)CellAnchor>"
)
_PICTURE = re.compile(rb"<(?:\w+:)?pic\b")


def comments(parts: ZipFile, sheet: str) -> Iterator[bytes]:
    """The parts of a workbook with the comments on one of its sheets."""
    return _related(parts, sheet, "/comments")


def pictures(parts: ZipFile, sheet: str) -> Iterator[tuple[int, int]]:
    """The rows and columns, from 0, at whose cells pictures begin."""
    for body in _related(parts, sheet, "/drawing"):
        for column, row, drawn in _PLACED.findall(body):
            if _PICTURE.search(drawn):
                yield int(row), int(column)


def _related(parts: ZipFile, sheet: str, kind: str) -> Iterator[bytes]:
    folder, name = posixpath.split(sheet)
    with suppress(KeyError):  # most sheets are related to nothing
        # No part declares a document type (`sniff`), so nothing in them can swell or reach out.
        related = ET.fromstring(parts.read(f"{folder}/_rels/{name}.rels"))  # noqa: S314
        for relation in related:
            if str(relation.get("Type")).endswith(kind):
                target = posixpath.join("/", folder, str(relation.get("Target")))
                yield parts.read(posixpath.normpath(target).lstrip("/"))
