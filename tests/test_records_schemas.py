"""What the schemas say of each field, and what that costs a command that only reads records."""

import json
import subprocess
import sys

from ledger.records.schemas import schemas


def definitions() -> dict[str, dict[str, dict[str, str]]]:
    """By class, the fields of the schema of an issue."""
    schema = json.loads(schemas()["issue.schema.json"])
    parts = {"Issue": schema, **schema["$defs"]}
    return {name: part["properties"] for name, part in parts.items()}


def test_every_field_says_what_stands_below_it() -> None:
    found = definitions()
    assert found["Issue"]["title"]["description"] == "The matter in one line."
    assert all(field["description"] for fields in found.values() for field in fields.values())


def test_a_field_that_is_inherited_says_what_its_parent_says() -> None:
    assert definitions()["Noted"]["by"]["description"] == "Who wrote it down."


def test_lines_of_a_description_are_not_indented() -> None:
    said = definitions()["Issue"]["answer_by"]["description"]
    assert "name one,\nthe checker" in said


def test_loading_a_record_reads_no_source() -> None:
    code = "import linecache, ledger.records.issue as i; print(i.__file__ in linecache.cache)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert told.stdout.split() == [b"False"]
