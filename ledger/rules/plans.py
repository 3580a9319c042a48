"""Tasks that are parts of others: their tree, and the progress of the whole from its parts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ledger.rules.tasks import WHOLE


def progress(
    status: str, own: int | None, parts: tuple[int, int], children: Iterable[int]
) -> int | None:
    """How much of a task is done, in hundredths; None where nothing says it.

    Args:
        status: where it stands; what is done is done whole.
        own: the progress written down for itself, which goes before all else.
        parts: of how many villages it is done, and how many have it.
        children: the progress of its sub-tasks, those struck out left aside.
    """
    if status == "done":
        return WHOLE
    if own is not None:
        return own
    if below := list(children):
        return sum(below) // len(below)
    done, villages = parts
    return WHOLE * done // villages if villages else None


def below(rows: Sequence[Mapping[str, Any]], root: str | None = None) -> list[tuple[int, Any]]:
    """The rows in the order of their tree, each with its depth; those without a parent first.

    A row whose parent is not among the rows stands at the top; `root` gives one tree only.
    """
    known = {row["id"] for row in rows}
    under: dict[str | None, list[Mapping[str, Any]]] = {}
    for row in rows:
        parent = row["parent"] if row["parent"] in known else None
        under.setdefault(None if row["id"] == root else parent, []).append(row)
    found: list[tuple[int, Any]] = []
    waiting = [(0, row) for row in reversed(under.get(None, [])) if root in (None, row["id"])]
    while waiting:
        depth, row = waiting.pop()
        found.append((depth, row))
        waiting += [(depth + 1, child) for child in reversed(under.get(row["id"], []))]
    seen = {row["id"] for _depth, row in found}
    circling = [] if root else [(0, row) for row in rows if row["id"] not in seen]
    return [*found, *circling]


def summed(rows: Sequence[Mapping[str, Any]]) -> dict[str, int | None]:
    """The progress of each task, sub-tasks counted up to their parents.

    A row has `id`, `parent`, `status`, `progress`, and how many `villages` have it and in how many
    it is `settled`.
    """
    found: dict[str, int | None] = {}
    children: dict[str, list[int]] = {}
    for _depth, row in reversed(below(rows)):
        whole = progress(
            row["status"],
            row["progress"],
            (row["settled"], row["villages"]),
            children.get(row["id"], ()),
        )
        found[row["id"]] = whole
        if row["parent"] and row["status"] != "void":
            children.setdefault(row["parent"], []).append(whole or 0)
    return found
