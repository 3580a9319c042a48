"""From where the names of files on the command line are counted."""

import pytest
from book_world import example
from cli_world import process


@pytest.fixture(name="ledger")
def _ledger(tmp_path):
    return example(tmp_path / "台账")


@pytest.mark.parametrize("command", ["export", "backup", "checkpoint"])
def test_a_file_is_named_from_where_one_stands_though_the_ledger_is_elsewhere(
    ledger, tmp_path, command
):
    here = tmp_path / "桌面"
    here.mkdir()
    ended = process(command, "册.csv", folder=here, TAIZHANG_DIR=str(ledger), TAIZHANG_WHO="c003")
    assert ended.code == 0
    assert (here / "册.csv").is_file()
    assert not (ledger / "册.csv").exists()


def test_a_file_is_named_from_the_folder_that_the_command_line_names(ledger, tmp_path):
    ended = process(
        *("export", "../册.csv", "-C", ledger.name), folder=tmp_path, TAIZHANG_WHO="c003"
    )
    assert ended.code == 0
    assert (tmp_path / "册.csv").is_file()


def test_what_went_out_is_taken_in_and_rescued_from_where_one_stands(ledger, tmp_path):
    given = {"folder": tmp_path, "TAIZHANG_DIR": str(ledger), "TAIZHANG_WHO": "c003"}
    for words in (
        ("export", "册.xlsx"),
        ("import", "册.xlsx"),
        ("backup", "备份.bundle"),
        ("rescue", "备份.bundle", "新账"),
        ("init", "另账"),
        ("check", "--rules", "另账/ledger.yaml"),
    ):
        ended = process(*words, **given)
        assert ended.code == 0, ended.err
    assert (tmp_path / "新账/ledger.yaml").is_file()
    assert (tmp_path / "另账/ledger.yaml").is_file()


@pytest.mark.parametrize("command", ["export", "backup", "checkpoint", "import"])
@pytest.mark.parametrize("name", ["~nobody_at_all/册.csv", "圈/册.csv"])
def test_a_home_of_nobody_and_links_in_a_circle_are_told_in_a_sentence(
    ledger, tmp_path, command, name
):
    (tmp_path / "圈").symlink_to("圈")
    ended = process(command, name, folder=tmp_path, TAIZHANG_DIR=str(ledger), TAIZHANG_WHO="c003")
    assert 0 < ended.code < 10
    assert ended.err.startswith("taizhang: ")
