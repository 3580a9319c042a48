"""Draw the pictures of the READMEs: what is overdue in a fresh demo ledger, in both languages."""

import sys
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from ledger import Ledger, words
from ledger.book import demo
from ledger.commands import lights
from ledger.commands.showing import listings
from ledger.index.queries import IssueFilter
from ledger.views.picture import svg

FOLDER = Path(__file__).resolve().parent
DAY = date(2026, 6, 30)
"""The last day that the demo tells of."""
WIDTH = 120
"""Columns of the screen: enough for every column of the table."""
TITLES = {
    "overdue.svg": ("en", f"tz overdue --as-of {DAY}"),
    "overdue.zh.svg": ("zh", f"tz 逾期 --截至 {DAY}"),
}
"""Each picture's file, its language, and the command that shows the same."""


def pictures() -> dict[str, str]:
    """File name to text of every picture."""
    now = datetime(DAY.year, DAY.month, DAY.day, 9).astimezone()
    with TemporaryDirectory() as folder:
        root = Path(folder) / "demo"
        demo.create(root, now)
        ledger = Ledger.open(root, today=DAY, now=now)
        drawn = {name: _drawn(ledger, *title) for name, title in TITLES.items()}
        ledger.index.close()
    return drawn


def _drawn(ledger: Ledger, language: str, title: str) -> str:
    words.choose(language)
    try:
        rows, total = ledger.issues(IssueFilter(overdue_on=DAY.isoformat()))
        lights.shine(ledger, rows, DAY)
        return svg(listings.overdue(rows, total, DAY), title=title, width=WIDTH)
    finally:
        words.choose(None)


def main() -> None:
    """Write every picture beside this file."""
    for name, drawn in pictures().items():
        (FOLDER / name).write_text(drawn, encoding="utf-8", newline="\n")
        sys.stdout.write(f"docs/{name}\n")


if __name__ == "__main__":
    main()
