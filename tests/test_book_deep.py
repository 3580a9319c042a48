"""The deep check finds what no other command would: forgeries, old faults, leaks, rot."""

import sqlite3
from pathlib import Path

import pytest
from book_world import TODAY, opened
from cli_world import Desk
from keys import key, needs_ssh, public

from ledger.records import paths


def deep(desk: Desk, exits: int = 0) -> list[tuple[str, str, str, str]]:
    rows = desk.run("check", "--deep", "--format", "json", exits=exits).data["rows"]
    return [(r["severity"], r["code"], r["where"], r["sentence"]) for r in rows]


def of(found: list[tuple[str, str, str, str]], code: str) -> list[tuple[str, str, str, str]]:
    return [row for row in found if row[1] == code]


def test_a_sound_ledger_has_nothing_wrong(desk: Desk, issue: str):
    desk.run("issue", "note", issue, "--text", "记一笔")
    desk.run("checkpoint")
    found = deep(desk)
    assert not [row for row in found if row[0] == "problem"]
    assert {row[1] for row in found} >= {"fsck", "signatures", "index", "history"}


def test_an_old_version_that_breaks_a_rule_is_remarked_and_no_problem(desk: Desk, issue: str):
    whole = desk.read(paths.issue(issue))
    desk.commit(paths.issue(issue), whole.replace("title:", "titel:", 1))
    desk.commit(paths.issue(issue), whole)
    (row,) = [r for r in of(deep(desk), "history") if r[0] == "remark"]
    assert paths.issue(issue) in row[2]


def test_an_event_under_anothers_name_is_found(desk: Desk, issue: str):
    desk.run("issue", "note", issue, "--text", "记一笔")
    who = str(desk.json("whoami")["who"])
    text = desk.read(paths.issue(issue))
    before, mark, last = text.rpartition(f"by: {who}")
    desk.git("reset", "-q", "--hard", "HEAD~1")
    desk.commit(paths.issue(issue), f"{before}by: c999{last}")
    assert mark
    (row,) = of(deep(desk, exits=1), "not-the-writer")
    assert "c999" in row[3]


def test_undone_and_redone_events_keep_their_writers(desk: Desk, issue: str):
    desk.run("issue", "note", issue, "--text", "记一笔")
    desk.run("undo")
    staff = {str(row["person"]) for row in opened(desk.root, TODAY).staff()}
    desk.run("whoami", min(staff - {str(desk.json("whoami")["who"])}))
    desk.run("undo", desk.json("ops")["rows"][0]["op"])
    assert not of(deep(desk), "not-the-writer")


@needs_ssh
def test_signatures_are_counted_and_forgeries_named(desk: Desk, issue: str, tmp_path: Path):
    private = key(tmp_path / "id")
    who = str(desk.json("whoami", "--key", str(private))["who"])
    desk.run("issue", "note", issue, "--text", "签了名")
    rows = desk.json("log", "--limit", "2")["rows"]
    assert [row["signature"] for row in rows] == ["good", "none"]
    assert "signed" in desk.run("log", issue).out
    (row,) = of(deep(desk), "signatures")
    assert "1 signed by their authors" in row[3]
    (desk.root / ".git/taizhang/signers").write_text(f"boss@ledger.invalid {public(private)}")
    (row,) = of(deep(desk, exits=1), "signature-other")
    assert who in row[3]
    (desk.root / ".git/taizhang/signers").write_text("")
    assert of(deep(desk), "signatures")[0][0] == "remark"


def test_a_rewritten_history_is_held_against_the_kept_checkpoints(desk: Desk, issue: str):
    desk.run("issue", "note", issue, "--text", "记一笔")
    desk.run("checkpoint")
    desk.git("reset", "-q", "--hard", "HEAD~1")
    assert of(deep(desk, exits=1), "rewritten")
    (kept,) = (desk.root / ".git/taizhang/checkpoints").iterdir()
    kept.write_text("nonsense")
    assert of(deep(desk, exits=1), "checkpoint")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE period SET title = 'x' WHERE rowid = 1",
        "DELETE FROM visit WHERE n = (SELECT min(n) FROM visit)",
        "UPDATE household SET away = 1 - away",
        "UPDATE issue SET presses = presses + 1",
    ],
)
def test_an_index_that_is_not_what_the_files_make_of_it_is_found(desk: Desk, statement: str):
    desk.run("list")
    file = desk.root / ".git/taizhang/index.sqlite3"
    db = sqlite3.connect(file)
    with db:
        db.execute(statement)
    db.close()
    file.with_suffix(".stamp").unlink(missing_ok=True)
    (row,) = of(deep(desk, exits=1), "index")
    assert row[0] == "problem"


def test_personal_data_outside_the_registers_is_found(desk: Desk, issue: str):
    home = opened(desk.root, TODAY).households()[0]
    told = f"电话13912345678，户主{home['name']}"
    desk.run("issue", "note", issue, "--text", told)
    desk.git("commit", "-q", "--allow-empty", "-m", f"打给{home['name']}")
    found = of(deep(desk), "personal")
    assert {row[0] for row in found} == {"remark"}
    assert [row for row in found if row[2].startswith(paths.issue(issue)) and "number" in row[3]]
    assert [row for row in found if row[2].startswith(paths.issue(issue)) and "name" in row[3]]
    assert [row for row in found if row[2] == desk.git("rev-parse", "HEAD")[:10]]


def test_a_flipped_bit_in_an_object_is_named(desk: Desk, issue: str):
    desk.run("issue", "note", issue, "--text", "记一笔")
    blob = desk.git("rev-parse", f"HEAD:{paths.issue(issue)}").strip()
    file = desk.root / ".git/objects" / blob[:2] / blob[2:]
    body = bytearray(file.read_bytes())
    body[len(body) // 2] ^= 1
    file.chmod(0o644)
    file.write_bytes(body)
    found = of(deep(desk, exits=1), "fsck")
    assert any(paths.issue(issue) in row[2] for row in found)
