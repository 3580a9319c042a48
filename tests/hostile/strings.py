"""Hostile strings: what a person, a program or an enemy may put where words belong."""

# ruff: noqa: E501, SIM905 - tables

CONTROLS = [f"甲{chr(code)}乙" for code in (*range(32), *range(127, 160))]
"""Every control character within text."""

_ESCAPES = {
    "colour": "\x1b[31m红\x1b[0m",
    "bold": "\x1b[1m",
    "clear": "\x1b[2J\x1b[H",
    "title": "\x1b]0;题\x07",
    "title by st": "\x1b]2;题\x1b\\",
    "link": "\x1b]8;;http://x\x07字\x1b]8;;\x07",
    "clipboard": "\x1b]52;c;cm0=\x07",
    "picture": "\x1bPq#0;2;0;0;0\x1b\\",
    "kitty": "\x1b_Gf=24;AAAA\x1b\\",
    "privacy": "\x1b^x\x1b\\",
    "report": "\x1b[6n",
    "answerback": "\x05",
    "attributes": "\x1b[c",
    "reset": "\x1bc",
    "charset": "\x1b(0lqk",
    "alternate": "\x1b[?1049h",
    "mouse": "\x1b[?1000h",
    "cursor off": "\x1b[?25l",
    "scroll": "\x1b[1;3r",
    "csi of c1": "\x9b31m",
    "osc of c1": "\x9d0;x\x9c",
    "dcs of c1": "\x90x\x9c",
    "next line": "a\x85b",
    "backspaces": "abc\b\b\bxyz",
    "returns": "abc\rxyz",
    "form": "a\x0cb",
    "bell": "\a" * 9,
    "lone": "\x1b",
    "unended": "\x1b]0;x",
    "nested": "\x1b\x1b[31m",
    "caret": "^[[31m",
    "spelt": "\\x1b[31m \\e[31m \\033[0m",
    "window": "\x1b[8;1;1t",
    "bracketed": "\x1b[200~x\x1b[201~",
    "insert": "\x1b[4h",
    "keys": "\x1bP+q544e\x1b\\",
}
_DIRECTIONS = {
    f"{name} {place}": text
    for name, mark in {
        "lre": "\u202a",
        "rle": "\u202b",
        "pdf": "\u202c",
        "lro": "\u202d",
        "rlo": "\u202e",
        "lri": "\u2066",
        "rli": "\u2067",
        "fsi": "\u2068",
        "pdi": "\u2069",
        "lrm": "\u200e",
        "rlm": "\u200f",
        "alm": "\u061c",
        "iss": "\u206a",
        "nods": "\u206f",
    }.items()
    for place, text in {
        "within": f"甲{mark}乙",
        "first": f"{mark}甲",
        "last": f"甲{mark}",
        "alone": mark,
    }.items()
}
_HIDDEN = {
    f"U+{ord(mark):04X} {place}": text
    for mark in "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180e\u2028\u2029"
    "\u3164\uffa0\ufff9\ufffa\ufffb\ufffc\ufffd\ufffe\uffff\ufe0e\ufe0f\U000e0001\U000e0041\U000e007f\U000e0100\U0001d173\U0001bca0"
    "\ufdd0\ufdef\U0001fffe\U0010ffff\ue000\u2800\u00a0\u1680\u2000\u2003\u2009\u202f\u205f\u3000\u0600\u06dd\u070f\u08e2\U000110bd"
    for place, text in {"within": f"甲{mark}乙", "at the ends": f"{mark}甲{mark}"}.items()
}
_HALVES = {
    "high": "甲\ud800乙",
    "low": "甲\udfff乙",
    "pair apart": "\ud83d \ude00",
    "pair": "\ud83d\ude00",
    "swapped": "\ude00\ud83d",
    "of bytes": "甲\udce4\udcb8乙",
    "last": "甲\udbff",
    "first": "\udc00甲",
    "many": "\ud800" * 50,
}
_WRITINGS = {
    "ext b": "𠀀𠀁𪚥",
    "ext g": "𰀀",
    "compatibility": "豈更車",
    "radicals": "⺀⼀",
    "strokes": "㇀",
    "bopomofo": "ㄅㄆㄇ",
    "kana": "カタカナ ひらがな",
    "half kana": "ｶﾀｶﾅ",
    "hangul": "한국어",
    "jamo": "하",
    "tibetan": "བོད་ཡིག",
    "mongolian": "ᠮᠣᠩᠭᠣᠯ",
    "uighur": "ئۇيغۇرچە",
    "yi": "ꆈꌠꉙ",
    "zhuang": "Ƃaujcuengh",
    "arabic": "العربية",
    "hebrew": "עברית",
    "mixed ways": "abc العربية 中文",
    "thai": "ภาษาไทย",
    "devanagari": "हिन्दी",
    "tamil": "தமிழ்",
    "khmer": "ភាសាខ្មែរ",
    "greek": "Ελληνικά",
    "cyrillic": "Русский",
    "turkish": "İıŞş",
    "german": "straße STRASSE ẞ",
    "ligatures": "ﬁﬂﬀ",
    "circled": "①②③㊀",
    "roman": "ⅠⅡⅢ",
    "squared": "㎡㎏㏕",
    "fractions": "½⅓",
    "full": "ＡＢＣ１２３",
    "full marks": "！＂＃＄％＆＇（）＊＋，－．／：；＜＝＞？＠［＼］＾＿｀｛｜｝～",
    "math": "𝐀𝒜𝔄",
    "combining": "e\u0301",
    "flood": "甲" + "\u0301\u0302\u0303" * 30,
    "zalgo": "Z̸̢̛͎͇a̵̧͝l̴̨̛g̶̡͝o̷̢͘",
    "marks first": "\u0301甲",
    "enclosing": "1\u20e3",
    "emoji": "🏠🚰💡",
    "family": "👨‍👩‍👧‍👦",
    "flag": "🇨🇳",
    "skin": "👍🏽",
    "keycap": "1️⃣",
    "rainbow": "🏳️‍🌈",
    "tag flag": "🏴\U000e0067\U000e0062\U000e007f",
    "joiner after a letter": "a\u200db",
    "joiner after han": "甲\u200d乙",
    "joiner last": "👨\u200d",
    "joiners": "👨\u200d\u200d👩",
    "selectors": "☺\ufe0e☺\ufe0f",
    "normal forms": "é é",
    "angstrom": "Å Å Å",
    "kelvin": "K",
    "ideographic dots": "、。〈〉《》「」『』【】〔〕…—",
    "box": "┌─┐│└┘",
    "blocks": "█▓▒░",
    "braille": "⠓⠑",
    "hexagrams": "䷀䷁",
    "tones": "nǐ hǎo",
    "ancient": "𒀀𓀀",
    "music": "𝄞",
    "invisible times": "2\u2062x",
    "bom last": "甲\ufeff",
}
_PATHS = "../../etc/passwd|..\\..\\windows|/etc/passwd|C:\\CON|CON|NUL|aux.txt|a/b|.git/config|.GIT|git~1|-rf|--help|-C|--format=json|~root|$HOME|%APPDATA%|file:///etc/passwd|\\\\server\\share|.|..|...|a\\|:|ext::sh -c id|https://x.invalid/?a=b&c=d#e|issues/WL1/2026/WL1-26-KE2NX4G.yaml|.gitattributes|HEAD|@{-1}|HEAD~1|refs/heads/main|:(glob)*|--|-".split(
    "|"
)
_FORMULAS = '=1+1|=cmd|\' /C calc\'!A0|+1+1|-1+1|@SUM(A1)|=HYPERLINK("http://x")|\t=1|=DDE("a";"b")|+8613800138000|-5℃|=IMPORTXML("x")|＝1+1|＋1|－1|＠a|%0A=1|\'=1|"=1"|;=1|,=1|='.split(
    "|"
)
_MARKUP = "[bold]红[/bold]|[/]|[|]|[[|]]|[link=http://x]x[/link]|[red|\\[bold]|[@click=app.bell]x[/]|[on red]|:smile:|:warning:|**粗**|*斜*|_下_|`码`|```|~~删~~|# 题|## 题|- 项|1. 项|> 引|---|***|<b>x</b>|<script>alert(1)</script>|<img src=x onerror=alert(1)>|&lt;|&#x1b;|&amp;amp;|<!-- x -->|]]>|<![CDATA[x]]>|<?xml?>|javascript:alert(1)|\\textbf{x}|$x^2$|[x](http://x)|![x](http://x)|x\\|y|\\||a\\|b|<br>|{{7*7}}|{% x %}|${7*7}|#{7*7}|<%= 7 %>".split(
    "|"
)
_YAML = "no|yes|on|off|null|~|true|1E2|08|0o17|0x10|0b1|1_000|.5|.inf|.nan|12:30|12:30:45|2026-11-05|2026-02-30|- a|-|? a|: a|a: b|a:|:a|a #b|#a|[a|]a|{a|}a|a, b|,a|&a|*a|!a|!!str|%a|%YAML 1.2|@a|`a`|>|>-|'a'|'a|\"a\"|\"a|a'b|a\"b|<<|=|---|--- a|...|... a|a\\|a\\nb|\\u0041|\\x41|'|\"|''|\"\"|a: |?|&|*|!|{}|[]|{a: b}|[a, b]|*a : b|&a b|- - a|a - b|a : b|a ? b".split(
    "|"
)
_CODE = "'; DROP TABLE issue;--|\" OR 1=1 --|1 OR 1=1|' UNION SELECT 1--|%|_|%%|MATCH|NEAR(a b)|a*|a NOT b|\"a\" AND \"b\"|title:a|^a|a + b|(a|a)|$(id)|`id`|;id|&& id|\\| id|> /tmp/x|< /etc/passwd|*|?|!!|!x|$PATH|${IFS}|\\|a\\ b|'a' 'b'|{0}|{}|{why}|{{}}|{0.__class__}|{field!r:>99}|%s|%d|%n|%(x)s|%%s|%x%x%x|$1|$x|\\0|\\n|\\r\\n|\\u202e|\\N{BULLET}|None|undefined|NaN|Infinity|true|[object Object]|__proto__|constructor|__class__|self|eval(1)|os.system|0|1|-1|1.0|1e309|9223372036854775808|99999999999999999999|0.1|1/0|00|-0|١٢٣|１２３|一二三".split(
    "|"
)
_LONG = {
    "two hundred": "甲" * 200,
    "two hundred and one": "甲" * 201,
    "four thousand": "甲" * 4000,
    "four thousand and one": "甲" * 4001,
    "ascii": "x" * 199,
    "a word": "x" * 4000,
    "a hundred thousand": "甲" * 100_000,
    "a million": "x" * 1_000_000,
    "lines": "行\n" * 500 + "末",
    "blanks within": "甲" + " " * 150 + "乙",
    "brackets": "[" * 150,
    "braces": "{" * 150,
    "many brackets": "[{" * 1500,
    "quotes": '"' * 150,
    "apostrophes": "'" * 150,
    "backslashes": "\\" * 150,
    "hashes": " #" * 70 + "a",
    "colons": ": " * 70 + "a",
    "dashes": "- " * 70 + "a",
    "wide emoji": "👨‍👩‍👧" * 20,
    "flood": "e" + "\u0301" * 190,
    "ext b": "𠀀" * 200,
}
_BLANKS = {
    "nothing": "",
    "blank": " ",
    "blanks": "   ",
    "tab": "\t",
    "line": "\n",
    "lines": "\n\n",
    "crlf": "\r\n",
    "ideographic": "\u3000",
    "no-break": "\xa0",
    "blank first": " 甲",
    "blank last": "甲 ",
    "tab within": "甲\t乙",
    "line within": "甲\n乙",
    "gap within": "甲\n\n乙",
    "crlf within": "甲\r\n乙",
    "line last": "甲\n",
    "line first": "\n甲",
    "blank lines": "甲\n \n乙",
    "blanks before lines": "甲\n  乙\n 丙",
    "blanks after lines": "甲  \n乙",
    "tabs before lines": "甲\n\t乙",
    "dash lines": "- 甲\n- 乙",
    "marks lines": "甲\n---\n乙\n...\n丙",
    "comment lines": "甲\n# 乙",
    "header lines": "From: x\nSubject: y",
    "trailer lines": "甲\n\nSigned-off-by: x <x@x>",
    "conflict lines": "<<<<<<< a\n=======\n>>>>>>> b",
    "heredoc lines": "EOF\n甲",
    "key lines": "a: b\nc: d",
    "block lines": "|\n  甲",
    "folded lines": ">-\n 甲\n 乙",
    "quote lines": '"甲\n乙"',
    "scissors": "甲\n# ------------------------ >8 ------------------------\n乙",
    "csv": 'a,"b",c\n"d""e"',
    "table": "|a|b|\n|---|---|\n|c|d|",
}

STRINGS: list[str] = list(
    dict.fromkeys(
        [
            *CONTROLS, *_ESCAPES.values(), *_DIRECTIONS.values(), *_HIDDEN.values(), *_HALVES.values(), *_WRITINGS.values(),
            *_PATHS, *_FORMULAS, *_MARKUP, *_YAML, *_CODE, *_LONG.values(), *_BLANKS.values(),
        ]
    )
)  # fmt: skip
"""All of them, each once."""
