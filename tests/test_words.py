"""The Chinese: complete and in step, set as Chinese is set, and chosen when it should be."""

import re
import string

import pytest
import words as catalogue

from ledger import words
from ledger.commands.line import help as pages
from ledger.commands.line import registry
from ledger.commands.line.chinese import OPTIONS
from ledger.main import main

CATALOGUE = catalogue.translated()
MESSAGES = [message for message in CATALOGUE if message.id]
PAIRS = [
    (one, said)
    for message in MESSAGES
    for one in (message.id if isinstance(message.id, tuple) else (message.id,))
    for said in catalogue.strings(message)
    if said
]
COLUMNS = 72
NAMES = [
    "",
    *(entry.name for entry in registry.commands() if entry.verbs),
    *(" ".join(called) for called, _entry in registry.leaves()),
]
"""What has a help page: the program, its nouns and all that they do."""


@pytest.fixture(autouse=True)
def _no_language_left():
    yield
    words.choose(None)
    words.suggest(None)


def test_the_catalogue_is_complete_and_in_step_with_the_code():
    assert catalogue.untranslated(CATALOGUE) == []
    assert [path.name for path in catalogue.out_of_step(CATALOGUE)] == []


def test_the_check_fails_where_a_translation_is_missing_or_stale(tmp_path, monkeypatch, capsys):
    code = tmp_path / "code"
    code.mkdir()
    (code / "one.py").write_text('_("waiting")\npgettext("a", "waiting")\n', encoding="utf-8")
    for name, path in {"ROOT": tmp_path, "CODE": code, "PO": tmp_path / "w.po"}.items():
        monkeypatch.setattr(catalogue, name, path)
    monkeypatch.setattr(catalogue, "MO", tmp_path / "w.mo")
    assert catalogue.main([]) == 1
    said = "w.po: no translation of 'waiting'\n" * 2 + "w.po: written\nw.mo: written\n"
    assert capsys.readouterr().out == said
    whole = catalogue.PO.read_text(encoding="utf-8").replace(
        'msgid "waiting"\nmsgstr ""', 'msgid "waiting"\nmsgstr "待受理"'
    )
    catalogue.PO.write_text(whole, encoding="utf-8")
    assert catalogue.main(["--check"]) == 1
    assert capsys.readouterr().out == "w.mo: out of step; run “make words”\n"
    assert (catalogue.main([]), catalogue.main(["--check"])) == (0, 0)
    guess = whole.replace('msgctxt "a"', '#, fuzzy\nmsgctxt "a"')
    catalogue.PO.write_text(guess, encoding="utf-8")
    assert catalogue.main(["--check"]) == 1


def test_making_the_catalogue_twice_changes_nothing():
    assert catalogue.po_of(catalogue.translated()) == catalogue.po_of(CATALOGUE)
    assert catalogue.mo_of(catalogue.translated()) == catalogue.mo_of(CATALOGUE)


def test_no_message_hides_inside_a_formatted_string():
    hidden = re.compile(r"\{(?:_|gettext|ngettext|pgettext|mark)\(")
    found = [
        f"{path}:{number}"
        for path in catalogue.CODE.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if hidden.search(line)
    ]
    assert found == []  # older Pythons hide them from the extraction


def placeholders(text):
    return {name for _before, name, _form, _how in string.Formatter().parse(text) if name}


def keeps_placeholders(message):
    forms = message.id if isinstance(message.id, tuple) else (message.id,)
    wanted = placeholders(forms[-1])  # of the plural: “once” is 1 次 in Chinese
    given = [placeholders(said) for said in catalogue.strings(message) if said]
    return placeholders(forms[0]) <= wanted and all(found == wanted for found in given)


def test_a_translation_has_the_placeholders_of_its_message():
    assert [message.id for message in MESSAGES if not keeps_placeholders(message)] == []


HAN = r"\u4e00-\u9fff"
HALF = re.compile(rf"[{HAN}][,;:!?()]|[,;!?()][{HAN}]|[{HAN}”）}}]\.(?!\w)|\.\.\.|[「」『』\"]")
"""Half-width marks beside a Chinese character, and quotes that are not ours."""


def is_set_as_chinese_is(one, said):
    prose = re.sub(r"“[^”]*”|\S*\[[^\s]*", "", said)
    if one.isupper() or one.startswith("[") or ":" in one.split("{")[0][:6]:
        prose = ""  # what is typed, such as “工号:岗位”, keeps the marks that are typed
    return not HALF.search(prose) and said.count("“") == said.count("”")


def test_chinese_is_set_with_full_width_marks():
    chinese = [pair for pair in PAIRS if re.search(f"[{HAN}]", pair[1])]
    assert [said for one, said in chinese if not is_set_as_chinese_is(one, said)] == []


def begins_and_ends_as(one, said):
    ends = said.endswith(("。", "？")) == one.endswith((".", "?")) or one == "No."
    return ends and said[:1].isspace() == (one[:1].isspace() and not said.startswith("（"))


def test_a_sentence_ends_as_its_message_does():
    assert [pair for pair in PAIRS if not begins_and_ends_as(*pair)] == []


def shown(capsys, *arguments):
    with pytest.raises(SystemExit):
        main(arguments)
    return capsys.readouterr().out


@pytest.mark.parametrize("name", NAMES)
def test_a_chinese_help_page_fits_and_holds_no_english_sentence(name, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    page = shown(capsys, *name.split(), "--帮助", "--lang", "zh")
    assert page.startswith("用法：")
    prose, _examples, _lines = page.partition("\n示例\n")
    for line in page.splitlines():
        assert words.width(line) <= COLUMNS, line
    assert not re.search(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}", prose)
    assert set(re.findall(r"\b[A-Z]{4,}\b", prose)) <= {"JSON", "YAML"}


@pytest.mark.parametrize("name", NAMES)
def test_every_command_answers_to_its_chinese_name(name, capsys):
    words.choose("zh")
    called = pages.localised(f"tz {name} ").split()[1:]
    assert all(not word.isascii() for word in called)
    assert shown(capsys, *called, "--help", "--lang", "en") == shown(
        capsys, *name.split(), "--help", "--lang", "en"
    )


LOCALES = [
    ("zh_CN.UTF-8", "zh"),
    ("zh_TW.UTF-8", "zh"),
    ("zh_HK", "zh"),
    ("zh-Hans", "zh"),
    ("ZH", "zh"),
    ("en_GB.UTF-8", "en"),
    ("C", "en"),
    ("C.UTF-8", "en"),
    ("POSIX", "en"),
    ("de_DE.UTF-8", "en"),
    ("", "en"),
]


@pytest.mark.parametrize(("locale", "language"), LOCALES)
def test_the_locale_chooses_the_language_last(locale, language, monkeypatch):
    monkeypatch.setenv("LANG", locale)
    assert words.language() == language


def test_the_stronger_voice_chooses_the_language(monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("LC_MESSAGES", "en_GB.UTF-8")
    assert words.language() == "en"
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert words.language() == "zh"
    words.suggest("en")
    assert words.language() == "en"
    monkeypatch.setenv("TAIZHANG_LANG", "zh")
    assert words.language() == "zh"
    words.choose("en")
    assert words.language() == "en"
    words.choose(None)
    assert words.language() == "zh"


def test_a_piece_of_work_keeps_to_its_language(monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    with words.settled():
        monkeypatch.setenv("LANG", "en_GB.UTF-8")
        assert words.language() == "zh"
    assert words.language() == "en"


def test_c_in_front_of_chinese_means_english(monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("LC_ALL", "C")
    assert words.language() == "en"


def test_what_people_may_type_is_known_in_every_language():
    assert words.every("waiting") == ("waiting", "待受理")


STATUSES = "待受理 办理中 待验收 待群众签字 待销号 已销号 已上报 暂缓 转长期 不予受理 并案 作废"
WAITS = "工作站 责任人 验收人 群众 销号人 上级"
LIGHTS = "正常 临期 逾期 严重逾期"
VERBS = (
    "登记 交办 进展 督办 报结 验收 群众签字 退回整改 销号 延期 暂缓 恢复 上报 退回 退单 转长期 "
    "并案 并入 不予受理 更正 作废 备注 重开 反馈 公示 报上级 归档"
)
TASK_STATUSES = "已下发 已分解 村已上报 已汇总 已完成 作废"
TASK_VERBS = "下发 分解 上报 汇总 进展 完成 作废"
OUTCOMES = "已解决 部分解决 解释说明 转其他途径 群众撤回"
KINDS = "走访 接待 电话 蹲点 夜访"


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("STATUS_NAMES", STATUSES),
        ("WAITS_NAMES", WAITS),
        ("LIGHT_NAMES", LIGHTS),
        ("VERB_NAMES", VERBS),
        ("TASK_STATUS_NAMES", TASK_STATUSES),
        ("TASK_VERB_NAMES", TASK_VERBS),
        ("OUTCOME_NAMES", OUTCOMES),
        ("VISIT_KIND_NAMES", KINDS),
        ("SIGN_NAMES", "已签 拒签 代签"),
    ],
)
def test_the_words_of_the_field_are_those_of_the_field(table, names):
    from ledger.rules import statuses, tasks

    words.choose("zh")
    found = getattr(tasks if table.startswith("TASK") else statuses, table)
    assert [words.gettext(name) for name in found.values()] == names.split()


def test_a_verb_is_called_as_its_command():
    from ledger.rules.statuses import VERB_NAMES
    from ledger.rules.tasks import TASK_VERB_NAMES

    words.choose("zh")
    for table, entries in ((VERB_NAMES, registry.ISSUE), (TASK_VERB_NAMES, registry.TASK)):
        commands = {entry.name: entry.chinese for entry in entries}
        verbs = {verb: words.gettext(name) for verb, name in table.items()}
        of_both = {verb: name for verb, name in verbs.items() if verb in commands}
        assert of_both == {verb: commands[verb] for verb in of_both}
        assert set(verbs) - set(of_both) <= {"absorb", "issue"}  # no command is called so


def test_a_sentence_names_commands_and_options_in_its_own_language():
    names = {entry.chinese for entry in registry.commands()}
    said = {said for _one, said in PAIRS}
    commands = {name for text in said for name in re.findall(r"“tz ([^ ”]+)", text)}
    assert commands - {"{op}"} <= names
    # git's own options stay as they are, and so do those that no command of ours has
    plain = {re.sub(r"“git [^”]*”", "", text) for text in said}
    assert {name for text in plain for name in re.findall(r"--[a-z][a-z-]+", text)} & set(
        OPTIONS
    ) == set()
