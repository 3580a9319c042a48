"""Write `calendar/` of every profile from what the State Council decreed.

Run as `python data/profiles/make_calendar.py`; a test holds the files and this script in step.
"""

from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from chinese_calendar.constants import Holiday, holidays, workdays

from ledger.records import paths
from ledger.records.calendar import CalendarYear, Rest
from ledger.store import form

HERE = Path(__file__).parent
YEARS = {"chenbarag": (2014, 2015, 2016)}
"""The years of a profile that is not of 2026: the campaign, and how far its plans reach."""
NAMES = {holiday.value: holiday.chinese.removesuffix("节") + "节" for holiday in Holiday} | {
    Holiday.new_years_day.value: "元旦"
}
"""What the notice calls each holiday."""
SOURCE = "国务院办公厅关于{year}年部分节假日安排的通知（经 chinesecalendar {version}）"


def rests(year: int) -> list[Rest]:
    """The holidays of a year, each with all days from its first to its last."""
    days = sorted(day for day in holidays if day.year == year)
    breaks = [
        n
        for n, (a, b) in enumerate(pairwise(days), start=1)
        if (b - a).days > 1 or holidays[a] != holidays[b]
    ]
    stretches = zip([0, *breaks], [*breaks, len(days)], strict=True)
    return [
        Rest(name=NAMES[holidays[days[first]]], since=days[first], until=days[end - 1])
        for first, end in stretches
    ]


def calendar(year: int) -> CalendarYear:
    """The rest days and make-up workdays of a year."""
    return CalendarYear(
        year=year,
        source=SOURCE.format(year=year, version=version("chinesecalendar")),
        rest=rests(year),
        work=sorted(day for day in workdays if day.year == year),
    )


def files(profile: str) -> dict[str, bytes]:
    """What is to stand in a profile, by path."""
    years = YEARS.get(profile, (2026,))
    return {paths.calendar(year): form.write(calendar(year)) for year in years}


if __name__ == "__main__":
    for settings in HERE.glob("*/ledger.yaml"):
        for path, body in files(settings.parent.name).items():
            target = settings.parent / path
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(body)
