"""Tables in text files: CSV and tab-separated, in the encodings that come from WPS and Excel."""

import csv
import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from ledger.sheets.refusals import Refusal

_SEPARATORS = ("\t", ",", ";", "，")


def rows(body: bytes) -> list[list[str]]:
    """The cells of a text file.

    Raises:
        Refusal: its encoding is not known or mixed, or a quotation mark is not closed.
    """
    text = _decoded(body)
    if (at := text.find("\0")) >= 0:
        raise Refusal("nul", line=text.count("\n", 0, at) + 1)
    lines = text.splitlines()[:10]
    separator = max(_SEPARATORS, key=lambda mark: max((s.count(mark) for s in lines), default=0))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return list(reader)
    except csv.Error:
        raise Refusal("quotes", line=reader.line_num) from None


def _decoded(body: bytes) -> str:
    """The text: UTF-8 if it is that from end to end, else UTF-16 by its mark, else GB18030."""
    if body.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        try:
            return body.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Refusal("encoding", line=body.count(b"\n", 0, error.start) + 1) from None
    try:
        return body.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        first = error.start
    try:
        return body.removeprefix(BOM_UTF8).decode("gb18030")
    except UnicodeDecodeError as error:
        first = max(first, error.start) if not body.startswith(BOM_UTF8) else first
        raise Refusal("encoding", line=body.count(b"\n", 0, first) + 1) from None
