"""`tz activity`: what a station does besides visiting, and the issues of what was found."""

import re

import pytest
from cli_world import Desk

PHOTO = "0123456789abcdef" * 4
PUMP = "WL1-26-KE2NX4G"
FULL = (
    *("activity", "add", "--kind", "督查讲评", "--title", "十一月讲评", "--station", "WL1"),
    *("--place", "WL101", "--on", "11月18日", "--until", "11.19", "--person", "c003"),
    *("--person", "Ｃ００２", "--chair", "C001", "--recorder", "c002", "--expected", "12"),
    *("--present", "0", "--absent", "c003=请假:病假", "--absent", "c002：迟到", "--absent", "c001"),
    *("--body", "第一村党支部", "--body", "第二村党支部", "--covers", "五里镇第二村"),
    *("--covers", "wl103", "--household", "ｗｌ１０１－０００２", "--topic", "主题党日"),
    *("--text", "讲评如下。\n一、……", "--decision", "限期补齐记录", "--decision", "KE2N＝更换水泵"),
    *("--finding", "记录不全", "--finding", "WL102:缺岗:组织生活=无人在岗"),
    *("--finding", "::道路=路面破损", "--finding", "=1+1=2", "--unannounced", "--round", "2"),
    *("--result", "较好", "--channel", "会议", "--amount", "3", "--unit", "份"),
    *("--money", "0", "--photo", PHOTO),
)


@pytest.fixture(autouse=True)
def _chinese_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The names that stand in a catalogue yet to be made."""
    from ledger.rules import activities

    monkeypatch.setitem(activities.PRESENCE_NAMES, "absent", "缺岗")
    monkeypatch.setitem(activities.PRESENCE_NAMES, "leave", "请假")


def shown(desk: Desk, record: str) -> dict:
    return desk.json("show", record, "--full")


def test_the_name_of_a_body_may_be_spelt_as_it_is(desk: Desk) -> None:
    names = ["C:\\CON", "第一村“先锋”支部", 'a"b']
    given = [part for name in names for part in ("--body", name)]
    desk.run("activity", "add", "--kind", "督查讲评", "--place", "WL101", *given)
    assert [row["bodies"] for row in desk.json("list", "activities")["rows"]] == [names]


def test_every_field_of_an_activity_can_be_given_and_comes_back(desk: Desk) -> None:
    record = desk.json(*FULL)["id"]
    told = shown(desk, record)
    del told["at"]
    assert told == {
        "id": record,
        "kind": "commentary",
        "title": "十一月讲评",
        "station": "WL1",
        "place": "WL101",
        "date": "2026-11-18",
        "until": "2026-11-19",
        "by": "c001",
        "people": ["c003", "c002"],
        "chair": "c001",
        "recorder": "c002",
        "expected": 12,
        "present": 0,
        "absent": [
            {"person": "c003", "leave": True, "reason": "病假"},
            {"person": "c002", "reason": "迟到"},
            {"person": "c001"},
        ],
        "bodies": ["第一村党支部", "第二村党支部"],
        "places": ["WL102", "WL103"],
        "households": ["WL101-0002"],
        "topics": ["主题党日"],
        "text": "讲评如下。\n一、……",
        "decisions": [{"text": "限期补齐记录"}, {"text": "更换水泵", "issue": PUMP}],
        "findings": [
            {"text": "记录不全"},
            {
                "text": "无人在岗",
                "place": "WL102",
                "presence": "absent",
                "category": "党组织建设/组织生活",
            },
            {"text": "路面破损", "category": "基础设施建设/道路"},
            {"text": "1+1=2"},
        ],
        "unannounced": True,
        "round": 2,
        "result": "较好",
        "channel": "会议",
        "amount": 3,
        "unit": "份",
        "money": 0,
        "photos": [PHOTO],
    }
    assert desk.run("check").out == "Nothing is wrong.\n"
    path = f"activities/WL1/2026/{record}.yaml"
    assert "- {text: 无人在岗, place: WL102, presence: absent, category:" in desk.read(path)
    assert desk.git("log", "-1", "--format=%s").strip() == f"add activity {record}"


def test_an_activity_is_shown_with_tables_of_what_was_agreed_and_found(desk: Desk) -> None:
    record = desk.json(*FULL)["id"]
    said = desk.run("show", record).out
    for heading in ("The activity", "What was agreed", "What was found", "Who was missing"):
        assert f"\n{heading}\n" in said
    assert "WL101-0002 李某" in said
    assert "李乙二" not in said
    assert re.search("^Kind +督查讲评$", said, re.MULTILINE)
    assert PUMP in said
    assert "Found or discussed on" in desk.run("show", PUMP).out
    for form in ("csv", "md", "json"):
        assert "无人在岗" in desk.run("show", record, "--format", form).out


def test_without_a_title_it_is_called_as_its_kind(desk: Desk) -> None:
    said = desk.run("activity", "add", "--kind", "service_day", "--station", "WL1").out
    assert said.endswith(" is on the ledger: 集中便民日\n")


def test_findings_become_issues_at_once_or_later(desk: Desk) -> None:
    before = int(desk.git("rev-list", "--count", "HEAD"))
    lines = desk.run(
        *("activity", "add", "--kind", "covert", "--place", "WL101", "--on", "11.18"),
        *("--finding", "WL102:absent:组织生活=无人在岗", "--finding", "::道路=路面破损"),
        *("--promote", "1"),
    ).out.splitlines()  # fmt: skip
    assert int(desk.git("rev-list", "--count", "HEAD")) == before + 1
    record, issue = lines[0].split()[1], lines[1].split()[1].rstrip(":")
    made = shown(desk, issue)
    assert (made["place"], made["stream"], made["opened"]) == ("WL102", "supervision", "2026-11-18")
    later = desk.json("activity", "promote", record[-5:], "--finding", "2", "--stream", "found")
    assert (later["title"], later["place"], later["stream"]) == ("路面破损", "WL101", "found")
    assert [f["issue"] for f in shown(desk, record)["findings"]] == [issue, later["id"]]
    desk.refused(
        "activity", "promote", record, exits=5, says=f"finding 1 of {record} became {issue} already"
    )
    desk.refused("activity", "promote", record, "--finding", "3", exits=5, says="has 2 findings")
    row = desk.json("list", "activities", "--kind", "covert")["rows"][0]
    assert (row["findings"], row["issues"]) == (2, [issue, later["id"]])


@pytest.mark.parametrize(
    ("given", "exits", "says"),
    [
        ([], 2, "--kind: is needed; it is asked for only at a terminal"),
        (["--kind", "training"], 2, "--place: is needed"),
        (["--kind", "跳舞", "--place", "WL1"], 4, "no kind of activity “跳舞”"),
        (["--kind", "summary", "--place", "WL1"], 5, "needs chair, decisions: ledger.yaml demands"),
        (["--kind", "assessment", "--place", "WL1"], 5, "“月考评” needs result"),
        (["--kind", "training", "--place", "月球"], 4, "no place “月球”"),
        (["--kind", "training", "--place", "YJ"], 5, "no station looks after YJ"),
        (["--kind", "training", "--place", "WL1", "--station", "WL"], 5, "keeps no ledger"),
        (["--kind", "training", "--place", "WL1", "--person", "c099"], 4, "staff “c099”"),
        (["--kind", "training", "--place", "WL1", "--chair", "c099"], 4, "staff “c099”"),
        (["--kind", "training", "--place", "WL1", "--absent", "c099"], 4, "staff “c099”"),
        (["--kind", "training", "--place", "WL1", "--absent", "c003=病"], 2, "is not STAFF["),
        (["--kind", "training", "--place", "WL1", "--absent", "=leave"], 2, "is not STAFF["),
        (["--kind", "training", "--place", "WL1", "--covers", "WL9"], 4, "no place “WL9”"),
        (["--kind", "training", "--place", "WL1", "--household", "WL101-9"], 4, "no household"),
        (["--kind", "training", "--place", "WL1", "--decision", "ZZZZ=x"], 4, "“ZZZZ”"),
        (["--kind", "training", "--place", "WL1", "--finding", "WL9=x"], 4, "9"),
        (["--kind", "training", "--place", "WL1", "--finding", "WL101:gone=x"], 2, "“gone” is"),
        (["--kind", "training", "--place", "WL1", "--finding", "::天气=x"], 4, "category “天气”"),
        (["--kind", "training", "--place", "WL1", "--finding", "a:b:c:d=x"], 2, "is not [PLACE"),
        (["--kind", "training", "--place", "WL1", "--finding", "="], 5, "is empty"),
        (["--kind", "training", "--place", "WL1", "--promote", "1"], 5, "there is no number 1"),
        (["--kind", "training", "--place", "WL1", "--on", "2027-01-01"], 5, "has not come yet"),
        (["--kind", "training", "--place", "WL1", "--until", "2026-11-20"], 5, "before the first"),
        (["--kind", "training", "--place", "WL1", "--until", "12.1"], 5, "has not come yet"),
        (["--kind", "training", "--place", "WL1", "--until", "昨个"], 2, "--until: "),
        (["--kind", "training", "--place", "WL1", "--round", "0"], 2, "--round: a number from 1"),
        (["--kind", "training", "--place", "WL1", "--money", "-1"], 2, "--money: a number from 0"),
        (["--kind", "training", "--place", "WL1", "--photo", "a.jpg"], 5, "photos"),
        (["--kind", "training", "--place", "WL1", "--title", "x" * 201], 5, "too long"),
    ],
)  # fmt: skip
def test_an_activity_that_cannot_be_is_refused_in_one_sentence(
    reader: Desk, given: list[str], exits: int, says: str
) -> None:
    reader.refused("activity", "add", *given, exits=exits, says=says)


def test_a_ledger_without_kinds_says_where_they_are_written(desk: Desk) -> None:
    text = desk.read("ledger.yaml")
    kept = text[: text.index("# 活动的种类")] + text[text.index("# 谁与哪个地方挂钩") :]
    desk.commit("ledger.yaml", kept[: kept.index("# 定期要做的事")])
    says = "no kind of activity “summary” in this ledger; ledger.yaml lists those that there are"
    desk.refused("activity", "add", "--kind", "summary", "--place", "WL1", exits=4, says=says)
    desk.refused(
        *("task", "add", "--kind", "weekly", "--title", "清渠", "--place", "WL1"),
        exits=4,
        says="no kind of task “weekly”",
    )


def test_the_chinese_names_do_the_same(desk: Desk) -> None:
    said = desk.run(
        *("活动", "登记", "--种类", "月底小结会", "--工作站", "榆舍", "--主持人", "c001"),
        *("--议定事项", "清理沟渠", "--日期", "昨天", "--应到", "9", "--实到", "8"),
    ).out
    assert said.startswith("Activity WL1-26-")
    row = desk.json("列表", "活动", "--种类", "summary")["rows"][0]
    assert (row["day"], row["expected"], row["present"]) == ("2026-11-20", 9, 8)
    assert desk.run("查看", row["id"], "--lang", "zh").out.startswith(row["id"])


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A ledger with some activities, only read."""
    from book_world import example

    desk = Desk(example(tmp_path_factory.mktemp("held") / "台账"))
    add = ("activity", "add")
    desk.run(*add, "--kind", "training", "--place", "WL101", "--person", "c003", "--on", "11.2")
    leave = ("--kind", "leave", "--station", "WL1", "--person", "c002")
    desk.run(*add, *leave, "--on", "11.2", "--until", "11.6")
    research = ("--kind", "research", "--place", "WL1", "--covers", "WL102", "--text", "调研水利")
    desk.run(*add, *research, "--household", "WL101-0004", "--on", "11.4")
    summary = ("--kind", "summary", "--place", "WL205", "--chair", "c006", "--decision", "清渠")
    desk.run(*add, *summary, "--on", "11.9")
    return desk


@pytest.mark.parametrize(
    ("given", "kinds"),
    [
        ([], ["summary", "research", "leave", "training"]),
        (["--kind", "leave"], ["leave"]),
        (["--kind", "集中调研"], ["research"]),
        (["--station", "WL1"], ["research", "leave", "training"]),
        (["--place", "WL101"], ["training"]),
        (["--place", "五里镇第二村"], ["research"]),
        (["--place", "WL2"], ["summary"]),
        (["--person", "C003"], ["training"]),
        (["--person", "c006"], ["summary"]),
        (["--person", "c001"], []),
        (["--household", "WL101-0004"], ["research"]),
        (["--since", "2026-11-05"], ["summary", "leave"]),
        (["--until", "2026-11-03"], ["leave", "training"]),
        (["--as-of", "2026-11-03"], ["leave", "training"]),
        (["--limit", "1"], ["summary"]),
    ],
)
def test_activities_are_narrowed_by_each_filter(
    held: Desk, given: list[str], kinds: list[str]
) -> None:
    rows = held.json("list", "activities", *given)["rows"]
    assert sorted(row["kind"] for row in rows) == sorted(kinds)


def test_activities_are_listed_in_every_format(held: Desk) -> None:
    assert held.run("list", "activities").out.startswith("Activities up to 2026-11-21\nId ")
    assert held.run("list", "activities", "--format", "csv").table[0]["Kind"] == "月底小结会"
    assert "| 月底小结会 |" in held.run("list", "activities", "--format", "md").out
    assert held.json("list", "activities", "--limit", "2")["total"] == 4
    assert held.run("list", "activities", "--kind", "covert").out.endswith("No such activity.\n")


@pytest.mark.parametrize(
    ("given", "exits", "says"),
    [
        (["--status", "open"], 2, "--status: does not narrow activities"),
        (["--tree"], 2, "--tree: does not narrow activities"),
        (["--open"], 2, "--open: does not narrow activities"),
        (["--kind", "dance"], 4, "no kind of activity “dance”"),
        (["--person", "c099"], 4, "no member of staff “c099”"),
        (["--household", "WL101-9999"], 4, "no household"),
    ],
)
def test_what_does_not_narrow_activities_is_refused(
    held: Desk, given: list[str], exits: int, says: str
) -> None:
    held.refused("list", "activities", *given, exits=exits, says=says)


def test_activities_are_found_by_their_words_and_by_part_of_their_id(held: Desk) -> None:
    found = held.json("search", "水利")
    assert [row["kind"] for row in found["activities"]] == ["research"]
    assert held.json("search", "清渠")["activities"][0]["kind"] == "summary"
    assert "Activities with “水利”" in held.run("search", "水利").out
    record = found["activities"][0]["id"]
    assert shown(held, record[-6:-2])["id"] == record
    held.refused("show", record, "--as-of", "2026-11-01", exits=4, says="no activity on 2026-11-01")


def test_its_history_names_fields_and_kinds(desk: Desk) -> None:
    record = desk.json("activity", "add", "--kind", "training", "--place", "WL101")["id"]
    said = desk.run("log", record).out
    assert "activity add" in said
    assert "集中培训" in said
    assert record in desk.run("log").out


def test_an_activity_is_taken_back_with_what_was_made_of_it(desk: Desk) -> None:
    with desk_as_before(desk):
        desk.run(
            *("activity", "add", "--kind", "covert", "--place", "WL101"),
            *("--finding", "::道路=路面破损", "--promote", "1"),
        )  # fmt: skip
        desk.run("undo")


def test_an_activity_that_others_name_is_not_taken_back(desk: Desk) -> None:
    desk.run(
        *("activity", "add", "--kind", "summary", "--place", "WL101", "--chair", "c001"),
        *("--decision", "清渠"),
    )  # fmt: skip
    meeting = desk.json("list", "activities")["rows"][0]["id"]
    added = desk.json("ops")["rows"][0]["op"]
    task = desk.json("task", "add", "--kind", "plan", "--from", meeting)["id"]
    desk.refused("undo", added, exits=5, says="changed since")
    desk.run("undo")
    assert "task" not in shown(desk, meeting)["decisions"][0]
    desk.refused("show", task, exits=4, says="no record")


class desk_as_before:  # noqa: N801 - reads as a sentence
    """What happens within leaves the files as they were."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def __enter__(self) -> None:
        self.files = self.desk.state()[1]

    def __exit__(self, kind: object, *_rest: object) -> None:
        assert kind or self.desk.state()[1] == self.files
