"""A row of an issue sheet out of an issue and its log, as plain data."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ledger.book.exporting import words
from ledger.book.exporting.known import Known

Row = dict[str, Any]

_SATISFIED = re.compile(rf"(?:^|[:：])\s*({'|'.join(words.SATISFACTION)})\s*$")
_REASONS = {
    "paused": "pause",
    "escalated": "escalate",
    "longterm": "keep",
    "declined": "decline",
    "merged": "merge",
    "void": "void",
}
"""The event that says why an issue is not done, by where it stands."""
_ENDED = frozenset({"declined", "merged", "void"})
_AFRESH = {
    "reopen": (
        *("progress", "submit", "accept", "witness", "sign", "escalate", "pause", "feedback"),
        *("keep", "publish", "report", "archive"),
    ),
    "submit": ("accept", "witness", "sign"),
    "reject": ("submit", "accept", "witness"),
}
"""What no longer stands once something happens."""


def day(said: str | None) -> date | None:
    """A day as a file writes it."""
    return date.fromisoformat(said) if said else None


def row(issue: Mapping[str, Any], warning: str | None, known: Known) -> Row:
    """What a sheet shows of an issue, by the columns' fields; people are ids of households.

    Args:
        issue: the issue, as its file says.
        warning: the light of the clock that runs.
        known: names and terms.
    """
    log = issue["log"]
    last = _standing(log)
    owner = issue.get("owner") or {}
    status = issue["status"]
    reason = last.get(_REASONS.get(status, ""), {}).get("reason")
    presses = [event for event in log if event["do"] == "press"]
    return {
        "_place": issue["place"],
        "station": known.place(issue["station"]),
        "by": log[0]["by"],
        "key": issue["id"],
        "title": issue["title"],
        "text": issue.get("text"),
        "stream": known.terms["stream"].get(issue["stream"], issue["stream"]),
        "source": issue.get("source"),
        "category": issue.get("category"),
        "confidential": words.yes(issue.get("confidential")),
        "place": known.place(issue["place"]),
        "opened": day(issue["opened"]),
        "due": _due(issue),
        "level": issue.get("level"),
        "measures": issue.get("measures"),
        "unit": [owner["unit"]] if "unit" in owner else None,
        "co_units": issue.get("co_units"),
        "person": owner.get("person"),
        "progress": last.get("progress", {}).get("text"),
        "result": issue.get("result") or (reason if status in _ENDED else None),
        "status": words.STATUS[status],
        "open_reason": None if status in _ENDED else reason,
        "is_signed": words.yes(status == "closed"),
        "satisfaction": _satisfaction(last),
        "presses": len(presses) or None,
        "pressing": presses[-1].get("text") if presses else None,
        "pressed": day(presses[-1]["on"]) if presses else None,
        "first_asked": issue.get("first_asked"),
        **{name: day(last.get(verb, {}).get("on")) for verb, name in words.FOLLOWED.items()},
        "warning": warning,
        "remark": last.get("note", {}).get("text"),
        **_closing(issue, last),
        **_above(issue, last),
    }


def _standing(log: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The last event of each verb that still stands."""
    last: dict[str, dict[str, Any]] = {}
    for event in log:
        verb = event["do"]
        for gone in _AFRESH.get(verb, ()):
            last.pop(gone, None)
        last[verb] = event
    return last


def _closing(issue: Mapping[str, Any], last: dict[str, dict[str, Any]]) -> Row:
    """Report, acceptance and signature."""
    accept, witness, sign = (last.get(verb, {}) for verb in ("accept", "witness", "sign"))
    closed = issue.get("closed") if issue["status"] == "closed" else None
    return {
        "done": day(last.get("submit", {}).get("on") or issue.get("closed")),
        "checker": accept.get("checker"),
        "accepted": day(accept.get("on")),
        "acceptance": accept.get("text"),
        "signed": day(sign.get("on") or closed),
        "signing": sign.get("text"),
        "signer": sign.get("signer"),
        "witness": words.SIGN[witness.get("sign", "given")] if witness else None,
    }


def _above(issue: Mapping[str, Any], last: dict[str, dict[str, Any]]) -> Row:
    up = last.get("escalate", {})
    return {
        "to": issue.get("escalated_to") or up.get("to"),
        "is_escalated": words.yes(up),
        "escalated": day(up.get("on")),
    }


def _due(issue: Mapping[str, Any]) -> date | str | None:
    """The words of a deadline, or its day where it has none or was moved since."""
    due = issue.get("deadline")
    if due is None:
        return words.LONG_TERM if issue.get("long_term") else None
    if due.get("word") and not due.get("was"):
        given = [
            event["due"] for event in issue["log"] if event["do"] == "assign" and "due" in event
        ]
        if not given or given[-1] == due["date"]:
            return str(due["word"])
    return day(due["date"])


def _satisfaction(last: dict[str, dict[str, Any]]) -> str | None:
    """What those who asked said of the result, where it was written down in one word."""
    said = _SATISFIED.search(last.get("feedback", {}).get("text") or "")
    return said[1] if said else None


def as_of(issue: dict[str, Any], on: date) -> dict[str, Any]:
    """An issue as its log had it at the end of a day."""
    if date.fromisoformat(issue["log"][-1]["on"]) <= on:
        return issue
    from ledger.records.issue import Issue
    from ledger.rules import lifecycle

    now = Issue.model_validate(issue)
    log = [event for event in now.log if event.on <= on]
    state = lifecycle.replay(lifecycle.first_facts(now), log)[-1]
    then = lifecycle.issue_of(state, log)
    return then.model_dump(mode="json", exclude_defaults=True)
