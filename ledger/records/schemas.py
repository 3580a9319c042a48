"""The JSON Schema of every kind of record, made from the records themselves.

What stands below a field in the source is its description, and is looked up when schemas are made.
pydantic could look it up too, but would do so for every command that loads a record.
"""

import ast
import json
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from inspect import cleandoc, getsource
from itertools import pairwise
from typing import Any

from ledger.records.activity import Activity
from ledger.records.base import Value
from ledger.records.batch import Batch
from ledger.records.calendar import CalendarYear
from ledger.records.household import Register
from ledger.records.issue import Issue
from ledger.records.layout import Layout
from ledger.records.settings import Settings
from ledger.records.sheet_map import SheetMap
from ledger.records.station import Station
from ledger.records.task import Task
from ledger.records.visit import Page

KINDS: dict[str, tuple[type[Value], str]] = {
    "ledger": (Settings, "ledger.yaml"),
    "calendar": (CalendarYear, "calendar/*.yaml"),
    "station": (Station, "stations/*.yaml"),
    "household": (Register, "households/*.yaml"),
    "issue": (Issue, "issues/**/*.yaml"),
    "visit": (Page, "visits/**/*.yaml"),
    "activity": (Activity, "activities/**/*.yaml"),
    "task": (Task, "tasks/**/*.yaml"),
    "layout": (Layout, "layouts/*.yaml"),
    "batch": (Batch, "imports/*.yaml"),
    "map": (SheetMap, "maps/*.yaml"),
}
"""Each schema's name, its model, and the files it holds for."""


@cache  # they take longer to make than all else that a new ledger needs
def schemas() -> Mapping[str, str]:
    """File name to text of every schema."""
    return {f"{name}.schema.json": _text(_schema(kind)) for name, (kind, _f) in KINDS.items()}


def editor_settings() -> str:
    """The setting by which an editor knows the schema of each file of a ledger."""
    mapping = {f"./schemas/{name}.schema.json": files for name, (_kind, files) in KINDS.items()}
    return _text({"yaml.schemas": mapping})


def _schema(kind: type[Value]) -> dict[str, Any]:
    """The schema of a kind, with what is said of each field."""
    schema = kind.model_json_schema()
    models = {model.__name__: model for model in _heirs(Value)}
    for name, part in ((kind.__name__, schema), *schema.get("$defs", {}).items()):
        said = _said(models[name])
        for field, told in part["properties"].items():
            described = told | {"description": said[field]}
            part["properties"][field] = dict(sorted(described.items()))
    return schema


def _heirs(kind: type[Value]) -> Iterator[type[Value]]:
    for heir in kind.__subclasses__():
        yield heir
        yield from _heirs(heir)


def _said(kind: type[Value]) -> dict[str, str]:
    """What stands below each field of a record, or below the one that it inherits."""
    found: dict[str, str] = {}
    for one in reversed(kind.__mro__):
        if issubclass(one, Value):
            found |= _below(one.__module__).get(one.__name__, {})
    return found


@cache
def _below(module: str) -> dict[str, dict[str, str]]:
    """By class and field, the text below it in the source of a module."""
    found: dict[str, dict[str, str]] = {}
    for part in ast.parse(getsource(sys.modules[module])).body:
        if isinstance(part, ast.ClassDef):
            fields = found[part.name] = {}
            for pair in pairwise(part.body):
                match pair:
                    case (
                        ast.AnnAssign(target=ast.Name(id=field)),
                        ast.Expr(value=ast.Constant(value=str(said))),
                    ):
                        fields[field] = cleandoc(said)
    return found


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
