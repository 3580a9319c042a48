"""`tz why` on worked examples: every last day here was counted by hand, as the comments show.

The calendar is that of 2026 as decreed: rest on 19-21 June (端午节), 1-7 October (国庆节), 1-5 May
(劳动节); worked are Saturday 28 February, Saturday 9 May, Sunday 20 September and Saturday 10
October.
"""

import random
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from book_world import NOW
from cli_world import Desk

from ledger import Ledger
from ledger.book import creating, resources

SETTINGS = """\
format: 1
name: 五里镇台账
tiers:
- {type: station, name: 工作站, station: true}
- {type: village, name: 村}
roles:
- {code: head, name: 站长, signs: true}
streams:
- {code: masses, name: 群众反映}
categories:
- {name: 五日}
- {name: 十日}
- {name: 十五日}
- {name: 一月}
- {name: 半月, within: [{name: 不顺延}]}
levels: [一般]
limits:
- {clock: accept, number: 3, unit: workday}
- {clock: handle, category: 五日, number: 5, unit: workday}
- {clock: handle, category: 十日, number: 10, unit: workday}
- {clock: handle, category: 十五日, number: 15, unit: workday}
- {clock: handle, category: 一月, number: 1, unit: month}
- {clock: handle, category: 半月/不顺延, number: 15, unit: day, roll: false}
- {clock: handle, category: 半月, number: 15, unit: day}
- {clock: verify, number: 5, unit: workday}
- {clock: upper, number: 15, unit: workday}
lights: {near: 3, unit: workday, grave: 15}
duties:
- code: press
  name: 每15天督办一次
  owed_by: {each: place, tier: station}
  towards: {each: issue}
  rhythm: {every: 15, unit: day, anchor: object}
  evidence: {record: press}
  since: 2026-01-01
"""
RESTS = (
    *(f"01-{n:02}" for n in range(1, 4)),
    *(f"02-{n:02}" for n in range(15, 24)),
    *(f"04-{n:02}" for n in range(4, 7)),
    *(f"05-{n:02}" for n in range(1, 6)),
    *(f"06-{n:02}" for n in range(19, 22)),
    *(f"09-{n:02}" for n in range(25, 28)),
    *(f"10-{n:02}" for n in range(1, 8)),
)
"""The holidays of 2026 as decreed."""
STATION = """\
code: WL
name: 五里镇工作站
type: station
staff:
- {person: c001, role: head, since: 2026-01-01}
- {person: c002, role: head, since: 2026-01-01}
"""
VILLAGE = "code: WL01\nname: 第一村\ntype: village\nparent: WL\n"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    root = tmp_path_factory.mktemp("why") / "l"
    files = {"ledger.yaml": SETTINGS, "stations/WL.yaml": STATION, "stations/WL01.yaml": VILLAGE}
    bodies = {path: text.encode() for path, text in files.items()}
    calendar = resources.data() / "profiles/yijun/calendar/2026.yaml"
    bodies["calendar/2026.yaml"] = calendar.read_bytes()
    creating.create(root, bodies, "init", NOW)
    Desk(root).run("whoami", "c001")
    return root


@pytest.fixture
def office(template, tmp_path):
    return Desk(Path(copytree(template, tmp_path / "l")))


def lines(said):
    """What was said, without the blanks that end its lines."""
    return "\n".join(line.rstrip() for line in said.splitlines())


def opened(desk, on, category, *assign):
    """An issue registered and assigned on a day."""
    record = desk.json(
        *("issue", "register", "--on", on, "--place", "WL01", "--title", "路灯损坏"),
        *("--category", category),
    )["id"]
    desk.run("issue", "assign", record, "--person", "c002", "--on", on, *assign)
    return record


def clock(desk, record, name="handle", on="2026-11-20"):
    """The last clock of this name."""
    found = desk.json("why", record, "--as-of", on)["clocks"]
    return [one for one in found if one["clock"] == name][-1]


def told(days):
    """The days in short: 06-12 1, 06-13 weekend."""
    return [
        f"{one['day'][5:]} {one['number'] or one['why']}"
        + (" " + one["why"] if one["number"] and one["why"] != "counted" else "")
        for one in days
    ]


def test_a_weekend_is_not_counted(office):
    # Five working days from Thursday 11 June: Fri 12 is the first, Sat and Sun are not counted,
    # Mon 15, Tue 16, Wed 17 are 2 to 4, Thu 18 is the fifth.
    record = opened(office, "2026-06-11", "五日")
    found = clock(office, record, on="2026-06-15")
    assert told(found["days"]) == [
        "06-11 start", "06-12 1", "06-13 weekend", "06-14 weekend",
        "06-15 2", "06-16 3", "06-17 4", "06-18 5",
    ]  # fmt: skip
    # On Monday 15 June three are left: 16, 17, 18; three or fewer are near.
    assert (found["due"], found["row"], found["left"], found["light"]) == (
        "2026-06-18",
        2,
        3,
        "near",
    )


def test_a_holiday_is_not_counted_and_is_named(office):
    # Tuesday 16 June: 17 and 18 are 1 and 2; 19-21 are 端午节; Mon 22, Tue 23, Wed 24 are 3 to 5.
    record = opened(office, "2026-06-16", "五日")
    said = lines(office.run("why", record, "--as-of", "2026-06-17").out)
    assert (
        """\
Until it is settled
Runs from  2026-06-16 (assign)
Limit      5 working days
Given by   row 2 of limits, ledger.yaml:19
Last day   2026-06-24
State      runs on 2026-06-17; 4 working days left; in time

Week of     Mon  Tue    Wed  Thu  Fri  Sat  Sun
───────────────────────────────────────────────
2026-06-15       start  1    2    hol  hol  hol
2026-06-22  3    4      [5]

start: start, not counted; hol: holiday, not counted; [ ]: the last day
端午节: 2026-06-19 to 2026-06-21
"""
        in said
    )


def test_a_make_up_saturday_is_counted(office):
    # Wednesday 6 May: Thu 7, Fri 8, Saturday 9 (worked) are 1 to 3; Sun 10 is not counted; Mon 11
    # and Tue 12 are 4 and 5.
    record = opened(office, "2026-05-06", "五日")
    found = clock(office, record)
    assert told(found["days"])[:7] == [
        "05-06 start", "05-07 1", "05-08 2", "05-09 3 make-up", "05-10 weekend",
        "05-11 4", "05-12 5",
    ]  # fmt: skip
    assert found["due"] == "2026-05-12"


def test_a_pause_over_a_holiday_costs_only_the_working_days_in_it(office):
    # Monday 28 September, five working days: 29 and 30 September are 1 and 2; 1 to 7 October are
    # 国庆节; 8, 9, 10 (worked) are 3 to 5: the last day is 10 October.
    record = opened(office, "2026-09-28", "五日")
    assert clock(office, record)["first"] == "2026-10-10"
    # Paused from Wed 30 September to Sat 10 October: of these eleven days 30 September, 8 and 9
    # October would have counted, and 10 October counts again. 29 September 1, 10 October 2, Sun 11
    # not counted, 12, 13, 14 are 3 to 5.
    pause = ("issue", "pause", record, "--reason", "等13812345678来", "--approver", "c001")
    office.run(*pause, "--on", "2026-09-30")
    office.run("issue", "resume", record, "--on", "2026-10-10")
    said = lines(office.run("why", record, "--as-of", "2026-10-12").out)
    assert (
        """\
Last day     2026-10-14, first 2026-10-10
Moved        2026-10-10 → 2026-10-14 on 2026-10-10 (resume)
Stood still  from 2026-09-30 to before 2026-10-10 (pause): 等138****5678来
State        runs on 2026-10-12; 2 working days left; near

Week of     Mon    Tue  Wed    Thu    Fri    Sat  Sun
───────────────────────────────────────────────────────
2026-09-28  start  1    pause  hol    hol    hol  hol
2026-10-05  hol    hol  hol    pause  pause  2*   wkend
2026-10-12  3      4    [5]
"""
        in said
    )
    assert "13812345678" not in office.run("why", record, "--format", "json").out


@pytest.mark.parametrize(
    ("on", "category", "due", "raw"),
    [
        # 31 January, one month: there is no 31 February, so Saturday 28; it is worked, so it stays.
        ("2026-01-31", "一月", "2026-02-28", "2026-02-28"),
        # 31 August, one month: Wednesday 30 September.
        ("2026-08-31", "一月", "2026-09-30", "2026-09-30"),
        # 2 April, one month: Saturday 2 May lies in 劳动节, which ends on the 5th: Wednesday 6 May.
        ("2026-04-02", "一月", "2026-05-06", "2026-05-02"),
        # 16 September and 15 days: Thursday 1 October; the holiday ends on the 7th: Thursday 8.
        ("2026-09-16", "半月", "2026-10-08", "2026-10-01"),
        # The same where the row says that it stays.
        ("2026-09-16", "半月/不顺延", "2026-10-01", "2026-10-01"),
    ],
)
def test_months_and_days_end_on_their_day_and_roll_on_from_a_rest_day(
    office, on, category, due, raw
):
    record = opened(office, on, category)
    found = clock(office, record, on=on)
    assert found["due"] == due
    last = max(one["day"] for one in found["days"] if one["counted"])
    assert last == raw
    assert found["days"][-1]["day"] == due
    assert found["days"][-1]["why"] == ("counted" if raw == due else "rolled")


def test_handing_up_stops_the_clock_and_a_return_keeps_the_remainder(office):
    # Monday 1 June, ten working days: 2, 3, 4, 5, 8, 9, 10, 11, 12, 15 June.
    record = opened(office, "2026-06-01", "十日")
    assert clock(office, record)["first"] == "2026-06-15"
    # Handed up on Fri 5 and returned on Wed 10: 2, 3, 4 are 1 to 3; Fri 5, Mon 8, Tue 9 were with
    # the body above; 10, 11, 12, 15, 16, 17, 18 are 4 to 10.
    office.run(
        "issue", "escalate", record, "--to", "县交通局", "--reason", "需上级", "--on", "2026-06-05"
    )
    above = clock(office, record, "upper", on="2026-06-09")
    # The body above has 15 working days from 5 June: 8-12 are 1 to 5, 15-18 6 to 9, 22-26 10 to 14,
    # Mon 29 the fifteenth. On 9 June 13 are left.
    assert (above["due"], above["left"], above["light"]) == ("2026-06-29", 13, "normal")
    still = clock(office, record, on="2026-06-09")
    assert (still["left"], still["light"]) == (None, None)
    assert told(still["days"]) == [
        "06-01 start", "06-02 1", "06-03 2", "06-04 3", "06-05 escalated", "06-06 weekend",
        "06-07 weekend", "06-08 escalated", "06-09 escalated",
    ]  # fmt: skip
    office.run("issue", "return", record, "--text", "由村办理", "--on", "2026-06-10")
    found = clock(office, record, on="2026-06-10")
    assert (found["due"], found["left"]) == ("2026-06-18", 6)
    assert told(found["days"])[-9:] == [
        "06-10 4", "06-11 5", "06-12 6", "06-13 weekend", "06-14 weekend",
        "06-15 7", "06-16 8", "06-17 9", "06-18 10",
    ]  # fmt: skip
    above = clock(office, record, "upper")
    assert (above["ended"], above["ended_by"], above["left"]) == ("2026-06-10", "return", 12)


def test_an_extension_keeps_both_days_and_says_who_allowed_it(office):
    # Tuesday 29 September, fifteen working days: 30 September 1; 8, 9, 10 October 2 to 4; 12-16 are
    # 5 to 9; 19-23 10 to 14; Mon 26 October the fifteenth.
    record = opened(office, "2026-09-29", "十五日")
    allowed = ("--approver", "c001", "--reason", "缺货", "--on", "2026-10-21")
    office.run("issue", "extend", record, "--due", "2026-11-10", *allowed)
    said = office.run("why", record, "--as-of", "2026-11-12").out
    assert "Last day   2026-11-10, first 2026-10-26" in said
    assert "Moved      2026-10-26 → 2026-11-10 on 2026-10-21 (extend): c001, 缺货" in said
    # The extension gives 27, 28, 29, 30 October and 2-6, 9, 10 November: eleven working days; then
    # 11 and 12 November are late.
    found = clock(office, record, on="2026-11-12")
    assert (found["first"], found["due"], found["left"]) == ("2026-10-26", "2026-11-10", -2)
    assert told(found["days"])[-19:] == [
        "10-25 weekend", "10-26 15", "10-27 1 extended", "10-28 2 extended", "10-29 3 extended",
        "10-30 4 extended", "10-31 weekend", "11-01 weekend", "11-02 5 extended",
        "11-03 6 extended", "11-04 7 extended", "11-05 8 extended", "11-06 9 extended",
        "11-07 weekend", "11-08 weekend", "11-09 10 extended", "11-10 11 extended",
        "11-11 1 late", "11-12 2 late",
    ]  # fmt: skip


def test_the_checkers_clock_is_not_the_handlers(office):
    # Settled on Fri 12 June, two working days before Tue 16: the handler's clock ends there. The
    # checkers have five working days: 15, 16, 17, 18 June, and Mon 22 after the holiday.
    record = opened(office, "2026-06-09", "五日")
    office.run("issue", "submit", record, "--text", "已换", "--on", "2026-06-12")
    handler = clock(office, record, on="2026-06-23")
    assert (handler["due"], handler["ended_by"], handler["left"]) == ("2026-06-16", "submit", 2)
    checker = clock(office, record, "verify", on="2026-06-23")
    assert (checker["due"], checker["left"], checker["light"]) == ("2026-06-22", -1, "late")
    # Sent back on 23 June: the submission does not count, and the handler is late since 17 June:
    # 17, 18, 22, 23 are four working days.
    back = ("issue", "reject", record, "--checker", "c001", "--text", "不亮")
    office.run(*back, "--on", "2026-06-23")
    handler = clock(office, record, on="2026-06-23")
    assert (handler["ended"], handler["left"]) == (None, -4)


def test_a_new_round_has_clocks_of_its_own_and_the_old_ones_stay(office):
    record = opened(office, "2026-06-09", "五日")
    office.run("issue", "submit", record, "--text", "已换", "--on", "2026-06-10")
    office.run("issue", "accept", record, "--checker", "c001", "--on", "2026-06-11")
    office.run("issue", "sign", record, "--signer", "c001", "--on", "2026-06-12")
    before = office.json("why", record, "--as-of", "2026-06-30")["clocks"]
    assert [(one["clock"], one["ended_by"]) for one in before] == [
        ("accept", "assign"), ("handle", "submit"), ("verify", "sign"),
    ]  # fmt: skip
    office.run("issue", "reopen", record, "--reason", "又坏", "--on", "2026-07-01")
    after = office.json("why", record, "--as-of", "2026-07-02")["clocks"]
    assert after[:3] == before
    # Three working days from Wed 1 July: 2, 3, and Mon 6.
    assert (after[3]["round"], after[3]["due"]) == (2, "2026-07-06")


def test_the_press_clock_keeps_its_days_and_a_late_pressing_shifts_none(office):
    # Registered on 1 June: 16 June, 1 July, 16 July. Pressed on 20 June only, which is in the turn
    # that ends on 1 July: the first was missed. On 2 July the next day of the calendar is 16 July,
    # but 15 days from the last pressing is 5 July, which is earlier.
    record = opened(office, "2026-06-01", "十日")
    office.run("issue", "press", record, "--text", "抓紧", "--on", "2026-06-20")
    (press,) = office.json("why", record, "--as-of", "2026-07-02")["presses"]
    assert [(one["due"], one["done"], one["state"]) for one in press["cycles"]] == [
        ("2026-06-16", None, "missed"),
        ("2026-07-01", "2026-06-20", "done"),
        ("2026-07-16", None, "due"),
    ]
    assert press["next"] == "2026-07-05"


def test_duties_and_why_say_the_same_of_pressing(reader):
    owed = {}
    for row in reader.json("duties", "--period", "2026", "--full", "--duty", "press")["rows"]:
        turn = (row["since"], row["until"], row["state"], row["done_on"])
        owed.setdefault(row["towards"], []).append(turn)
    issues = reader.json("list", "issues", "--full")["rows"]
    said = {}
    for issue in issues:
        for clock in reader.json("why", issue["id"])["presses"]:
            said.setdefault(issue["id"], []).extend(
                (one["since"], one["due"], one["state"], one["done"]) for one in clock["cycles"]
            )
    assert {record: sorted(turns) for record, turns in owed.items()} == said


def test_a_day_named_by_hand_and_words_are_told_from_the_table(office):
    record = opened(office, "2026-06-09", "五日", "--due", "2026-06-30")
    said = office.run("why", record, "--as-of", "2026-06-10").out
    assert "Limit      a day named by hand" in said
    assert "whoever assigned it; row 2 of limits, ledger.yaml:19 would now give 5 working days" in (
        " ".join(said.split())
    )
    # From 9 to 30 June are 21 days.
    found = clock(office, record, on="2026-06-10")
    assert (found["days"][-1]["number"], found["left"]) == (21, 20)
    at_once = opened(office, "2026-06-09", "五日", "--due", "立行立改")
    said = office.run("why", at_once, "--as-of", "2026-06-10").out
    assert "Limit      3 days, written “立行立改”" in said


def test_a_changed_table_does_not_change_what_was_written_down(office):
    record = opened(office, "2026-06-11", "五日")
    office.edit("ledger.yaml", "category: 五日, number: 5", "category: 五日, number: 7")
    said = " ".join(office.run("why", record, "--as-of", "2026-06-15").out.split())
    assert "Limit 5 working days" in said
    assert "whoever assigned it; row 2 of limits, ledger.yaml:19 would now give 7 working" in said
    assert clock(office, record)["due"] == "2026-06-18"


def test_a_calendar_changed_since_is_told_beside_the_day_written_down(office):
    # With Wednesday 17 June a rest day the fifth working day would be Mon 22 June.
    record = opened(office, "2026-06-11", "五日")
    day = ("--since", "2026-06-17", "--name", "庙会")
    office.run("calendar", "local", "--place", "WL", *day)
    said = " ".join(office.run("why", record, "--as-of", "2026-06-15").out.split())
    assert "Last day 2026-06-18; counted anew it is 2026-06-22: the calendar was changed" in said


def test_a_clock_without_a_limit_says_so_and_spreadsheets_get_a_row_a_day(office):
    office.edit("ledger.yaml", "- {clock: accept, number: 3, unit: workday}\n", "")
    record = opened(office, "2026-06-11", "五日")
    said = " ".join(office.run("why", record, "--as-of", "2026-06-15").out.split())
    assert "Limit none: ledger.yaml has no row for it" in said
    rows = office.run("why", record, "--as-of", "2026-06-15", "--format", "csv").table
    assert [row["Number"] for row in rows] == ["", "1", "", "", "2", "3", "4", "5"]
    assert rows[2]["Why"] == "weekend, not counted"


def test_a_clock_beyond_the_calendar_is_not_counted_out_and_the_others_are(office):
    # A day of 2027 named by hand needs no calendar of 2027: from 10 June to 1 March are 264 days.
    record = opened(office, "2026-06-09", "五日", "--due", "2027-03-01")
    found = clock(office, record, on="2026-06-10")
    assert (found["due"], found["left"], found["beyond"]) == ("2027-03-01", 264, None)
    office.edit("calendar/2026.yaml", "year: 2026", "year: 2025")
    said = office.json("why", record, "--as-of", "2026-06-10")["clocks"]
    assert "no calendar of 2026" in said[0]["beyond"]
    assert said[0]["due"] == "2026-06-12"
    assert said[1]["beyond"] is None


def test_every_table_fits_a_narrow_screen(office):
    record = opened(office, "2026-01-05", "五日")
    for line in office.process("why", record, COLUMNS="72").out.splitlines():
        assert len(line.encode("gb18030")) <= 2 * 72
    grid = [x for x in office.process("why", record, COLUMNS="72").out.splitlines() if "+2" in x]
    assert grid
    assert max(map(len, grid)) <= 72


@pytest.mark.parametrize("seed", range(2))
def test_whatever_stops_an_issue_its_deadline_is_the_one_counted_on_fingers(office, seed):
    ledger = Ledger.open(office.root, today=NOW.date(), now=NOW)
    draw = random.Random(seed)
    for category, unit, number in (("十日", "workday", 10), ("半月/不顺延", "day", 15)):
        start = day = date(2026, 1, 5) + timedelta(days=draw.randrange(120))
        record = ledger.register(day, place="WL01", title="路灯损坏", category=category).id
        ledger.advance(record, "assign", day, person="c002")
        stopped = set()
        for _ in range(4):
            day += timedelta(days=draw.randrange(9))
            verb, back, said = draw.choice(
                [
                    ("pause", "resume", {"reason": "等", "approver": "c001"}),
                    ("escalate", "return", {"reason": "难", "to": "县交通局"}),
                ]
            )
            ledger.advance(record, verb, day, **said)
            until = day + timedelta(days=draw.randrange(12))
            stopped |= {day + timedelta(days=n) for n in range((until - day).days)}
            day = until
            issue = ledger.advance(record, back, day, text="续办")
            assert issue.deadline.date == fingers(start, unit, number, stopped)
        found = clock(office, record)
        assert found["counted"] == found["due"] == issue.deadline.date.isoformat()
        told_of = {one["day"] for one in found["days"] if one["why"] in ("paused", "escalated")}
        assert told_of <= {one.isoformat() for one in stopped}
        counted = {one["day"] for one in found["days"] if one["counted"]}
        assert not counted & {one.isoformat() for one in stopped}


def fingers(start, unit, number, stopped):
    """The last day, gone through day by day; a stop after it moves it on by what it holds."""
    rest = {f"2026-{d}" for d in RESTS}
    made_up = {"2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"}

    def counts(day):
        return unit == "day" or (
            day.isoformat() not in rest and (day.isoweekday() < 6 or day.isoformat() in made_up)
        )

    day, late = start, 0
    while number:
        day += timedelta(days=1)
        number -= day not in stopped and counts(day)
    late = sum(counts(one) for one in stopped if one > day)
    while late:
        day += timedelta(days=1)
        late -= counts(day)
    return day


def test_markdown_has_the_legend_that_the_table_has(office):
    record = opened(office, "2026-06-11", "十日")
    said = lines(office.run("why", record, "--as-of", "2026-06-15", "--format", "md").out)
    table = lines(office.run("why", record, "--as-of", "2026-06-15").out)
    legend = [line for line in table.splitlines() if "not counted;" in line or "端午" in line]
    assert len(legend) >= 2
    told = said.replace("\\", "").splitlines()
    for line in legend:
        assert line.strip() in told
    # Each legend stands right below its own calendar.
    first = told.index(legend[0].strip())
    assert told[first - 2].startswith("| 2026-")
