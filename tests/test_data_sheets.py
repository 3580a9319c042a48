"""Every file of data/sheets is planned as the plan beside it says; a new file needs one too."""

import pytest
import sheet_plans
from cli_world import assert_one_sentence, call

FILES = sheet_plans.files()


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_sheet_is_planned_as_its_plan_says(reader, file):
    expected = sheet_plans.plan_file(file)
    assert expected.exists(), "read what `python -m tests.sheet_plans --write` makes of it"
    with reader.unchanged():
        assert sheet_plans.plan(reader.root, file) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_person_is_told_in_harmless_words(reader, file, lang):
    result = call("-C", str(reader.root), "--lang", lang, "import", str(file), "--dry-run")
    assert result.code in {0, 8}
    if result.code:
        ours, _colon, _rest = result.err.partition(":" if lang == "en" else "：")
        assert_one_sentence("taizhang: " + result.err.removeprefix(ours).lstrip(":： "))
    assert not [c for c in result.out if c != "\n" and not c.isprintable()], ascii(result.out)


def test_there_is_no_plan_without_its_file():
    plans = {p.name for p in sheet_plans.FOLDER.glob(f"*{sheet_plans.PLAN}")}
    assert plans == {sheet_plans.plan_file(file).name for file in FILES}
    assert len(FILES) >= 25


def test_the_script_makes_the_same_files_again(tmp_path):
    import subprocess
    import sys

    copy = tmp_path / "sheets"
    copy.mkdir()
    for script in sheet_plans.FOLDER.glob("*.py"):
        (copy / script.name).write_bytes(script.read_bytes())
    subprocess.run([sys.executable, "make_sheets.py"], cwd=copy, check=True)
    made = {p.name: p.read_bytes() for p in copy.iterdir() if p.is_file() and p.suffix != ".py"}
    assert made == {file.name: file.read_bytes() for file in FILES}
