"""What rows are made with besides their records: names, terms, households; one value, handed on."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from ledger.index import lookups, outgoing, tree
from ledger.records import paths
from ledger.store import yaml

if TYPE_CHECKING:
    from ledger.book.reading import Reading

_NAMED = ("activity kind", "task kind", "stream")
"""The terms that sheets name otherwise than records do."""
LISTED = ("category", "source", "level")
"""The fields of issues that settings have lists for; where there is none, anything is typed."""
Level = Literal["public", "handler", "internal"]
"""Who a sheet is for: for anybody, for who settles it, for the station itself."""
LEVELS: tuple[Level, ...] = get_args(Level)


class Home(NamedTuple):
    """What is known of a household without opening its register."""

    village: str
    name: str
    categories: tuple[str, ...] = ()
    confidential: bool = False
    phone: str = ""


class Known(NamedTuple):
    """The circumstances of an export.

    `commit` is what everything is read from; `as_of` is the day to put records back to, None
    where they are shown as they stand; `places`, `tiers` and `terms` are names by code,
    `lines` the places that each place lies in, itself last, `stations` those that have a station;
    `marks` says which fields of a household are personal; `secret` is what the digests of rows are
    keyed with; `confidential` are the issues whose reporter is not to be named, and the visits on
    which they were heard; `later` are the issues registered after the day; `free` are the fields
    of issues that these settings have no list for.
    """

    root: Path
    commit: str
    level: Level
    as_of: date | None
    places: dict[str, str]
    lines: dict[str, tuple[str, ...]]
    stations: frozenset[str]
    tiers: dict[str, str]
    terms: dict[str, dict[str, str]]
    homes: dict[str, Home]
    marks: dict[str, str]
    secret: str
    confidential: frozenset[str]
    later: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()

    def station(self, place: str) -> str | None:
        """The station that looks after a place: the place itself or the nearest above."""
        above = reversed(self.lines.get(place, ()))
        return next((code for code in above if code in self.stations), None)

    def place(self, code: str | None) -> str | None:
        """The name of a place."""
        return self.places.get(code, code) if code else None


def gather(ledger: "Reading", level: Level, as_of: date | None) -> Known:
    """What is known in a ledger, for an export at a level of privacy."""
    db = ledger.index.db
    phones = _phones(ledger) if level == "handler" else {}
    return Known(
        root=ledger.git.root,
        commit=ledger.git.head(),
        level=level,
        as_of=as_of,
        places={row["code"]: row["name"] for row in tree.places(db)},
        lines=outgoing.lines(db),
        stations=outgoing.stations(db),
        tiers=lookups.terms(db, "tier"),
        terms={kind: lookups.terms(db, kind) for kind in _NAMED},
        homes={
            code: Home(
                village, name, (*json.loads(kinds or "[]"),), bool(secret), phones.get(code, "")
            )
            for code, village, name, kinds, secret in outgoing.homes(db)
        },
        marks=marks(),
        secret=ledger.beginning,
        confidential=frozenset(outgoing.confidential(db)),
        later=frozenset(outgoing.registered_after(db, as_of.isoformat()) if as_of else ()),
        free=frozenset(name for name in LISTED if not lookups.terms(db, name)),
    )


def _phones(ledger: "Reading") -> dict[str, str]:
    """The numbers of the households that are confidential, which the index does not have."""
    homes = outgoing.homes(ledger.index.db)
    villages = {village for _code, village, _name, _kinds, secret in homes if secret}
    found: dict[str, str] = {}
    for path, body in ledger.git.files("HEAD", [*map(paths.register, sorted(villages))]).items():
        data: Any = yaml.parse(body, path) if body else {}
        for home in data.get("households", ()):
            if home.get("confidential") and "phone" in home:
                found[home["id"]] = home["phone"]
    return found


def marks() -> dict[str, str]:
    """The fields of a household that are personal, and how: as its schema says."""
    from ledger.records.household import Household

    found = {}
    for name, said in Household.model_json_schema()["properties"].items():
        for part in (said, *said.get("anyOf", ())):
            if "x-personal" in part:
                found[name] = str(part["x-personal"])
    return found
