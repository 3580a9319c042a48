"""Every sentence that tells a person what is wrong, in one place a language, to be read whole.

`pytest --update` writes the files anew; what has changed in them is to be read, not just taken.
"""

import ast
from pathlib import Path

import pytest

from ledger import words

ROOT = Path(words.__file__).parent
WHOLE = ("errors.py", "problems.py", "refusal.py", "damage.py")
"""Modules whose every message is such a sentence."""


SHORTEST = 12
"""Shorter messages are labels and joints, not sentences."""


def messages(tree):
    """The messages within a piece of code, in order."""
    for node in ast.walk(tree):
        named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if named and node.func.id in ("_", "mark") and isinstance(node.args[0], ast.Constant):
            text = node.args[0].value
            if len(text) > SHORTEST and " " in text:
                yield node.lineno, text


def of_module(path):
    """The sentences of a module: of functions that raise, or of the whole module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path.name in WHOLE:
        return [text for _line, text in sorted(messages(tree))]
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    raising = [f for f in functions if any(isinstance(n, ast.Raise) for n in ast.walk(f))]
    found = dict.fromkeys(sorted(one for function in raising for one in messages(function)))
    return [text for _line, text in found]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_sentence_of_what_is_wrong(golden, language):
    words.choose(language)
    try:
        lines = []
        for path in sorted(ROOT.rglob("*.py")):
            if sentences := [words.gettext(text) for text in of_module(path)]:
                lines += [f"# {path.relative_to(ROOT.parent).as_posix()}", *sentences, ""]
    finally:
        words.choose(None)
    golden(f"sentences.{language}", "\n".join(lines))
