"""Rows of station, task and activity sheets out of their records, as plain data."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ledger.book.exporting import words
from ledger.book.exporting.issues import day
from ledger.book.exporting.known import Known
from ledger.rules import absences, tasks

Row = dict[str, Any]


def station(node: Mapping[str, Any], known: Known) -> Row:
    """What a sheet shows of a place."""
    return {
        "_place": node["code"],
        "code": node["code"],
        "name": node["name"],
        "type": known.tiers.get(node["type"], node["type"]),
        "parent": known.place(node.get("parent")),
        "region": node.get("region"),
        "households": node.get("households"),
        "contact": node.get("contact"),
        "since": day(node.get("since")),
        "note": node.get("note"),
    }


def activity(held: Mapping[str, Any], known: Known) -> Row:
    """What a sheet shows of an activity."""
    return {
        "_place": held["place"],
        "station": known.place(held["station"]),
        "by": held["by"],
        "key": held["id"],
        "kind": known.terms["activity kind"].get(held["kind"], held["kind"]),
        "date": day(held["date"]),
        "until": day(held.get("until")),
        "title": held["title"],
        "place": known.place(held["place"]),
        "chair": held.get("chair"),
        "recorder": held.get("recorder"),
        "people": held.get("people"),
        "bodies": held.get("bodies"),
        "expected": held.get("expected"),
        "present": held.get("present"),
        "absent": [absences.written(one) for one in held.get("absent", ())],
        "amount": held.get("amount"),
        "unit": held.get("unit"),
        "money": held.get("money"),
        "channel": held.get("channel"),
        "round": held.get("round"),
        "topics": _lines(held.get("topics", ())),
        "text": held.get("text"),
        "findings": _lines(one["text"] for one in held.get("findings", ())),
        "decisions": _lines(one["text"] for one in held.get("decisions", ())),
        "result": held.get("result"),
        "unannounced": words.YES if held.get("unannounced") else None,
    }


def _lines(said: Any) -> str | None:  # noqa: ANN401 - texts
    return "\n".join(said) or None


def task_rows(task: Mapping[str, Any], known: Known) -> Iterator[Row]:
    """What a sheet shows of a task: a row for each village that has a part, one where none has."""
    last = known.as_of or date.max
    log = [step for step in task["log"] if date.fromisoformat(step["on"]) <= last]
    state = tasks.replay(task["id"], map(_happened, log))[-1]
    owner = task.get("owner") or {}
    told = (step for step in log if step["do"] != "pass")  # which says what is to be done
    said = {step.get("place"): step["text"] for step in told if step.get("text")}
    head = {
        "_place": task["place"],
        "station": known.place(task["station"]),
        "by": log[0]["by"],
        "key": task["id"],
        "kind": known.terms["task kind"].get(task["kind"], task["kind"]),
        "parent": task.get("parent"),
        "period": task.get("period"),
        "issuer": task.get("issuer"),
        "title": task["title"],
        "text": task.get("text"),
        "opened": day(task["opened"]),
        "due": day(task.get("due")),
        "unit": [owner["unit"]] if "unit" in owner else None,
        "person": owner.get("person"),
        "place": known.place(task["place"]),
        "action": words.ACTION.get(task.get("action", "")),
        "percent": None if state.progress is None else f"{state.progress}%",
        "progress": said.get(None),
        "status": words.yes(state.status == "done"),
        "consolidated": state.consolidated,
        "finished": state.finished,
    }
    for part in state.parts:
        yield {
            **head,
            "text": part.text or head["text"],
            "passed": part.passed,
            "due": part.due or head["due"],
            "person": part.person or head["person"],
            "place": known.place(part.place),
            "progress": said.get(part.place),
            "status": words.yes(part.done),
            "reported": part.reported,
        }
    if not state.parts:
        yield head


def _happened(step: Mapping[str, Any]) -> tasks.Happened:
    """A step of a file, as far as it changes anything."""
    said: dict[str, Any] = {name: step[name] for name in tasks.Happened._fields if name in step}
    said |= {name: day(said[name]) for name in ("on", "due") if name in said}
    return tasks.Happened(**said)
