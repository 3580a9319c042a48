"""A clerk's desk: the example ledger in a folder, and the program run on it in three ways."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from book_world import NOW, TODAY, example

from ledger import words
from ledger.main import main

ENVIRONMENT = {"TAIZHANG_TODAY": TODAY.isoformat(), "TAIZHANG_LANG": "en"}


@dataclass(frozen=True)
class Result:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def envelope(self) -> dict[str, Any]:
        """The envelope of `--format json`."""
        whole: dict[str, Any] = json.loads(self.out)
        return whole

    @property
    def data(self) -> Any:
        """What the envelope holds."""
        return self.envelope["data"]

    @property
    def table(self) -> list[dict[str, str]]:
        """The rows of `--format csv`."""
        return list(csv.DictReader(io.StringIO(self.out.removeprefix("\ufeff"))))

    @property
    def ids(self) -> list[str]:
        """The ids of the rows of `--format json`."""
        return [row["id"] for row in self.data["rows"]]


def call(*argv: str) -> Result:
    """Call the program in this process, with nobody at a terminal."""
    streams = [io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(3)]
    said, heard, out = streams
    with (
        patch.dict(os.environ, ENVIRONMENT),
        patch.object(sys, "stdin", heard),
        redirect_stdout(out),
        redirect_stderr(said),
        pytest.raises(SystemExit) as left,
    ):
        main(argv)
    words.choose(None)
    words.suggest(None)
    for stream in (out, said):
        stream.flush()
    written = [stream.buffer.getvalue().decode() for stream in (out, said)]
    return Result(int(left.value.code or 0), *written)


def process(*argv: str | bytes, folder: Path | None = None, **environment: str) -> Result:
    """Run the program as a person's shell does."""
    ended = subprocess.run(
        [sys.executable, "-m", "ledger", *argv],
        cwd=folder,
        env={**os.environ, **ENVIRONMENT, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return Result(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


class Desk:
    """One ledger and those who work on it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *argv: str, exits: int = 0) -> Result:
        """Call the program on this ledger; it must end with this exit code."""
        return _ended(call("-C", str(self.root), *argv), exits)

    def json(self, *argv: str) -> Any:
        """What a command answers to a script."""
        return self.run(*argv, "--format", "json").data

    def process(self, *argv: str | bytes, exits: int = 0, **environment: str) -> Result:
        """Run the program in the ledger's folder."""
        return _ended(process(*argv, folder=self.root, **environment), exits)

    def talk(
        self, *argv: str, answers: list[tuple[str, str]], exits: int = 0, **environment: str
    ) -> str:
        """Run the program at a terminal of 72 columns, answering its questions."""
        from terminal import talk

        program = [sys.executable, "-m", "ledger", "-C", str(self.root), *argv]
        given = {**ENVIRONMENT, "COLUMNS": "72", **environment}
        code, heard = talk(program, *answers, columns=72, **given)
        _ended(Result(code, heard, heard), exits)
        return heard

    def git(self, *argv: str) -> str:
        """What a person's own git says here."""
        who = ["-c", "user.name=c003", "-c", "user.email=c003@ledger.invalid"]
        at = {"GIT_AUTHOR_DATE": NOW.isoformat(), "GIT_COMMITTER_DATE": NOW.isoformat()}
        ended = subprocess.run(
            ["git", *who, *argv],
            cwd=self.root,
            env={**os.environ, **at},
            capture_output=True,
            check=True,
            text=True,
        )
        return ended.stdout

    def write(self, path: str, text: str) -> None:
        """Edit a file by hand."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")

    def read(self, path: str) -> str:
        """What a file holds."""
        return (self.root / path).read_text(encoding="utf-8")

    def commit(self, path: str, text: str) -> None:
        """Edit a file by hand and commit it with plain git."""
        self.write(path, text)
        self.git("add", "--", path)
        self.git("commit", "-q", "-m", "by hand")

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a text in a file and commit it with plain git."""
        assert old in self.read(path)
        self.commit(path, self.read(path).replace(old, new, 1))

    def state(self) -> tuple[str, dict[str, bytes]]:
        """The commit it stands at and all files of the work tree."""
        top = (one for one in self.root.iterdir() if one.name != ".git")
        files = (p for one in top for p in (one, *one.rglob("*")) if p.is_file())
        return self.git("rev-parse", "HEAD"), {str(p): p.read_bytes() for p in sorted(files)}

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Whatever happens within, commit and work tree stay as they are."""
        before = self.state()
        yield
        assert self.state() == before

    def refused(self, *argv: str, exits: int, says: str) -> Result:
        """A command is refused: one sentence, the exit code, nothing changed, no traceback."""
        with self.unchanged():
            result = self.run(*argv, exits=exits)
        assert_one_sentence(result.err)
        assert says in result.err
        return result


def assert_one_sentence(said: str) -> None:
    """The complaint is one line that begins with our name, and no traceback."""
    assert said.startswith("taizhang: ")
    assert said.count("\n") == 1
    assert "Traceback" not in said
    assert_harmless(said)


def assert_harmless(said: str) -> None:
    """No control or direction mark reaches a terminal; the joiner within emoji may."""
    assert not [c for c in said if c not in "\n\u200d" and not c.isprintable()], ascii(said)


def _ended(result: Result, exits: int) -> Result:
    assert result.code == exits, f"{result.code}, not {exits}\n{result.out}\n{result.err}"
    assert "Traceback" not in result.err
    return result


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A ledger of one's own, in a folder with a blank and Chinese in its path."""
    return Desk(example(tmp_path / "五里 台账"))


@pytest.fixture
def issue(desk: Desk) -> str:
    """The newest issue of that ledger."""
    return str(desk.json("list")["rows"][0]["id"])


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A ledger that is only read; all tests share it."""
    return Desk(example(tmp_path_factory.mktemp("read") / "五里 台账"))
