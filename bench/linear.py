"""Show that evaluating duties takes as long as there is due, however long the history.

Run as `python bench/linear.py LEDGER …`: for each ledger and for periods of one to eight months the
number of instances, the seconds of the processor, and the microseconds for each.
"""

import sys
import time
from datetime import date, datetime
from pathlib import Path

from ledger import Ledger
from ledger.book.duties import Asked
from ledger.rules.periods import Period
from ledger.story.clock import ZONE

MONTHS = (1, 2, 4, 8)
FIRST = 3


def main() -> None:
    """Measure the ledgers that the command line names."""
    print("| ledger | visits | months | owed | processor | each |")
    print("| --- | --- | --- | --- | --- | --- |")
    for folder in map(Path, sys.argv[1:]):
        now = datetime(2026, 11, 22, 9, tzinfo=ZONE)
        ledger = Ledger.open(folder, today=now.date(), now=now)
        visits = ledger.index.db.execute("SELECT count(*) FROM visit").fetchone()[0]
        for months in MONTHS:
            until = date(2026, FIRST + months, 1)
            period = Period(date(2026, FIRST, 1), until, "")
            begun = time.process_time()
            owed = len(ledger.duties(period, until, Asked(ended=True)).instances)
            taken = time.process_time() - begun
            cells = (
                folder.name,
                visits,
                months,
                owed,
                f"{taken:.2f} s",
                f"{taken / owed * 1e6:.0f} µs",
            )
            print(f"| {' | '.join(map(str, cells))} |")


if __name__ == "__main__":
    main()
