"""Rows of visit and household sheets out of diary pages and registers, as plain data."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ledger.book.exporting import words
from ledger.book.exporting.issues import day
from ledger.book.exporting.known import Known
from ledger.rules import aid

Row = dict[str, Any]


def rows(page: Mapping[str, Any], visit: Mapping[str, Any], known: Known) -> Iterator[Row]:
    """What a sheet shows of a visit: a row for each opinion, one where none was heard.

    What became of an opinion after the day of the sheet does not stand in it.
    """
    homes = [known.homes[home] for home in visit.get("households", ()) if home in known.homes]
    kinds = list(dict.fromkeys(kind for home in homes for kind in home.categories))
    head = {
        "_place": visit["place"],
        "station": known.place(page["station"]),
        "by": visit["by"],
        "key": visit["id"],
        "date": day(page["date"]),
        "people": visit["people"],
        "household_category": kinds,
        "kind": words.VISIT_KIND[visit["kind"]],
        "days": visit.get("days"),
        "place": known.place(visit["place"]),
        "text": visit.get("text"),
        "aid": aid.written(visit.get("aid", ())) or None,
        "sign": words.SIGN.get(visit.get("sign", "")),
    }
    heard: list[dict[str, str]] = visit.get("opinions") or [{}]
    for opinion in heard:
        answered, issue = day(opinion.get("answered")), opinion.get("issue")
        is_later = known.as_of and answered and answered > known.as_of
        yield {
            **head,
            "opinion": opinion.get("text"),
            "answer": None if is_later else opinion.get("answer"),
            "promote": words.yes(issue and issue not in known.later) if opinion else None,
        }


def household(home: Mapping[str, Any], known: Known) -> Row:
    """What a sheet shows of a household; who is paired with it, and its card, as of the day."""
    village, card = home["id"].rpartition("-")[0], day(home.get("card"))
    is_later = known.as_of and card and card > known.as_of
    return {
        "_place": village,
        "station": known.place(known.station(village)),
        "key": home["id"],
        "name": home["name"],
        "place": known.place(village),
        "group": home.get("group"),
        "size": home.get("size"),
        "categories": home.get("categories"),
        "phone": home.get("phone"),
        "address": home.get("address"),
        "staff": paired(home, known.as_of) if known.as_of else home.get("staff"),
        "card": None if is_later else card,
        "away": words.yes(home.get("away")),
        "confidential": words.yes(home.get("confidential")),
        "note": home.get("note"),
    }


def paired(home: Mapping[str, Any], on: date) -> str | None:
    """Who was paired with a household on a day, as far as its register tells."""
    for one in home.get("pairings", ()):
        if (day(one.get("since")) or on) <= on <= date.fromisoformat(one["until"]):
            return str(one["person"])
    is_later = "paired" in home and date.fromisoformat(home["paired"]) > on
    return None if is_later else home.get("staff")
