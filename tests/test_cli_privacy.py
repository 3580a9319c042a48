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
