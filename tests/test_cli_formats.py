"""`--format`: one envelope for programs, columns for spreadsheets, Markdown for documents."""

import csv
import io
import json
import os
import re
import subprocess
import sys

import pytest
from cli_world import ENVIRONMENT, Desk, call

READING = {
    "list": ["list"],
    "list visits": ["list", "visits"],
    "list stations": ["list", "stations"],
    "list places": ["list", "places"],
    "list households": ["list", "households"],
    "list staff": ["list", "staff"],
    "overdue": ["overdue"],
    "show issue": ["show", "KE2N"],
    "show visit": ["show", "L8RA"],
    "show household": ["show", "WL101-0001"],
    "show place": ["show", "WL1"],
    "search": ["search", "水泵"],
    "log": ["log"],
    "log issue": ["log", "KE2N"],
    "check": ["check"],
    "whoami": ["whoami"],
}
ISSUE_COLUMNS = ["Id", "Matter", "Place", "Status", "Owner", "Due", "Category", "Opened"]
COLUMNS = {
    "list": [*ISSUE_COLUMNS, "Light"],
    "list visits": [
        *("Id", "Day", "Kind", "Place", "Who went", "Households met", "Opinions", "Diary"),
    ],
    "list places": ["Code", "Name", "Tier", "Belongs to", "Covers", "Households", "Staff"],
    "list staff": ["Staff code", "Post", "Station", "Name", "From", "To"],
    "overdue": [
        *("Id", "Matter", "Place", "Status", "Owner", "Whose turn", "Due", "Days late", "Light"),
        "Pressed",
    ],
    "log": ["When", "Who", "Command", "Record", "Commit"],
    "log issue": ["When", "Who", "Command", "Change", "Commit"],
}


@pytest.mark.parametrize("what", sorted(READING))
def test_every_answer_comes_in_one_envelope(reader: Desk, what: str) -> None:
    result = reader.run(*READING[what], "--format", "json")
    assert list(result.envelope) == ["taizhang", "command", "data", "problems", "error"]
    assert result.envelope["taizhang"] == 1
    assert result.envelope["command"] == READING[what][0]
    assert result.envelope["problems"] == []
    assert result.envelope["error"] is None
    assert result.data is not None
    assert result.err == ""
    assert "\\u4" not in result.out


def test_the_envelope_of_a_list_has_a_record_a_line(reader: Desk) -> None:
    lines = reader.run("list", "--format", "json").out.splitlines()
    assert sum(line.startswith('{"id": "WL') for line in lines) == 13


@pytest.mark.parametrize(
    ("argv", "code", "exits"),
    [
        (["show", "QQQQ"], "unknown-record", 4),
        (["show", "KE2NX4H"], "check-symbol", 4),
        (["show", "WL9-"], "unknown-record", 4),
        (["issue", "sign", "KE2N", "--signer", "c001"], "refused", 5),
        (["issue", "note", "KE2N", "--text", "\x1b"], "invalid-record", 5),
        (["issue", "note", "KE2N"], "usage", 2),
        (["list", "--as-of", "2026-02-30"], "usage", 2),
        (["list", "--limit", "x"], "usage", 2),
        (["lisst"], "usage", 2),
    ],
)
def test_every_error_comes_in_the_envelope_and_as_a_sentence(
    reader: Desk, argv: list[str], code: str, exits: int
) -> None:
    result = reader.run(*argv, "--format", "json", exits=exits)
    assert result.envelope["data"] is None
    error = result.envelope["error"]
    assert (error["code"], error["exit"]) == (code, exits)
    assert error["sentence"] in result.err


@pytest.mark.parametrize("what", sorted(COLUMNS))
def test_csv_has_a_mark_headings_and_as_many_cells_in_each_row(reader: Desk, what: str) -> None:
    out = reader.run(*READING[what], "--format", "csv").out
    assert out.startswith("\ufeff")
    assert "\r" not in out
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"))))
    assert rows[0] == COLUMNS[what]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) - 1 == len(reader.json(*READING[what])["rows"])


def test_csv_holds_all_rows_and_the_values_of_the_table(reader: Desk) -> None:
    told = {row["Id"]: row for row in reader.run("list", "--format", "csv").table}
    for row in reader.json("list")["rows"]:
        assert told[row["id"]]["Matter"] == row["title"]
        assert told[row["id"]]["Due"] == (row["due"] or "")
        assert told[row["id"]]["Opened"] == row["opened"]


def test_csv_is_safe_to_open_in_a_spreadsheet(desk: Desk) -> None:
    desk.run("issue", "add", "--place", "WL101", "--title", '=cmd|"/c calc"!A1, 灯"坏"')
    listed = desk.run("list", "--format", "csv")
    assert listed.table[0]["Matter"] == '\'=cmd|"/c calc"!A1, 灯"坏"'
    assert "1 cell begins like a formula" in listed.err
    assert desk.json("list")["rows"][0]["title"] == '=cmd|"/c calc"!A1, 灯"坏"'


@pytest.mark.parametrize("what", sorted(READING))
def test_markdown_tables_are_whole(reader: Desk, what: str) -> None:
    out = reader.run(*READING[what], "--format", "md").out
    assert out.endswith("\n")
    tables = re.findall(r"(?:^\|.*\|$\n?)+", out, re.MULTILINE)
    for table in tables:
        lines = table.strip().splitlines()
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in lines}
        assert len(cells) == 1
        assert re.fullmatch(r"\|( (---:?|:?---) \|)+", lines[1])
    assert tables or what == "whoami"


def test_markdown_takes_no_markup_from_the_data(desk: Desk) -> None:
    desk.run("issue", "add", "--place", "WL101", "--title", "a|b *c* <b> [d](e) `f` _g_")
    out = desk.run("list", "--format", "md").out
    assert r"a\|b \*c\* \<b\> \[d\](e) \`f\` \_g\_" in out


@pytest.mark.parametrize("form", ["JSON", "Csv"])
def test_a_format_is_named_in_any_case(reader: Desk, form: str) -> None:
    assert reader.run("list", "--format", form).out != reader.run("list").out


def test_check_in_json_lists_every_problem_with_path_line_and_code(desk: Desk) -> None:
    desk.edit("issues/WL1/2026/WL1-26-KE2NX4G.yaml", "round: 1\n", "round: one\n")
    result = desk.run("check", "--format", "json", exits=1)
    assert result.envelope["error"] is None
    (problem,) = result.envelope["problems"]
    assert set(problem) == {"path", "line", "code", "sentence", "record"}
    assert (problem["path"], problem["line"], problem["code"]) == (
        "issues/WL1/2026/WL1-26-KE2NX4G.yaml",
        13,
        "field",
    )
    assert [row["where"] for row in result.data["rows"]] == [f"{problem['path']}:13"]


@pytest.mark.parametrize(
    "argv",
    [
        ["issue", "register", "--title", "路灯", "--place", "WL101"],
        ["issue", "press", "KE2N"],
        ["visit", "add", "--place", "WL101", "--text", "走访"],
        ["station", "add", "--code", "WL9", "--name", "九", "--type", "area", "--parent", "WL"],
        ["household", "add", "--place", "WL101", "--name", "郑甲"],
        ["whoami", "c002"],
    ],
)
def test_every_write_answers_in_the_envelope_with_what_it_wrote(
    desk: Desk, argv: list[str]
) -> None:
    envelope = desk.run(*argv, "--format", "json").envelope
    assert envelope["command"] == " ".join(w for w in argv[:2] if w.isalpha() and len(w) > 2)
    named = {"id", "code", "who"} & set(envelope["data"])
    assert named
    assert json.dumps(envelope["data"], ensure_ascii=False)


def test_init_and_schemas_answer_in_the_envelope_too(tmp_path) -> None:
    made = call("-C", str(tmp_path), "init", "账", "--format", "json")
    assert made.data == {"folder": "账", "profile": "yijun"}
    named = call("schemas", str(tmp_path / "schemas"), "--format", "json").data
    assert "issue.schema.json" in named


@pytest.mark.skipif(sys.platform == "win32", reason="streams are closed by a shell of POSIX")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_command_whose_streams_are_closed_does_its_work_and_says_nothing_there(desk, closed):
    command = ("-C", str(desk.root), "visit", "add", "--place", "WL101", "--text", "一切照旧")
    ended = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-m", "ledger", *command],
        env={**os.environ, **ENVIRONMENT},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert bool(ended.stdout) == (closed in ("<&-", "2>&-"))
    assert desk.git("log", "-1", "--format=%s").startswith("add visit")
    assert desk.git("status", "--porcelain") == ""
