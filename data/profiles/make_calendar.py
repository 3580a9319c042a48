"""Write `calendar/` of every profile from what the State Council decreed.

Run as `python data/profiles/make_calendar.py`; a test holds the files and this script in step.
"""

from pathlib import Path

from ledger.book.yearlists import from_library
from ledger.records import paths
from ledger.store import form

HERE = Path(__file__).parent
YEARS = {"chenbarag": (2014, 2015, 2016)}
"""The years of a profile that is not of 2026: the campaign, and how far its plans reach."""


def files(profile: str) -> dict[str, bytes]:
    """What is to stand in a profile, by path."""
    years = YEARS.get(profile, (2026,))
    return {paths.calendar(year): form.write(from_library(year).year) for year in years}


if __name__ == "__main__":
    for settings in HERE.glob("*/ledger.yaml"):
        for path, body in files(settings.parent.name).items():
            target = settings.parent / path
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(body)
