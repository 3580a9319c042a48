"""`tz calendar`: a year shown, filled, imported and grown by local rests, as a clerk does it."""

import os
import subprocess
import sys

import pytest
from cli_world import ENVIRONMENT
from test_rules_notices import NOTICES

NOTICE_2027 = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。2026年12月26日（周六）上班。
"""

LINES_2028 = """\
2028-01-01~2028-01-03 休 元旦
2028-01-25~2028-01-31 休 春节
2028-04-04 休 清明节
2028-05-01 休 劳动节
2028-05-28 休 端午节
2028-10-01~2028-10-07 休 国庆节
2028-10-08 休 中秋节
2028-01-08 班
"""


def test_a_year_is_shown_with_its_holidays_and_working_days(desk):
    said = desk.run("calendar", "show", "2026").out
    assert "国庆节  2026-10-01  2026-10-07     7" in said
    assert "2026-02-14  Saturday" in said
    data = desk.json("calendar", "show")
    assert data["year"] == 2026
    # October 2026: 31 days less 4 Saturdays and 4 Sundays outside the holiday (10 11 17 18 24 25 31
    # are seven; the holiday holds 3 and 4), less the 7 of the holiday, and 10 October is worked:
    # 31 - 7 - 7 + 1 = 18.
    assert data["months"][9] == {"month": "2026-10", "workdays": 18, "rests": 13}


def test_the_library_fills_what_it_knows_and_no_year_beyond(desk):
    desk.run("calendar", "fill", "2025")
    data = desk.json("calendar", "show", "2025")
    assert data["known"] == [2025, 2026]
    assert "2025-01-26" in [one["day"] for one in data["work"]]
    refused = desk.run("calendar", "fill", "2027", exits=5).err
    assert "2004 to 2026; 2027 is not guessed" in refused
    assert "tz calendar import" in refused
    assert "no calendar of 2027" in desk.run("calendar", "show", "2027", exits=5).err


def test_a_year_that_is_there_is_replaced_only_on_request_and_keeps_its_local_rests(desk):
    there = desk.run("calendar", "fill", "2026", exits=5).err
    assert "say --replace" in there
    desk.run("calendar", "local", "--place", "WL", "--since", "2026-12-25", "--name", "庙会")
    notice = desk.root / "n.txt"
    notice.write_text(NOTICES[2026], encoding="utf-8")
    desk.run("calendar", "import", str(notice), "--replace", "--source", "县政府办转发")
    said = desk.run("calendar", "import", str(notice), "--replace").out
    assert "7 holidays, 6 make-up workdays" in said
    data = desk.json("calendar", "show", "2026")
    assert data["source"] == "国务院办公厅关于2026年部分节假日安排的通知"
    assert [one["name"] for one in data["local"]] == ["庙会"]
    again = desk.run("calendar", "import", str(notice), "--replace", exits=5).err
    assert "says the same already" in again


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_pasted_notice_becomes_a_year_in_one_commit(desk, encoding):
    notice = desk.root / "n.txt"
    notice.write_bytes(NOTICE_2027.encode(encoding))
    before = _commits(desk)
    said = desk.run("calendar", "import", str(notice)).out
    assert _commits(desk) == before + 1
    assert "It also decides days of 2026" in said
    assert "2026-12-26" in [one["day"] for one in desk.json("calendar", "show", "2026")["work"]]
    data = desk.json("calendar", "show", "2027")
    assert [one["days"] for one in data["rest"]] == [3, 7, 3, 5, 1, 1, 7]
    desk.run("check")
    desk.run("undo")
    assert _known(desk) == [2026]


def _commits(desk):
    counted = subprocess.run(
        ["git", "-C", str(desk.root), "rev-list", "--count", "HEAD"],
        capture_output=True,
        check=True,
    )
    return int(counted.stdout)


def _known(desk):
    return desk.json("calendar", "show", "2026")["known"]


def test_a_mistake_in_a_list_is_named_with_its_line_and_nothing_is_written(desk):
    notice = desk.root / "n.txt"
    notice.write_text(NOTICE_2027.replace("共7天。1月", "共8天。1月"), encoding="utf-8")
    refused = desk.run("calendar", "import", str(notice), exits=5).err
    assert "n.txt:3: 7 days are listed, but the text says 8天; nothing was written" in refused
    notice.write_text(LINES_2028 + "2028-01-08 休 腊八节\n", encoding="utf-8")
    refused = desk.run("calendar", "import", str(notice), exits=5).err
    assert "n.txt:8: 2028-01-08 is listed twice" in refused
    notice.write_text(LINES_2028.replace("清明节", "扫墓"), encoding="utf-8")
    refused = desk.run("calendar", "import", str(notice), exits=5).err
    assert "has no rest days under the names 清明; every year has them" in refused
    notice.write_text(LINES_2028, encoding="utf-8")
    refused = desk.run("calendar", "import", str(notice), "--year", "2027", exits=5).err
    assert "every year has them" in refused
    notice.write_text("会议纪要\n", encoding="utf-8")
    assert (
        "n.txt:1: “会议纪要” cannot be read"
        in desk.run("calendar", "import", str(notice), exits=5).err
    )
    assert "cannot be read" in desk.run("calendar", "import", "无.txt", exits=2).err
    assert _known(desk) == [2026]


def test_our_own_file_and_plain_lines_are_taken_in_too(desk):
    lines = desk.root / "n.txt"
    lines.write_text(LINES_2028, encoding="utf-8")
    desk.run("calendar", "import", str(lines), "--source", "县政府办通知")
    own = desk.root / "calendar/2028.yaml"
    assert "source: 县政府办通知" in own.read_text(encoding="utf-8")
    other = desk.root / "2029.yaml"
    other.write_text(own.read_text(encoding="utf-8").replace("2028", "2029"), encoding="utf-8")
    refused = desk.run("calendar", "import", str(other), exits=5).err
    assert "2029.yaml:25: 2029-01-08 is no Saturday and no Sunday" in refused
    other.write_text(other.read_text(encoding="utf-8").replace("01-08", "01-06"), encoding="utf-8")
    desk.run("calendar", "import", str(other))
    assert _known(desk) == [2026, 2028, 2029]


def test_a_local_rest_holds_at_its_place_and_below_and_nowhere_else(desk):
    place = desk.json("list", "places")["rows"]
    top = next(row for row in place if row["parent"])
    below = next(row["code"] for row in place if row["parent"] == top["code"])
    here = ("--place", top["code"])
    days = ("--since", "2026-12-08", "--until", "2026-12-10")
    desk.run("calendar", "local", *here, *days, "--name", "那达慕")

    def december(*place):
        return desk.json("calendar", "show", "2026", *place)["months"][11]["workdays"]

    assert december() - december("--place", below) == 3
    twice = desk.run("calendar", "local", *here, "--since", "2026-12-10", "--name", "又", exits=5)
    assert "listed twice, as “local 那达慕” and as “local 又”" in twice.err
    beyond = desk.run("calendar", "local", *here, "--since", "2027-07-01", "--name", "夏", exits=5)
    assert "no calendar of 2027" in beyond.err


def test_a_hand_made_year_that_contradicts_itself_is_not_adopted(desk):
    file = desk.root / "calendar/2026.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("[2026-01-04", "[2026-01-02"), encoding="utf-8"
    )
    said = desk.run("status")
    assert "calendar/2026.yaml:25" in said.out
    assert "listed twice" in desk.run("adopt", exits=5).err


def test_a_local_rest_of_an_unknown_place_is_found_with_its_line(desk):
    rest = "local:\n- name: 夏\n  since: 2026-07-01\n  until: 2026-07-01\n  place: ZZ\n"
    desk.commit("calendar/2026.yaml", desk.read("calendar/2026.yaml") + rest)
    lines = desk.read("calendar/2026.yaml").splitlines()
    said = desk.run("check", exits=1).out
    assert f"calendar/2026.yaml:{lines.index('  place: ZZ') + 1}" in said
    assert "station or place “ZZ”" in said


def test_at_a_terminal_a_list_is_shown_first_and_may_still_be_refused(desk):
    notice = desk.root / "n.txt"
    notice.write_text(NOTICE_2027, encoding="utf-8")
    with desk.unchanged():
        heard = desk.talk(
            "calendar", "import", str(notice), answers=[("Write it", "no\n")], exits=130
        )
    assert "2027-02-05" in heard
    assert heard.endswith("Nothing was written.\n")
    desk.talk("calendar", "import", str(notice), answers=[("Write it", "yes\n")])
    assert _known(desk) == [2026, 2027]


def test_a_pasted_notice_can_be_piped_in(desk):
    ended = subprocess.run(
        [sys.executable, "-m", "ledger", "-C", str(desk.root), "calendar", "import", "-"],
        input=NOTICE_2027.encode(),
        env={**os.environ, **ENVIRONMENT},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    assert _known(desk) == [2026, 2027]
