"""The command after a failure, given in a fork of an interpreter that has all of it loaded.

What is tried is always a process of its own. The command after it only has to find the ledger in
order; most of its time would go into starting Python.
"""

import atexit
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO


def ask(*argv: str) -> tuple[int, str, str]:
    """How a command of the next clerk ends, and what it says."""
    there = _clerk()
    give, hear = _pipes(there)
    give.write(json.dumps(argv) + "\n")
    give.flush()
    code, out, err = json.loads(hear.readline())
    return code, out, err


@cache
def _clerk() -> "subprocess.Popen[str]":
    there = subprocess.Popen(
        [sys.executable, __file__],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(there.kill)
    return there


def _pipes(there: "subprocess.Popen[str]") -> tuple[IO[str], IO[str]]:
    assert there.stdin
    assert there.stdout
    return there.stdin, there.stdout


def _serve() -> None:
    from book_world import example
    from cli_world import call

    with TemporaryDirectory() as folder:
        root = example(Path(folder) / "ledger")
        issue = min(root.glob("issues/*/*/*.yaml")).stem
        call("-C", str(root), "issue", "note", issue, "--text", "热身")
    for line in sys.stdin:
        reader, writer = os.pipe()
        if not os.fork():
            ended = call(*json.loads(line))
            os.write(writer, json.dumps([ended.code, ended.out, ended.err]).encode())
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as said:
            print(said.read(), flush=True)  # noqa: T201 - it is asked for
        os.wait()


if __name__ == "__main__":
    _serve()
