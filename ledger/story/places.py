"""Where a made-up ledger plays: the station areas and who works there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledger.records.settings import Settings
from ledger.records.station import Station


@dataclass(frozen=True)
class Area:
    """A station with its villages and its people."""

    station: Station
    township: str
    villages: tuple[Station, ...]
    head: str
    others: tuple[str, ...]
    writers: tuple[str, ...]

    @property
    def code(self) -> str:
        """The code of the station."""
        return self.station.code

    @property
    def people(self) -> tuple[str, ...]:
        """All who work there."""
        return (self.head, *self.others)


def areas(settings: Settings, stations: Iterable[Station]) -> list[Area]:
    """Every station that keeps issues and has both villages with registers and staff."""
    nodes = {station.code: station for station in stations}
    villages: dict[str, list[Station]] = {}
    for node in nodes.values():
        tier = settings.tier(node.type)
        if tier is not None and tier.registers and node.parent:
            villages.setdefault(node.parent, []).append(node)
    return [
        _area(settings, nodes[code], nodes, found)
        for code, found in sorted(villages.items())
        if nodes[code].staff
    ]


def _area(
    settings: Settings, node: Station, nodes: Mapping[str, Station], villages: list[Station]
) -> Area:
    signs = {role.code for role in settings.roles if role.signs}
    people = [member.person for member in node.staff if member.until is None]
    head = next((m.person for m in node.staff if m.role in signs), people[0])
    others = tuple(person for person in people if person != head) or (head,)
    writers = tuple(m.person for m in node.staff if m.full_time and m.person in others)
    above = nodes[node.parent].name if node.parent else node.name
    ordered = tuple(sorted(villages, key=lambda village: village.code))
    return Area(node, above, ordered, head, others, writers or others)
