"""One answer, four formats: documents for people, an envelope for scripts, remarks on stderr."""

import csv
import io
import json
import subprocess
import sys
from datetime import date

import pytest
import views_examples as examples
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import RefusedError
from ledger.problems import Problem
from ledger.views.documents import BOM, csv_text, markdown
from ledger.views.envelope import envelope
from ledger.views.listing import Column, Listing
from ledger.views.safe import visible
from ledger.views.show import complain, notices, say, show

KEYS = ["taizhang", "command", "data", "problems", "error"]
PROBLEMS = [
    Problem(
        "issues/WL/2026/WL-26-7K3Q5MX.yaml", 4, "unknown-station", "没有这个站", "WL-26-7K3Q5MX"
    ),
    Problem("issues/WL/2026/WL-26-7K3Q5MX.yaml", 9, "unreadable", "不能读"),
    Problem("stations/WL.yaml", 0, "not-committed", "尚未入账"),
]
ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("TAIZHANG_LANG", "en")
    monkeypatch.setenv("COLUMNS", "100")


def written(answer, form, *, terminal=False, problems=()):
    out, err = examples.Stream(terminal=terminal), examples.Stream()
    show(answer, form=form, command="list", problems=problems, out=out, err=err)
    return out.getvalue(), err.getvalue()


def one(value):
    return Listing("", [Column("a", "甲")], [{"a": value}])


@pytest.mark.parametrize("form", ["json", "csv", "md"])
@pytest.mark.parametrize("name", ["overdue", "record", "log"])
def test_documents_look_as_they_should(golden, form, name):
    out, err = written(getattr(examples, name)(), form)
    assert err == ""
    golden(f"views-{name}.{form}", out)


def test_the_envelope_has_fixed_keys_and_keeps_codes_dates_and_numbers():
    out, err = written(examples.overdue(), "json", problems=PROBLEMS)
    read = json.loads(out)
    assert list(read) == KEYS
    assert read["taizhang"] == 1
    assert read["data"]["rows"][0]["deadline"] == "2026-11-20"
    assert read["data"]["rows"][0]["status"] == "handling"
    assert read["data"]["as_of"] == "2026-11-30"
    assert list(read["problems"][0]) == ["path", "line", "code", "sentence", "record"]
    assert read["error"] is None
    assert "村口路灯" in out
    assert err == ""


@given(st.dictionaries(ANY_TEXT, ANY_TEXT | st.dates() | st.none() | st.integers()), ANY_TEXT)
def test_any_text_gives_a_valid_envelope(data, command):
    for document in (envelope(command, data), envelope(command, {"rows": [data, data]})):
        assert list(json.loads(document.encode("utf-8"))) == KEYS


def test_an_error_is_told_to_a_person_and_to_a_script(capsys):
    complain(RefusedError("已销号，\x1b不能再交办"), form="json", command="issue assign")
    out, err = capsys.readouterr()
    read = json.loads(out)
    assert list(read) == KEYS
    assert read["error"] == {"code": "refused", "exit": 5, "sentence": "已销号，\x1b不能再交办"}
    assert err == "已销号，␛不能再交办\n"


def test_an_acknowledgement_is_a_sentence_or_an_envelope():
    out = examples.Stream()
    say("WL-26-7K3Q5MX 村口路灯损坏：已登记", out=out)
    assert out.getvalue() == "WL-26-7K3Q5MX 村口路灯损坏：已登记\n"
    out = examples.Stream()
    say("已登记", form="json", command="issue add", data={"id": "WL-26-7K3Q5MX"}, out=out)
    assert json.loads(out.getvalue())["data"] == {"id": "WL-26-7K3Q5MX"}


def test_problems_of_the_ledger_are_counted_by_file_and_kind():
    assert notices(PROBLEMS) == [
        "1 file has problems and is not counted; “tz check” tells which",
        "1 file was edited by hand and does not count yet; “tz status” tells which",
    ]
    _out, err = written(examples.overdue(), "table", problems=PROBLEMS)
    assert err.splitlines() == notices(PROBLEMS)


def test_csv_has_the_mark_of_utf8_unless_at_a_terminal():
    assert written(one("甲"), "csv")[0] == "\ufeff甲\n甲\n"
    assert written(one("甲"), "csv", terminal=True)[0] == "甲\n甲\n"


@pytest.mark.parametrize("text", ["=1+1", "+86 138", "-5℃", "@SUM(A1)", "\t=1", "＝1+1", "－5℃"])
def test_a_cell_that_begins_like_a_formula_is_guarded_and_reported(text):
    out, err = written(one(text), "csv")
    assert next(csv.reader(io.StringIO(out.split("\n", 1)[1])))[0] == "'" + text
    assert err == "1 cell begins like a formula and was given a leading '\n"


def test_a_negative_number_is_not_a_formula():
    assert written(one(-5), "csv") == ("\ufeff甲\n-5\n", "")


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT)))
def test_csv_reads_back_as_what_was_shown(pairs):
    answer = Listing(
        "", [Column("a", "甲"), Column("b", "乙")], [{"a": a, "b": b} for a, b in pairs]
    )
    text, guarded = csv_text(answer)
    _heads, *rows = csv.reader(io.StringIO(text, newline=""))
    signs = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t")
    seen = [[visible(one, keep="\n\t") for one in pair] for pair in pairs]
    assert guarded == sum(one.startswith(signs) for pair in seen for one in pair)
    assert rows == [["'" + one if one.startswith(signs) else one for one in p] for p in seen]
    assert not text.startswith(BOM)


def test_markdown_cells_hold_no_markup():
    text = markdown(one("a|b\n**c** <script> [x](y) `z`\\"))
    assert r"| a\|b<br>\*\*c\*\* \<script\> \[x\](y) \`z\`\\ |" in text


def test_a_pipe_is_utf8_in_any_locale():
    code = (
        "from ledger.views.show import say\n"
        "say('村口路灯', form='json', data={'title': '村口路灯'})\n"
    )
    env = {"PYTHONIOENCODING": "gbk", "TAIZHANG_LANG": "en"}
    run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    assert json.loads(run.stdout.decode("utf-8"))["data"]["title"] == "村口路灯"


def test_a_table_in_a_pipe_loads_no_console():
    code = (
        "import sys\n"
        "import views_examples\n"
        "from ledger.views.show import show\n"
        "show(views_examples.overdue())\n"
        "heavy = {'rich.console', 'rich.table', 'json', 'csv', 'pydantic'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    env = {"PYTHONIOENCODING": "utf-8", "TAIZHANG_LANG": "en", "PYTHONPATH": "tests"}
    run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    assert run.stderr.decode() == "[]\n"


def test_values_are_read_as_people_read_them():
    row = {"a": [date(2026, 11, 5), True, None, 3]}
    assert Column("a", "").text(row) == "2026-11-05, yes, , 3"
