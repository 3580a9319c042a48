"""Large files: as quick as small ones, with the same answers and the right lines."""

import pytest
from ruamel.yaml import resolver

from ledger.index.rows import MANY, Rows, read
from ledger.store import careful, large, yaml

HOMES = 900


def register(**odd):
    """A register of 900 households, some lines of it odd."""
    lines = ["place: WL101", "households:"]
    for n in range(HOMES):
        line = (
            f'- {{id: WL101-{n:04d}, name: 张甲一, phone: "000-0101-0001", categories: [低保户]}}'
        )
        lines.append(odd.get(f"n{n}", line))
    return ("\n".join(lines) + "\n").encode()


def told(body):
    rows = Rows()
    read(rows, "households/WL101.yaml", body)
    return [(row[2], row[1]) for row in rows.problem]


def test_a_large_register_is_read():
    assert len(register()) > 10 * large.SMALL
    assert told(register()) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("- {id: WL101-0700, name: 1}", "field"),
        ("- {id: WL101-0700, name: 张, more: 1}", "field"),
        ("- {id: WL101-0700, name: 张, name: 李}", "unreadable"),
        ('- {id: WL101-0700, name: "张}', "unreadable"),
        ("- {id: WL101-0700, name: &a 张}", "unreadable"),
        ("- {id: WL101-0700, name: !!str 张}", "unreadable"),
        ("- {id: WL101-0700, name: *a}", "unreadable"),
        ("- {id: WL101-0700, name: 张, <<: {size: 1}}", "unreadable"),
        ("- id: WL101-0700\n  name: 张\n  name: 李", "unreadable"),
        ("- {id: WL101-0700, name: 张, 1: 2}", "unreadable"),
        ("- {id: WL101-0700, name: 张, [1]: 2}", "unreadable"),
        ("- " + "[" * 20 + "]" * 20, "unreadable"),
        ("- {id: WL101-0001, name: 张}", "twin"),
    ],
)
def test_a_fault_far_down_is_named_on_its_line(line, code):
    (found, number), *_more = told(register(n700=line))
    assert found == code
    assert 703 <= number <= 704 + line.count("\n")


@pytest.mark.parametrize(
    "note",
    [
        "见 *重点* 与 &附注 R&D !急 <<",
        "'单 [ { 引'",
        '"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["',
        "他说 “好” it's [",
        "'&a'",
        '"*b !!c <<"',
        '"<<"\n- id: WL101-0901\n  name: 张\n  note: |-\n    <<<<<<< a\n    >>>>>>> b',
    ],
)
def test_marks_and_brackets_within_text_are_text(note):
    line = f"- id: WL101-0700\n  name: 张\n  note: {note}"
    assert told(register(n700=line)) == []


def test_a_comment_of_brackets_and_quotes_hides_nothing():
    homes = {f"n{n}": f"# [ \" ' {n}\n- {{id: WL101-{n:04d}, name: 张}}  # ]]" for n in range(100)}
    assert told(register(**homes)) == []


def test_of_many_faults_the_first_are_told():
    odd = {f"n{n}": f"- {{id: WL101-{n:04d}, name: 1}}" for n in range(HOMES)}
    found = told(register(**odd))
    assert found == [("field", n + 3) for n in range(MANY)]


def test_a_list_laid_out_further_in_keeps_its_lines():
    body = register(n700="- {id: WL101-0700, name: 1}").replace(b"\n- ", b"\n  - ")
    assert told(body) == [("field", 703)]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 13,
        "a: " + "[" * 13,
        '["]", ' * 13,
        "[']', " * 13,
        "[ # ]\n" * 13,
        '{x ": {", b\n' * 13,
        "- '\"'\n- " + "[" * 13 + "\n- '\"'",
        'a: "\\"" \nb: ' + "[" * 13,
        '{"a": ' * 13,
    ],
)
def test_no_brackets_hide_from_the_sweep(text):
    assert large.deep(text)


def test_reading_broken_files_leaves_the_reader_as_it_was():
    with pytest.raises(yaml.YamlError):
        careful.read("a: 1\na: 2", "x")
    before = len(resolver.implicit_resolvers)
    for _n in range(5):
        with pytest.raises(yaml.YamlError):
            careful.read("a: 1\na: 2", "x")
    assert len(resolver.implicit_resolvers) == before


def test_an_escape_beyond_all_characters_is_refused_on_its_line():
    with pytest.raises(yaml.YamlError) as refused:
        yaml.parse('a: 1\nb: "\\UFFFFFFFF"\n', "x")
    assert refused.value.line == 2
