"""Who a person is shows nowhere but where all is asked for."""

import pytest
from book_world import TODAY, example, opened
from cli_world import call

NAME, PHONE, ADDRESS = "欧阳大田", "00013579246", "五里镇第一村二组甲号"


@pytest.fixture
def home(tmp_path, monkeypatch):
    root = example(tmp_path / "ledger")
    monkeypatch.setenv("TAIZHANG_TODAY", TODAY.isoformat())
    ledger = opened(root)
    made = ledger.add_household(place="WL101", name=NAME, phone=PHONE, address=ADDRESS)
    ledger.index.close()
    return root, made.id


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
@pytest.mark.parametrize("words", [["show"], ["log"], ["list", "households"]])
def test_a_household_is_masked_unless_all_is_asked_for(home, words, form):
    root, record = home
    asked = [*words, *([] if words[0] == "list" else [record])]
    masked = call("-C", str(root), *asked, "--format", form).out
    assert not [secret for secret in (NAME, PHONE, ADDRESS) if secret in masked]
    whole = call("-C", str(root), *asked, "--full", "--format", form).out
    assert NAME in whole


def test_no_commit_message_and_no_path_holds_personal_data(home):
    root, _record = home
    git = opened(root).git
    said = git.ask("log", "--format=%B", "--name-only").decode()
    assert not [secret for secret in (NAME, PHONE, ADDRESS) if secret in said]


REGISTER = """\
农户花名册,,,,,
填报单位：五里镇第一村,,,,,
户主,联系电话,家庭住址,人口,户别,备注
欧阳大田,13812345670,五里镇第一村二组甲号,3,脱贫户,另有电话13812345671
上官小河,1381234567X,二组乙号,2,低保户,
司马远山,13812345673,二组丙号,若干,,
公孙石桥,13812345674,二组丁号,2,,证号610222190001010000
"""
PEOPLE = ("欧阳大田", "上官小河", "司马远山", "公孙石桥")
NUMBERS = (*(f"1381234567{n}" for n in "0134X"), "610222190001010000")
OF_REGISTER = {"欧阳大田", "13812345670", "13812345671", "甲号"}
SECRETS = (*PEOPLE, *NUMBERS, "甲号", "乙号", "丙号", "丁号")


def leaks(*texts):
    return [secret for secret in SECRETS for text in texts if secret in text]


@pytest.fixture(name="taken")
def _taken(tmp_path, desk):
    """A messy register taken in, with all that was said of it, and its refused rows beside it."""
    path = tmp_path / "收到" / "花名册.csv"
    path.parent.mkdir()
    path.write_text(REGISTER, encoding="utf-8")
    asked = [("--dry-run", *form) for form in ((), ("--format", "json"), ("--format", "csv"))]
    said = [desk.run("import", str(path), "--kind", "household", *one, exits=8) for one in asked]
    said.append(desk.run("import", str(path), "--kind", "household", "--skip-bad"))
    newer = path.with_name("新花名册.csv")
    newer.write_text(REGISTER.replace("甲号", "戊号").replace("670,", "679,"), "utf-8")
    said += [
        desk.run("import", str(newer), "--dry-run", *form, exits=8)
        for form in ((), ("--format", "json"))
    ]
    return desk, [text for result in said for text in (result.out, result.err)]


def test_no_plan_of_a_register_shows_who_is_in_it(taken):
    _desk, said = taken
    assert leaks(*said) == []
    assert any("欧阳某" in text for text in said)
    assert not [text for text in said if "戊号" in text or "13812345679" in text]


def test_nothing_in_the_repository_but_the_register_has_who_is_in_it(taken):
    desk, _said = taken
    assert set(leaks(desk.read("households/WL101.yaml"))) == OF_REGISTER
    assert leaks(desk.git("log", "--format=%B%an%ae", "--name-only"), desk.git("reflog")) == []
    of_registers = set(desk.git("rev-list", "--all", "--objects", "--", "households").split())
    objects = desk.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)").split()
    found = {one for one in objects if leaks(desk.git("cat-file", "-p", one))}
    assert found
    assert found <= of_registers


def test_no_file_but_the_register_and_the_closed_index_has_who_is_in_it(taken):
    desk, _said = taken
    files = {path for path in desk.root.rglob("*") if path.is_file()}
    found = {path for path in files if leaks(path.read_bytes().decode("utf-8", "replace"))}
    index = desk.root / ".git" / "taizhang" / "index.sqlite3"
    assert found <= {desk.root / "households" / "WL101.yaml", index}
    assert index.stat().st_mode & 0o077 == 0
