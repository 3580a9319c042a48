"""The table of what was measured: each row ours, theirs, and what the ratio may be."""

from collections.abc import Iterable
from dataclasses import dataclass

from measure import MEGABYTE, by_turns, run


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    ours: str
    theirs: str
    found: float
    allowed: float

    def text(self) -> str:
        """The line as Markdown."""
        cells = (self.what, self.ours, self.theirs, f"**{self.found:.2f}**", f"{self.allowed:g}")
        return f"| {' | '.join(cells)} |"


def compare(what: str, ours: list[str], theirs: list[str], allowed: float, times: int) -> Row:
    """A row of two commands."""
    mine, other = by_turns(lambda: run(ours).wall, lambda: run(theirs).wall, times)
    return Row(what, f"{mine * 1000:.0f} ms", f"{other * 1000:.0f} ms", mine / other, allowed)


def held(what: str, peak: int, allowed: float) -> Row:
    """A row of the memory held at most."""
    amount = peak / MEGABYTE
    return Row(f"{what} (MB)", f"{amount:.0f} MB", "", amount, allowed)


def printed(rows: Iterable[Row]) -> str:
    """The rows under their heading, as Markdown."""
    head = "| what | ours | theirs | ratio or amount | at most |\n| --- | --- | --- | --- | --- |"
    return "\n".join([head, *(row.text() for row in rows)]) + "\n"
