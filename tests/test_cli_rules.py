"""`tz check --rules`, and what waits while ledger.yaml contradicts itself."""

from pathlib import Path

import pytest
from cli_world import Desk, assert_one_sentence

SOUND = "roles: [head, worker]}"
UNSOUND = "roles: [head, boss]}"


@pytest.fixture(name="unsound")
def _unsound(desk: Desk) -> Desk:
    desk.edit("ledger.yaml", SOUND, UNSOUND)
    return desk


def line_of(desk: Desk, text: str) -> int:
    """The line of ledger.yaml that holds a text."""
    lines = desk.read("ledger.yaml").split("\n")
    return next(n for n, line in enumerate(lines, 1) if text in line)


def test_sound_rules_are_counted_and_end_well(reader: Desk) -> None:
    assert reader.run("check", "--rules").out.endswith("rules looked at, and all are sound.\n")
    assert reader.json("检查", "--规则")["rules"] > 100


def test_a_contradiction_is_shown_with_its_line_and_ends_with_1(unsound: Desk) -> None:
    found = unsound.run("check", "--rules", "--format", "json", exits=1).data
    where = f"ledger.yaml:{line_of(unsound, UNSOUND)}"
    assert [(row["where"], row["code"]) for row in found["rows"]] == [(where, "rule-unknown")]
    assert "there is no role “boss”" in found["rows"][0]["sentence"]
    assert where in unsound.run("check", "--format", "csv", exits=1).out


def test_what_rests_on_the_rules_is_refused_and_what_does_not_goes_on(unsound: Desk) -> None:
    where = f"ledger.yaml:{line_of(unsound, UNSOUND)}: duties[press].owed_by.roles[boss]"
    refused = unsound.refused(
        "issue", "register", "--title", "路灯", "--place", "WL101", exits=1, says=where
    )
    assert "tz check --rules" in refused.err
    for argv in (("list",), ("overdue",), ("show", "WL1"), ("list", "staff"), ("search", "路")):
        answered = unsound.run(*argv)
        assert answered.out
        assert "contradicts itself" in answered.err


def test_a_rule_without_effect_is_told_but_stops_nothing(desk: Desk) -> None:
    row = "- {clock: verify, number: 5, unit: workday}\n"
    desk.edit("ledger.yaml", row, row + "- {clock: verify, level: 紧急, number: 1, unit: day}\n")
    rows = desk.run("check", "--rules", "--format", "csv", exits=1).table
    assert [row["Code"] for row in rows] == ["rule-hidden"]
    desk.run("issue", "register", "--title", "路灯", "--place", "WL101")


def test_a_file_is_looked_at_before_it_is_in_a_ledger(reader: Desk, tmp_path: Path) -> None:
    file = tmp_path / "新 ledger.yaml"
    file.write_text(reader.read("ledger.yaml").replace(SOUND, UNSOUND, 1), encoding="utf-8")
    rows = reader.run("check", "--rules", str(file), "--format", "json", exits=1).data["rows"]
    assert rows[0]["where"] == f"{file}:{line_of(reader, SOUND)}"
    file.write_text(reader.read("ledger.yaml"), encoding="utf-8")
    reader.run("check", "--rules", str(file))


def test_a_file_needs_no_ledger_around_it(tmp_path: Path) -> None:
    file = tmp_path / "ledger.yaml"
    file.write_text("format: 1\n", encoding="utf-8")
    said = Desk(tmp_path).run("check", "--rules", str(file), exits=1)
    assert "is missing" in said.out


def test_a_place_that_a_duty_names_must_be_there(desk: Desk) -> None:
    desk.edit("ledger.yaml", "tier: area, roles: [head, worker]", "tier: area, within: [XX]")
    found = desk.run("check", "--rules", exits=1).out
    assert "no station or place “XX”" in found


@pytest.mark.parametrize(
    ("argv", "exits", "says"),
    [
        (("check", "ledger.yaml"), 2, "FILE: goes with --rules only"),
        (("check", "--rules", "nowhere.yaml"), 6, "nowhere.yaml"),
    ],
)
def test_what_cannot_be_looked_at_is_refused_in_one_sentence(
    reader: Desk, argv: tuple[str, ...], exits: int, says: str
) -> None:
    said = reader.run(*argv, exits=exits).err
    assert_one_sentence(said)
    assert says in said
