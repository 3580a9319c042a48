"""Rows of a sheet taken into the example ledger, for the tests of every kind of sheet."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from book_world import TODAY, opened

from ledger.book.importing import identity
from ledger.book.importing.planning import plan
from ledger.book.importing.rows import Intake, Row, Source

COVERT = {
    "kind": "暗访",
    "date": date(2026, 3, 12),
    "place": "WL102",
    "people": ["c001"],
    "findings": "值班人员不在岗",
    "unannounced": True,
}
"""A visit without notice, as a sheet of activities has it."""


class Sheet:
    """A sheet of one kind that a ledger gets again and again."""

    def __init__(self, root, kind, unit="榆舍片区"):
        self.root = root
        self.source = Source(kind, f"{kind}.xlsx", "0" * 64, "Sheet1", "五里镇登记表", unit)

    def planned(self, *fields: Mapping[str, Any], day=TODAY, **asked) -> Intake:
        rows = [Row(number, row) for number, row in enumerate(fields, 4)]
        return plan(opened(self.root, day), self.source, rows, **asked)

    def taken(self, *fields: Mapping[str, Any], day=TODAY, **asked) -> Intake:
        ledger = opened(self.root, day)
        rows = [Row(number, row) for number, row in enumerate(fields, 4)]
        made = plan(ledger, self.source, rows, **asked)
        ledger.take_in(made)
        return made


def acts(made: Intake) -> list[str]:
    return [item.act for item in made.items]


def records(made: Intake) -> list[str]:
    return [item.record for item in made.items]


def tree(root) -> str:
    return opened(root).git.ask("rev-parse", "HEAD^{tree}").decode().strip()


def faults(made: Intake) -> dict[str, str]:
    return {name: said for item in made.items for name, said in item.faults}


def alike(root, kind) -> tuple[str, str]:
    """Two numbers of rows whose ids would be the same but for the second attempt."""
    secret, seen = opened(root).beginning, {}
    for number in range(400_000):
        half = identity.half(secret, kind, f"#K{number}")
        if half in seen:
            return f"K{seen[half]}", f"K{number}"
        seen[half] = number
    pytest.fail("of 400,000 keys none hash alike: the id has grown, look for more")
