"""Reads a year's holidays from the State Council's notice as it is published.

Such as: 一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月4日（周一）上班。
"""

import re
from datetime import date
from unicodedata import normalize

from ledger.rules.dates import number
from ledger.rules.daylists import Decree, Lines, Listed, Reader, worked
from ledger.words import gettext as _

_TITLE = r"(?:国务院办公厅)?关于(\d{4})年(?:部分)?节假日安排的通知"
_NAMED = r"现将(?:\d{4}年)?([^,。]*?)放假"
_HOLIDAY = "[^:。,;()、和]{1,40}(?:节|旦|日|夕)"
_ITEM = (
    rf"(?:[一二三四五六七八九十]{{1,3}}[、.]|\d\.|(?<=[。;])|^)({_HOLIDAY}(?:[、和]{_HOLIDAY})*):"
)
_END = r"节假日期间|国务院办公厅(?=\d{4}年\d|二)"
_DATE = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?"
_TOKEN = (
    rf"(?P<days>{_DATE}(?:[至到~—–-]+{_DATE})?)"
    "|(?P<moved>公休日?(?:统一)?调整?[至到为])|(?P<comma>,)|(?P<work>上班)"
    "|(?P<rest>放假|调休|[连公]?休)"
)
_ADVICE = "鼓励|建议|提倡"


def read(text: str, year: int | None = None) -> Decree:
    """Read a notice or plain lines; `year` is the year where the text does not name it."""
    notice = _Notice(text, year)
    return notice.decree() if notice.items else Lines(text, year).decree()


class _Notice(Reader):
    """The notice: its holidays one by one, each with days of rest and of work."""

    def __init__(self, text: str, year: int | None) -> None:
        super().__init__(year)
        self.lines: list[int] = []
        self.month = 1
        signs: list[str] = []
        for n, line in enumerate(text.splitlines(), 1):
            for sign in "".join(normalize("NFKC", line).split()):
                signs.append(sign)
                self.lines.append(n)
        self.text = "".join(signs)
        self.items = [*re.finditer(_ITEM, self.text)] if "放假" in self.text else []

    def decree(self) -> Decree:
        """Read item by item, sentence by sentence."""
        if title := re.search(_TITLE, self.text):
            self.title = title[0]
        named = title or re.search(r"现将(\d{4})年", self.text)
        if named and self.year not in (None, int(named[1])):
            said = _("the text is of {year}").format(year=named[1])
            self.faults.append((self.lines[named.start()], said))
        self.year = self.year or (int(named[1]) if named else None)
        if self.year is None:
            return super().decree()
        ends = [*(item.start() for item in self.items[1:]), len(self.text)]
        for item, end in zip(self.items, ends, strict=True):
            self._item(item, end)
        self._all_there()
        return super().decree()

    def _all_there(self) -> None:
        """A notice names its holidays first: each of them must follow."""
        said = re.search(_NAMED, self.text)
        told = "".join(item[1] for item in self.items)
        for name in re.split("[、和]", said[1]) if said else ():
            if name.removesuffix("节") not in told:
                fault = _("{name} is named, but its days are missing: is the text cut off?")
                self.faults.append(
                    (self.lines[said.start() if said else 0], fault.format(name=name))
                )

    def _item(self, item: re.Match[str], end: int) -> None:
        body = re.split(_END, self.text[item.end() : end])[0]
        at = item.end()
        for sentence in re.split("[。;]", body):
            if not re.search(_ADVICE, sentence):
                self._sentence(item[1], sentence, at)
            at += len(sentence) + 1

    def _sentence(self, name: str, sentence: str, at: int) -> None:
        """Days wait for the word that says what they are: 放假 or 上班."""
        waiting: list[tuple[date, date]] = []
        rested, moved, line = 0, False, self.lines[min(at, len(self.lines) - 1)]
        for token in re.finditer(_TOKEN, sentence):
            line = self.lines[at + token.start()]
            if token["days"]:
                waiting += self._stretch(name, token.groups()[1:9], line)
            elif token["moved"]:
                waiting, moved = [], True
            elif token["comma"] and not moved:
                continue
            else:
                kind = "work" if token["work"] else "rest"
                rested += sum((b - a).days + 1 for a, b in waiting) if kind == "rest" else 0
                self._keep(kind, name, waiting, line)
                waiting, moved = [], False
        if moved:
            self._keep("rest", name, waiting, line)
        elif waiting:
            said = _("{day}: the text does not say whether people rest or work")
            self.faults.append((line, said.format(day=waiting[0][0])))
        counted = re.search(r"(\d{1,2}|[一二三四五六七八九十])天", sentence)
        if counted and rested and number(counted[1]) != rested:
            said = _("{n} days are listed, but the text says {stated}")
            self.faults.append((line, said.format(n=rested, stated=counted[0])))

    def _stretch(
        self, name: str, parts: tuple[str | None, ...], line: int
    ) -> list[tuple[date, date]]:
        """One day, or the days from one to another."""
        first, last = parts[:4], parts[4:]
        year = self.year or 0
        month = int(first[1] or self.month)
        end_month = self.month = int(last[1] or month)
        before = end_month < month or (name.startswith("元旦") and month == 12)  # noqa: PLR2004
        since = self.day(first, year - before, month, line)
        if not last[2] or since is None:
            return [(since, since)] if since else []
        until = self.day(last, year if end_month < month else since.year, end_month, line)
        if until is None:
            return []
        if until < since:
            said = _("{until} lies before {since}").format(until=until, since=since)
            self.faults.append((line, said))
            return []
        return [(since, until)]

    def _keep(self, kind: str, name: str, days: list[tuple[date, date]], line: int) -> None:
        """Keep stretches; what 其中 says again of days already kept is dropped."""
        for since, until in days:
            if kind == "work":
                self.found += worked(since, until, line)
            elif not any(one.since <= since and until <= one.until for one in self.found):
                self.found.append(Listed("rest", name, since, until, line))
