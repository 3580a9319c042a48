"""Every duty of the five systems that has an interval, as a rule, and what must come of it.

What happened stands in `duty_world`. Each line tells who owes, towards what, the last day of the
window, what became of it, and the day it was done; A and B are the two issues, list is the task.
"""

from dataclasses import dataclass
from typing import Any

from duty_world import day


@dataclass(frozen=True)
class Row:
    """A duty, the period it is looked at in, and what must come of it."""

    seed: str
    duty: dict[str, Any]
    period: str
    told: tuple[str, ...]


def row(
    seed: str, code: str, owed: Any, rhythm: dict[str, Any], evidence: dict[str, Any], period: str,
    *told: str, towards: dict[str, Any] | None = None, since: str = "01-01",
) -> Row:  # fmt: skip
    head = {"code": code, "name": code, "owed_by": owed}
    rest = {"rhythm": rhythm, "evidence": evidence, "since": day(since)}
    return Row(seed, head | ({"towards": towards} if towards else {}) | rest, period, told)


def activity(*kinds: str, **more: Any) -> dict[str, Any]:
    return {"record": "activity", "kinds": list(kinds), **more}


def task(kind: str, step: str | None = None) -> dict[str, Any]:
    return {"record": "task", "kinds": [kind], **({"step": step} if step else {})}


def visit(*kinds: str) -> dict[str, Any]:
    return {"record": "visit", **({"kinds": list(kinds)} if kinds else {})}


CITY, TOWN, VILLAGE = ({"each": "place", "tier": tier} for tier in ("city", "town", "village"))
HEAD = {"roles": ["head"]}
EACH_ISSUE = {"each": "issue"}
CAMPAIGN = {"since": day("01-01"), "until": day("06-30")}
W23 = "2026-W23"  # the first to the seventh of June

ROWS = (
    row("S2 task list issued", "list", CITY, {"weekly": "any"}, task("weekly"), W23,
        "CC T1 06-07 done 06-03", "CC T2 06-07 missed", towards={"each": "place", "tier": "town"}),
    row("S2 work report", "vreport", VILLAGE, {"weekly": "any"}, task("weekly", "report"), W23,
        "V11 - 06-07 done 06-05", "V12 - 06-07 missed", "V21 - 06-07 missed"),
    row("S2 consolidated report", "consol", TOWN, {"weekly": "any"}, task("weekly", "consolidate"),
        W23, "T1 - 06-07 done 06-07", "T2 - 06-07 missed"),
    row("S2 service half-day", "service", TOWN, {"weekly": "service"}, activity("service_day"), W23,
        "T1 - 06-03 done 06-03", "T2 - 06-07 missed"),
    row("S1 station day visit", "station_day", VILLAGE, {"weekly": "service"}, visit("visit"), W23,
        "V11 - 06-03 done 06-03", "V12 - 06-03 missed", "V21 - 06-07 missed"),
    row("S1 photo upload", "photo", {**VILLAGE, "within": ["T1"]}, {"weekly": "service"},
        activity("photo"), W23, "V11 - 06-03 done 06-03", "V12 - 06-03 missed"),
    row("S1 covert inspection", "covert", CITY, {"weekly": "any"}, activity("covert"), W23,
        "CC - 06-07 done 06-02"),
    row("S1 covert inspection of a district", "dcovert", {"roles": ["org"]}, {"weekly": "tue"},
        activity("dcovert"), "2026-06-01..2026-06-09", "c002 - 06-02 done 06-02",
        "c002 - 06-09 missed"),
    row("S1 no meetings", "no_meeting", {**TOWN, "within": ["T1"]}, {"weekly": "tue"},
        activity("meeting", counts="none"), "2026-06-01..2026-06-09", "T1 - 06-02 missed",
        "T1 - 06-09 done"),
    row("S1 stay at work place", "residence", HEAD, {"per": "week", "times": 3, "unit": "workday"},
        activity("residence", counts="days"), W23, "c011 - 06-07 done 06-03",
        "c021 - 06-07 missed"),
    row("S2 press, since hanging (D5)", "press", TOWN,
        {"every": 15, "unit": "day", "anchor": "object"}, {"record": "press"}, "2026-05..2026-06",
        "T1 A 05-16 done 05-14", "T1 A 05-31 missed", "T1 A 06-15 done 06-10", "T1 A 06-30 missed",
        "T1 B 06-16 excused", towards=EACH_ISSUE),
    row("S2 press, since the last (D5)", "press_last", TOWN,
        {"every": 15, "unit": "day", "anchor": "last"}, {"record": "press"}, "2026-05..2026-06",
        "T1 A 05-16 done 05-14", "T1 A 05-29 missed", "T1 A 06-25 missed", towards=EACH_ISSUE),
    row("S2 press, a sweep of all (D5)", "press_sweep", TOWN,
        {"every": 15, "unit": "day", "anchor": "calendar"}, {"record": "press"}, "2026-05..2026-06",
        "T1 A 05-18 done 05-14", "T1 A 06-02 missed", "T1 A 06-17 done 06-10",
        "T1 B 06-02 excused", "T1 B 06-17 excused", towards=EACH_ISSUE, since="05-04"),
    row("S2 inspect and comment", "comment", TOWN,
        {"every": 2, "unit": "week", "anchor": "calendar"}, activity("commentary"), "2026-06",
        "T1 - 06-14 done 06-12", "T1 - 06-28 missed",
        "T2 - 06-14 missed", "T2 - 06-28 missed", since="06-01"),
    row("S1 set visit tasks", "tasks", {"each": "group", "roles": ["member"]},
        {"monthly": "start", "days": 5}, task("visits"), "2026-06..2026-07",
        "g11 - 06-05 done 06-03", "g11 - 07-05 missed"),
    row("S1 compile data", "data", CITY, {"per": "month"}, activity("data"), "2026-05..2026-06",
        "CC - 05-31 missed", "CC - 06-30 done 06-20"),
    row("S2 summary meeting", "summary", TOWN, {"monthly": "end", "days": 3}, activity("summary"),
        "2026-05", "T1 - 05-31 done 05-30", "T2 - 05-31 missed"),
    row("S2 assess village cadres, monthly", "assess", TOWN, {"per": "month"}, activity("assess"),
        "2026-05", "T1 - 05-31 done 05-20", "T2 - 05-31 missed"),
    row("S2 assess village cadres, yearly", "assess_year", TOWN, {"per": "year"},
        activity("assess"), "", "T1 - 12-31 done 05-20", "T2 - 12-31 due"),
    row("S3 visit two-committee body", "bodies", {"roles": ["worker"]}, {"per": "month"}, visit(),
        "2026-06", "c012 V11 06-30 done 06-03", "c012 V12 06-30 missed", "c022 V21 06-30 missed",
        towards={"each": "place", "tier": "village"}),
    row("S1 visit bound village (D6)", "bound", {"roles": ["leader"]}, {"per": "two_months"},
        visit("visit", "reception"), "2026H1", "c001 V11 02-28 missed", "c001 V11 04-30 missed",
        "c001 V11 06-30 done 05-20", towards={"each": "bound", "binding": "tie"}),
    row("S3 visit aid targets (D9)", "aid", {"roles": ["head", "worker"]}, {"per": "quarter"},
        visit(), "2026Q1", "c011 V11-0001 03-31 done 03-05", "c012 V12-0001 03-31 missed",
        towards={"each": "household", "paired": True, "categories": ["困难户"]}),
    row("S3 visit special groups (D9)", "special", TOWN, {"per": "quarter"}, visit(), "2026Q1",
        "T1 V11-0004 03-31 missed", towards={"each": "household", "categories": ["特殊群体"]}),
    row("S3 review policy delivery (D9)", "policy", HEAD, {"per": "quarter"}, activity("policy"),
        "2026Q1", "c011 - 03-31 done 02-20", "c021 - 03-31 missed"),
    row("S1 city bulletin", "bulletin", CITY, {"per": "quarter"}, activity("bulletin"), "2026H1",
        "CC - 03-31 missed", "CC - 06-30 done 04-02"),
    row("S3 visit model people (D9)", "models", TOWN, {"per": "half_year"}, visit(), "2026H1",
        "T1 V11-0002 06-30 missed", towards={"each": "household", "categories": ["模范人物"]}),
    row("S3 visit sole traders (D9)", "traders", TOWN, {"per": "half_year"},
        visit("visit", "phone"), "2026H1", "T1 V11-0003 06-30 done 06-08",
        towards={"each": "household", "categories": ["个体工商户"]}),
    row("S2 concentrated research", "research", TOWN, {"per": "year", "times": 2},
        activity("research"), "", "T1 - 12-31 done 06-01", "T2 - 12-31 due"),
    row("S0 duty-report appraisal", "appraisal", HEAD, {"per": "year"}, activity("appraisal"), "",
        "c011 - 12-31 done 02-11", "c021 - 12-31 due"),
    row("S0, S1 annual assessment", "yearly", {"each": "place"}, {"per": "year"},
        activity("yearly"), "", "CC - 12-31 due", "T1 - 12-31 done 03-31", "T2 - 12-31 due"),
    row("S1 full coverage", "coverage", VILLAGE, {"per": "year"}, visit("visit", "phone"), "",
        "V11 V11-0001 12-31 done 03-05", "V11 V11-0002 12-31 due", "V11 V11-0003 12-31 done 06-08",
        "V11 V11-0004 12-31 due", "V12 V12-0001 12-31 due", towards={"each": "household"}),
    row("S4 herder labour", "labour", {"roles": ["worker"]},
        {"seasons": [{"name": "春季", "since": "04-15", "until": "05-31"},
                     {"name": "秋季", "since": "09-01", "until": "10-15"}]},
        activity("labour"), "2026Q2", "c012 - 05-31 done 05-05", "c022 - 05-31 missed"),
    row("S4 gacha survey", "survey", CITY,
        {"between": {"since": day("07-01"), "until": day("09-30")}}, activity("survey"), "",
        "CC V11 09-30 done 07-05", "CC V12 09-30 due", "CC V21 09-30 due",
        towards={"each": "place", "tier": "village"}),
    row("S4 study sessions", "study", TOWN, {"between": CAMPAIGN, "times": 15}, activity("study"),
        "2026Q2", "T1 - 06-30 missed", "T2 - 06-30 missed"),
    row("S4 talk rounds", "talk", HEAD, {"between": CAMPAIGN, "times": 3}, activity("talk"),
        "2026Q2", "c011 - 06-30 missed", "c021 - 06-30 missed"),
    row("S4 exchanges", "exchange", TOWN, {"between": CAMPAIGN, "times": 2}, activity("exchange"),
        "2026Q2", "T1 - 06-30 done 03-09", "T2 - 06-30 missed"),
    row("S4 revisions", "rules", CITY, {"between": CAMPAIGN, "times": 11}, task("rule", "finish"),
        "2026Q2", "CC - 06-30 missed"),
    row("S4 spending cut", "cut", CITY,
        {"between": {"since": day("01-01"), "until": day("12-31")}}, activity("cut"), "",
        "CC - 12-31 due"),
    row("S4 two opinion rounds", "round", CITY, {"between": CAMPAIGN, "times": 2},
        activity("round"), "2026Q2", "CC - 06-30 missed"),
    row("S2 closing: feed back", "feedback", TOWN, {"after": "closed", "within": 5, "unit": "day"},
        {"record": "issue", "step": "feedback"}, "2026-06", "T1 B 06-15 missed",
        towards=EACH_ISSUE),
    row("S2 closing: publish", "publish", TOWN, {"after": "closed", "within": 7, "unit": "workday"},
        {"record": "issue", "step": "publish"}, "2026-06", "T1 B 06-19 done 06-15",
        towards=EACH_ISSUE),
    row("S2 pass the list on", "pass", TOWN, {"after": "issued", "within": 2, "unit": "day"},
        task("weekly", "pass"), "2026-06", "T1 list 06-05 done 06-04", towards={"each": "task"}),
    row("S2 villages report on it", "reported", VILLAGE,
        {"after": "issued", "within": 4, "unit": "day"}, task("weekly", "report"), "2026-06",
        "V11 list 06-07 done 06-05", "V12 list 06-07 missed", towards={"each": "task"}),
    row("S1 night visit when staying", "night", HEAD,
        {"after": "held", "of": ["residence"], "within": 1, "unit": "day"}, visit("night"),
        "2026-06", "c011 - 06-04 done 06-03", "c021 - 06-08 missed"),
    row("S2 honours around 1 July", "honours", CITY,
        {"seasons": [{"name": "七一", "since": "06-25", "until": "07-05"}]}, activity("honours"),
        "2026-07", "CC - 07-05 done 07-01"),
    row("S4 units at their villages", "units", {"each": "unit"}, {"per": "half_year"}, visit(),
        "2026H1", "农业局 V12 06-30 missed", towards={"each": "bound", "binding": "unit"}),
)  # fmt: skip
