"""Whether the documents say what the program does; run by `make check`.

`python -m tests.documents` fails where a schema, a made part, a picture, a link, a command or a
session that a document shows is not so. With `--write` it first writes anew what is made.
"""

import re
import runpy
import shlex
import shutil
import sys
import tomllib
from pathlib import Path

from ledger import errors, words
from ledger.commands.line import registry
from ledger.commands.line.chinese import ENGLISH
from ledger.commands.line.tree import load
from ledger.errors import ExitCode, LedgerError
from ledger.records.schemas import schemas
from tests import sessions

ROOT = Path(__file__).resolve().parents[1]
READMES = {
    "README.md": "en",
    "README.zh-CN.md": "zh",
    "docs/audit.md": "en",
    "docs/spreadsheets.md": "en",
}
SIGNED = "docs/audit.md"
"""Its session makes a key with ssh-keygen and signs with it."""
LOCALES = {"en": "en_GB.UTF-8", "zh": "zh_CN.UTF-8"}
FOLDERS = ("ledger", "data", "data/example", "schemas", "bench")
DOCUMENTS = [
    *READMES,
    "CHANGELOG.md",
    "docs/reliability.md",
    "docs/systems.md",
    *(f"{folder}/README.md" for folder in FOLDERS),
]

EXITS = {
    ExitCode.DONE: ("done", "办成"),
    ExitCode.PROBLEMS: ("the ledger has problems", "台账里有毛病"),
    ExitCode.USAGE: ("the command line cannot be read", "命令写得不对"),
    ExitCode.NO_LEDGER: ("no ledger here", "这里没有台账"),
    ExitCode.NO_RECORD: ("no such record", "没有这条记录"),
    ExitCode.REFUSED: ("a rule refuses it; nothing was written", "规则不允许，什么也没写"),
    ExitCode.IN_THE_WAY: ("something is in the way of a write", "有东西挡着，写不进去"),
    ExitCode.GIT_FAILED: ("git is missing or failed", "没有 git，或 git 出错"),
    ExitCode.SHEET_REFUSED: ("the sheet was refused; nothing was written", "表格不收，什么也没写"),
    ExitCode.INTERRUPTED: ("interrupted", "被中断"),
}
"""What each exit code means, in both languages."""

_PART = re.compile(r"(<!-- made: (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)
_SHELL = re.compile(r"^```(?:console|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?://|#)([^)\s]+)\)|src(?:set)?=\"([^\"]+)\"")
_EXIT = re.compile(r"(?:exit codes? |退出码 ?)(\d+)")
_PLACEHOLDER = re.compile(r"[A-Z]{2,}$|…|NOUN|VERB")


def commands(language):
    """The table of all commands."""
    heads = {"en": ("Command", "中文", "What it does"), "zh": ("命令", "English", "做什么")}
    rows = [heads[language], ("---",) * 3]
    for path, entry in registry.leaves():
        first = registry.find(registry.commands(), path[0])
        chinese = f"{first.chinese} {entry.chinese}" if len(path) > 1 else entry.chinese
        names = [f"`tz {' '.join(path)}`", f"`tz {chinese}`"]
        rows.append((*(names[::-1] if language == "zh" else names), words.gettext(entry.summary)))
    return _table(rows)


def exit_codes(language):
    """The table of exit codes, with the words by which a script tells errors apart."""
    heads = {
        "en": ("Code", "Meaning", "`error.code` in JSON"),
        "zh": ("退出码", "意思", "JSON 里的 `error.code`"),
    }
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    kinds = [kind for kind in kinds if LedgerError in kind.__bases__]
    rows = [heads[language], ("---:", "---", "---")]
    for code in ExitCode:
        named = [f"`{kind.__new__(kind).code}`" for kind in kinds if kind.exit_code == code]
        rows.append((str(int(code)), EXITS[code][language == "zh"], " ".join(named)))
    return _table(rows)


def floors(_language):
    """The floors of the house as import-linter holds them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers")
    return "```text\n" + "".join(f"{layer}\n" for layer in layers) + "```\n"


PARTS = {"commands": commands, "exit-codes": exit_codes, "floors": floors}
"""What stands between `<!-- made: NAME -->` and `<!-- end -->`."""


def _table(rows):
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def made(text, language):
    """A document with its made parts as they should be."""
    words.choose(language)
    try:
        return _PART.sub(lambda m: m[1] + PARTS[m[2]](language) + m[3], text)
    finally:
        words.choose(None)


def stale_schemas():
    """The files of `schemas/` that are not what the records make of them, and strays."""
    folder = ROOT / "schemas"
    kept = {path.name: path.read_text("utf-8") for path in folder.glob("*.json")}
    now = schemas()
    names = sorted(name for name in {*kept, *now} if kept.get(name) != now.get(name))
    return [
        f"schemas/{name}: out of step with ledger.records; run “make schemas”" for name in names
    ]


def stale_parts(name, text):
    """Whether a document's made parts are out of step with the code."""
    if made(text, READMES.get(name, "en")) == text:
        return []
    return [f"{name}: a made part is out of step; run “python -m tests.documents --write”"]


def broken_links(name, text):
    """The links of a document that lead to no file of the house."""
    found = [a or b for a, b in _LINK.findall(_FENCE.sub("", text))]
    here = (ROOT / name).parent
    missing = [link for link in found if not (here / link.partition("#")[0]).exists()]
    return [f"{name}: no file {link}" for link in missing]


def unknown_names(name, text):
    """The commands, options, make targets and exit codes of a document that do not exist."""
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    said = [_unknown(line) for line in _lines(text) if line.startswith(("tz ", "taizhang "))]
    made_by = [m[1] for line in _lines(text) if (m := re.match(r"make (\w+)", line))]
    said += [f"no target “{target}”" for target in made_by if target not in targets]
    codes = {int(code) for code in ExitCode}
    said += [f"no exit code {code}" for code in _EXIT.findall(text) if int(code) not in codes]
    return [f"{name}: {fault}" for fault in said if fault]


def _lines(text):
    """Every command that a document shows: in a block of a shell, or inline."""
    for block in _SHELL.findall(text):
        yield from (line.removeprefix("$ ") for line in block.splitlines())
    yield from re.findall(r"`([^`\n]+)`", _FENCE.sub("", text))


def _unknown(line):
    """What a command line names that the program does not have; empty where all is well."""
    said = shlex.split(line, comments=True)[1:]
    entry, entries = None, registry.commands()
    known = {"-C", "--format", "--lang", "--help", "--version"}
    plain = iter(said)
    for word in plain:
        if word.startswith("-"):
            next(plain, None)
        elif _PLACEHOLDER.search(word) or not entries:
            break
        elif entry := registry.find(entries, word):
            entries = entry.verbs
        else:
            return f"no command “{word}” in “{line}”"
    if entry and not entry.verbs:
        known |= {name for param in load(entry).params for name in param.opts}
    options = [word.partition("=")[0] for word in said if re.match(r"-C|--\w", word)]
    wrong = [o for o in options if o not in known and ENGLISH.get(o) not in known]
    return f"no option {', '.join(wrong)} in “{line}”" if wrong else ""


def stale_pictures(*, write):
    """The pictures of `docs/` whose words are not those of the table today."""
    said = []
    pictures = runpy.run_path(str(ROOT / "docs" / "pictures.py"))["pictures"]
    for name, drawn in pictures().items():
        path = ROOT / "docs" / name
        if not path.exists() or _spoken(path.read_text("utf-8")) != _spoken(drawn):
            said.append(f"docs/{name}: out of step; run “python -m tests.documents --write”")
            if write:
                path.write_text(drawn, encoding="utf-8", newline="\n")
    return said


def _spoken(drawing):
    """The words of a picture; how rich draws them may change with its version."""
    return re.findall(r">([^<>]*)</text>", drawing)


def quick_faults():
    """All that can be known without running a session."""
    said = stale_schemas()
    for name in DOCUMENTS:
        text = (ROOT / name).read_text("utf-8")
        said += [*stale_parts(name, text), *broken_links(name, text), *unknown_names(name, text)]
    return said


def write():
    """Write anew all that is made: parts, sessions, pictures."""
    stale_pictures(write=True)
    for name in DOCUMENTS:
        path = ROOT / name
        before = path.read_text("utf-8")
        text = made(before, language := READMES.get(name, "en"))
        if name in READMES:
            text = sessions.written(text, LOCALES[language])
        if text != before:
            path.write_text(text, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{name}: written\n")


def main(arguments):
    """Check all documents; 1 where something is not so."""
    if "--write" in arguments:
        write()
    said = [*quick_faults(), *stale_pictures(write=False)]
    for name, language in READMES.items():
        if name == SIGNED and not shutil.which("ssh-keygen"):
            sys.stdout.write(f"{name}: its session is left out, as ssh-keygen is missing\n")
            continue
        text = (ROOT / name).read_text("utf-8")
        said += [f"{name}: {fault}" for fault in sessions.faults(text, LOCALES[language])]
    sys.stdout.write("".join(f"{line}\n" for line in said))
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
