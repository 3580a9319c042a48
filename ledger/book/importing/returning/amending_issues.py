"""What an edited row makes happen to an issue: the same steps that commands would write down."""

from collections.abc import Callable
from datetime import date
from typing import Any

from ledger.book import issues
from ledger.book.importing import streams
from ledger.book.importing.issues.issue_edits import SHEET_FACTS
from ledger.book.importing.matching import levels
from ledger.book.importing.returning.amending import Amending
from ledger.errors import UnknownRecordError
from ledger.records import paths
from ledger.records.issue import Issue
from ledger.rules.statuses import MOVES, STATUS_NAMES
from ledger.words import gettext as _

_FACTS = (*SHEET_FACTS, "measures")
_OWNER = ("unit", "co_units", "person", "due")
_RESUMES = frozenset({"due", "status", "done", "accepted", "checker", "signed", "signer"}) | {
    "is_signed"
}
"""What takes an issue up again that is kept up for good: without it, whoever else is given it."""
_DATED = ("done", "accepted", "signed", "escalated")
_RANK = {"registered": 0, "handling": 1, "submitted": 2, "to_witness": 2, "to_sign": 3} | {
    "closed": 4,
    "explained": 4,
}
_REASONS = {
    "paused": ("pause", ("open_reason",)),
    "longterm": ("keep", ("open_reason",)),
    "declined": ("decline", ("result",)),
    "void": ("void", ("result", "remark")),
}
"""The verbs that need no more than a reason, and where it stands."""


class _Issue:
    """An issue while the edits of its row happen to it, one step after the other."""

    def __init__(self, work: Amending) -> None:
        self.work = work
        self.edit = work.edit
        self.issue = self._read()
        dated = [day for name in _DATED if (day := work.row.day(name))]
        self.on = max(self.issue.log[-1].on, min([work.making.today, *dated]))

    def _read(self) -> Issue:
        found = self.work.read(Issue, paths.issue(self.edit.record))
        if found is None:
            raise UnknownRecordError(kind="issue", name=self.edit.record)
        return found

    def step(self, verb: str, on: date | None = None, **fields: Any) -> None:  # noqa: ANN401
        """Let a step happen, unless the row is at fault already."""
        if not self.work.row.faults:
            day = on or max(self.on, self.issue.log[-1].on)  # what has no day is of the last step
            issues.advance(self.work, self.edit.record, verb, day, fields)
            self.issue = self._read()

    def correct(self) -> None:
        """Put facts right that were edited."""
        work = self.work
        said = _("{file}, row {row}").format(file=work.making.source.file, row=work.row.row.number)
        reason = _("edited in {sheet}").format(sheet=said)
        assigns = not self.edit.fields.keys().isdisjoint(_OWNER)
        for name in _FACTS:
            told = self.edit.fields.get(name)
            if name == "measures" and told and (assigns or self.issue.status == "registered"):
                continue  # they come with whoever it is given to
            if work.take(name):
                new = work.value(name, _meaning(work, name))
                if name in ("title", "place", "stream"):
                    work.keep(name)
                self.step("correct", field=name, new=new, reason=reason)

    def assign(self) -> None:
        """Let somebody have it in hand, or by another day."""
        work, edit, owner = self.work, self.edit, self.issue.owner
        names = work.take(*_OWNER)
        if not names:
            return
        if "due" in names:
            work.keep("due")
        units, others = self._units("unit"), self._units("co_units")
        person = work.person("person") if "person" in names else owner and owner.person
        if not units and not person and "co_units" in names:
            units, others = others[:1], others[1:]  # the first of several has it in hand
        fields: dict[str, Any] = {
            "unit": units[0] if units else None,
            "co_units": [*units[1:], *others],
            "person": person,
        }
        if work.take("measures"):
            fields["measures"] = edit.fields["measures"]
        if "due" in names and edit.fields["due"]:
            raw = edit.raw["due"]
            fields["due"] = raw if isinstance(raw, date) else edit.fields["due"].word
        kept = next((one for one in reversed(self.issue.log) if one.do == "keep"), None)
        stays = self.issue.status == "longterm" and edit.fields.keys().isdisjoint(_RESUMES)
        self.step("assign", **fields)
        if kept and stays:
            self.step("keep", reason=kept.reason, review=kept.review)

    def _units(self, name: str) -> list[str]:
        """The units of a column; those of a cell that nobody edited as the issue names them."""
        if name in self.edit.fields:
            return list(self.edit.fields[name] or ())
        if name == "co_units":
            return list(self.issue.co_units)
        return [self.issue.owner.unit] if self.issue.owner and self.issue.owner.unit else []

    def stand(self) -> None:
        """Let it come to stand where the row says, or where its closing columns lead."""
        target = self.edit.fields.get("status") or self._implied()
        if target is None:
            return
        if target == "handling":
            self._handle()
        elif _RANK.get(target):
            self._close(target)
            self._require(target)
        elif target == "escalated":
            self._escalate()
        elif target in _REASONS:
            verb, names = _REASONS[target]
            told = [self.edit.fields.get(name) for name in names]
            told += [self.edit.get(name) for name in names]
            reason = next(filter(None, told), None)
            self.work.take("status", names[0])
            if reason is None:
                self.work.row.fault(names[0], _("there is no reason; write why"))
            self.step(verb, reason=reason)

    def _implied(self) -> str | None:
        """Where closing columns lead that were filled in."""
        said = {name for name, value in self.edit.fields.items() if value not in (None, [], False)}
        rank = _RANK.get(self.issue.status, 1)
        for target, names in (
            ("closed", {"signed", "signer", "is_signed"}),
            ("to_sign", {"accepted", "checker"}),
            ("submitted", {"done"}),
        ):
            if names & said and rank < _RANK[target]:
                return target
        return None

    def _handle(self) -> None:
        if self.issue.status == "paused":
            self.work.take("status")
            self.step("resume")
        if self.issue.status == "handling":
            self.work.take("status")
        elif self.issue.status == "registered":
            self.work.take("status")
            self.work.row.fault("unit", _("nobody has it in hand; write the unit or the person"))

    def _close(self, target: str) -> None:
        """Report it done, and give the sign-offs whose givers the row names."""
        work = self.work
        if self.issue.status in MOVES["submit"].sources:
            work.take("status", "done", "result")
            text = self.edit.get("result") or self.edit.get("progress")
            if text is None:
                work.row.fault("result", _("there is no result; write what was done"))
            outcome = "explained" if target == "explained" else "solved"
            self.step("submit", work.row.day("done"), text=text, outcome=outcome)
        if _RANK[target] >= _RANK["to_sign"] and self.issue.status == "submitted":
            work.take("status", "checker", "accepted", "acceptance")
            checker = self._giver("checker")
            text = self.edit.get("acceptance")
            self.step("accept", work.row.day("accepted"), checker=checker, text=text)
        if _RANK[target] >= _RANK["closed"] and self.issue.status == "to_sign":
            work.take("status", "is_signed", "signer", "signed", "signing")
            signer = self._giver("signer")
            self.step("sign", work.row.day("signed"), signer=signer, text=self.edit.get("signing"))

    def _require(self, target: str) -> None:
        """Refuse a status that the sign-offs of the issue's own stream do not let it come to."""
        if self.work.row.faults or "status" not in self.work.taken:
            return
        here = self.issue.status
        if _RANK[here] < _RANK[target] or (target == "to_witness" and here != target):
            said = _(
                "the sheet says “{said}”, and {id} is “{status}” here, from where no step of a "
                "sheet leads there; enter what happened by hand, or make both the same"
            )
            shown, now = self.edit.raw["status"], _(STATUS_NAMES[here])
            told = said.format(said=shown, id=self.edit.record, status=now)
            self.work.row.fault("status", told)

    def _giver(self, name: str) -> str | None:
        """Who gives a sign-off: no sheet closes an issue in nobody's name."""
        said = self.edit.get(name) or ()
        if len(said) > 1:
            self.work.row.fault(name, _("only one person can stand here"))
        found = self.work.row.known.person(said[0]) if said else None
        if found is None:
            self.work.row.fault(name, _("whoever signs it off is not named, or is no staff here"))
        return found

    def _escalate(self) -> None:
        self.work.take("status", "to", "open_reason", "escalated")
        for name in ("to", "open_reason"):
            if self.edit.get(name) is None:
                self.work.row.fault(name, _("handing up needs to whom, and why"))
        on = self.work.row.day("escalated")
        self.step("escalate", on, to=self.edit.get("to"), reason=self.edit.get("open_reason"))

    def say(self, name: str, verb: str, form: Callable[[str], str] = str) -> None:
        """Write down what was said; what was said before stays."""
        if self.work.take(name):
            self.work.keep(name)
            self.step(verb, text=form(str(self.edit.fields[name])))


def way(work: Amending) -> None:
    """Let happen what the edits of a row say, corrections first."""
    issue = _Issue(work)
    issue.correct()
    issue.assign()
    if "progress" in work.edit.fields and issue.issue.status in MOVES["submit"].sources:
        issue.say("progress", "progress")
    issue.stand()
    issue.say("remark", "note")
    if issue.issue.status == "closed":
        issue.say(
            "satisfaction",
            "feedback",
            lambda answer: _("satisfaction: {answer}").format(answer=answer),
        )


def _meaning(work: Amending, name: str) -> Any:  # noqa: ANN401 - of any field
    """What an edited fact is, as a record has it."""
    row, said = work.row, work.edit.fields[name]
    if said in (None, []):
        return None if name != "confidential" else False
    match name:
        case "place":
            return row.place()
        case "stream":
            return streams.meant(row, work.making.every_stream)
        case "category" | "source" | "level":
            return row.term(name, name, levels(str(said)))
        case "reporter":
            place = row.known.place(str(work.edit.now["place"])).code
            if len(said) > 1:
                row.fault(name, _("only one household can stand here"))
            return row.known.household(place, said[0]) if place else None
    return work.person(name) if name == "first_asked" else said
