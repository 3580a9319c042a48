"""Hostile and odd YAML: each document with what a ledger must make of it.

A case is a record of one of four kinds in which one thing is odd: a scalar in a text field, the
structure, the characters, the encoding. `wants` is the code of the problem that refuses it, or
the value of the odd field where the file is accepted.
"""

# ruff: noqa: E501, SIM905 - tables

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle

from ledger.records import ids, paths
from ledger.rules import lifecycle

UNREADABLE = "unreadable"
FIELD = "field"
KINDS = ("page", "issue", "station", "register")
PLAIN = "平常"

BASES = {
    "page": """station: WL1
date: @DATE@
visits:
- id: @ID@
  kind: visit
  at: @DATE@T10:42:08+08:00
  by: c003
  place: WL101
  people: [c003]
  checklist:
    困难诉求: 修路
  opinions:
  - {text: 路灯, answer: 已告}
  text: @X@
  sign: given
""",
    "issue": """id: @ID@
station: WL1
place: WL101
stream: masses
level: 一般
opened: 2026-05-22
status: registered
round: 1
title: @X@
log:
- {id: XHPM, on: 2026-05-22, at: 2026-05-22T20:20:09+08:00, by: c002, do: register, sum: @SUM@}
""",
    "station": """code: @CODE@
type: group
parent: WL101
aliases: [一组]
staff:
- {person: c003, role: worker, since: 2026-01-01}
name: @X@
since: 2026-01-01
""",
    "register": """place: @CODE@
households:
- id: @CODE@-0001
  categories: [低保户]
  size: 3
  phone: "000-0101-0001"
  away: false
  name: @X@
  group: 第一村民小组
- {id: @CODE@-0002, name: 李乙二}
""",
}
DEPTH = {"page": 2, "issue": 0, "station": 0, "register": 2}
"""How far in the odd field stands."""
LINE = {"page": False, "issue": True, "station": True, "register": True}
"""Whether the odd field is needed, and is of one line."""


@dataclass(frozen=True)
class Case:
    """One document."""

    name: str
    kind: str
    path: str
    body: bytes = field(repr=False)
    wants: object
    record: str


# Scalars: as written in the file (¶: a new line that is part of the value), and what YAML 1.2
# makes of it, with the ledger's rules that days stay text and machinery is refused.

U = UNREADABLE
SCALARS: dict[str, tuple[str, object]] = {
    **{
        f"word {w}": (w, w)
        for w in "no No NO yes on On off y n N Y t f nil none None NaN Inf nan inf true1 xnull "
        "truE nuLL falsE yes: | TrueFalse".replace("yes: | ", "").split()
    },
    **{f"null {w or 'empty'}": (w, None) for w in ("~", "null", "Null", "NULL", "", "# 只有注")},
    **{f"truth {w}": (w, w.lower() == "true") for w in "true True TRUE false False FALSE".split()},
    **{
        f"number {w}": (w, v)
        for w, v in {
            "1": 1, "0": 0, "-1": -1, "+1": 1, "123456789": 123456789, "0o17": 15, "0x10": 16,
            "0xFF": 255, "0b11": 3, "1.5": 1.5, "-0.5": -0.5, ".5": 0.5, "5.": 5.0, "1E2": 100.0,
            "1e-3": 0.001, "1.5e3": 1500.0, "9223372036854775807": 2**63 - 1, "1e308": 1e308,
            "18446744073709551615": 2**64 - 1, ".inf": float("inf"), "-.INF": float("-inf"),
        }.items()
    },
    ".nan": (".nan", float("nan")),
    **{
        f"text {w}": (w, w)
        for w in "08 007 01062771234 1_000 1,000 12:30 12:30:45 190:20:30 -12:30 2026-11-05 "
        "2026-02-30 2026-1-1 2026-11-05T09:12:33Z 0001-01-01 1.2.3 1.1.1.1 1e 1e5f 0xZZ 0o8 0b2 "
        "3F7K E5 1E 1. . .. -. +. +-1 --1 0.0.0 1/2 50% 3户缺水 １２３ ①② = := a=b http://x/y?z#w "
        "C:\\路 a\\nb \\u0041 @".split()
        if w not in ("1.", "@", ".", "..", "=")
    },
    "equals": ("=", "="),
    "dot": (".", "."),
    "at": ("@甲", U),
    "backtick": ("`甲`", U),
    "percent first": ("%甲", U),
    "comma first": (",甲", U),
    "bracket first": ("]甲", U),
    "brace first": ("}甲", U),
    "dash": ("-", U),
    "dash text": ("- 甲", U),
    "dash joined": ("-甲", "-甲"),
    "question joined": ("?甲", "?甲"),
    "question": ("? 甲", U),
    "colon joined": (":甲", ":甲"),
    "colon within": ("甲:乙", "甲:乙"),
    "colon space": ("甲: 乙", U),
    "colon last": ("甲:", U),
    "hash within": ("甲#乙", "甲#乙"),
    "hash after a blank": ("甲 #乙", "甲"),
    "comment far": ("甲      # 注 # 注", "甲"),
    "blanks at the end": ("甲   ", "甲"),
    "a tab before": ("\t甲", "甲"),
    "a tab at the end": ("甲\t", "甲"),
    "a tab then a comment": ("甲\t# 注", "甲"),
    "brackets within": ("甲[乙]{丙}", "甲[乙]{丙}"),
    "quotes within": ("甲\"乙'丙", "甲\"乙'丙"),
    "marks within": ("甲 & 乙 * 丙 ! 丁", "甲 & 乙 * 丙 ! 丁"),
    "marks joined within": ("R&D &D *重点* !甲", "R&D &D *重点* !甲"),
    "folded plain": ("甲¶乙", "甲 乙"),
    "folded plain with a star": ("甲¶*乙", ("甲 *乙", U)),
    "folded plain with a gap": ("甲¶¶乙", "甲\n乙"),
    "folded plain with a comment": ("甲 # 注¶乙", U),
    "plain on its own line": ("¶甲", "甲"),
    "ideographic blank first": ("\u3000甲", "\u3000甲"),
    "no-break blank first": ("\u00a0甲", "\u00a0甲"),
    # quoted
    "single": ("'甲'", "甲"),
    "single with two": ("'甲''乙'", "甲'乙"),
    "single with a backslash": ("'甲\\n乙'", "甲\\n乙"),
    "single over lines": ("'甲¶乙'", "甲 乙"),
    "single open": ("'甲", U),
    "single then text": ("'甲' 乙", U),
    "single marks": ("'&a *b !c <<'", "&a *b !c <<"),
    "double": ('"甲"', "甲"),
    "double empty": ('""', ""),
    "double a blank": ('" "', " "),
    "double open": ('"甲', U),
    "double then text": ('"甲" 乙', U),
    "double then a comment": ('"甲" # 乙', "甲"),
    "double then a joined hash": ('"甲"#乙', ("甲", U)),
    "double marks": ('"!!str &a *b <<: %x"', "!!str &a *b <<: %x"),
    "double over lines": ('"甲¶乙"', "甲 乙"),
    "double with an escaped break": ('"甲\\¶  乙"', "甲乙"),
    "double with a gap": ('"甲¶¶乙"', "甲\n乙"),
    "double twice": ('"甲""乙"', U),
    **{
        f"escape {e}": (f'"甲\\{e}乙"', f"甲{v}乙")
        for e, v in {
            "\\": "\\", '"': '"', "/": "/", " ": " ", "_": "\xa0", "t": "\t", "n": "\n",
            "x41": "A", "u4e00": "一", "U0001F3E0": "🏠", "U00020000": "𠀀", "N": "\x85",
            "L": "\u2028", "P": "\u2029", "0": "\0", "a": "\a", "b": "\b", "e": "\x1b",
            "f": "\f", "v": "\v", "r": "\r", "x00": "\0", "x1b": "\x1b", "x7f": "\x7f",
            "x85": "\x85", "x9b": "\x9b", "u200b": "\u200b", "u202e": "\u202e", "u2066": "\u2066",
            "ufeff": "\ufeff", "uffff": "\uffff", "ufffe": "\ufffe", "u061c": "\u061c",
            "u200d": "\u200d", "u2028": "\u2028", "ue000": "\ue000", "U0010FFFF": "\U0010ffff",
        }.items()
    },
    **{
        f"bad escape {e}": (f'"甲\\{e}乙"', U)
        for e in ("q", "x4", "xZZ", "u41", "uD800", "udfff", "ud83d\\ude00", "U00110000",
                  "UFFFFFFFF", "U0000D800", "c", "'", "甲", "(", "1")
    },
    # blocks
    **{
        f"block {head}": (f"{head}¶甲¶乙", value)
        for head, value in {
            "|": "甲\n乙\n", "|-": "甲\n乙", "|+": "甲\n乙\n", ">": "甲 乙\n", ">-": "甲 乙",
            ">+": "甲 乙\n", "|2": "甲\n乙\n", "|2-": "甲\n乙", "|-2": "甲\n乙", ">2-": "甲 乙",
            "|- # 注": "甲\n乙", "|-  ": "甲\n乙", "|1-": " 甲\n 乙", "|9": U, "|0": U, "|10": U,
            "|--": U, "|+-": U, "|-#注": ("甲\n乙", U), "|- 甲": U, "|x": U, "| |": U, "||": U, "|22": U,
            ">\t-": U,
        }.items()
    },
    "block alone": ("|", ""),
    "block one line": ("|-¶甲", "甲"),
    "block of marks": ("|-¶&a *b !c: [", "&a *b !c: ["),
    "block with a comment": ("|-¶# 甲", "# 甲"),
    "block with a document mark": ("|-¶---", "---"),
    "block with a tab": ("|-¶\t甲", U),
    "block deeper first": ("|-¶  甲¶ 乙", U),
    "block kept lines": ("|+¶甲¶", "甲\n\n"),
    "folded with a deeper line": (">-¶甲¶  乙¶丙", "甲\n  乙\n丙"),
    # machinery
    **{
        f"machinery {m}": (m, U)
        for m in ("!!str 甲", "!!str", "!甲", "!", "! 甲", "!<tag:yaml.org,2002:str> 甲", "!!int 1",
                  "!!binary 55Sy", "!!set {甲}", "!!omap []", "!!timestamp 2026-01-01",
                  "!!python/object/apply:os.system [id]", "!!python/name:os.system",
                  "!ruby/object:Gem {}", "&a 甲", "&a", "&甲 乙", "&a !!str 甲", "!!str &a 甲",
                  "*a", "*甲", "<<", "[&a 甲]", "{<<: {}}", "{a: *b}", "!e!x 甲", "!!null 甲",
                  "&a &b 甲", "&a *a", "&a [*a]", "!!merge <<", "!!js/function 'x'")
    },
    # other shapes
    "list": ("[甲]", ["甲"]),
    "empty list": ("[]", []),
    "mapping": ("{甲: 乙}", {"甲": "乙"}),
    "empty mapping": ("{}", {}),
    "set of flow": ("{甲, 乙}", {"甲": None, "乙": None}),
    "pair in a list": ("[甲: 乙]", [{"甲": "乙"}]),
    "comma alone": ("[,]", U),
    "two commas": ("[甲,,乙]", U),
    "comma at the end": ("[甲,]", ["甲"]),
    "open list": ("[甲", U),
    "open mapping": ("{甲: 乙", U),
    "crossed": ("[甲}", U),
    "closed twice": ("[甲]]", U),
    "text after": ("[甲] 乙", U),
    "complex key": ("{[甲]: 乙}", U),
    "complex key of a mapping": ("{{a: b}: 乙}", U),
    "question key": ("{? 甲 : 乙}", {"甲": "乙"}),
    "twins": ("{甲: 1, 甲: 2}", U),
    "twins quoted": ("{甲: 1, \"甲\": 2}", U),
    "number as key": ("{1: 2}", U),
    "null as key": ("{~: 2}", U),
    "truth as key": ("{true: 2}", U),
    "no key": ("{: 2}", U),
    "thirteen deep": ("[" * 13 + "]" * 13, U),
    "fifty deep": ("[" * 50 + "]" * 50, U),
    "mappings deep": ("{a: " * 60 + "1" + "}" * 60, U),
    "brackets as text": ('"' + "[" * 60 + '"', "[" * 60),
    # size
    "huge whole number": ("1" * 400, ("1" * 400, U)),
    "huge number": ("1e400", (1.0, U, "1e400")),
    "tiny number": ("1e-400", (0.0, "1e-400")),
    "long number": ("0." + "1" * 300, (0.1, U)),
    "very long text": ("甲" * 5000, "甲" * 5000),
    "text of two hundred": ("甲" * 200, "甲" * 200),
    "many quotes": ("'" + "''" * 300 + "'", "'" * 300),
    # characters of other writings
    "emoji": ("👨‍👩‍👧", "👨‍👩‍👧"),
    "far plane": ("𠀀𪚥", "𠀀𪚥"),
    "full-width colon": ("甲：乙", "甲：乙"),
    "full-width marks": ("＆甲　＊乙", "＆甲　＊乙"),
    "curly quotes": ("“甲”", "“甲”"),
    "look-alike dash": ("－ 甲", "－ 甲"),
    "look-alike no": ("ｎｏ", "ｎｏ"),
    "cyrillic null": ("nu\u04cfl", "nu\u04cfl"),
    "right to left": ("שלום", "שלום"),
    "combining": ("a\u0301\u0301\u0301", "a\u0301\u0301\u0301"),
    "private": ("\ue000", "\ue000"),
    "plane end": ("\U0010ffff", "\U0010ffff"),
    "soft hyphen": ("甲\u00ad乙", "甲\u00ad乙"),
    "hangul filler": ("\u3164甲", "\u3164甲"),
}  # fmt: skip

RAW = {
    **{
        f"raw U+{n:04X}": chr(n) for n in (*range(9), 11, 12, *range(14, 32), 127, *range(128, 160))
    },
    **{f"raw U+{n:04X}": chr(n) for n in (0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF)},
}
"""Characters that no file may hold."""
DECEIVING = (0x200B, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0x061C, 0x200C)
"""Characters that a file may hold but no field."""
BROKEN_BYTES = {
    "lone continuation": b"\x80", "overlong": b"\xc0\xaf", "surrogate": b"\xed\xa0\x80",
    "beyond": b"\xf4\x90\x80\x80", "cut off": b"\xe4\xb8", "ff": b"\xff", "gbk": "路灯".encode("gbk"),
    "big5": "路燈".encode("big5"), "overlong nul": b"\xc0\x80", "five": b"\xf8\x88\x80\x80\x80",
}  # fmt: skip


WHOLE: dict[str, tuple[object, object]] = {
    "as it is": (lambda t: t, PLAIN),
    "crlf": (lambda t: t.replace("\n", "\r\n"), PLAIN),
    "no last line end": (lambda t: t.rstrip("\n"), PLAIN),
    "many last line ends": (lambda t: t + "\n" * 50, PLAIN),
    "begins with lines": (lambda t: "\n\n" + t, PLAIN),
    "mark of bytes": (lambda t: "\ufeff" + t, PLAIN),
    "two marks of bytes": (lambda t: "\ufeff\ufeff" + t, U),
    "document mark": (lambda t: "---\n" + t, PLAIN),
    "document mark and end": (lambda t: "---\n" + t + "...\n", PLAIN),
    "document mark with a comment": (lambda t: "--- # 注\n" + t, PLAIN),
    "text on the document mark": (lambda t: "--- " + t, U),
    "comment first": (lambda t: "# 注: [&a *b\n" + t, PLAIN),
    "comment after each line": (lambda t: t.replace("\n", " # 注\n"), PLAIN),
    "comment between all lines": (lambda t: t.replace("\n", "\n# 注\n"), PLAIN),
    "deep comments": (lambda t: t.replace("\n", "\n              # 注\n"), PLAIN),
    "blanks at line ends": (lambda t: t.replace("\n", "   \n"), PLAIN),
    "tabs at line ends": (lambda t: t.replace("\n", "\t\n"), PLAIN),
    "all further in": (lambda t: re.sub("^", "  ", t, flags=re.MULTILINE), PLAIN),
    "second document": (lambda t: t + "---\na: 1\n", U),
    "empty second document": (lambda t: t + "---\n", U),
    "same again": (lambda t: t + t, U),
    "the same as a second document": (lambda t: t + "---\n" + t, U),
    "first document empty": (lambda t: "---\n---\n" + t, U),
    "text after the end": (lambda t: t + "...\n甲\n", U),
    "version": (lambda t: "%YAML 1.2\n---\n" + t, U),
    "old version": (lambda t: "%YAML 1.1\n---\n" + t, U),
    "version to come": (lambda t: "%YAML 3.0\n---\n" + t, U),
    "tag directive": (lambda t: "%TAG !e! tag:x,2000:\n---\n" + t, U),
    "unknown directive": (lambda t: "%FOO bar\n---\n" + t, U),
    "directive without a document": (lambda t: "%YAML 1.2\n" + t, U),
    "tag of the whole": (lambda t: "--- !!map\n" + t, U),
    "anchor of the whole": (lambda t: "--- &a\n" + t, U),
    "merge at the top": (lambda t: "<<: {a: 1}\n" + t, U),
    "merge of a list": (lambda t: "<<: [{a: 1}]\n" + t, U),
    "quoted merge at the top": (lambda t: '"<<": 1\n' + t, FIELD),
    "unknown key": (lambda t: t + "unknown: 1\n", FIELD),
    "unknown key null": (lambda t: t + "未知:\n", FIELD),
    "unknown key with marks": (lambda t: '"{0} %s [bold]": 1\n' + t, FIELD),
    "unknown key control": (lambda t: '"\\e[31m": 1\n' + t, FIELD),
    "unknown key __class__": (lambda t: t + "__class__: 1\n", FIELD),
    "unknown key model_config": (lambda t: t + "model_config: {}\n", FIELD),
    "empty key": (lambda t: '"": 1\n' + t, FIELD),
    "key on": (lambda t: "on: 1\n" + t, FIELD),
    "number as top key": (lambda t: "1: 1\n" + t, U),
    "null as top key": (lambda t: "~: 1\n" + t, U),
    "truth as top key": (lambda t: "true: 1\n" + t, U),
    "number key in floats": (lambda t: "1.5: 1\n" + t, U),
    "no top key": (lambda t: ": 1\n" + t, U),
    "list as top key": (lambda t: "? [a]\n: b\n" + t, U),
    "mapping as top key": (lambda t: "? {a: b}\n: b\n" + t, U),
    "long key": (lambda t: "k" * 1025 + ": 1\n" + t, U),
    "long quoted key": (lambda t: '"' + "k" * 1100 + '": 1\n' + t, U),
    "long question key": (lambda t: "? " + "k" * 1100 + "\n: 1\n" + t, FIELD),
    "anchored key": (lambda t: "&a b: 1\n" + t, U),
    "tagged key": (lambda t: "!!str b: 1\n" + t, U),
    "aliased key": (lambda t: "*a : 1\n" + t, U),
    "tab in": (lambda t: t.replace("\n  ", "\n\t"), None),
    "a tab line": (lambda t: t + "\t\n", (PLAIN, U)),
    "tab before the first": (lambda t: "\t" + t, U),
    "one further in": (lambda t: t.replace("\n", "\n ", 1), U),
    "first further in": (lambda t: " " + t, U),
    "as a list": (lambda t: "- " + t.replace("\n", "\n  ").rstrip(" "), FIELD),
    "under a key": (lambda t: "a:\n" + re.sub("^", "  ", t, flags=re.MULTILINE), FIELD),
    "nothing": (lambda _t: "", U),
    "line ends only": (lambda _t: "\n\n\n", U),
    "blanks only": (lambda _t: "   ", U),
    "comments only": (lambda _t: "# 注\n# 注\n", U),
    "mark only": (lambda _t: "---\n", U),
    "end only": (lambda _t: "...\n", U),
    "mark of bytes only": (lambda _t: "\ufeff", U),
    "null only": (lambda _t: "null\n", U),
    "text only": (lambda _t: "甲\n", U),
    "number only": (lambda _t: "1\n", U),
    "block only": (lambda _t: "|\n 甲\n", U),
    "list only": (lambda _t: "- 甲\n", FIELD),
    "empty list only": (lambda _t: "[]\n", FIELD),
    "empty mapping only": (lambda _t: "{}\n", FIELD),
    "alias only": (lambda _t: "*a\n", U),
    "quote only": (lambda _t: '"', U),
    "dash only": (lambda _t: "-", FIELD),
    "colon only": (lambda _t: ":", U),
    "question only": (lambda _t: "?", U),
    "percent only": (lambda _t: "%", U),
    "pipe only": (lambda _t: "|", U),
    "json": (lambda _t: '{"a": [1, 2, {"b": null}]}', FIELD),
    "html": (lambda _t: "<!DOCTYPE html>\n<p>甲</p>\n", U),
    "conflict marks": (lambda t: "<<<<<<< HEAD\n" + t + "=======\n" + t + ">>>>>>> other\n", U),
    "git lfs": (lambda _t: "version https://git-lfs.github.com/spec/v1\nsize 12345\n", U),
    "deep lists": (lambda _t: "[" * 20_000, U),
    "deep closed lists": (lambda _t: "[" * 20_000 + "]" * 20_000, U),
    "deep mappings": (lambda _t: "{a: " * 20_000, U),
    "deep quoted mappings": (lambda _t: '{"a":' * 20_000, U),
    "deep dashes": (lambda _t: "- " * 20_000, U),
    "deep questions": (lambda _t: "? " * 20_000, U),
    "deep mixed": (lambda _t: "[{a: " * 10_000, U),
    "deep over lines": (lambda _t: "[\n" * 20_000, U),
    "deep behind quotes": (lambda _t: 'a: ["]", ' + '["]", ' * 9_000, U),
    "deep behind false quotes": (lambda _t: "{" + 'x ": {", b\n' * 4_000, U),
    "deep behind comments": (lambda _t: "[ # ]\n" * 9_000, U),
    "deep steps": (lambda _t: "".join(" " * n + "a:\n" for n in range(300)), U),
    "deep after the record": (lambda t: t + "more: " + "[" * 8_000, U),
    "bomb": (
        lambda _t: (
            "a: &a [x,x,x,x,x,x,x,x,x]\n"
            + "".join(
                f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n"
                for a, b in zip("abcdefgh", "bcdefghi", strict=True)
            )
        ),
        U,
    ),
    "large bomb": (
        lambda _t: "a: &a [" + "x," * 5_000 + "]\n" + "b: [" + "*a," * 5_000 + "]\n",
        U,
    ),
    "mappings bomb": (lambda _t: "a: &a {b: 1}\nc: {<<: *a, d: *a}\n" * 3, U),
    "circle": (lambda _t: "a: &a [*a]\n", U),
    "many anchors": (lambda _t: "".join(f"k{n}: &a{n} 1\n" for n in range(5_000)), U),
    "many aliases": (lambda _t: "".join(f"k{n}: *a{n}\n" for n in range(5_000)), U),
    "an anchor far down": (
        lambda t: t + "".join(f"k{n}: 1\n" for n in range(2_000)) + "k: &a 1\n",
        U,
    ),
    "a tag far down": (lambda t: t + "".join(f"k{n}: *\n" for n in range(2_000)) + "k: !a 1\n", U),
    "many unknown keys": (lambda t: t + "".join(f"k{n}: 1\n" for n in range(5_000)), FIELD),
    "many twins": (lambda t: t + "k: 1\n" * 5_000, U),
    "many documents": (lambda _t: "---\na: 1\n" * 5_000, U),
    "many comments": (lambda t: "# 注\n" * 9_000 + t, PLAIN),
    "many lines": (lambda t: "\n" * 90_000 + t, PLAIN),
    "many dashes in a list": (lambda t: t + "more:\n" + "- 1\n" * 9_000, FIELD),
    "too many in a list": (lambda t: t + "more: [" + "1," * 20_000 + "]\n", U),
    "a line of blanks": (lambda t: " " * 90_000 + "\n" + t, PLAIN),
    "long comment": (lambda t: "#" * 90_000 + "\n" + t, PLAIN),
    "long open quote": (lambda t: t + 'more: "' + "甲\n  " * 15_000, U),
    "long text of another field": (lambda t: t + "more: " + "x" * 90_000 + "\n", FIELD),
    "larger than a megabyte": (lambda t: t + "#" * 1_000_001, U),
    "a megabyte of brackets": (lambda _t: "[" * 1_000_001, U),
}

PARTS: dict[str, list[tuple[str, str, object]]] = {
    "page": [
        ("station: WL1", "station: [WL1]", FIELD), ("station: WL1", "station: 1", FIELD),
        ("station: WL1", "station: wl1", FIELD), ("station: WL1", "station: ＷＬ1", FIELD),
        ("station: WL1", "station: WL2", "misplaced"), ("station: WL1\n", "", FIELD),
        ("date: @DATE@", "date: 20200101", FIELD), ("date: @DATE@", "date: 2020-02-30", FIELD),
        ("date: @DATE@", "date: '２０２０-01-01'", FIELD), ("date: @DATE@", "date: 2020-1-1", FIELD),
        ("date: @DATE@", "date: @DATE@T00:00:00Z", FIELD), ("date: @DATE@", 'date: "@DATE@"', PLAIN),
        ("date: @DATE@", "date: 1999-01-01", "misplaced"), ("date: @DATE@", "date:", FIELD),
        ("date: @DATE@\n", "date: @DATE@\ndate: @DATE@\n", U),
        ("visits:\n", "visits: []\nmore:\n", FIELD), ("visits:\n", "visits:\n- 1\n", FIELD),
        ("visits:\n", "visits:\n- null\n", FIELD), ("visits:\n", "visits:\n- {}\n", FIELD),
        ("kind: visit", "kind: Visit", FIELD), ("kind: visit", "kind: [visit]", FIELD),
        ("kind: visit", "kind: visit\n  kind: stay", U), ("kind: visit", "kind: 走访", FIELD),
        ("at: @DATE@T10:42:08+08:00", "at: @DATE@T10:42:08", FIELD),
        ("at: @DATE@T10:42:08+08:00", "at: @DATE@", FIELD),
        ("at: @DATE@T10:42:08+08:00", "at: 1583900000", FIELD),
        ("at: @DATE@T10:42:08+08:00", "at: @DATE@T25:00:00+08:00", FIELD),
        ("at: @DATE@T10:42:08+08:00", "at: '@DATE@T10:42:08+08:00'", PLAIN),
        ("by: c003", "by: C003", FIELD), ("by: c003", "by: 3", FIELD), ("by: c003", "by:", FIELD),
        ("people: [c003]", "people: []", FIELD), ("people: [c003]", "people: c003", FIELD),
        ("people: [c003]", "people: {c003: 1}", FIELD), ("people: [c003]", "people: [no, 1]", FIELD),
        ("people: [c003]", "people:\n  - c003", PLAIN), ("people: [c003]", "people: ~", FIELD),
        ("困难诉求: 修路", "困难诉求: 1", FIELD), ("困难诉求: 修路", "困难诉求: ~", FIELD),
        ("困难诉求: 修路", '"a\\tb": 修路', FIELD), ("困难诉求: 修路", "困难诉求: 1\n    困难诉求: 2", U),
        ("{text: 路灯, answer: 已告}", "{answer: 已告}", FIELD),
        ("{text: 路灯, answer: 已告}", "{text: 路灯, text: 路}", U),
        ("{text: 路灯, answer: 已告}", "{text: 路灯, more: 1}", FIELD),
        ("{text: 路灯, answer: 已告}", "路灯", FIELD),
        ("{text: 路灯, answer: 已告}", "{text: 路灯, issue: WL1-26-KE2NX4H}", FIELD),
        ("sign: given", "sign: true", FIELD), ("sign: given", "days: 0", FIELD),
        ("sign: given", "days: 1.0", (FIELD, PLAIN)), ("sign: given", 'days: "1"', FIELD),
        ("sign: given", "days: 367", FIELD), ("sign: given", "photos: [a]", FIELD),
        ("sign: given", "aid: [{kind: 慰问金, money: -1}]", FIELD),
        ("sign: given", "aid: [{kind: 慰问金, money: 1e3}]", FIELD),
        ("sign: given", "aid: [{kind: 慰问金, money: 100000001}]", FIELD),
        ("id: @ID@", "id: WL1-26-7K3Q5MY", FIELD), ("id: @ID@", "id:", FIELD),
        ("- id: @ID@", "- ID: @ID@", FIELD), ("- id: @ID@", "-id: @ID@", U),
    ],
    "issue": [
        ("id: @ID@", "id: 1", FIELD), ("id: @ID@", "id: [@ID@]", FIELD), ("id: @ID@\n", "", FIELD),
        ("id: @ID@", 'id: "@ID@\\n"', FIELD), ("id: @ID@", "id: '@ID@ '", FIELD),
        ("id: @ID@", "id: WL1-26-KE2NX4H", FIELD), ("station: WL1", "station: WL2", "misplaced"),
        ("station: WL1", "station: ~", FIELD), ("stream: masses", "stream: 群众反映", FIELD),
        ("stream: masses", "stream: true", FIELD), ("opened: 2026-05-22", "opened: 2026-05-32", FIELD),
        ("opened: 2026-05-22", "opened: 0000-00-00", FIELD), ("opened: 2026-05-22", "opened: now", FIELD),
        ("opened: 2026-05-22", "opened: 1747872000", FIELD),
        ("status: registered", "status: Registered", FIELD), ("status: registered", "status:", FIELD),
        ("status: registered", "status: done", FIELD), ("status: registered", "status: 待受理", FIELD),
        ("round: 1", "round: 0", FIELD), ("round: 1", "round: -1", FIELD), ("round: 1", "round: 1.5", FIELD),
        ("round: 1", "round: '1'", FIELD), ("round: 1", "round: true", FIELD), ("round: 1", "round: 0x1", PLAIN),
        ("round: 1", "round: 01", FIELD), ("round: 1", "round: [1]", FIELD),
        ("round: 1", "round: 99999999999999999999", (U, FIELD)),
        ("round: 1", "round: 1\nround: 1", U), ("round: 1", "confidential: no\nround: 1", FIELD),
        ("round: 1", "confidential: 1\nround: 1", FIELD), ("round: 1", 'confidential: "false"\nround: 1', FIELD),
        ("round: 1", "co_units: 甲\nround: 1", FIELD), ("round: 1", "co_units: [1]\nround: 1", FIELD),
        ("round: 1", "owner: 甲\nround: 1", FIELD), ("round: 1", "owner: [甲]\nround: 1", FIELD),
        ("round: 1", "deadline: 2026-06-01\nround: 1", FIELD),
        ("log:\n", "log: []\nmore:\n", FIELD), ("log:\n", "log:\n- 1\n", FIELD),
        ("log:\n", "log: {}\nmore:\n", FIELD), ("log:\n", "log:\n- {do: nothing}\n", FIELD),
        ("log:\n", "log:\n- {do: [register]}\n", FIELD), ("log:\n", "log:\n- {id: XHPM}\n", FIELD),
        ("do: register", "do: Register", FIELD), ("do: register", "do: register, do: void", U),
        ("do: register", "do: register, more: 1", FIELD), ("by: c002", "by: 张三", FIELD),
        ("id: XHPM", "id: 0000000", FIELD), ("id: XHPM", "id: 1234", FIELD),
        ("on: 2026-05-22, at", "on: 2026-05-22 10:00, at", FIELD), ("on: 2026-05-22, at", "at", FIELD),
        ("sum: @SUM@", "sum: 12345678", FIELD), ("sum: @SUM@", 'sum: ""', FIELD), (", sum: @SUM@", "", FIELD),
        ("level: 一般", "level: 1", FIELD), ("level: 一般", "level: [一般]", FIELD),
        ("level: 一般", 'level: "一般\\u202e"', FIELD), ("level: 一般", "level: 一般 # 注", PLAIN),
        ("stream: masses", "visit: x\nstream: masses", FIELD),
        ("stream: masses", "reporter: 张三\nstream: masses", FIELD),
    ],
    "station": [
        ("code: @CODE@", "code: 1", FIELD), ("code: @CODE@", "code: '@CODE@\n  '", FIELD),
        ("code: @CODE@", "code: WL9", "misplaced"), ("code: @CODE@\n", "", FIELD),
        ("type: group", "type: 村", FIELD), ("type: group", "type: ~", FIELD), ("type: group\n", "", FIELD),
        ("parent: WL101", "parent: [WL101]", FIELD), ("parent: WL101", "parent: wl101", FIELD),
        ("aliases: [一组]", "aliases: 一组", FIELD), ("aliases: [一组]", "aliases: [一组, 1]", FIELD),
        ("aliases: [一组]", "aliases: [[一组]]", FIELD), ("aliases: [一组]", "aliases: ~", FIELD),
        ("aliases: [一组]", "aliases: [~]", FIELD), ("aliases: [一组]", "region: 1", FIELD),
        ("aliases: [一组]", "region: 610727100000", FIELD), ("aliases: [一组]", "region: '６10727100000'", FIELD),
        ("aliases: [一组]", "households: 1e2", FIELD), ("aliases: [一组]", "households: -1", FIELD),
        ("aliases: [一组]", "households: 08", FIELD), ("aliases: [一组]", "households: 0o17", PLAIN),
        ("aliases: [一组]", "service_weekday: Mon", FIELD), ("aliases: [一组]", "pilot: yes", FIELD),
        ("aliases: [一组]", "pilot: True", PLAIN), ("aliases: [一组]", "pilot: 1", FIELD),
        ("aliases: [一组]", "former_names: [{name: 甲}]", FIELD), ("aliases: [一组]", "note: 1", FIELD),
        ("aliases: [一组]", "contact: [1]", FIELD), ("role: worker", "role: 专职", FIELD),
        ("role: worker", "role: worker, full_time: on", FIELD), ("role: worker, ", "", FIELD),
        ("person: c003", "person: c003, person: c002", U), ("person: c003", "person: [c003]", FIELD),
        ("since: 2026-01-01}", "since: 2026-13-01}", FIELD), ("since: 2026-01-01}", "since: 2026}", FIELD),
        ("staff:\n", "staff: c003\nmore:\n", FIELD), ("staff:\n", "staff:\n- c003\n", FIELD),
        ("since: 2026-01-01\n", "since: 2026-01-01\nsince: 2026-01-01\n", U),
    ],
    "register": [
        ("place: @CODE@", "place: 1", FIELD), ("place: @CODE@\n", "", FIELD), ("place: @CODE@", "place: WL9", "misplaced"),
        ("households:\n", "households: {}\nmore:\n", FIELD), ("households:\n", "households:\n- 1\n", FIELD),
        ("households:\n", "households:\n- [甲]\n", FIELD), ("households:\n", "households: ~\nmore:\n", FIELD),
        ("id: @CODE@-0001", "id: @CODE@-1", FIELD), ("id: @CODE@-0001", "id: @CODE@-0002", "twin"),
        ("id: @CODE@-0001", "id: WL101-0001", "twin"), ("id: @CODE@-0001", "id: @CODE@-０００１", FIELD),
        ("categories: [低保户]", "categories: 低保户", FIELD), ("categories: [低保户]", "categories: [true]", FIELD),
        ("size: 3", "size: 0", FIELD), ("size: 3", "size: 100", FIELD), ("size: 3", "size: 三", FIELD),
        ("size: 3", "size: 3.0", (FIELD, PLAIN)), ("size: 3", "size: '3'", FIELD), ("size: 3", "size: 0b11", PLAIN),
        ('phone: "000-0101-0001"', "phone: 13800138000", FIELD), ('phone: "000-0101-0001"', "phone: 01062771234", PLAIN),
        ('phone: "000-0101-0001"', "phone: +86 138 0013", PLAIN), ('phone: "000-0101-0001"', "phone: +8613800138000", FIELD),
        ('phone: "000-0101-0001"', "phone: '１３８００１３８０００'", FIELD), ('phone: "000-0101-0001"', "phone: 12:30:45", FIELD),
        ("away: false", "away: no", FIELD), ("away: false", "away: 0", FIELD), ("away: false", "away: ~", FIELD),
        ("away: false", "away: FALSE", PLAIN), ("away: false", "card: 2026-02-29", FIELD),
        ("away: false", "card: 2024-02-29", PLAIN), ("away: false", "staff: c003 c004", FIELD),
        ("{id: @CODE@-0002, name: 李乙二}", "{id: @CODE@-0002}", FIELD),
        ("{id: @CODE@-0002, name: 李乙二}", "{id: @CODE@-0002, name: 李乙二, name: 李}", U),
        ("{id: @CODE@-0002, name: 李乙二}", "{id: @CODE@-0002, name: no}", PLAIN),
        ("{id: @CODE@-0002, name: 李乙二}", "{id: @CODE@-0002, name: 12}", FIELD),
        ("{id: @CODE@-0002, name: 李乙二}", "{id: @CODE@-0002, name: 李:乙}", PLAIN),
        ("{id: @CODE@-0002, name: 李乙二}", "{id: @CODE@-0002, 李乙二}", FIELD),
        ("{id: @CODE@-0002, name: 李乙二}", "*a", U),
    ],
}  # fmt: skip


def holds(kind: str, value: object) -> bool:
    """Whether the odd field of a kind may hold a value: the ledger's rules, told anew."""
    if value is None:
        return not LINE[kind]
    if not isinstance(value, str) or not value or value != value.strip():
        return False
    most = {"page": 4000, "issue": 200, "station": 40, "register": 40}[kind]
    bad = "\n\t" if LINE[kind] else ""
    hidden = [*range(9), *range(11, 32), *range(127, 160), 0x61C, 0x200B, 0x200C, 0x200E, 0x200F]
    hidden += [*range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFFE, 0xFFFF]
    return len(value) <= most and not set(value) & ({*bad} | {chr(n) for n in hidden})


class Maker:
    """Gives each document a path and ids of its own."""

    def __init__(self) -> None:
        self.chance = random.Random(3)
        self.number = 0
        self.kinds = cycle(KINDS)

    def case(self, name: str, kind: str, body: bytes, wants: object, title: str = PLAIN) -> Case:
        self.number += 1
        day = date(2015, 1, 1) + timedelta(days=self.number)
        code = f"H{self.number:04d}"
        year = day.year if kind == "page" else 2026
        record = ids.new_id("WL1", year, self.chance.randrange)
        path = {
            "page": paths.page("WL1", day),
            "issue": paths.issue(record),
            "station": paths.station(code),
            "register": paths.register(code),
        }[kind]
        given = {"DATE": day.isoformat(), "ID": record, "CODE": code}
        if b"@SUM@" in body:
            given["SUM"] = _sum(record, body, title)
        for word, value in given.items():
            body = body.replace(f"@{word}@".encode(), value.encode())
        return Case(name, kind, path, body, wants, record if kind in ("page", "issue") else code)

    def scalar(self, kind: str, name: str, written: str, value: object) -> Case:
        inner = "\n" + " " * (DEPTH[kind] + 2)
        body = BASES[kind].replace("@X@", re.sub("¶(?=¶|$)", "\n", written).replace("¶", inner))
        several = value if isinstance(value, tuple) else (value,)
        wants = tuple(v if v is U else (v if holds(kind, v) else FIELD) for v in several)
        wants = wants[0] if len(wants) == 1 else wants
        title = next((v for v in several if isinstance(v, str) and v is not U), PLAIN)
        return self.case(f"{kind}: {name}", kind, body.encode(), wants, title)

    def plain(self, kind: str) -> str:
        return BASES[kind].replace("@X@", PLAIN)


def _sum(record: str, body: bytes, title: str) -> str:
    level = (
        {}
        if b"level: 1" in body or "level: 一般" not in body.decode("utf-8", "replace")
        else {"level": "一般"}
    )
    facts = {"id": record, "title": title, "station": "WL1", "place": "WL101", "stream": "masses"}
    return lifecycle.digest({**facts, **level, "opened": date(2026, 5, 22)})


def cases() -> list[Case]:
    """All of them."""
    return [*_scalars(), *_characters(), *_whole(), *_parts()]


def _scalars() -> Iterator[Case]:
    maker = MAKER
    for name, (written, value) in SCALARS.items():
        kinds = ("page", next(maker.kinds))
        for kind in dict.fromkeys(kinds):
            yield maker.scalar(kind, name, written, value)


def _characters() -> Iterator[Case]:
    maker = MAKER
    for name, character in RAW.items():
        yield maker.scalar(next(maker.kinds), name, f"甲{character}乙", U)
        if ord(character) > 0x2000 or ord(character) in (0, 0x1B, 0x85, 0x9B):
            yield maker.scalar("station", name + " quoted", f'"甲{character}乙"', U)
    for code in DECEIVING:
        yield maker.scalar(
            next(maker.kinds), f"raw U+{code:04X}", f"甲{chr(code)}乙", f"甲{chr(code)}乙"
        )
    for name, raw in BROKEN_BYTES.items():
        kind = next(maker.kinds)
        yield maker.case(name, kind, BASES[kind].encode().replace(b"@X@", raw), U)
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"):
        kind = next(maker.kinds)
        yield maker.case(encoding, kind, maker.plain(kind).encode(encoding), U)
    yield maker.case(
        "old mac", "station", maker.plain("station").replace("\n", "\r").encode(), PLAIN
    )
    yield maker.case(
        "mixed ends", "station", maker.plain("station").replace("\n", "\r\n", 2).encode(), PLAIN
    )


def _whole() -> Iterator[Case]:
    maker = MAKER
    for name, (change, wants) in WHOLE.items():
        for kind in dict.fromkeys((next(maker.kinds), "register")):
            expected = _tabbed(kind) if wants is None else wants
            yield maker.case(f"{kind}: {name}", kind, change(maker.plain(kind)).encode(), expected)
    for kind in KINDS:
        text = maker.plain(kind)
        for n, line in enumerate(text.splitlines(keepends=True)):
            if (found := re.match(r" *(?:- )?([a-z_]+):", line)) and "@" not in found[1]:
                twin = line.replace("- ", "  ", 1) if "{" not in line else ""
                if twin and (line.rstrip().endswith(":") is False):
                    body = text.replace(line, line + twin, 1)
                    yield maker.case(f"{kind}: twin of line {n + 1}", kind, body.encode(), U)
        for cut in range(1, 8):
            body = text[: text.index(":", len(text) * cut // 9)]
            yield maker.case(f"{kind}: cut at {cut}", kind, body.encode(), (U, FIELD))


def _tabbed(kind: str) -> object:
    return PLAIN if "\n  " not in BASES[kind] else U


def _parts() -> Iterator[Case]:
    maker = MAKER
    for kind, changes in PARTS.items():
        for old, new, wants in changes:
            text = maker.plain(kind)
            assert old in text, (kind, old)
            yield maker.case(f"{kind}: {new!r}", kind, text.replace(old, new, 1).encode(), wants)


MAKER = Maker()
