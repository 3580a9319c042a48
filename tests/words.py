"""The catalogues: take new messages out of the code, compile, and say what is missing.

`python -m tests.words` brings `taizhang.po` into step with the code and compiles it; with `--check`
it writes nothing and fails where either file is out of step or a message has no translation.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "ledger"
PO = CODE / "locale" / "zh_CN" / "LC_MESSAGES" / "taizhang.po"
MO = PO.with_suffix(".mo")

KEYWORDS = {
    "_": None,
    "gettext": None,
    "mark": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
"""The functions of `ledger.words` that take messages, as Babel wants them named."""

_TITLE = "# The words of 台账 in simplified Chinese. “make words” brings this file into step."
_HEAD = [
    ("Project-Id-Version", "taizhang"),
    ("Language", "zh_CN"),
    ("Plural-Forms", "nplurals=1; plural=0;"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
]


class Steady(Catalog):
    """A catalogue whose head holds neither dates nor versions of tools."""

    @property
    def mime_headers(self):
        return _HEAD

    @mime_headers.setter
    def mime_headers(self, headers):
        """Whatever a file says; ours is fixed."""


def translated():
    """The messages of the code with the translations that the committed catalogue has."""
    kept = read_po(BytesIO(PO.read_bytes()), locale="zh_CN") if PO.exists() else Catalog("zh_CN")
    found = Steady("zh_CN", header_comment=_TITLE, fuzzy=False)
    said = extract_from_dir(CODE, [("**.py", "python")], keywords=KEYWORDS)
    for _file, _line, message, _comments, context in said:
        one = message if isinstance(message, str) else message[0]
        old = kept.get(one, context)
        found.add(message, old.string if old else None, context=context)
    for message in found:  # not Babel's guesses at formats, which differ from version to version
        old = kept.get(message.id, message.context)
        message.flags = old.flags & {"fuzzy"} if old and message.id else set()
    return found


def po_of(catalogue):
    """The text of a catalogue: sorted, one line a message, without the places in the code."""
    out = BytesIO()
    write_po(out, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    return out.getvalue()


def mo_of(catalogue):
    """A catalogue as the program loads it."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue):
    """The messages without a translation, or with one that only a guess made."""
    return [m.id for m in catalogue if m.id and (m.fuzzy or not all(strings(m)))]


def strings(message):
    """The translations of a message: one, or one for each number."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


def out_of_step(catalogue):
    """The files that are not what the code and the translations make of them."""
    made = {PO: po_of(catalogue), MO: mo_of(catalogue)}
    return {path: text for path, text in made.items() if _read(path) != text}


def _read(path):
    return path.read_bytes() if path.exists() else b""


def main(arguments):
    """Write what is out of step, or with `--check` only say so; 1 where something is wrong."""
    catalogue = translated()
    stale = out_of_step(catalogue)
    missing = untranslated(catalogue)
    said = [f"{PO.relative_to(ROOT)}: no translation of {message!r}" for message in missing]
    if checking := "--check" in arguments:
        said += [f"{path.relative_to(ROOT)}: out of step; run “make words”" for path in stale]
    else:
        for path, text in stale.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
        said += [f"{path.relative_to(ROOT)}: written" for path in stale]
    sys.stdout.write("".join(f"{line}\n" for line in said))
    return 1 if missing or (checking and stale) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
