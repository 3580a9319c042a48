"""The JSON Schema of every kind of record, made from the records themselves."""

import json

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


def schemas() -> dict[str, str]:
    """File name to text of every schema."""
    return {
        f"{name}.schema.json": _text(kind.model_json_schema()) for name, (kind, _f) in KINDS.items()
    }


def editor_settings() -> str:
    """The setting by which an editor knows the schema of each file of a ledger."""
    mapping = {f"./schemas/{name}.schema.json": files for name, (_kind, files) in KINDS.items()}
    return _text({"yaml.schemas": mapping})


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
