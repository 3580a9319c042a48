"""What ledger.yaml puts into the index."""

import json

from ledger.index.batch import Rows
from ledger.records.settings import Settings
from ledger.rules import soundness


def add(rows: Rows, path: str, settings: Settings) -> None:
    """The terms of ledger.yaml, its rules whole as JSON, and what contradicts itself in them."""
    for flaw in soundness.flaws(settings):
        rows.blame(path, flaw.code, flaw.at, **flaw.args)
    rows.add("meta", "name", settings.name)
    rows.add("meta", "language", settings.language or "")
    rules = json.dumps(settings.model_dump(mode="json"), ensure_ascii=False)
    rows.add("meta", "rules", rules)
    for rank, tier in enumerate(settings.tiers):
        bounds = tier.children.at_least, tier.children.at_most
        rows.add("tier", tier.type, rank, tier.name, tier.station, tier.registers, *bounds)
    for role in settings.roles:
        bounds = role.at_least, role.at_most
        rows.add("role", role.code, role.name, *bounds, role.signs, role.tier)
    terms = {
        "stream": [(stream.code, stream.name) for stream in settings.streams],
        "category": [(path, path) for path in settings.category_paths()],
        "source": [(word, word) for word in settings.sources],
        "level": [(word, word) for word in settings.levels],
        "household category": [(word, word) for word in settings.household_categories],
        "readiness": [(word, word) for word in settings.readiness],
        "aid": [(word, word) for word in settings.aid_kinds],
        "checklist": [(word, word) for word in settings.visit_checklist],
        "activity kind": [(kind.code, kind.name) for kind in settings.activity_kinds],
        "task kind": [(kind.code, kind.name) for kind in settings.task_kinds],
        "binding": [(kind.code, kind.name) for kind in settings.bindings],
        "group": [(kind.code, kind.name) for kind in settings.groups],
        "duty": [(duty.code, duty.name) for duty in settings.duties],
    }
    for kind, pairs in terms.items():
        for position, (value, name) in enumerate(pairs):
            rows.add("term", kind, value, name, position)
