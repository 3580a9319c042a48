"""One row of a household sheet while it is planned: what it says, and the household that it is."""

from dataclasses import dataclass, field
from typing import Any

from ledger.book.importing import remarked
from ledger.book.importing.gathering import Gathering
from ledger.book.importing.places.registers import Village


@dataclass
class Line:
    """One row: what it says, its village's register, and the household that it is."""

    gathering: Gathering
    key: str
    name: str
    place: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    village: Village | None = None
    record: str | None = None

    @property
    def title(self) -> str:
        """What a person knows the row by."""
        return str(self.gathering.get("name") or "")

    def head_of(self, record: str | None) -> bool:
        """Whether a household of the village has the head that the row names."""
        ours = self.village.homes.get(record or "") if self.village else None
        return ours is not None and remarked.is_name_of(self.title, str(ours["name"]))
