"""A record and a newer row of its sheet: what the row changed is taken, what was edited here stays.

What both changed, and differently, is a question that only a person can answer.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.book.importing import identity, masking
from ledger.labels import label
from ledger.rules import absences, aid, masked
from ledger.words import gettext as _

if TYPE_CHECKING:
    from ledger.book.importing.gathering import Gathering
    from ledger.book.importing.past import Past

Fields = Mapping[str, Any]
"""The fields of a record, as plain values; one that is not there says nothing."""


class Blend(NamedTuple):
    """What becomes of a record.

    Fields to be taken over; fields kept against the sheet, each with the digest of what it says;
    and field, our value and the sheet's where both were changed.
    """

    taken: dict[str, Any]
    kept: dict[str, str]
    clashes: list[tuple[str, Any, Any]]

    def changes(self, ours: Fields) -> list[tuple[str, str, str]]:
        """What is taken over, for showing: field, old and new value."""
        return [(name, said(ours.get(name)), said(new)) for name, new in self.taken.items()]


_COLUMNS: Mapping[str, Iterable[str]] = {
    "opinions": ("opinion", "answer"),
    "households": ("household",),
    "body": ("household",),
    "aid": ("aid", "goods", "worth", "money"),
    "said": ("progress", "percent", "status", "reported"),
}
"""The columns that tell of a field, where they are not the one of its name."""
Digest = Callable[[Iterable[tuple[str, Any]]], str]
"""What binds some fields."""


def blend(
    digest: Digest,
    base: Fields | None,
    kept: Mapping[str, str],
    ours: Fields,
    theirs: Fields,
) -> Blend:
    """Bring a record and a newer row of its sheet together, field by field.

    Args:
        digest: binds what the sheet says of a field.
        base: the record as the last import of the row left it; None where none is known.
        kept: the fields in which the sheet differed even then, with the digest of what it said.
        ours: the record as it stands.
        theirs: what the row says; a field that it leaves empty is not changed, and neither is one
            that has a mask over what stands here.
    """
    found = Blend({}, {}, [])
    for name, new in theirs.items():
        old = ours.get(name)
        if alike(new, old) or masked.covers(new, old):
            continue
        now = digest([(name, new)])
        before = None if base is None else base.get(name)
        if base is None or (name not in kept and alike(before, old)):
            found.taken[name] = new
        elif kept[name] == now if name in kept else alike(before, new):
            found.kept[name] = now
        else:
            found.clashes.append((name, old, new))
    return found


def again(
    past: "Past",
    named: tuple[str, str],
    path: str,
    within: Callable[[bytes], Fields | None],
    sides: tuple[Fields, Fields],
    columns: Mapping[str, Iterable[str]] = _COLUMNS,
) -> Blend:
    """Bring a record and a newer row together, with the record as the row's import left it.

    Of each field that is the last import that had a column for it: one without tells nothing of it.

    Args:
        past: the earlier imports.
        named: the record, and what names its row.
        path: the file that the record stands in.
        within: finds the fields of the record in such a file.
        sides: the record as it stands, and what the row says.
        columns: those that tell of a field, where they are not the one of its name.
    """
    ours, theirs = sides
    views = past.views(*named)

    @cache
    def left(op: str) -> Fields | None:
        body = past.body(op, path)
        return within(body) if body else None

    base, kept = dict[str, Any](), dict[str, str]()
    for name in theirs if views else ():
        has = {*columns.get(name.partition(".")[0], (name,))}
        told = next((told for had, told in views if not had or has & {*had}), views[0][1])
        there = left(told.op)
        base[name] = (ours if there is None else there).get(name)
        if there is not None and name in told.kept:
            kept[name] = told.kept[name]
    return blend(partial(identity.digest, past.secret), base if views else None, kept, ours, theirs)


def refuse(
    gathering: "Gathering",
    record: str,
    found: Blend,
    kind: str,
    cells: Mapping[str, str] = {},
) -> None:
    """Refuse a row for what was changed both here and in its sheet; both values are told.

    What cells of this kind of sheet tell of people is told behind masks. `cells` tells which column
    a field of the record comes from, where it is called otherwise.
    """
    for name, old, new in found.clashes:
        gathering.fault(
            cells.get(name, name),
            _(
                "{field} of {id} was changed here to “{ours}” since the sheet was last taken in, "
                "and the sheet says “{theirs}”; make both the same"
            ).format(
                field=label(name),
                id=record,
                ours=masking.cell(kind, name, said(old)),
                theirs=masking.cell(kind, name, said(new)),
            ),
        )


def said(value: Any) -> str:  # noqa: ANN401 - of any field
    """A value in one line, for showing."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(map(said, value))
    if isinstance(value, dict):
        if "kind" in value:
            return aid.written([value])
        return absences.written(value) if value.get("person") else _with_answer(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def _with_answer(point: Mapping[str, Any]) -> str:
    """A point, or an opinion with what was answered, and when."""
    answer = "，".join(str(point[name]) for name in ("answer", "answered") if point.get(name))
    text = str(point.get("text") or "")
    return f"{text}（{answer}）" if answer else text


def alike(one: object, other: object) -> bool:
    """Whether two values say the same; nothing, no and an empty list all say nothing."""
    return one == other or (_is_nothing(one) and _is_nothing(other))


def told_alike(name: str, one: Any, other: Any) -> bool:  # noqa: ANN401 - of any field
    """Whether two cells of one column say the same, each as it was read."""
    if name == "absent" and isinstance(one, list) and isinstance(other, list):
        return list(absences.read(one)) == list(absences.read(other))
    return alike(one, other)


def _is_nothing(value: object) -> bool:
    return value is None or value is False or value in ([], "")
