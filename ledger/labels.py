"""The names of fields as people read them: one table for histories, errors and questions."""

from collections.abc import Iterable

from ledger.words import every, mark
from ledger.words import gettext as _

FIELDS: dict[str, str] = {
    "absent": mark("who was missing"),
    "absent.person": mark("who was missing"),
    "action": mark("what becomes of it"),
    "address": mark("address"),
    "aid": mark("aid"),
    "aid.kind": mark("kind of aid"),
    "aliases": mark("other names"),
    "amount": mark("amount"),
    "answer": mark("answer"),
    "approver": mark("approver"),
    "at": mark("written down at"),
    "away": mark("away"),
    "basis": mark("basis"),
    "bindings": mark("ties"),
    "bodies": mark("bodies concerned"),
    "body": mark("body met"),
    "by": mark("written down by"),
    "card": mark("contact card"),
    "categories": mark("categories"),
    "category": mark("category"),
    "chair": mark("chair"),
    "channel": mark("channel"),
    "checker": mark("checker"),
    "checklist": mark("checklist"),
    "closed": mark("day of signing off"),
    "co_units": mark("assisting units"),
    "code": mark("code"),
    "confidential": mark("confidential"),
    "consolidated": mark("day of reporting up"),
    "contact": mark("contact"),
    "date": mark("day"),
    "days": mark("days"),
    "deadline": mark("deadline"),
    "deadline.date": mark("deadline"),
    "deadline.was": mark("first deadline"),
    "deadline.word": mark("time limit in words"),
    "decisions": mark("decisions"),
    "delegates": mark("delegates"),
    "demonstration": mark("demonstration station"),
    "do": mark("step"),
    "done": mark("done"),
    "due": mark("deadline"),
    "escalated_to": mark("handed up to"),
    "expected": mark("expected"),
    "field": mark("field"),
    "former_names": mark("former names"),
    "full_time": mark("full time"),
    "goods": mark("goods"),
    "group": mark("group"),
    "groups": mark("groups"),
    "households": mark("households"),
    "id": mark("id"),
    "into": mark("merged into"),
    "issue": mark("issue"),
    "issuer": mark("given by"),
    "kind": mark("kind"),
    "level": mark("level"),
    "log": mark("log"),
    "measures": mark("measures"),
    "members": mark("members"),
    "money": mark("yuan"),
    "name": mark("name"),
    "new": mark("new value"),
    "note": mark("note"),
    "old": mark("old value"),
    "on": mark("day"),
    "opened": mark("day of registration"),
    "opinions": mark("opinions"),
    "outcome": mark("outcome"),
    "owner": mark("owner"),
    "owner.person": mark("person in charge"),
    "owner.unit": mark("unit in charge"),
    "paired": mark("paired since"),
    "pairings": mark("earlier pairings"),
    "parent": mark("parent"),
    "parts": mark("villages"),
    "passed": mark("passed on"),
    "pending": mark("sign-offs to come"),
    "people": mark("who went"),
    "percent": mark("percent done"),
    "period": mark("period"),
    "person": mark("person in charge"),
    "phone": mark("telephone"),
    "photos": mark("photos"),
    "pilot": mark("first batch"),
    "place": mark("place"),
    "places": mark("places covered"),
    "policies": mark("policies"),
    "post": mark("post elsewhere"),
    "presence": mark("presence"),
    "present": mark("present"),
    "progress": mark("progress"),
    "readiness": mark("readiness items"),
    "reason": mark("reason"),
    "recorder": mark("minutes by"),
    "region": mark("region code"),
    "reporter": mark("reporter"),
    "result": mark("result"),
    "review": mark("day of review"),
    "role": mark("role"),
    "round": mark("round"),
    "service_weekday": mark("service weekday"),
    "sign": mark("signature"),
    "signer": mark("signer"),
    "since": mark("from"),
    "size": mark("persons"),
    "source": mark("source"),
    "staff": mark("staff"),
    "staff.person": mark("staff code"),
    "station": mark("station"),
    "status": mark("status"),
    "stream": mark("stream"),
    "sum": mark("digest"),
    "task": mark("task"),
    "text": mark("text"),
    "title": mark("title"),
    "to": mark("handed up to"),
    "topics": mark("topics"),
    "type": mark("tier"),
    "unit": mark("unit in charge"),
    "until": mark("to"),
    "visit": mark("visit"),
    "visits": mark("visits"),
    "was": mark("deadline before"),
}
"""What people call each field; a whole path goes before its last step."""


def label(path: str) -> str:
    """The name of a field such as `owner.unit` or `opinions.2.text`, in the language in force."""
    if path in FIELDS:
        return _(FIELDS[path])
    named, above = [], ""
    for step in path.split("."):
        name = FIELDS.get(f"{above}.{step}") or FIELDS.get(step)
        named.append(_(name) if name else step)
        above = above if step.isdecimal() else step
    return " ".join(named)


def in_file(path: str) -> str:
    """The name of a field with its key in the file, for somebody who must mend the file."""
    name = label(path)
    return name if name == path else _("{name} ({key})").format(name=name, key=path)


def meant(typed: str, fields: Iterable[str]) -> str | None:
    """The field that a key or a name in either language means."""
    wanted = typed.strip().casefold()
    return next((f for f in fields if wanted in (f, *every(FIELDS.get(f, f)))), None)
