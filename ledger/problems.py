"""Something wrong in the ledger: a value that is collected, sorted and shown, never raised."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ledger.labels import in_file
from ledger.words import about, mark
from ledger.words import gettext as _

_SETTINGS = "ledger.yaml"
"""The file whose keys are shown as they are: whoever mends it wrote them."""

SENTENCES: dict[str, str] = {
    "unreadable": mark("cannot be read: {why}"),
    "not-committed": mark(
        "was edited by hand and does not count yet; take it in with “tz adopt”, or put the file "
        "back with “tz restore”"
    ),
    "left-over": mark(
        "is an edit that was kept when a write passed over it; carry over what is still true, then "
        "put it away with “tz restore”"
    ),
    "not-a-file": mark("is a link or a folder where a file should be; remove it"),
    "log-edited": mark(
        "the log was edited ({event}), and it only grows; put it back, then enter what happened "
        "with a command"
    ),
    "state-edited": mark(
        "{field} was edited, but comes from the log; put {old} back, then use {verbs}"
    ),
    "fixed-edited": mark(
        "{field} never changes; put {old} back, or void the issue and register it anew"
    ),
    "issue-deleted": mark(
        "was deleted, but an issue stays readable; put it back with “tz restore”, then use “tz "
        "issue void”"
    ),
    "visit-deleted": mark(
        "the visit {record} was deleted; put it back with “tz restore”, then take back with “tz "
        "undo” what added it"
    ),
    "activity-deleted": mark(
        "was deleted, but an activity stays readable; put it back with “tz restore”, then take "
        "back with “tz undo” what added it"
    ),
    "task-deleted": mark(
        "was deleted, but a task stays readable; put it back with “tz restore”, then use “tz task "
        "void”"
    ),
    "task-fixed": mark("{field} never changes; put {old} back, or void the task and give it anew"),
    "unknown-file": mark("no record has this path; move it out of the ledger or rename it"),
    "misplaced": mark("holds {found}, which belongs in another file; move it there"),
    "twin": mark("{record} stands in {other} too; give one of them a new id"),
    "log-breaks": mark("the log does not hold together: {why}"),
    "log-start": mark("the log must begin with the registration, on the day the issue was opened"),
    "task-start": mark("the log must begin with the giving, on the day the task was opened"),
    "log-order": mark(
        "event {event} took effect before the one above it; look at the days of both"
    ),
    "event-twin": mark("two events have the id {event}; give one of them a new one"),
    "not-replayed": mark(
        "{field} is not what the log makes of it ({replayed}); put that back, then enter the "
        "change with a command"
    ),
    "facts-changed": mark(
        "the facts are not those registered, and no correction in the log says so; put them back, "
        "then use “tz issue correct”"
    ),
    "changed-after-signing": mark(
        "changed after it was signed off on {day} ({verb}); look at the change with “tz log "
        "{record}”, then have it signed again in the same way"
    ),
    "unknown-place": mark("{field}: no station or place “{value}”"),
    "unknown-staff": mark("{field}: no member of staff “{value}” at any station"),
    "unknown-household": mark("{field}: no household “{value}” in the registers"),
    "unknown-record": mark("{field}: no record “{value}”"),
    "unknown-setting": mark("{field}: “{value}” is not in ledger.yaml"),
    "no-root": mark("the place tree has {count} roots; exactly one node has no parent"),
    "place-circle": mark("“{value}” is its own ancestor; put its parent right"),
    "task-circle": mark("“{value}” is part of itself; put the task it is a part of right"),
    "part-open": mark(
        "is done, but {value}, a part of it, is open; finish that, or strike it out with “tz task "
        "void”"
    ),
    "staffing": mark("{role}: {count} in post, the rule is {rule}"),
    "children": mark("covers {count} places, the rule is {rule}"),
    "unknown-group": mark("{field}: no group “{value}” at any place"),
    "group-twin": mark("the group {value} stands at {other} too; give one of them another code"),
    "tie-of": mark(
        "“{kind}” ties a {holder} to a place, and {value} is none; name one, or another kind"
    ),
    "tie-tier": mark("“{kind}” ({value}) is for places of these tiers only: {tiers}"),
    "group-made": mark("group {value}, {role}: {count} in it, the rule is {rule}"),
    "group-stranger": mark(
        "group {value}: {person} is in it as {role}, which this kind of group does not have"
    ),
    "tied": mark("{kind}: {count} tied to it, the rule is {rule}"),
    "tied-often": mark("{kind}: {value} is tied to {count} places, the rule is at most {most}"),
    "paired-twice": mark(
        "{record}: paired with {one} and {other} at once on {day}; put the days right"
    ),
    "backward": mark(
        "{field}: {who} ends on {until}, before it begins on {since}; put the days right"
    ),
    "day-twice": mark("{day} is listed twice, as “{other}” and as “{name}”; take one out"),
    "day-elsewhere": mark("{day} ({name}) lies in another year; write it in calendar/{year}.yaml"),
    "work-on-weekday": mark(
        "{day} is no Saturday and no Sunday, so people work on it without its being listed; put "
        "the day right or take it out"
    ),
    "field": mark("{field}: {why}"),
    "rule-twin": mark(
        "{key}: “{value}” stands here twice, first as number {first}; rename one of them or take "
        "it out"
    ),
    "rule-unknown": mark(
        "{key}: there is no {kind} “{value}”; correct it to one there is ({known}), or add it"
    ),
    "rule-no-such": mark(
        "{key}: there is no {kind} “{value}”; correct it to one there is ({known})"
    ),
    "rule-bounds": mark(
        "{key}: no number is at least {least} and at most {most}; change one of the two"
    ),
    "rule-backward": mark(
        "{key}: {until} is before {since}, so it ends before it begins; change one of the two"
    ),
    "rule-outside": mark("{key}: lies outside the programme ({span}); change the days of either"),
    "rule-no-day": mark("{key}: no year has a day {value}; write one that there is"),
    "rule-no-station": mark(
        "{key}: none has “station: true”, so no place could keep issues or visits; say it of the "
        "tier that does"
    ),
    "rule-slash": mark(
        "{key}: “{value}” has a slash, which joins the levels of a category; take it out"
    ),
    "rule-grave": mark("{key}: with 0 days whatever is overdue is grave at once; put 1 or more"),
    "rule-no-extension": mark(
        "{key}: an extension by 0 days is none; say by how many at most, or put “times: 0” to "
        "allow none"
    ),
    "rule-stuck": mark(
        "{key}: nobody can give “{step}”, so no issue of this stream ever leaves “{status}”; let a "
        "role sign (signs: true), or name roles that have holders"
    ),
    "rule-unsigned": mark(
        "{key}: no role signs (signs: true) and none is named, so every signing off is warned "
        "about; let a role sign, name roles, or put separation: post: off"
    ),
    "rule-nobody": mark(
        "{key}: this ledger.yaml knows no {kind} ({where}), so nobody and nothing is meant; add "
        "one there, or change this"
    ),
    "rule-bound": mark(
        "{key}: “{value}” ties each {holder} to places, but the duty is owed by each {owner}; "
        "change one of them"
    ),
    "rule-misplaced": mark(
        "{key}: says nothing here, for it belongs to “{belongs}”; say that too, or take this out"
    ),
    "rule-idle": mark(
        "{key}: no issue of this stream takes this step, since its closing is without it; add it "
        "to the closing, or take this out"
    ),
    "rule-hidden": mark(
        "{key}: row {first} fits first whatever this one fits, so this one never holds; put it "
        "above that row, or take it out"
    ),
}
"""What each code means to a person."""

COUNTED = frozenset(
    {"event-twin", "facts-changed", "log-order", "log-start", "not-replayed", "task-start"}
) | {code for code in SENTENCES if code.startswith("rule-")}
"""The codes whose record can be read, so that answers count it all the same."""
MILD = frozenset({"rule-hidden", "rule-idle", "rule-unsigned"})
"""Flaws of ledger.yaml that leave part of it without effect; all else can be relied on."""

NOUNS: dict[str, str] = {
    "activity": mark("kind of activity"),
    "binding": mark("kind of tie"),
    "category": mark("category"),
    "field": mark("field"),
    "group": mark("group"),
    "household": mark("household register"),
    "household category": mark("household category"),
    "language": mark("language"),
    "level": mark("level"),
    "person": mark("person"),
    "place": mark("place"),
    "role": mark("role"),
    "source": mark("source"),
    "step": mark("step"),
    "stream": mark("stream"),
    "task": mark("kind of task"),
    "tier": mark("tier"),
    "unit": mark("unit"),
    "visit": mark("kind of visit"),
}
"""What ledger.yaml speaks of, where a sentence names it."""
_NAMED = frozenset({"kind", "holder", "owner", "step", "status"})
"""What a sentence on a rule is made with that is said in the reader's language."""

FIELD_FAULTS: dict[str, str] = {
    "missing": mark("is missing"),
    "extra_forbidden": mark("is not a field of this record"),
    "string_type": mark("must be text; put it in double quotes"),
    "string_too_long": mark("is too long, at most {max_length} characters"),
    "string_too_short": mark("is empty"),
    "code_form": mark("is not written like {example}"),
    "string_unicode": mark("holds half a character, which no file can keep; type it anew"),
    "text_form": mark("has characters that cannot be seen, or blanks at an end"),
    "literal_error": mark("must be one of {expected}"),
    "union_tag_invalid": mark("must be one of {expected_tags}"),
    "union_tag_not_found": mark("does not say what was done (do: …)"),
    "int_type": mark("must be a whole number"),
    "bool_type": mark("must be true or false"),
    "list_type": mark("must be a list"),
    "dict_type": mark("must be a mapping"),
    "model_type": mark("must be a mapping"),
    "too_short": mark("needs at least {min_length}"),
    "greater_than_equal": mark("must be {ge} or more"),
    "less_than_equal": mark("must be {le} or less"),
    "no_such_day": mark("there is no such day"),
    "day_form": mark("must be a day such as 2026-11-05"),
    "moment_form": mark("must be a moment such as 2026-11-05T09:12:33+08:00"),
    "check_symbol": mark("the check symbol at the end of the id does not fit"),
    "backward": mark("ends before it begins; put the two days right"),
    "no_owner": mark("names no owner: give a unit, a person or both"),
    "one_holder": mark("names no one holder: give a person, a unit or a group, and only one"),
    "one_rhythm": mark(
        "names no one rhythm: give one of every, weekly, monthly, per, seasons, between and after"
    ),
    "unknown_column": mark(
        "names the column “{column}”, which no such sheet has; put it right or take it out; there "
        "are: {known}"
    ),
    "column_twin": mark("has the column “{column}” twice; take one out"),
    "header_twin": mark(
        "has two columns under “{header}”, so no such sheet could come back; call one otherwise"
    ),
    "no_group": mark(
        "groups the rows by “{column}”, by which nothing is grouped; there are: {known}"
    ),
    "no_unit": mark("has a number without a unit: add unit: day, workday, week or month"),
    "no_limit_unit": mark("is missing: say what the number counts, day, workday or month"),
    "no_within": mark("has “after” without “within”: say within how many units after it"),
}
"""What each fault of a field means to a person."""


class Problem(NamedTuple):
    """One thing wrong, where it stands and what is wrong with it.

    `path` is relative to the ledger, `line` counts from 1 (0: the file as a whole), `code` is a
    stable word for scripts, `sentence` is for a person, in the language in force.
    """

    path: str
    line: int
    code: str
    sentence: str
    record: str = ""

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{about(where, self.sentence)}  [{self.code}]"


def field_fault(fault: str, context: Mapping[str, object]) -> str:
    """The sentence for a fault of a field, from its kind and what goes with it."""
    template = FIELD_FAULTS.get(fault)
    said = dict(context)
    for name in ("expected", "expected_tags"):
        if name in said:
            said[name] = _(", ").join(re.findall("'([^']*)'", str(said[name])))
    return (
        _(template).format(**said) if template else _("is not valid ({fault})").format(fault=fault)
    )


def problem(code: str, path: str, line: int, record: str, args: Mapping[str, object]) -> Problem:
    """A problem of a known code, its sentence made in the language in force."""
    said: dict[str, object] = {"record": record, **args}
    if "field" in said and path != _SETTINGS:
        said["field"] = in_file(str(said["field"]))
    if code.startswith("rule-") or code == "tie-of":
        said |= {
            name: _(NOUNS.get(str(said[name]), str(said[name]))) for name in _NAMED & said.keys()
        }
    if code == "field":
        said["why"] = field_fault(str(args.get("fault", "")), args)
    return Problem(path, line, code, _(SENTENCES[code]).format(**said), record)
