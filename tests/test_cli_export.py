"""Sheets that go out, by the command: their forms, their levels, what is noted, what is refused."""

import csv
import io
import os
import re
import subprocess
import sys

import openpyxl
import pytest
from book_world import TODAY, begin_anew, example, opened
from cli_world import ENVIRONMENT, Desk, desk, reader  # noqa: F401 - fixtures
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.book.exporting.reader import known_as
from ledger.records.household import Register
from ledger.records.layout import FIELDS
from ledger.records.sheet_kinds import KINDS
from ledger.rules import masks
from ledger.sheets.reading import reader as sheets
from ledger.sheets.tables import table
from ledger.store import form

LAMP = "WL1-26-D5UWL68"
HIDDEN = "刘戊五"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "问题台账.xlsx"


def every_text(file):
    """All that stands in a workbook, unseen sheets and properties with it."""
    book = openpyxl.load_workbook(file)
    cells = (str(c.value) for sheet in book for row in sheet for c in row if c.value is not None)
    return "\n".join([*cells, *(str(prop.value) for prop in book.custom_doc_props.props)])


def body(file):
    """The rows of the table of a workbook, by header."""
    sheet = openpyxl.load_workbook(file).worksheets[0]
    heads = [cell.value for cell in sheet[3]]
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    return [dict(zip(heads, row, strict=True)) for row in found if isinstance(row[0], int)]


def test_a_workbook_has_the_title_of_the_year_and_groups_with_their_number(reader, file):  # noqa: F811
    said = reader.run("export", str(file), "--as-of", "2026-06-30").out
    assert said == f"13 rows are in {file}\n"
    sheet = openpyxl.load_workbook(file)["问题台账"]
    assert sheet["A1"].value == "五里镇党建工作站2026年问题台账"
    assert sheet["A2"].value == "填报单位：五里镇党建工作站"
    titles = [row[0].value for row in sheet.iter_rows(min_row=4) if isinstance(row[0].value, str)]
    assert re.fullmatch(r"一、基础设施建设（\d件）", titles[0])
    assert titles[-1].startswith("填表人：")
    lists = sheet.data_validations.dataValidation
    assert {str(rule.sqref)[0] for rule in lists} >= {"E", "M"}


def test_the_unit_is_the_station_that_is_asked_for(reader, file):  # noqa: F811
    reader.run("export", str(file), "--station", "WL1")
    sheet = openpyxl.load_workbook(file).active
    assert sheet["A1"].value == "榆舍片区2026年问题台账"
    assert {row["村(社区)"] for row in body(file)} <= {f"五里镇第{n}村" for n in "一二三"}


def test_our_own_table_finder_understands_what_goes_out(reader, tmp_path):  # noqa: F811
    for kind in KINDS:
        file = tmp_path / f"{kind}.xlsx"
        reader.run("export", str(file), "--kind", kind)
        sheet = sheets.read(file).sheets[0]
        found = table.find(sheet, kind, {})
        assert not found.unknown
        assert set(found.columns.values()) <= {"number", *FIELDS[kind]} or found.columns


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "＝1+1"])
def test_csv_opens_by_double_click_and_holds_no_formula(desk, tmp_path, title):  # noqa: F811
    desk.run("issue", "register", "--title", title, "--place", "WL101")
    file = tmp_path / "a.csv"
    desk.run("export", str(file))
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert len(rows) == 14
    assert f"'{title}" in [row["问题标题"] for row in rows]


def test_markdown_has_a_table_under_each_title(reader, tmp_path):  # noqa: F811
    file = tmp_path / "a.md"
    reader.run("export", str(file))
    text = file.read_text("utf-8")
    assert text.startswith("# 五里镇党建工作站2026年问题台账\n\n填报单位：")
    assert "## 一、基础设施建设（" in text
    assert sum(line.startswith("| ") and line[2].isdigit() for line in text.splitlines()) == 13


def test_what_is_not_filtered_by_is_refused(reader, file):  # noqa: F811
    reader.refused(
        "export", str(file), "--kind", "household", "--status", "open", exits=2, says="narrow"
    )
    reader.refused(
        "export", str(file), "--kind", "visit", "--layout", "销号清单", exits=2, says="销号清单"
    )
    reader.refused("export", str(file), "--layout", "没有", exits=4, says="没有")
    reader.refused("export", "a.pdf", exits=2, says="a.pdf")
    reader.refused("export", "nowhere/a.xlsx", exits=5, says="nowhere")


@pytest.mark.parametrize("level", ["public", "internal"])
def test_where_nothing_can_be_written_is_said_and_nothing_is_noted(desk, tmp_path, level):  # noqa: F811
    head = desk.git("rev-parse", "HEAD")
    asked = ("--level", level, *(("--reason", "看看") if level == "internal" else ()))
    name = f"{'长' * 90}.xlsx"
    desk.refused("export", str(tmp_path / name), *asked, exits=6, says="cannot be written")
    desk.refused("export", str(tmp_path), *asked, exits=2, says="ends in none")
    (tmp_path / "甲.xlsx").mkdir()
    desk.refused("export", str(tmp_path / "甲.xlsx"), *asked, exits=5, says="is a folder")
    assert desk.git("rev-parse", "HEAD") == head
    assert [path.name for path in tmp_path.iterdir() if path != desk.root] == ["甲.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="limits are POSIX")
@pytest.mark.parametrize("form_", ["xlsx", "csv", "md"])
def test_a_full_disk_is_said_and_leaves_nothing(reader, tmp_path, form_):  # noqa: F811
    limited = """
import resource, sys
from ledger.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
main()
"""
    words = ("-C", str(reader.root), "export", str(tmp_path / f"a.{form_}"))
    done = subprocess.run(
        [sys.executable, "-c", limited, *words],
        env={**os.environ, **ENVIRONMENT},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 6, done.stderr
    assert "make room" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_cell_holds_what_a_cell_can_hold_and_comes_back_unchanged(desk, file):  # noqa: F811
    findings = [{"text": f"{'问题' * 95}{number:03}"} for number in range(200)]
    ledger = opened(desk.root)
    head = {"kind": "covert", "place": "WL101", "title": "暗访"}
    activity = ledger.add_activity(TODAY, **head, findings=findings)[0].id
    ledger.index.close()
    desk.run("export", str(file), "--kind", "activity")
    (row,) = body(file)
    assert (row["活动编号"], len(row["发现问题"])) == (activity, 32_767)
    assert row["发现问题"].endswith("…")
    with desk.unchanged():
        assert "Nothing new." in desk.run("import", str(file)).out


@pytest.mark.parametrize(("kind", "most"), [("issue", 12), ("visit", 11)])
def test_more_rows_than_a_workbook_holds_are_refused_plainly(
    desk,  # noqa: F811
    tmp_path,
    monkeypatch,
    kind,
    most,
):
    heard = ("--opinion", "路灯不亮", "--opinion", "想学电焊")
    desk.run("visit", "add", "--place", "WL101", "--text", "看望", *heard)
    monkeypatch.setattr("ledger.sheets.writing.outgoing.MOST", most)
    words = (str(tmp_path / "a.xlsx"), "--kind", kind)
    desk.refused("export", *words, exits=5, says=f"{most + 1} rows are more than a workbook holds")
    assert [path for path in tmp_path.iterdir() if path != desk.root] == []
    desk.run("export", str(tmp_path / "a.csv"), "--kind", kind)


def test_another_file_is_replaced_only_on_request(reader, file):  # noqa: F811
    file.write_text("mine")
    reader.refused("export", str(file), exits=5, says="--yes")
    assert file.read_text() == "mine"
    reader.run("export", str(file), "--yes")
    assert body(file)
    assert [p.name for p in file.parent.iterdir()] == [file.name]


def test_a_layout_of_the_ledger_goes_before_one_that_comes_along(desk, file):  # noqa: F811
    desk.commit(
        "layouts/问题台账.yaml",
        "kind: issue\ntitle: 我们的{name}\ncolumns:\n- {field: title, header: 事情}\n"
        "- {field: key}\nsignatures: []\n",
    )
    desk.run("export", str(file))
    sheet = openpyxl.load_workbook(file).active
    assert [cell.value for cell in sheet[3]] == ["序号", "事情", "问题编号"]
    assert sheet["A1"].value.startswith("我们的五里镇党建工作站台账")


def test_a_layout_with_a_column_that_is_not_is_found_by_check(desk, file):  # noqa: F811
    text = "kind: visit\ntitle: 甲\ncolumns:\n- {field: date}\n- {field: weather}\n"
    desk.commit("layouts/走访.yaml", text)
    found = desk.run("check", exits=1).out
    assert "layouts/走访.yaml:3" in found
    assert "names the column “weather”" in found
    desk.refused("export", str(file), "--layout", "走访", exits=1, says="weather")
    twice = "kind: visit\ntitle: 甲\ncolumns: [{field: date}, {field: date}]\ngroup: weather\n"
    desk.commit("layouts/走访.yaml", twice)
    found = desk.run("check", exits=1).out
    assert "has the column “date” twice" in found
    assert "weather" in found


@pytest.mark.parametrize(
    ("columns", "group", "at", "says"),
    [
        ("{field: leader, header: 谁管}, {field: unit, header: 谁 管}", "unit", 3, "谁 管"),
        ("{field: leader, header: 责任人}, {field: person}", "unit", 3, "责任人"),
        ("{field: key, header: 序号}, {field: title}", "unit", 3, "序号"),
        ("{field: key}, {field: title}", "progress", 4, "progress"),
    ],
)
def test_a_layout_whose_sheet_could_not_come_back_is_a_fault(desk, file, columns, group, at, says):  # noqa: F811
    text = f"kind: issue\ntitle: 甲\ncolumns: [{columns}]\ngroup: {group}\n"
    desk.commit("layouts/甲.yaml", text)
    (fault,) = desk.run("check", "--format", "json", exits=1).data["rows"]
    assert fault["where"] == f"layouts/甲.yaml:{at}"
    assert says in fault["sentence"]
    desk.refused("export", str(file), "--layout", "甲", exits=1, says=says)


def test_a_file_with_problems_is_told_with_the_sheet(desk, file):  # noqa: F811
    desk.commit("issues/WL1/2026/WL1-26-D5UWL68.yaml", "id: [")
    assert "1 file has problems and may be missing from it" in desk.run("export", str(file)).out
    told = desk.run("export", str(file), "--yes", "--format", "json").envelope
    assert len(told["problems"]) == 1


def test_everything_is_shown_for_a_reason_that_stands_in_the_history(desk, file):  # noqa: F811
    desk.refused("export", str(file), "--level", "internal", exits=2, says="--reason")
    before = desk.git("rev-parse", "HEAD^{tree}")
    why = "向县委报送，联系13800001234张甲一"
    desk.run("export", str(file), "--level", "internal", "--reason", why, "--status", "open")
    message = desk.git("log", "-1", "--format=%an%n%B")
    assert "Command: export" in message
    assert "Reason: 向县委报送，联系138****1234张某" in message
    assert f"Exported: issue, {len(body(file))}" in message
    assert "Filters: --status open" in message
    assert desk.git("rev-parse", "HEAD^{tree}") == before
    assert "导出" in desk.run("ops", "--lang", "zh").out or "export" in desk.run("ops").out
    assert desk.run("check", "--deep", exits=0 if not opened(desk.root).problem_files() else 1)


def test_an_export_is_nothing_that_undo_takes_back(desk, file):  # noqa: F811
    desk.run("issue", "note", LAMP, "--text", "记一笔")
    desk.run("export", str(file), "--level", "internal", "--reason", "看看")
    desk.run("undo")
    assert "记一笔" not in desk.read(f"issues/WL1/2026/{LAMP}.yaml")


def test_an_earlier_state_is_exported_and_noted_now(desk, file):  # noqa: F811
    commit = desk.git("rev-parse", "HEAD").strip()
    desk.run("issue", "note", LAMP, "--text", "后来")
    asked = ("--level", "internal", "--reason", "对账", "--known-at", commit)
    desk.run("export", str(file), *asked)
    assert "Reason: 对账" in desk.git("log", "-1", "--format=%B")
    assert commit in every_text(file)


def test_a_workbook_carries_where_it_comes_from(reader, file):  # noqa: F811
    reader.run("export", str(file))
    book = openpyxl.load_workbook(file)
    sheet = book["_台账"]
    assert sheet.sheet_state == "veryHidden"
    facts = {row[0].value: row[1].value for row in sheet.iter_rows(max_row=7, max_col=2)}
    ledger = opened(reader.root)
    assert facts["ledger"] == known_as(ledger.beginning)
    assert facts["commit"] == ledger.git.head()
    assert (facts["kind"], facts["level"], facts["layout"]) == ("issue", "public", "问题台账")
    lines = [line.split(" ") for line in sheet["A9"].value.split("\n")]
    assert [record for _n, record, _digest in lines] == [row["问题编号"] for row in body(file)]
    assert len(facts["checksum"]) == 64


def test_what_a_workbook_carries_of_its_rows_differs_from_ledger_to_ledger(desk, tmp_path):  # noqa: F811
    other = Desk(example(tmp_path / "别处"))
    begin_anew(other.root)
    desk.run("issue", "note", LAMP, "--text", "后来")
    lines = []
    for one in (desk, other):
        file = tmp_path / f"{len(lines)}.xlsx"
        asked = ("--kind", "household", "--level", "internal", "--reason", "对账")
        one.run("export", str(file), *asked)
        lines.append(openpyxl.load_workbook(file)["_台账"]["A9"].value.split("\n"))
    assert opened(desk.root).beginning not in every_text(tmp_path / "0.xlsx")
    said, others = ({line.rpartition(" ")[2] for line in some} for some in lines)
    assert len(said) == len(others) > 1
    assert said.isdisjoint(others)


def homes(root):
    path = root / "households/WL101.yaml"
    return form.read(Register, path.read_bytes(), str(path)).households


@pytest.mark.parametrize("kind", KINDS)
def test_the_public_sees_no_name_no_phone_and_no_address(desk, tmp_path, kind):  # noqa: F811
    names = [home.name for home in homes(desk.root)]
    said = f"{names[0]}和{names[4]}来访，电话13912345678"
    desk.run("visit", "add", "--place", "WL101", "--text", said, "--opinion", said)
    desk.run("issue", "register", "--title", said, "--place", "WL102", "--reporter", "WL101-0002")
    desk.run("issue", "note", LAMP, "--text", said)
    desk.run(
        "task",
        "add",
        "--kind",
        "key_work",
        "--title",
        said,
        "--place",
        "WL101",
        "--due",
        "2026-12-20",
    )
    desk.run("activity", "add", "--kind", "training", "--title", said, "--place", "WL101")
    desk.run("household", "add", "--place", "WL102", "--name", "钱乙", "--group", said)
    for form_ in ("xlsx", "csv", "md"):
        file = tmp_path / f"a.{form_}"
        desk.run("export", str(file), "--kind", kind)
        text = every_text(file) if form_ == "xlsx" else file.read_text("utf-8")
        secrets = {
            secret for home in homes(desk.root) for secret in (home.name, home.phone, home.address)
        }
        assert not [secret for secret in {*secrets, "13912345678"} - {None} if secret in text]


@pytest.mark.parametrize(
    ("kind", "group"),
    [("issue", "unit"), ("task", "issuer"), ("activity", "bodies"), ("household", "group")],
)
@pytest.mark.parametrize("level", ["public", "handler"])
def test_no_title_of_a_group_names_anybody(desk, file, kind, group, level):  # noqa: F811
    said = f"{homes(desk.root)[0].name}组13912345678"
    plan = ("--kind", "plan", "--title", "春耕", "--due", "2026-12-20")
    desk.run("issue", "assign", "06N1UKY", "--unit", said, "--due", "2026-12-20")
    desk.run("task", "add", *plan, "--place", "WL101", "--issuer", said)
    desk.run("activity", "add", "--kind", "training", "--place", "WL101", "--body", said)
    desk.run("household", "add", "--place", "WL101", "--name", "钱乙", "--group", said)
    columns = "columns:\n- {field: key}\n- {field: station}\n"
    desk.commit("layouts/组.yaml", f"kind: {kind}\ntitle: 甲\n{columns}group: {group}\n")
    desk.run("export", str(file), "--layout", "组", "--level", level)
    titles = [cell.value for cell in openpyxl.load_workbook(file).active["A"][3:]]
    assert any("139****5678" in str(title) for title in titles)
    assert homes(desk.root)[0].name not in every_text(file)


def test_who_settles_it_sees_how_to_reach_people_but_for_the_confidential(desk, tmp_path):  # noqa: F811
    known = {home.id: home for home in homes(desk.root)}
    hidden, plain = known["WL101-0005"], known["WL101-0002"]
    assert hidden.confidential
    for home in (hidden, plain):
        title = f"{home.name}门前积水"
        desk.run("issue", "register", "--title", title, "--place", "WL101", "--reporter", home.id)
    layout = "kind: issue\ntitle: 甲\ncolumns:\n" + "".join(
        f"- {{field: {field}}}\n" for field in FIELDS["issue"]
    )
    desk.commit("layouts/全.yaml", layout)
    for kind in ("issue", "household", "visit"):
        file = tmp_path / f"{kind}.xlsx"
        asked = ("--layout", "全") if kind == "issue" else ("--kind", kind)
        desk.run("export", str(file), *asked, "--level", "handler")
        text = every_text(file)
        assert hidden.name not in text
        assert hidden.phone not in text
        if kind != "visit":
            assert plain.name in text
            assert plain.phone in text


def test_confidential_households_are_left_out_with_a_word(desk, file):  # noqa: F811
    said = desk.run("export", str(file), "--kind", "household").out
    assert "1 confidential household is left out" in said
    assert "WL101-0005" not in every_text(file)
    assert desk.json("export", str(file), "--kind", "household", "--yes")["left_out"] == 1


def test_a_sheet_of_a_household_does_not_tell_what_it_said_in_confidence(desk, file):  # noqa: F811
    home, hidden = ("--household", "WL101-0002"), ("--household", "WL101-0005")
    for said in ("路灯不亮", "井水发浑"):
        opinion = ("--text", "看望", "--opinion", said)
        met = desk.json("visit", "add", "--place", "WL101", *home, *opinion)["id"]
    made = desk.json("visit", "promote", met)["id"]
    desk.run("visit", "add", "--place", "WL101", *hidden, "--text", "看望")
    secret = ("--field", "confidential", "--value", "是", "--reason", "本人要求")
    desk.run("issue", "correct", made, *secret)

    def exported(kind, *asked):
        told = desk.json("export", str(file), "--kind", kind, *asked, "--yes")
        return told["rows"], told["left_out"]

    internal = ("--level", "internal", "--reason", "核对")
    whole = {kind: exported(kind, *home, *internal)[0] for kind in ("issue", "visit")}
    met = exported("visit", *hidden, *internal)[0]
    for level in ("public", "handler"):
        for kind, rows in whole.items():
            assert exported(kind, *home, "--level", level) == (rows - 1, 1)
            assert "井水发浑" not in every_text(file)
        assert exported("visit", *hidden, "--level", level) == (0, met)
        assert exported("visit", "--level", level)[1] == 0  # of whom each is does not stand there
    desk.run("issue", "correct", made, "--field", "visit", "--reason", "另有一次")
    assert exported("visit", *home) == (whole["visit"] - 1, 1)
    said = desk.run("export", str(file), "--kind", "visit", *home, "--yes").out
    assert "1 confidential record of this household is left out" in said


EAGER = """
import sys
from ledger.main import main
from ledger.sheets.writing import outgoing
from ledger.views import progress
outgoing._TOLD, progress._OFTEN = 5, -1
main()
"""
"""The program, telling every fifth row at once."""


def test_a_terminal_is_told_how_far_a_long_export_is_and_nobody_else(reader, tmp_path):  # noqa: F811
    from terminal import talk

    for name in ("a.xlsx", "a.csv", "a.md"):
        words = ("-C", str(reader.root), "export", str(tmp_path / name))
        code, heard = talk([sys.executable, "-c", EAGER, *words], **ENVIRONMENT)
        told = re.findall(r"\r\x1b\[K([#-]{20})  writing  (\d+) of 13 rows, \d+ rows/s", heard)
        assert (code, told) == (0, [("#######-------------", "5"), ("###############-----", "10")])
        assert heard.endswith(f"\r\x1b[K13 rows are in {tmp_path / name}\n")
        (tmp_path / name).unlink()
        piped = subprocess.run(
            [sys.executable, "-c", EAGER, *words],
            env={**os.environ, **ENVIRONMENT},
            capture_output=True,
            check=True,
        )
        assert piped.stderr == b""


TYPED = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")),
        min_size=1,
        max_size=150,
    )
    .map(str.strip)
    .filter(lambda said: said and "\ufeff" not in said)
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(TYPED, min_size=3, max_size=3))
def test_nothing_that_a_person_typed_makes_an_export_fail(tmp_path_factory, texts):
    from book_world import example

    folder = tmp_path_factory.mktemp("typed")
    ledger = opened(example(folder / "ledger"))
    title, measures, note = texts
    made = ledger.register(TODAY, title=title, place="WL101", text=title)
    ledger.advance(made.id, "assign", TODAY, unit=title[:40].strip(), measures=measures, due=TODAY)
    ledger.advance(made.id, "note", TODAY, text=note)
    ledger.index.close()
    for ending in ("xlsx", "csv", "md"):
        file = folder / f"a.{ending}"
        Desk(folder / "ledger").run("export", str(file), "--reason", "试", "--level", "internal")
        if ending == "xlsx":
            row = next(row for row in body(file) if row["问题编号"] == made.id)
            assert row["问题标题"] == title
            assert row["整改措施"] == measures


def test_masks_leave_no_name_of_the_register_in_what_was_typed():
    assert masks.text("找张甲一，13912345678", ["张甲一"]) == "找张某，139****5678"


def exported(desk, file, kind, *asked):  # noqa: F811
    """The titles on a sheet of work."""
    desk.run("export", str(file), "--kind", kind, *asked, "--yes")
    rows = csv.DictReader(io.StringIO(file.read_text("utf-8-sig")))
    title = {"task": "任务", "activity": "主题"}[kind]
    return sorted(row[title] for row in rows)


def test_a_sheet_of_tasks_is_narrowed_by_their_kind_and_all_that_narrows_a_list(desk, tmp_path):  # noqa: F811
    file = tmp_path / "a.csv"
    for kind, title, place, *more in (
        ("plan", "甲", "WL101"),
        ("plan", "乙", "WL204", "--unit", "镇水利站"),
        ("key_work", "丙", "WL101", "--due", "12.1", "--unit", "镇水利站"),
    ):
        desk.run("task", "add", "--kind", kind, "--title", title, "--place", place, *more)
    for asked, titles in (
        (("--of-kind", "plan"), ["乙", "甲"]),
        (("--of-kind", "计划"), ["乙", "甲"]),
        (("--of-kind", "plan", "--place", "WL101"), ["甲"]),
        (("--of-kind", "plan", "--owner", "镇水利站"), ["乙"]),
        (("--of-kind", "重点工作", "--status", "open"), ["丙"]),
        (("--of-kind", "key_work", "--status", "done"), []),
        (("--of-kind", "weekly"), []),
    ):
        assert exported(desk, file, "task", *asked) == sorted(titles)
        in_list = [("--kind" if word == "--of-kind" else word) for word in asked]
        listed = desk.json("list", "tasks", *in_list)["rows"]
        assert sorted(row["title"] for row in listed) == sorted(titles)


def test_a_sheet_of_activities_is_narrowed_by_their_kind(desk, tmp_path):  # noqa: F811
    file = tmp_path / "a.csv"
    for kind, title in (("training", "培训"), ("policy", "宣讲")):
        desk.run("activity", "add", "--kind", kind, "--title", title, "--place", "WL101")
    assert exported(desk, file, "activity") == ["培训", "宣讲"]
    assert exported(desk, file, "activity", "--of-kind", "training") == ["培训"]
    assert exported(desk, file, "activity", "--of-kind", "政策宣讲", "--place", "WL1") == ["宣讲"]


def test_a_kind_of_work_narrows_nothing_else(reader, tmp_path):  # noqa: F811
    for kind in ("issue", "visit", "household", "station"):
        asked = ("export", str(tmp_path / "a.csv"), "--kind", kind, "--of-kind", "plan")
        reader.refused(*asked, exits=2, says=f"--of-kind: does not narrow {kind}")
    asked = ("export", str(tmp_path / "a.csv"), "--kind", "activity", "--of-kind", "plan")
    reader.refused(*asked, exits=4, says="plan")
    assert not [*tmp_path.iterdir()]
