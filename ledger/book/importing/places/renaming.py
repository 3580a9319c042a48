"""Names that places get by a sheet, and names that they had before and a sheet still has."""

from typing import TYPE_CHECKING, Any

from ledger.book import places
from ledger.book.importing.matching import spelt
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.gathering import Gathering
    from ledger.book.importing.making import Making
    from ledger.book.importing.places.tree import Tree


def renamed(making: "Making", ours: dict[str, Any], taken: dict[str, Any]) -> dict[str, Any]:
    """The fields to change: the name that it had before is kept for old reports."""
    if "name" not in taken:
        return taken
    day = min(making.source.as_of or making.today, making.today)
    return {**taken, "former_names": places.formerly(ours, day)}


def refuse_borne(tree: "Tree", row: "Gathering", code: str | None, parent: str | None) -> None:
    """Refuse a name that another place has: codes were moved apart from names, or one mistyped."""
    name = row.get("name")
    other = tree.bearer(row, parent, code) if name else None
    if other is not None:
        row.fault(
            "name",
            _(
                "“{said}” is {other} here; write that code, or another name; where {other} has got "
                "another name itself, take that in first"
            ).format(said=name, other=other),
        )


def former(
    making: "Making", tree: "Tree", row: tuple[str, "Gathering"], said: tuple[str, dict[str, Any]]
) -> dict[str, str]:
    """Leave out a name that the place had before, unless its sheet said another one meanwhile.

    Whoever kept a sheet from before goes on with it. A row without a code has the name to find the
    place by, in whatever way that is written.

    Args:
        making: the plan that is made.
        tree: the places.
        row: what names the row, and the row.
        said: the place, and what the row says of it.

    Returns:
        The field that is left out, with the digest of what the sheet says.
    """
    (key, gathering), (code, theirs) = row, said
    name = theirs.get("name")
    ours = tree.places[code]["name"]
    if name is None or making.past.named(key) or spelt(name) == spelt(ours):
        return {}
    was_called = tree.was_called(code, name)
    if not was_called and gathering.get("code") is not None:
        return {}
    sentence = (
        _("“{said}” is what {code} was called before; it stays “{name}”")
        if was_called
        else _("“{said}” is taken for {code}; it stays “{name}”")
    )
    gathering.note(sentence.format(said=name, code=code, name=ours))
    return {"name": making.digest([("name", theirs.pop("name"))])}
