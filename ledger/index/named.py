"""Rules on activities and tasks: what they name must exist, and the parts of a task must fit."""

from ledger.index.blame import Check

_REF = (
    "SELECT a.id, r.field, r.value FROM {kind}_ref r JOIN {kind} a ON a.n = r.{kind} "
    "WHERE r.what = '{what}' AND r.value NOT IN ({known})"
)
_KNOWN = (
    ("unknown-place", "place", "SELECT code FROM place"),
    ("unknown-staff", "staff", "SELECT person FROM people"),
    ("unknown-household", "household", "SELECT id FROM household"),
    ("unknown-record", "issue", "SELECT id FROM issue"),
    ("unknown-record", "task", "SELECT id FROM task"),
)
_KIND = (
    "SELECT id, 'kind', kind FROM {kind} "
    "WHERE kind NOT IN (SELECT value FROM term WHERE kind = '{kind} kind')"
)
_CATEGORY = (
    _REF.format(
        kind="activity",
        what="category",
        known="SELECT value FROM term WHERE kind = 'category'",
    )
    + " AND EXISTS (SELECT 1 FROM term WHERE kind = 'category')"
)

NAMED: tuple[Check, ...] = (
    *(
        Check(code, kind, ("field", "value"), _REF.format(kind=kind, what=what, known=known))
        for kind in ("activity", "task")
        for code, what, known in _KNOWN
    ),
    *(
        Check("unknown-setting", kind, ("field", "value"), _KIND.format(kind=kind))
        for kind in ("activity", "task")
    ),
    Check("unknown-setting", "activity", ("field", "value"), _CATEGORY),
    Check(
        "task-circle",
        "task",
        ("value",),
        "WITH RECURSIVE above (start, id) AS (SELECT id, parent FROM task WHERE parent NOT NULL "
        "UNION SELECT a.start, t.parent FROM above a JOIN task t ON t.id = a.id "
        "WHERE t.parent NOT NULL) SELECT start, start FROM above WHERE start = id",
    ),
    Check(
        "part-open",
        "task",
        ("value",),
        "SELECT t.id, p.id FROM task t JOIN task p ON p.parent = t.id "
        "WHERE t.status = 'done' AND p.status NOT IN ('done', 'void')",
    ),
)
"""Every rule on what activities and tasks name, and on tasks that are parts of others."""
