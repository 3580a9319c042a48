"""The sessions that the READMEs show: run as written, compared, and written anew.

A session is all the ```console blocks of a document, run one after the other in one shell in an
empty folder; a ```python block is run where the session has got to, unless its first line names a
file for the session to run. What differs from run to run (commit ids, operations, the id of what is
newly registered) is masked.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# (\w+\.py)\n")
_MASKS = (
    (re.compile(r"\b[0-9a-f]{7,10}\b"), "COMMIT"),
    (re.compile(r"\b(operation|tz undo) [0-9A-Z]{8}\b"), r"\1 OPERATION"),
)
_NEW = (re.compile(r"\b([A-Z0-9]{2,8}-\d\d-)[0-9A-Z]{7}\b"), r"\1NEW")
_MAKES_NEW = ("issue register", "visit add", "问题 登记", "走访 登记")
_END = "\x1e"


def commands(block):
    """The commands of a block, each with the output shown beneath it."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)
    return [part.partition("\n")[::2] for part in parts[1:]]


def environment(language):
    """The world of a session: a quiet home, a clock in China, this checkout's program first."""
    programs = Path(sys.executable).parent
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TMPDIR") if name in os.environ}
    return kept | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "COLUMNS": "92",
        "LANG": language,
        "TZ": "CST-8",
    }


def play(text, language):
    """What the commands of a document answer today, in order, and how its Python block ended."""
    script = ""
    for block in _BLOCK.findall(text):
        for command, _shown in commands(block):
            script += f"{command}\nended=$?; printf '\\036'; (exit $ended)\n"
    parts = _PYTHON.findall(text)
    files = {named[1]: part for part in parts if (named := _FILE.match(part))}
    example = "\n".join(part for part in parts if part not in files.values())
    script += 'python -c "$EXAMPLE" >/dev/null || echo "exit code $?"; printf "\\036"\n'
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        for name, body in files.items():
            (Path(folder) / name).write_text(body, "utf-8")
        ended = subprocess.run(
            ["sh", "-c", f"exec 2>&1\n{script}"],
            cwd=folder,
            env={**environment(language), "HOME": str(home), "EXAMPLE": example},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    heard = ended.stdout.decode().split(_END)[:-1]
    return heard[:-1], heard[-1]


def faults(text, language):
    """The first thing that a document shows and is not so; the rest follows from it."""
    heard, example = play(text, language)
    shown = [pair for block in _BLOCK.findall(text) for pair in commands(block)]
    said = [
        f"“{command}” answers otherwise:\n{_plain(now)}"
        for (command, before), now in zip(shown, heard, strict=True)
        if _masked(command, before) != _masked(command, now)
    ]
    return [*said, *([f"the Python example fails:\n{example}"] if example else [])][:1]


def written(text, language):
    """The document with today's answers; answers that differ only in what is masked stay."""
    heard = iter(play(text, language)[0])

    def renewed(found):
        lines = ""
        for command, before in commands(found[1]):
            now = next(heard)
            same = _masked(command, before) == _masked(command, now)
            gap = "\n" if f"\n{before}".endswith("\n\n") else ""
            lines += f"$ {command}\n{before if same else _plain(now) + gap}"
        return f"```console\n{lines}```"

    return _BLOCK.sub(renewed, text)


def _plain(answer):
    """An answer as a document shows it: no blanks at the ends of lines."""
    lines = [line.rstrip() for line in answer.strip("\n").splitlines()]
    return "".join(f"{line}\n" for line in lines)


def _masked(command, answer):
    masks = [*_MASKS, *([_NEW] if any(words in command for words in _MAKES_NEW) else [])]
    answer = _plain(answer)
    for pattern, word in masks:
        answer = pattern.sub(word, answer)
    return answer
