"""Whatever file is given to `tz import`: one sentence, exit 8, and nothing is written."""

import os
import subprocess
import sys

import odd_files
import openpyxl
import pytest
from cli_world import assert_harmless
from odd_files import CELLS, FILES, HEAD, ROW

CASES = {**FILES, **CELLS}


@pytest.fixture(name="folder")
def _folder(tmp_path):
    path = tmp_path / "收到"
    path.mkdir()
    return path


@pytest.mark.parametrize("name", CASES)
def test_a_file_is_refused_in_one_sentence_and_nothing_is_written(reader, folder, name):
    make, says = CASES[name]
    make(folder / name)
    said = reader.refused("import", str(folder / name), exits=8, says=says)
    assert len(said.err) < 400
    assert_harmless(said.out)
    assert [file.name for file in folder.iterdir()] == [name]


@pytest.mark.skipif(sys.platform == "win32", reason="files of POSIX")
def test_what_is_no_file_is_named_as_what_it_is(reader, folder):
    os.mkfifo(folder / "管道.xlsx")
    (folder / "设备.xlsx").symlink_to("/dev/zero")
    (folder / "断链.xlsx").symlink_to(folder / "无")
    (folder / "圈").symlink_to(folder / "圈")
    for name, says in (
        ("管道.xlsx", "a pipe or a device"),
        ("设备.xlsx", "a pipe or a device"),
        (".", "a folder"),
        ("断链.xlsx", "no such file"),
        ("圈", "no such file"),
        ("长" * 200, "no such file"),
        ("~谁也不是/台账.xlsx", "no such file"),
    ):
        given = name if name.startswith("~") else str(folder / name)
        reader.refused("import", given, exits=8, says=says)


@pytest.mark.skipif(sys.platform == "win32", reason="files of POSIX")
def test_what_comes_through_a_pipe_is_named_as_that(reader):
    command = [sys.executable, "-m", "ledger", "-C", reader.root, "import", "/dev/stdin"]
    done = subprocess.run(command, input=b"x", capture_output=True, check=False)
    assert done.returncode == 8
    assert "stdin: this is a pipe or a device" in done.stderr.decode()


def test_a_file_that_may_not_be_read_is_refused(reader, folder, monkeypatch):
    from pathlib import Path

    from ledger.sheets.reading import sniff
    from ledger.sheets.reading.refusals import Refusal

    path = folder / "别人的.xlsx"
    odd_files.table(path)
    path.chmod(0)
    if os.access(path, os.R_OK):  # whoever may do all is refused nothing by the disk

        def closed(self, *_how):
            raise PermissionError(13, "", str(self))

        monkeypatch.setattr(Path, "open", closed)
        with pytest.raises(Refusal, match="closed") as told:
            sniff.kind(path)
        assert "may not be read" in told.value.sentence()
    else:
        reader.refused("import", str(path), exits=8, says="may not be read")


@pytest.mark.skipif(sys.platform == "win32", reason="names of POSIX")
def test_a_name_that_would_act_is_spelt_out(reader, folder):
    path = folder / "a\nb\x1b[2J\u202e.csv"
    path.write_bytes(odd_files.text(HEAD, [*ROW[:4], "尽快", ROW[5]]))
    reader.refused("import", str(path), exits=8, says="a⏎b␛[2J\\u202e.csv")


@pytest.mark.parametrize("name", ["\u200b", " .csv"])
def test_a_name_of_nothing_that_can_be_seen_is_no_hindrance(desk, folder, name):
    path = folder / name
    path.write_bytes(odd_files.text())
    assert "1 new" in desk.run("import", str(path)).out


def test_nothing_beside_the_sheets_is_run(desk, folder):
    (folder / "csv.py").write_text("open('ran', 'w')\n", encoding="utf-8")
    (folder / "ledger").mkdir()
    (folder / "ledger" / "__init__.py").write_text("open('ran', 'w')\n", encoding="utf-8")
    (folder / "表.csv").write_bytes(odd_files.text())
    script = "import sys; from ledger.main import main; sys.argv[0] = 'tz'; main()"
    import subprocess

    from cli_world import ENVIRONMENT

    ended = subprocess.run(
        [
            sys.executable,
            "-P",
            "-c",
            script,
            "-C",
            str(desk.root),
            "import",
            str(folder / "表.csv"),
        ],
        cwd=folder,
        env={**os.environ, **ENVIRONMENT},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert not (folder / "ran").exists()


@pytest.mark.parametrize("encoding", ["ascii", "gb18030", "utf-16"])
def test_the_encoding_of_the_environment_is_none_of_a_sheets_business(desk, folder, encoding):
    path = folder / "表.csv"
    path.write_bytes(odd_files.text())
    said = desk.process("import", str(path), "--dry-run", PYTHONIOENCODING=encoding)
    assert "路灯损坏" in said.out


def test_what_comes_back_holds_nothing_that_acts(desk, folder):
    escape = "\x1b[2J\u202ex"
    path = folder / "台账.csv"
    bad = ["1", f"村{escape}", "=1+1", "2026-03-05", f"@x{escape}", "办\x1b[2Jx"]
    path.write_bytes(odd_files.text([f"标题{escape}"], [*HEAD, f"=列{escape}"], [*bad, "+1"]))
    desk.run("import", str(path), "--skip-bad", exits=8)
    book = openpyxl.load_workbook(folder / "台账-退回.xlsx")
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {"=1+1", "+1"} <= {cell.value for cell in cells}
    assert all(cell.data_type == "s" for cell in cells)
    said = [cell.value for cell in cells] + [cell.comment.text for cell in cells if cell.comment]
    assert any("办" in text and "no status" in text for text in said)
    assert not [text for text in said if "\x1b" in text or "x001B" in text or "\u202e" in text]


@pytest.mark.skipif(sys.platform == "win32", reason="names of POSIX are counted in bytes")
@pytest.mark.parametrize("name", ["长" * 83 + ".csv", "长" * 81 + "-退回.xlsx"])
def test_rows_come_back_however_long_the_name_is(desk, folder, name):
    path = folder / name
    path.write_bytes(odd_files.text(HEAD, ROW, [*ROW[:4], "尽快", ROW[5]]))
    for turn in range(2):
        desk.run("import", str(path), "--skip-bad", exits=8 if turn else 0)
    made = sorted(file.name for file in folder.iterdir() if file != path)
    assert len(made) == 2
    assert all(file.startswith("长" * 70) and file.endswith(".xlsx") for file in made)


def test_rows_that_come_back_pass_through_no_other_folder(desk, folder, monkeypatch):
    import tempfile

    path = folder / "表.csv"
    path.write_bytes(odd_files.text(HEAD, ROW, [*ROW[:4], "尽快", ROW[5]]))
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "无"))
    desk.run("import", str(path), "--skip-bad")
    assert (folder / "表-退回.xlsx").exists()


@pytest.mark.parametrize("name", ["", "a\nb", "名" * 201, "\x1b[2J"])
def test_a_map_is_named_by_one_line(reader, folder, name):
    path = folder / "表.csv"
    path.write_bytes(odd_files.text())
    reader.refused("import", str(path), "--map", name, exits=2, says="--map")
