"""The documents say what the program does."""

import pytest
from keys import needs_ssh

from tests import documents, sessions

SESSION = """
```console
$ printf 'one  \\ntwo\\n'
one
two

$ tz --version; (exit 3)
taizhang 9.9.9
$ echo "exit code $?"
exit code 3
```
"""


@pytest.mark.parametrize("name", documents.DOCUMENTS)
def test_a_document_names_only_what_exists_and_its_made_parts_are_in_step(name):
    text = (documents.ROOT / name).read_text("utf-8")
    assert not documents.stale_parts(name, text)
    assert not documents.broken_links(name, text)
    assert not documents.unknown_names(name, text)


def test_the_schemas_are_in_step_with_the_records():
    assert not documents.stale_schemas()


def test_the_pictures_show_the_table_of_today():
    assert not documents.stale_pictures(write=False)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=needs_ssh if name == documents.SIGNED else ())
        for name in documents.READMES
    ],
)
def test_a_readme_shows_what_its_commands_answer(name):
    text = (documents.ROOT / name).read_text("utf-8")
    assert not sessions.faults(text, documents.LOCALES[documents.READMES[name]])


def test_both_readmes_tell_the_same_in_the_same_order():
    def shape(text):
        return [line.split(" ")[0] for line in text.splitlines() if line.startswith(("#", "<!--"))]

    texts = [(documents.ROOT / name).read_text("utf-8") for name in documents.READMES]
    assert shape(texts[0]) == shape(texts[1])


def test_every_exit_code_has_its_words():
    assert set(documents.EXITS) == set(documents.ExitCode)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("`tz 逾其`", "no command “逾其” in “tz 逾其”"),
        ("`tz issue settle 7K3Q`", "no command “settle” in “tz issue settle 7K3Q”"),
        ("```sh\ntz overdue --until 2026-06-30\n```", "no option --until in"),
        ("```console\n$ make coffee\n```", "no target “coffee”"),
        ("exit code 42", "no exit code 42"),
    ],
)
def test_what_does_not_exist_is_found(text, fault):
    (said,) = documents.unknown_names("a.md", text)
    assert said.startswith(f"a.md: {fault}")


@pytest.mark.parametrize(
    "text",
    [
        "`tz NOUN VERB`",
        "`tz 问题 登记 --标题 …`",
        "`tz -C demo overdue --limit 3`",
        "`tz 逾期 --帮助`",
    ],
)
def test_what_exists_is_not_complained_of(text):
    assert not documents.unknown_names("a.md", text)


def test_a_session_that_answers_otherwise_is_found_and_written_anew():
    (fault,) = sessions.faults(SESSION, "C")
    assert fault.startswith("“tz --version; (exit 3)” answers otherwise:\ntaizhang ")
    mended = sessions.written(SESSION, "C")
    assert not sessions.faults(mended, "C")
    assert mended.count("\n\n") == SESSION.count("\n\n")
