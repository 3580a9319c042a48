"""The way to closing: the sign-offs that a stream needs, who may give them, and to what."""

from typing import Any

from ledger.book.step import Step
from ledger.errors import RefusedError
from ledger.records.event import Event
from ledger.rules import demands, lifecycle, rounds
from ledger.rules.statuses import VERB_NAMES
from ledger.words import gettext as _

_JUDGED = frozenset({"accept", "witness", "sign", "reject"})


def of_submission(step: Step) -> dict[str, Any]:
    """The sign-offs that a submission needs from now on, where they are not the usual ones."""
    steps = demands.closing(step.stream)
    return {} if steps is None else {"closing": steps}


def judge(step: Step, event: Event) -> Event:
    """A sign-off that this person may give so, bound to the content that it is given to."""
    if event.do not in _JUDGED:
        return event
    _require_text(step, event)
    _separate(step, event)
    if event.do == "reject":
        return event
    after = lifecycle.advance(step.state, event)
    return event.model_copy(update={"sum": lifecycle.content(after)})


def _asked(step: Step) -> demands.Stream:
    """What ledger.yaml says of this sign-off."""
    return demands.sign_off(step.stream, step.verb, rounds.given(step.issue.log, step.verb))


def _require_text(step: Step, event: Event) -> None:
    if getattr(event, "text", None):
        return
    if getattr(event, "sign", "") == "refused":
        raise RefusedError(_("a refused signature needs the reason; say it with --text"))
    if event.do == "sign" and step.state.status == "handling":
        raise RefusedError(
            _("{id} is signed off without a report; say with --text how it was settled").format(
                id=step.issue.id
            )
        )
    if _asked(step).get("text"):
        raise RefusedError(
            _(
                "“{verb}” lacks: {fields}; ledger.yaml demands it in the stream “{stream}” "
                "(streams: closing)"
            ).format(
                verb=_(VERB_NAMES[event.do]), fields=_("an opinion"), stream=step.stream["name"]
            )
        )


def _separate(step: Step, event: Event) -> None:
    """Whoever checks or signs should hold the post and not be the one who handled it."""
    person = getattr(event, "checker", None) or getattr(event, "signer", None)
    if person is None:
        return
    owner, signs = step.state.owner, event.do == "sign"
    if owner and owner.person == person:
        said = _("{person} both handled {id} and judges it; another person should")
        _weigh(step, "signer" if signs else "checker", said.format(person=person, id=step.issue.id))
    station, roles = step.issue.station, _asked(step).get("roles") or []
    if roles and person not in step.ledger.signers(station, roles, step.on):
        names = step.ledger.terms("role")
        raise RefusedError(
            _(
                "{person} holds none of the posts {roles} at {station} or above and stands in for "
                "nobody who does; ledger.yaml demands it for “{verb}” (streams: closing)"
            ).format(
                person=person,
                roles=_(", ").join(names.get(role, role) for role in roles),
                station=station,
                verb=_(VERB_NAMES[event.do]),
            )
        )
    if signs and not roles and person not in step.ledger.signers(station, on=step.on):
        said = _("{person} holds no post at {station} that signs issues off")
        _weigh(step, "post", said.format(person=person, station=station))


def _weigh(step: Step, rule: str, sentence: str) -> None:
    """Say, refuse or pass over what breaks a rule of separation, as ledger.yaml wants."""
    manner = step.rules.get("separation", {}).get(rule, "warn")
    if manner == "refuse":
        said = _("{why}; ledger.yaml refuses it (separation: {rule})")
        raise RefusedError(said.format(why=sentence, rule=rule))
    if manner == "warn":
        step.tell(sentence)
