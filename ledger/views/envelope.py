"""The machine's voice: one JSON envelope with a version, errors included."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from ledger.errors import LedgerError
from ledger.problems import Problem
from ledger.views.safe import json_safe

VERSION = 1


def envelope(
    command: str,
    data: object = None,
    problems: Sequence[Problem] = (),
    error: LedgerError | None = None,
) -> str:
    """The envelope as text, one record of the data a line, ended by a line break."""
    found = ",\n".join(_dumped(_problem(problem)) for problem in problems)
    return json_safe(
        "{"
        f'"taizhang": {VERSION}, "command": {_dumped(command)},\n'
        f'"data": {_laid_out(data)},\n'
        f'"problems": [{found}],\n'
        f'"error": {_dumped(None if error is None else _error(error))}'
        "}\n"
    )


def _laid_out(data: object) -> str:
    """JSON with each row of `rows` on a line of its own: quick to write, easy to read and diff."""
    if not isinstance(data, Mapping) or not isinstance(data.get("rows"), list):
        return _dumped(data)
    rows = "[" + ",".join("\n" + _dumped(row) for row in data["rows"]) + "]"
    rest = [f"{_dumped(key)}: {_dumped(data[key])}" for key in data if key != "rows"]
    return "{" + ", ".join([*rest, f'"rows": {rows}']) + "}"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=_plain)


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.line,
        "code": problem.code,
        "sentence": problem.sentence,
        "record": problem.record,
    }


def _error(error: LedgerError) -> dict[str, Any]:
    return {"code": error.code, "exit": int(error.exit_code), "sentence": error.sentence()}


def _plain(value: object) -> object:
    """What JSON knows, for a value it does not know."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)
