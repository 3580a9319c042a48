"""What is installed: the wheel, built as a release is, from the sdist."""

import os
import subprocess
import sys
import tarfile
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def listed(*paths):
    """The files of the checkout that git knows."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    said = subprocess.run(
        ["git", "ls-files", "-z", "--", *paths], cwd=ROOT, capture_output=True, check=True
    )
    return {path for path in said.stdout.decode().split("\0") if path}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder of a fresh sdist and of the wheel made from it."""
    folder = tmp_path_factory.mktemp("dist")
    made = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        capture_output=True,
        check=False,
        text=True,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built):
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as file:
        yield file


@pytest.fixture(scope="module")
def unpacked(wheel, tmp_path_factory):
    """The wheel's files in a folder, as an installer lays them."""
    folder = tmp_path_factory.mktemp("site")
    wheel.extractall(folder)
    return folder


@pytest.fixture
def run(unpacked, tmp_path):
    """A function that runs Python with the wheel's files, away from the checkout."""

    def call(*argv):
        environment = {**os.environ, "PYTHONPATH": str(unpacked)}
        return subprocess.run(
            [sys.executable, *argv],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            text=True,
            encoding="utf-8",
        ).stdout

    return call


def test_only_ledger_stands_at_the_top_of_the_wheel(wheel):
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert tops == {"ledger", "taizhang-0.1.0.dist-info"}


def test_the_wheel_holds_the_data_that_git_holds(wheel):
    shipped = {name for name in wheel.namelist() if name.startswith("ledger/data/")}
    kept = {path for path in listed("data") if not path.startswith("data/sheets/")}
    assert shipped == {f"ledger/{path}" for path in kept}


def test_the_wheel_holds_the_program_that_git_holds_and_all_that_it_reads(wheel):
    names = set(wheel.namelist())
    assert listed("ledger") <= names
    catalogue = "ledger/locale/zh_CN/LC_MESSAGES/taizhang.mo"
    assert {"ledger/index/schema.sql", "ledger/py.typed", catalogue} <= names
    assert not [name for name in names if "__pycache__" in name]


def test_the_programs_are_taizhang_and_tz_and_none_is_called_ledger(wheel):
    points = ConfigParser()
    points.read_string(wheel.read("taizhang-0.1.0.dist-info/entry_points.txt").decode())
    assert dict(points["console_scripts"]) == dict.fromkeys(("taizhang", "tz"), "ledger.main:main")


def test_the_sdist_holds_what_tests_need_and_nothing_made(built):
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as file:
        tops = {Path(name).parts[1] for name in file.getnames()}
    needed = {"cli.py", "data", "ledger", "schemas", "tests", "pyproject.toml", "README.md"}
    assert needed <= tops
    assert not tops & {".git", ".venv", "build", "demo", "dist"}


def test_the_installed_program_makes_its_demo_and_finds_it_clean(run, unpacked, tmp_path):
    assert run("-c", "import ledger; print(ledger.__file__)").startswith(str(unpacked))
    assert "tz COMMAND" in run("-m", "ledger", "--help")
    assert "c041" in run("-m", "ledger", "demo", str(tmp_path / "演示"))
    assert run("-m", "ledger", "-C", "演示", "check") == "Nothing is wrong.\n"
    assert "退回整改" in run("-m", "ledger", "问题", "--帮助", "--lang", "zh")
