"""Rules on the people, units and groups of places: who is named must exist, and fit the tie."""

from ledger.index.blame import Check

_TIE = "FROM binding b JOIN meta m ON m.key = 'rules' JOIN json_each(m.value, '$.bindings') k "
_KIND = "json_extract(k.value, '$.code') = b.kind"
_OF = "CASE WHEN b.person NOT NULL THEN 'person' WHEN b.unit NOT NULL THEN 'unit' ELSE 'group' END"
_HOLDER = "coalesce(b.person, b.unit, b.team)"

TIED: tuple[Check, ...] = (
    Check(
        "unknown-staff",
        "station",
        ("field", "value"),
        "SELECT place, 'delegates.person', person FROM delegate "
        "WHERE person NOT IN (SELECT person FROM people)",
    ),
    Check(
        "unknown-staff",
        "station",
        ("field", "value"),
        "SELECT place, 'bindings.person', person FROM binding WHERE person NOT NULL "
        "AND person NOT IN (SELECT person FROM people)",
    ),
    Check(
        "unknown-group",
        "station",
        ("field", "value"),
        "SELECT place, 'bindings.group', team FROM binding WHERE team NOT NULL "
        "AND team NOT IN (SELECT code FROM team)",
    ),
    Check(
        "unknown-setting",
        "station",
        ("field", "value"),
        "SELECT place, 'bindings.kind', kind FROM binding "
        "WHERE kind NOT IN (SELECT value FROM term WHERE kind = 'binding')",
    ),
    Check(
        "unknown-setting",
        "station",
        ("field", "value"),
        "SELECT place, 'groups.kind', kind FROM team "
        "WHERE kind NOT IN (SELECT value FROM term WHERE kind = 'group')",
    ),
    Check(
        "unknown-setting",
        "station",
        ("field", "value"),
        "SELECT place, 'groups.members.role', role FROM team_member "
        "WHERE role NOT IN (SELECT code FROM role)",
    ),
    Check(
        "group-twin",
        "station",
        ("value", "other"),
        "SELECT place, code, (SELECT min(o.place) FROM team o WHERE o.code = t.code) FROM team t "
        "WHERE place > (SELECT min(o.place) FROM team o WHERE o.code = t.code)",
    ),
    Check(
        "tie-of",
        "station",
        ("kind", "value", "holder"),
        f"SELECT b.place, json_extract(k.value, '$.name'), {_HOLDER}, "
        f"json_extract(k.value, '$.of') {_TIE} WHERE {_KIND} "
        f"AND json_extract(k.value, '$.of') <> {_OF}",
    ),
    Check(
        "tie-tier",
        "station",
        ("kind", "value", "tiers"),
        f"SELECT b.place, json_extract(k.value, '$.name'), {_HOLDER}, "
        "(SELECT group_concat(t.name, ' ') FROM tier t JOIN json_each(k.value, '$.tiers') w "
        f"ON w.value = t.type) {_TIE} JOIN place p ON p.code = b.place WHERE {_KIND} "
        "AND p.type NOT IN (SELECT value FROM json_each(k.value, '$.tiers'))",
    ),
)
"""What must hold on every day."""
