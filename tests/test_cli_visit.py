"""`tz visit`: the diary, and the issues that are made of what was heard."""

import json

import pytest
from cli_world import Desk

PHOTO = "0123456789abcdef" * 4
FULL = (
    *("visit", "add", "--place", "WL101", "--station", "WL1", "--on", "11月19日"),
    *("--kind", "stay", "--days", "2", "--person", "c003", "--person", "C002"),
    *("--household", "WL101-0001", "--household", "ｗｌ１０１－０００２"),
    *("--body", "村“两委”", "--text", "看了机井。\n水位偏低。"),
    *("--asked", "生产生活=冬小麦长势好", "--asked", "困难诉求＝灌溉用水"),
    *("--policy", "医保缴费", "--policy", "冬季取暖补贴"),
    *("--opinion", "机井出水小", "--opinion", "路灯不亮", "--answer", "已请人来看"),
    *("--category", "饮水", "--sign", "given", "--photo", PHOTO),
    *("--aid", "慰问金::200", "--aid", "生活物资：一袋米：８０", "--aid", "生产资料:化肥"),
)


def shown(desk: Desk, record: str) -> dict:
    return desk.json("show", record, "--full")


def test_every_field_of_a_visit_can_be_given_and_comes_back(desk: Desk) -> None:
    record = desk.json(*FULL)["id"]
    told = shown(desk, record)
    del told["at"]
    assert told == {
        "date": "2026-11-19",
        "id": record,
        "kind": "stay",
        "by": "c001",
        "place": "WL101",
        "people": ["c003", "c002"],
        "households": ["WL101-0001", "WL101-0002"],
        "body": "村“两委”",
        "days": 2,
        "text": "看了机井。\n水位偏低。",
        "checklist": {"生产生活": "冬小麦长势好", "困难诉求": "灌溉用水"},
        "policies": ["医保缴费", "冬季取暖补贴"],
        "opinions": [
            {"text": "机井出水小", "category": "基础设施建设/饮水", "answer": "已请人来看"},
            {"text": "路灯不亮", "category": "基础设施建设/饮水"},
        ],
        "aid": [
            {"kind": "慰问金", "money": 200},
            {"kind": "生活物资", "goods": "一袋米", "money": 80},
            {"kind": "生产资料", "goods": "化肥"},
        ],
        "sign": "given",
        "photos": [PHOTO],
    }
    assert desk.run("check").out == "Nothing is wrong.\n"


def test_a_visit_goes_on_the_page_of_its_station_and_day(desk: Desk) -> None:
    first = desk.json("visit", "add", "--place", "WL101", "--text", "上午", "--on", "11.5")["id"]
    second = desk.json("visit", "add", "--place", "WL102", "--text", "下午", "--on", "11.5")["id"]
    page = desk.read("visits/WL1/2026/11-05.yaml")
    assert page.index(first) < page.index(second)
    assert page.startswith("station: WL1\ndate: 2026-11-05\nvisits:\n")


def test_whoever_writes_is_the_one_who_went_unless_others_are_named(desk: Desk) -> None:
    record = desk.json("visit", "add", "--place", "WL101", "--text", "看望")["id"]
    assert shown(desk, record)["people"] == ["c001"]


def test_a_visit_that_only_brought_something_is_listed_and_found_by_it(desk: Desk) -> None:
    record = desk.json("visit", "add", "--place", "WL101", "--aid", "生活物资:红糖:80")["id"]
    listed = {row["id"]: row["excerpt"] for row in desk.json("list", "visits")["rows"]}
    assert listed[record] == "生活物资：红糖（80元）"
    assert [row["id"] for row in desk.json("search", "红糖")["visits"]] == [record]


def test_opinions_become_issues_in_the_same_command_and_commit(desk: Desk) -> None:
    before = int(desk.git("rev-list", "--count", "HEAD"))
    said = desk.run(
        *("visit", "add", "--place", "WL101", "--household", "WL101-0004", "--text", "走访"),
        *("--opinion", "水泵又停", "--opinion", "路灯不亮", "--promote", "1", "--promote", "2"),
        *("--category", "用电照明", "--on", "11.18"),
    ).out  # fmt: skip
    assert int(desk.git("rev-list", "--count", "HEAD")) == before + 1
    lines = said.splitlines()
    record = lines[0].split()[1]
    issues = [line.split(":")[0].removeprefix("Registered ") for line in lines[1:]]
    assert [line.split(": ")[1] for line in lines[1:]] == ["水泵又停", "路灯不亮"]
    assert [o["issue"] for o in shown(desk, record)["opinions"]] == issues
    made = shown(desk, issues[0])
    assert made["visit"] == record
    assert made["reporter"] == "WL101-0004"
    assert made["source"] == "入户走访"
    assert made["category"] == "基础设施建设/用电照明"
    assert made["opened"] == "2026-11-18"
    assert desk.run("check").out == "Nothing is wrong.\n"


def test_an_opinion_is_promoted_later_too_but_only_once(desk: Desk) -> None:
    record = desk.json("visit", "add", "--place", "WL101", "--opinion", "便道难行")["id"]
    issue = desk.json(
        *("visit", "promote", record, "--opinion", "1", "--title", "便道未硬化"),
        *("--category", "道路", "--stream", "found", "--source", "群众接待", "--level", "重要"),
    )
    assert issue["title"] == "便道未硬化"
    assert (issue["stream"], issue["source"], issue["level"]) == ("found", "群众接待", "重要")
    assert shown(desk, record)["opinions"][0]["issue"] == issue["id"]
    desk.refused(
        "visit", "promote", record, exits=5, says=f"opinion 1 of {record} became {issue['id']}"
    )
    desk.refused(
        "visit", "promote", record, "--opinion", "2", exits=5, says=f"{record} has 1 opinion;"
    )


@pytest.mark.parametrize("kind", ["visit", "reception", "phone", "stay", "night"])
@pytest.mark.parametrize("sign", ["given", "refused", "proxy"])
def test_people_meet_in_five_ways_and_sign_in_three(desk: Desk, kind: str, sign: str) -> None:
    record = desk.json("visit", "add", "--place", "WL101", "--kind", kind, "--sign", sign)["id"]
    assert (shown(desk, record)["kind"], shown(desk, record)["sign"]) == (kind, sign)


@pytest.mark.parametrize(
    ("given", "exits", "says"),
    [
        (["--place", "WL999"], 4, "no place “WL999”"),
        (["--place", "WL101", "--household", "WL101-0099"], 4, "no household “WL101-0099”"),
        (["--place", "WL101", "--household", "丙三"], 4, "“tz list households --place"),
        (["--place", "WL101", "--person", "c099"], 4, "no member of staff “c099”"),
        (["--place", "WL101", "--kind", "dance"], 2, "--kind: “dance” is none of visit"),
        (["--place", "WL101", "--sign", "maybe"], 2, "--sign: “maybe” is none of given"),
        (["--place", "WL101", "--asked", "生产生活"], 2, "--asked: “生产生活” is not ITEM=ANSWER"),
        (["--place", "WL101", "--aid", "慰问金::多"], 2, "--aid: “多” is not a number of whole"),
        (["--place", "WL101", "--aid", "彩票::5"], 4, "no kind of aid “彩票”"),
        (["--place", "WL101", "--answer", "好"], 2, "--answer: there are more answers"),
        (["--place", "WL101", "--promote", "1"], 5, "the visit has 0 opinions; there is no"),
        (["--place", "WL101", "--photo", "photo.jpg"], 5, "photo"),
        (["--place", "WL101", "--days", "0"], 2, "--days: a number from 1 is needed"),
        (["--place", "WL101", "--days", "many"], 2, "--days: “many” is not a number"),
        (["--place", "WL101", "--on", "2027-01-01"], 5, "has not come yet"),
        (["--place", "WL101", "--opinion", "难", "--category", "天气"], 4, "no category “天气”"),
        (["--place", "YJ"], 5, "no station looks after YJ"),
        (["--place", "WL101", "--asked", "天气=晴"], 4, "no checklist item “天气”"),
    ],
)  # fmt: skip
def test_a_visit_that_cannot_be_is_refused_in_one_sentence(
    reader: Desk, given: list[str], exits: int, says: str
) -> None:
    reader.refused("visit", "add", *given, exits=exits, says=says)


def test_in_a_pipe_all_of_a_visit_can_be_given_and_the_place_must_be(desk: Desk) -> None:
    assert json.loads(desk.process(*FULL, "--format", "json").out)["data"]["sign"] == "given"
    desk.refused(
        "visit", "add", "--text", "走访", exits=2, says="--place: is needed; it is asked for only"
    )


def test_the_chinese_names_do_the_same(desk: Desk) -> None:
    said = desk.run(
        *("走访", "登记", "--地点", "五里镇第一村", "--户", "WL101-0001", "--意见", "路灯不亮"),
        *("--转问题", "1", "--日期", "昨天"),
    ).out
    assert "is in the diary of 2026-11-20" in said
    assert "Registered WL1-26-" in said


def test_a_hand_kept_page_keeps_its_other_visits(desk: Desk) -> None:
    path = "visits/WL1/2026/05-20.yaml"
    before = desk.read(path)
    desk.run("visit", "add", "--place", "WL101", "--text", "再访", "--on", "2026-05-20")
    assert desk.read(path).startswith(before)
