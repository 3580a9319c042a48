"""What a fault of a record says to a person."""

import json
import re

import pytest
from pydantic import TypeAdapter, ValidationError

from ledger.records import base, faults
from ledger.records.schemas import schemas


def patterns() -> set[str]:
    """Every pattern that a field of any record may break."""
    found = set(re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', "".join(schemas().values())))
    return {json.loads(pattern) for pattern in found}


def test_every_pattern_is_told_by_an_example_that_fits_it_or_as_hidden_characters() -> None:
    free = {base._ONE_LINE, base._MANY_LINES}
    assert patterns() - free <= set(faults.LIKE)
    for pattern, example in faults.LIKE.items():
        assert re.fullmatch(pattern, example.replace("…", "0" * 52))


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (base.PlaceCode, "w", "is not written like WL03"),
        (base.RecordId, "WL-26", "is not written like WL-26-7K3Q5MH"),
        (base.RecordId, "WL-26-7K3Q5MX", "the check symbol at the end of the id does not fit"),
        (base.Line, "a\u202eb", "has characters that cannot be seen, or blanks at an end"),
        (base.Text, " a", "has characters that cannot be seen, or blanks at an end"),
        (base.Line, "", "is empty"),
        (base.Word, "长" * 41, "is too long, at most 40 characters"),
        (base.Line, "\ud800", "holds half a character, which no file can keep; type it anew"),
        (base.Line, 1, "must be text; put it in double quotes"),
        (base.Day, "2026-02-30", "there is no such day"),
    ],
)
def test_a_fault_is_told_in_words(kind: type, value: object, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(value)
    (fault,) = faults.faults(refused.value)
    assert fault.said[1].startswith(said)
