"""Whether docs/systems.md covers every row of the five systems, and names only what exists."""

import re
from pathlib import Path

import pytest

from ledger.commands.line.registry import LISTED
from ledger.store import yaml
from tests import documents

ROOT = Path(__file__).parents[1]
PROFILES = ("hulunbuir", "zhudian", "yijun", "tumed456", "chenbarag")
PAGES = {
    "docs/systems.md",
    *(f"data/profiles/{profile}/README.md" for profile in PROFILES),
}
TEXT = {page: (ROOT / page).read_text("utf-8") for page in PAGES}
PAGE = TEXT["docs/systems.md"]
COUNTS = {
    "hulunbuir": {"R": 18, "C": 11, "W": 5, "N": 5},
    "zhudian": {"R": 25, "C": 17, "W": 6, "N": 10},
    "yijun": {"R": 30, "C": 16, "W": 8, "N": 6},
    "tumed456": {"R": 20, "C": 10, "W": 6, "N": 10},
    "chenbarag": {"R": 26, "C": 15, "W": 10, "N": 9},
    "capabilities": {"M": 70},
    "contradictions": {"D": 38},
}
"""How many rows each table has, by their letter; `MORE` has those between two numbers."""
MORE = {"zhudian": {"R06a"}}
_CODE = re.compile(r"`([^`]+)`")
_PATH = re.compile(r"[a-z_]+(\.\w+)+")


def rows(table):
    """The rows of one table: (id, what carries it)."""
    return _rows(PAGE.partition(f"\n## {table}\n")[2].partition("\n## ")[0])


def _rows(body):
    cells = [line.strip("| ").split(" | ") for line in body.splitlines() if line.startswith("| ")]
    return [(row[0], row[-1]) for row in cells if re.fullmatch(r"[A-Z]\d+[a-z]?", row[0])]


def ids(table):
    """The ids that a table must have."""
    counted = COUNTS[table].items()
    numbers = {
        f"{letter}{number:{'' if letter in 'WND' else '02'}}"
        for letter, count in counted
        for number in range(1, count + 1)
    }
    return numbers | MORE.get(table, set())


def settings(profile):
    return yaml.parse((ROOT / "data/profiles" / profile / "ledger.yaml").read_bytes(), "")


def found(data, path):
    """What a path of settings leads to; None where it leads nowhere."""
    for part in path.split("."):
        if isinstance(data, list):
            keys = ("code", "type", "name", "step")
            data = next((one for one in data if part in [one.get(key) for key in keys]), None)
        else:
            data = data.get(part) if isinstance(data, dict) else None
    return data


def paths(carried):
    """The paths of settings among the words in code: (profile or "", path)."""
    words = [word for word in _CODE.findall(carried) if not word.startswith("tz ")]
    return [(word.rpartition(":")[0], word.rpartition(":")[2]) for word in words]


@pytest.mark.parametrize("table", COUNTS)
def test_every_row_of_a_system_is_there_once(table):
    listed = [row for row, _carried in rows(table)]
    assert sorted(listed) == sorted(ids(table))


@pytest.mark.parametrize("table", COUNTS)
def test_every_row_says_what_carries_it_or_that_nothing_does_yet(table):
    bare = [row for row, carried in rows(table) if not _CODE.findall(carried)]
    assert all("*not yet*" in carried for row, carried in rows(table) if row in bare)


@pytest.mark.parametrize("profile", PROFILES)
def test_only_figures_and_reports_are_not_there_yet(profile):
    late = {row for row, carried in rows(profile) if carried.startswith("*not yet*")}
    assert {row for row in late if row[0] != "N"} <= LATE.get(profile, set())


LATE = {"hulunbuir": {"R10"}, "zhudian": {"R17", "R18", "R20"}}
"""The records that are figures or reports; so are all indicators."""


@pytest.mark.parametrize("profile", PROFILES)
def test_every_setting_of_a_system_is_in_its_ledger_yaml(profile):
    data = settings(profile)
    named = {path for _row, carried in rows(profile) for _profile, path in paths(carried)}
    assert [path for path in sorted(named) if not found(data, path)] == []


@pytest.mark.parametrize("table", ["capabilities", "contradictions"])
def test_every_setting_that_serves_all_is_in_some_ledger_yaml(table):
    data = {profile: settings(profile) for profile in PROFILES}
    named = {one for _row, carried in rows(table) for one in paths(carried)}
    missing = [
        f"{profile}:{path}"
        for profile, path in sorted(named)
        if not any(found(data[one], path) for one in ([profile] if profile else PROFILES))
    ]
    assert missing == []


@pytest.mark.parametrize("profile", PROFILES)
def test_the_readme_of_a_profile_maps_every_row_to_settings_that_exist(profile):
    listed = _rows(TEXT[f"data/profiles/{profile}/README.md"])
    assert sorted(row for row, _carried in listed) == sorted(ids(profile))
    data = settings(profile)
    named = {code for _row, carried in listed for code in _CODE.findall(carried)}
    assert [code for code in sorted(named) if _PATH.fullmatch(code) and not found(data, code)] == []


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_command_exists_with_its_options(page):
    assert documents.unknown_names(page, TEXT[page]) == []
    assert set(re.findall(r"`tz list (\w+)", TEXT[page])) <= set(LISTED)


def test_a_row_that_is_missing_or_made_up_would_be_told():
    assert found(
        {"duties": [{"code": "stay", "rhythm": {"per": "week"}}]}, "duties.stay.rhythm.per"
    )
    assert not found({"duties": [{"code": "stay"}]}, "duties.nap")
    assert not found({"duties": []}, "duties")
    assert paths("`tz today` `yijun:streams.found` `levels`") == [
        ("yijun", "streams.found"),
        ("", "levels"),
    ]
