"""What a row of a visit sheet says was handed over: in one column, or goods and money apart."""

import re
from typing import Any

from ledger.book.importing.gathering import Gathering
from ledger.rules import aid
from ledger.rules.aid import Handed
from ledger.words import gettext as _

_GOODS, _MONEY = "慰问物资", "慰问金"
"""The kinds of goods and of money where ledger.yaml names no kinds."""
_SORTS = {_GOODS: "物资|物品|实物", _MONEY: "慰问金|慰问款|现金"}
"""How kinds of ledger.yaml are called that are such."""


def given(row: Gathering) -> list[dict[str, Any]]:
    """All that the row says was handed over; what is of no kind of ledger.yaml is a fault."""
    said = [("aid", one) for one in aid.read(row.get("aid") or "")]
    goods, worth, money = map(row.get, ("goods", "worth", "money"))
    if goods or worth:
        said.append(("goods" if goods else "worth", Handed(goods=goods or "", money=worth)))
    if money:
        said.append(("money", Handed(money=money)))
    return [line for name, one in said if "kind" in (line := _line(row, name, one))]


def _line(row: Gathering, name: str, one: Handed) -> dict[str, Any]:
    """One line of the record."""
    kind, goods = _kind(row, name, one)
    found = {"kind": kind, "goods": " ".join(goods.split()), "money": one.money}
    return {name: value for name, value in found.items() if value not in (None, "")}


def _kind(row: Gathering, name: str, one: Handed) -> tuple[str | None, str]:
    """The kind that the cell or its header names, else the only one of its sort; and the goods.

    A cell may name it without a colon, too: 慰问金300元. A label that is no kind is of the goods.
    """
    terms = row.known.terms("aid")
    if not terms:
        alone = one.goods in _SORTS and not one.kind
        return (one.goods, "") if alone else (one.kind or _sort(name, one.goods), one.goods)
    if code := _known(row, one.kind or one.goods):
        return code, one.goods if one.kind else ""
    goods = "：".join(filter(None, (one.kind, one.goods)))
    header = re.split(r"[（(\s]", row.called(name), maxsplit=1)[0]
    fits = [term for term in terms if re.search(_SORTS[_sort(name, goods)], term)]
    if code := _known(row, header):
        return code, goods
    if len(fits) == 1:
        row.note(
            _("{field} names no kind, so it is of “{kind}”").format(
                field=row.called(name), kind=fits[0]
            )
        )
        return fits[0], goods
    row.fault(
        name,
        _(
            "it is of no kind of aid of ledger.yaml; write the kind before it, such as {kind}：…"
        ).format(kind=next(iter(terms))),
    )
    return None, goods


def _sort(name: str, goods: str) -> str:
    return _GOODS if goods or name == "worth" else _MONEY


def _known(row: Gathering, said: str) -> str | None:
    return row.known.term("aid", said).code if said else None
