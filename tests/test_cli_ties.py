"""Posts, delegates, ties, groups and pairings: entered, ended, listed, shown, checked."""

import pytest
from book_world import opened
from cli_world import Desk

_WITH_A_HEAD = (
    "[{person: c001, role: head}, {person: c002, role: deputy}, {person: c005, role: deputy}, "
    "{person: c003, role: worker}]"
)


def codes(desk: Desk) -> list[str]:
    """What is wrong in the ledger."""
    return [p["code"] for p in desk.run("check", "--format", "json", exits=1).envelope["problems"]]


def test_a_post_is_taken_up_and_ended(desk: Desk) -> None:
    said = desk.run(
        *("station", "post", "WL2", "c019", "--role", "副站长", "--since", "2026-07-01"),
        *("--full-time", "--post", "第一书记"),
    )
    assert said.out.startswith("WL2 五里镇第二片区: c019 副站长, from 2026-07-01\n")
    post = {"person": "c019", "role": "deputy", "post": "第一书记", "full_time": True}
    assert desk.json("show", "WL2")["staff"][-1] == {**post, "since": "2026-07-01"}
    desk.run("工作站", "任职", "WL2", "c019", "--至", "2026-10-31")
    assert desk.json("show", "WL2")["staff"][-1]["until"] == "2026-10-31"
    assert "c019" not in desk.run("list", "staff").out
    assert "c019" in desk.run("list", "staff", "--as-of", "2026-08-01").out
    desk.refused("station", "post", "WL2", "c019", "--until", "2026-10-31", exits=5, says="nothing")


@pytest.mark.parametrize(
    ("typed", "said", "since", "until"),
    [
        (["--since", "12月1日"], "from 2026-12-01", "2026-12-01", None),
        (["--since", "10.8"], "from 2026-10-08", "2026-10-08", None),
        (["--since", "1.5"], "from 2027-01-05", "2027-01-05", None),
        (["--since", "周一"], "from 2026-11-23", "2026-11-23", None),
        (
            ["--since", "12.1", "--until", "7.1"],
            "from 2026-12-01, to 2027-07-01",
            *("2026-12-01", "2027-07-01"),
        ),
        (
            ["--until", "3.1", "--since", "10.8"],
            "from 2026-10-08, to 2027-03-01",
            *("2026-10-08", "2027-03-01"),
        ),
        (
            ["--since", "2026-12-01", "--until", "11.21"],
            "from 2026-12-01, to 2027-11-21",
            *("2026-12-01", "2027-11-21"),
        ),
    ],
)
def test_a_day_without_a_year_is_the_nearest_and_is_told_with_its_year(
    desk: Desk, typed: list[str], said: str, since: str, until: str | None
) -> None:
    told = desk.run("station", "delegate", "WL1", "c002", *typed).out
    assert told.endswith(f": c002, {said}\n")
    kept = desk.json("show", "WL1")["delegates"][-1]
    assert (kept["since"], kept.get("until")) == (since, until)


def test_what_runs_ends_on_the_nearest_day_and_a_backward_end_is_refused(desk: Desk) -> None:
    desk.run("station", "bind", "WL101", "--kind", "leader", "--person", "c001", "--since", "11.1")
    told = desk.run("station", "unbind", "WL101", "--kind", "leader", "--until", "12月31日").out
    assert "from 2026-11-01, to 2026-12-31" in told
    backward = ("delegate", "WL1", "c002", "--since", "12.1", "--until", "今天")
    desk.refused("station", *backward, exits=5, says="before it begins on 2026-12-01")
    desk.refused(
        *("station", "post", "WL1", "c019", "--role", "worker", "--since", "13.45"),
        exits=2,
        says="--since: “13.45” is not in the calendar",
    )


def test_a_place_begins_and_ends_on_the_nearest_days(desk: Desk) -> None:
    where = ("--code", "WL5", "--name", "新片区", "--type", "area", "--parent", "WL")
    staff = ("--staff", "c019:head:full:12.1:6.30")
    said = desk.run("station", "add", *where, *staff, "--since", "12月1日").out
    assert said.startswith("Added WL5 新片区, from 2026-12-01\n")
    node = desk.json("show", "WL5")
    assert node["staff"][0]["since"] == "2026-12-01"
    assert node["staff"][0]["until"] == "2027-06-30"
    said = desk.run("station", "edit", "WL5", "--until", "12.31").out
    assert said.startswith("Changed WL5 新片区, to 2026-12-31\n")


def test_a_group_may_be_joined_from_a_near_day_to_come(desk: Desk) -> None:
    joining = ("--kind", "two_one", "--member", "c050=deputy", "--on", "12.1")
    desk.run("station", "group", "WL1", "g1", *joining)
    assert desk.json("show", "WL1")["groups"][0]["members"][0]["since"] == "2026-12-01"


def test_a_post_that_makes_too_many_is_written_and_said(desk: Desk) -> None:
    said = desk.run("station", "post", "WL1", "c019", "--role", "head")
    assert "站长: 2 in post, the rule is 1" in said.out
    assert codes(desk) == ["staffing"]


def test_a_delegate_signs_for_the_time_and_no_longer(desk: Desk) -> None:
    desk.run("station", "delegate", "WL1", "c002", "--since", "2026-11-01", "--until", "2026-11-30")
    assert opened(desk.root).signers("WL1") == {"c001", "c002"}
    desk.run("工作站", "授权", "WL1", "c002", "--至", "2026-11-20")
    assert opened(desk.root).signers("WL1") == {"c001"}
    assert opened(desk.root).signers("WL1", ["worker"]) == {"c003"}


def test_a_leader_a_unit_and_a_group_are_tied_and_let_go(desk: Desk) -> None:
    desk.run("station", "bind", "五里镇第一村", "--kind", "领导挂点", "--person", "c001")
    desk.run("station", "bind", "WL101", "--kind", "unit", "--unit", "县水务局")
    desk.run(
        *("station", "group", "WL1", "wl1_a", "--kind", "two_one", "--area", "东山自然村"),
        *("--member", "c002=deputy", "--member", "c005:副站长", "--member", "C003=worker"),
    )
    desk.run("station", "bind", "WL102", "--kind", "area", "--group", "WL1_A")
    rows = desk.json("list", "bindings")["rows"]
    assert [(row["place"], row["kind"], row["holder"]) for row in rows] == [
        ("WL101", "leader", "c001"),
        ("WL101", "unit", "县水务局"),
        ("WL102", "area", "wl1_a"),
    ]
    by_group = desk.run("列表", "挂钩", "--人员", "c003", "--format", "csv").table
    assert [row["Code"] for row in by_group] == ["WL102"]
    desk.run("station", "unbind", "WL101", "--kind", "leader", "--until", "2026-11-21")
    desk.run("check")
    assert len(desk.json("list", "bindings", "--kind", "leader", "--full")["rows"]) == 1


def test_people_join_and_leave_a_group_and_count_as_staff(desk: Desk) -> None:
    desk.run("station", "group", "WL1", "g1", "--kind", "two_one", "--member", "c050=deputy")
    assert codes(desk) == ["group-made", "group-made"]
    desk.run("whoami", "c050")
    desk.run("station", "group", "WL1", "g1", "--leave", "c050")
    members = desk.json("show", "WL1")["groups"][0]["members"]
    assert members == [
        {"person": "c050", "role": "deputy", "since": "2026-11-21", "until": "2026-11-21"}
    ]
    assert desk.json("show", "c050")["posts"][0]["team"] == "g1"


def test_a_file_kept_by_hand_keeps_its_comments(desk: Desk) -> None:
    text = desk.read("stations/WL101.yaml") + "# 村里人都叫它老庄\nbindings:\n"
    desk.commit("stations/WL101.yaml", text + "  - kind: unit  # 老关系\n    unit: 县供销社\n")
    desk.run("station", "bind", "WL101", "--kind", "leader", "--person", "c001")
    kept = desk.read("stations/WL101.yaml")
    assert "# 村里人都叫它老庄" in kept
    assert "# 老关系" in kept
    desk.run("station", "unbind", "WL101", "--unit", "县供销社")
    assert desk.json("show", "WL101")["bindings"] == [
        {"kind": "unit", "unit": "县供销社", "until": "2026-11-21"},
        {"kind": "leader", "person": "c001", "since": "2026-11-21"},
    ]


def test_a_place_is_changed_and_keeps_its_old_name(desk: Desk) -> None:
    desk.run(
        "station", "edit", "WL2", "--name", "东片区", "--ready", "经费到位", "--on", "2026-11-01"
    )
    desk.run("工作站", "变更", "WL2", "--未到位", "场所到位")
    node = desk.json("show", "WL2")
    assert node["former_names"] == [{"name": "五里镇第二片区", "until": "2026-10-31"}]
    assert node["readiness"] == ["设施到位", "人员到位", "布置到位", "制度到位", "经费到位"]


def test_a_household_is_paired_with_one_person_at_a_time(desk: Desk) -> None:
    desk.run("household", "pair", "wl101-0003", "C003", "--on", "2026-11-10")
    desk.run("户", "结对", "WL101-0003", "c001")
    home = desk.json("show", "WL101-0003")
    assert (home["staff"], home["paired"]) == ("c001", "2026-11-21")
    assert home["pairings"][-1] == {"person": "c003", "since": "2026-11-10", "until": "2026-11-20"}
    desk.run("check")
    path = "households/WL101.yaml"
    desk.edit(path, "until: 2026-11-20", "until: 2026-11-22")
    assert codes(desk) == ["paired-twice"]


def test_a_pairing_ends_and_a_card_is_handed_over(desk: Desk) -> None:
    desk.run("household", "pair", "WL101-0003", "--end")
    home = desk.json("show", "WL101-0003")
    assert "staff" not in home
    assert home["pairings"] == [{"person": "c002", "until": "2026-11-20"}]
    desk.run("household", "card", "WL101-0003", "--on", "2026-11-02")
    assert desk.json("show", "WL101-0003")["card"] == "2026-11-02"


def test_a_person_is_shown_with_posts_households_and_issues(reader: Desk) -> None:
    found = reader.json("show", "C003")
    assert found["person"] == "c003"
    assert found["posts"][0]["place"] == "WL1"
    assert "WL101-0004" in found["households"]
    assert "赵丁四" not in reader.run("show", "c003", "--full").out


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("code: WL101", "bindings: [{kind: leader, person: c099}]", "unknown-staff"),
        ("code: WL101", "bindings: [{kind: area, group: none}]", "unknown-group"),
        ("code: WL101", "bindings: [{kind: friend, person: c001}]", "unknown-setting"),
        ("code: WL101", "bindings: [{kind: unit, person: c001}]", "tie-of"),
        ("code: WL1\n", "bindings: [{kind: unit, unit: 县水务局}]", "tie-tier"),
        ("code: WL1\n", "groups: [{code: g, kind: gang}]", "unknown-setting"),
        (
            "code: WL1\n",
            f"groups: [{{code: g, kind: two_one, members: {_WITH_A_HEAD}}}]",
            "group-stranger",
        ),
        ("code: WL1\n", "delegates: [{person: c099, since: 2026-01-01}]", "unknown-staff"),
        (
            "code: WL101",
            "bindings: [{kind: leader, person: c001, since: 2026-05-01, until: 2026-04-01}]",
            "backward",
        ),
        (
            "code: WL101",
            "bindings: [{kind: leader, person: c001}, {kind: leader, person: c002}]",
            "tied",
        ),
    ],
)
def test_a_tie_that_cannot_be_is_found(desk: Desk, old: str, new: str, code: str) -> None:
    path = f"stations/{old.split()[1]}.yaml"
    desk.commit(path, desk.read(path) + new + "\n")
    assert codes(desk) == [code]


def test_somebody_tied_to_too_many_places_and_two_groups_of_one_code_are_found(desk: Desk) -> None:
    for village in ("WL101", "WL102", "WL103", "WL204"):
        text = "bindings: [{kind: leader, person: c001}]\n"
        desk.commit(f"stations/{village}.yaml", desk.read(f"stations/{village}.yaml") + text)
    assert codes(desk) == ["tied-often"]
    for station in ("WL1", "WL2"):
        path = f"stations/{station}.yaml"
        gone = "members: [{person: c001, role: head, until: 2026-01-31}]"
        text = f"groups: [{{code: g, kind: two_one, {gone}}}]\n"
        desk.commit(path, desk.read(path) + text)
    assert sorted(codes(desk)) == ["group-twin", "tied-often"]


@pytest.mark.parametrize(
    ("argv", "exits", "says"),
    [
        (("post", "WL1"), 2, "STAFF: is needed"),
        (("post", "WL1", "c019"), 2, "--role: is needed"),
        (("post", "WL1", "c019", "--role", "chief"), 4, "no role “chief”"),
        (("post", "WL1", "c001", "--role", "head"), 5, "runs already, since 2026-01-01"),
        (("post", "WL1", "c001", "--until", "2025-01-01"), 5, "before it begins on 2026-01-01"),
        (("delegate", "WL1", "c099"), 4, "no member of staff “c099”"),
        (("bind", "WL101", "--kind", "friend", "--person", "c001"), 4, "no kind of tie “friend”"),
        (
            ("bind", "WL101", "--kind", "unit", "--person", "c001"),
            5,
            "a unit to a place: give --unit",
        ),
        (
            ("bind", "WL101", "--kind", "leader", "--unit", "县水务局"),
            5,
            "give --person and nothing",
        ),
        (("bind", "WL101", "--kind", "area", "--person", "c001"), 5, "give --group and nothing"),
        (("bind", "WL1", "--kind", "unit", "--unit", "县水务局"), 5, "行政村; WL1 is none"),
        (("bind", "WL101", "--kind", "area", "--group", "none"), 4, "no group “none”"),
        (("unbind", "WL101", "--kind", "unit"), 5, "nothing like that runs at WL101"),
        (("group", "WL1", "g1", "--member", "c001"), 2, "--kind: is needed"),
        (("group", "WL1", "g1", "--kind", "two_one", "--member", "c001"), 2, "STAFF=ROLE"),
        (("group", "WL1", "g1", "--kind", "gang"), 4, "no kind of group “gang”"),
        (("edit", "WL1"), 5, "nothing to change was named"),
        (("edit", "WL1", "--not-ready", "天时"), 4, "no readiness item “天时”"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    reader: Desk, argv: tuple[str, ...], exits: int, says: str
) -> None:
    reader.refused("station", *argv, exits=exits, says=says)


@pytest.mark.parametrize(
    ("argv", "exits", "says"),
    [
        (("pair", "WL101-0003", "c099"), 4, "no member of staff “c099”"),
        (("pair", "WL101-9999", "c003"), 4, "no household “WL101-9999”"),
        (("pair", "WL101-0003", "c002"), 5, "is paired with c002 already"),
        (("pair", "WL101-0003"), 2, "STAFF: is needed"),
        (("pair", "WL101-0003", "c003", "--end"), 2, "--end: goes with no new person"),
        (("card", "WL101-9999"), 4, "no household"),
    ],
)
def test_a_pairing_that_cannot_be_is_refused_in_one_sentence(
    reader: Desk, argv: tuple[str, ...], exits: int, says: str
) -> None:
    reader.refused("household", *argv, exits=exits, says=says)


def test_what_is_missing_is_asked_for_at_a_terminal(desk: Desk) -> None:
    heard = desk.talk(
        *("station", "bind"),
        answers=[("Place: ", "WL101\n"), ("Kind of tie: ", "领导挂点\n"), ("Person: ", "c001\n")],
    )
    assert "WL101 五里镇第一村: 领导挂点 c001" in heard
