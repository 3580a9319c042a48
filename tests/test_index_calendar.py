"""Calendar files on their way into the index, and those that contradict themselves."""

import subprocess
from datetime import date

import pytest
from book_world import example, opened

from ledger.errors import BeyondCalendarError
from ledger.index import lookups
from ledger.index.rows import problems_of

WHOLE = """\
year: 2026
source: 自编
rest:
- name: 国庆节
  since: 2026-10-01
  until: 2026-10-07
work: [2026-09-20, 2026-10-10]
"""


def blamed(text, path="calendar/2026.yaml"):
    return [(p.line, p.code, p.sentence) for p in problems_of({path: text.encode()})]


def test_a_sound_year_has_no_problem():
    assert blamed(WHOLE) == []


@pytest.mark.parametrize(
    ("more", "line", "code"),
    [
        ("- {name: 那达慕, since: 2027-07-01, until: 2027-07-03, place: WL}", 9, "day-elsewhere"),
        (
            (
                "- {name: 甲, since: 2026-07-01, until: 2026-07-03, place: WL}\n"
                "- {name: 乙, since: 2026-07-03, until: 2026-07-04, place: WL}"
            ),
            10,
            "day-twice",
        ),
    ],
)
def test_local_rests_overlap_nowhere_and_stay_in_their_year(more, line, code):
    assert [found[:2] for found in blamed(f"{WHOLE}local:\n{more}\n")][:1] == [(line, code)]


@pytest.mark.parametrize(
    ("old", "new", "line", "code", "said"),
    [
        ("work: [2026-09-20,", "work: [2026-10-04,", 7, "day-twice", "rest 国庆节”"),
        ("[2026-09-20,", "[2026-09-20, 2026-09-20,", 7, "day-twice", "“work” and as “work”"),
        ("[2026-09-20,", "[2026-09-21,", 7, "work-on-weekday", "no Saturday and no Sunday"),
        ("2026-10-07", "2027-01-02", 4, "day-elsewhere", "calendar/2027.yaml"),
        (
            "work:",
            "- name: 中秋节\n  since: 2026-10-06\n  until: 2026-10-08\nwork:",
            7,
            "day-twice",
            "中秋节",
        ),
        ("2026-10-07", "2026-09-30", 4, "field", "ends before it begins"),
        ("year: 2026", "year: 2025", 0, "misplaced", "another file"),
    ],
)  # fmt: skip
def test_a_year_that_contradicts_itself_is_named_with_its_line(old, new, line, code, said):
    found = blamed(WHOLE.replace(old, new))
    assert found[0][:2] == (line, code)
    assert said in found[0][2]


def test_a_year_that_contradicts_itself_is_not_known_and_its_neighbours_are(tmp_path):
    root = example(tmp_path / "l")
    (root / "calendar/2027.yaml").write_text(
        WHOLE.replace("2026", "2027").replace("2027-09-20", "2027-10-03"), encoding="utf-8"
    )
    for command in (
        ["add", "calendar"],
        ["-c", "user.name=c", "-c", "user.email=c@c", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", "-C", str(root), *command], check=True)
    ledger = opened(root)
    calendar = lookups.calendar(ledger.index.db)
    assert calendar.works(date(2026, 11, 20))
    with pytest.raises(BeyondCalendarError):
        calendar.works(date(2027, 11, 20))
    assert [p.code for p in ledger.check() if p.path.startswith("calendar/")] == ["day-twice"]
