"""Whatever is done to the index's file, no question is answered wrongly."""

import os
import random
import shutil
import sqlite3

import pytest
from book_world import example, opened
from harness import WHOLE
from test_book_ledger import contents

from ledger.main import main

PAGE = 4096


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    root = example(tmp_path_factory.mktemp("damage") / "ledger")
    ledger = opened(root)
    right = contents(ledger.index.db)
    ledger.index.close()
    return root, right


@pytest.fixture
def damaged(prepared, tmp_path):
    """Copies of the ledger whose index is damaged by a function of its bytes."""
    root, right = prepared

    def check(damage):
        copy = tmp_path / "copy"
        shutil.copytree(root, copy)
        ledger = opened(copy)
        file = ledger.index.file
        ledger.index.close()
        file.write_bytes(damage(file.read_bytes()))
        again = opened(copy)
        assert contents(again.index.db) == right
        again.index.close()
        shutil.rmtree(copy)

    return check


def test_cut_off_at_any_page(damaged, prepared):
    size = (prepared[0] / ".git/taizhang/index.sqlite3").stat().st_size
    for end in range(0, size, PAGE if WHOLE else PAGE * 8):
        damaged(lambda whole, end=end: whole[:end])


def test_any_bit_flipped(damaged):
    chance = random.Random(7)
    for _n in range(200 if WHOLE else 25):

        def flip(whole):
            at = chance.randrange(len(whole) * 8)
            changed = bytearray(whole)
            changed[at // 8] ^= 1 << at % 8
            return bytes(changed)

        damaged(flip)


def test_pages_swapped(damaged):
    chance = random.Random(8)
    for _n in range(100 if WHOLE else 10):

        def swap(whole):
            pages = [whole[n : n + PAGE] for n in range(0, len(whole), PAGE)]
            one, other = chance.sample(range(len(pages)), 2)
            pages[one], pages[other] = pages[other], pages[one]
            return b"".join(pages)

        damaged(swap)


def test_of_a_newer_version_of_the_program(damaged, tmp_path):
    def newer(whole):
        file = tmp_path / "newer.sqlite3"
        file.write_bytes(whole)
        db = sqlite3.connect(file)
        db.execute("PRAGMA user_version = 99")
        db.commit()
        db.close()
        return file.read_bytes()

    damaged(newer)


def test_of_another_ledger_stamp_and_all(prepared, tmp_path):
    root, right = prepared
    other = opened(example(tmp_path / "other"))
    other.register(other.today, title="别处的路灯", place=other.places()[-1]["code"])
    assert contents(other.index.db) != right
    other.index.close()
    copy = tmp_path / "copy"
    shutil.copytree(root, copy)
    for name in ("index.sqlite3", "index.stamp"):
        shutil.copy2(other.git.state / name, copy / ".git/taizhang" / name)
    again = opened(copy)
    assert contents(again.index.db) == right
    again.index.close()


def half_done(folder):
    """The journal of a change that was cut off, in the index of a ledger with other numbers."""
    other = opened(example(folder / "other"))
    for _n in range(3):
        other.register(other.today, title="别处的路灯", place=other.places()[-1]["code"])
    file = other.index.file
    other.index.throw_away()
    opened(folder / "other").index.db.close()
    db = sqlite3.connect(file, isolation_level=None)
    db.executescript(
        "PRAGMA cache_size = 2; BEGIN; UPDATE period SET title = 'x';"
        "UPDATE issue SET id = id || 'x'; UPDATE visit SET id = id || 'x';"
        "UPDATE file SET path = path || 'x'"
    )
    journal = file.with_name(f"{file.name}-journal").read_bytes()
    db.execute("ROLLBACK")
    db.close()
    return journal


@pytest.mark.parametrize("how", ["thrown away", "damaged", "deleted"])
def test_the_journal_of_an_older_index_is_not_played_back_into_a_new_one(prepared, tmp_path, how):
    root, right = prepared
    copy = tmp_path / "copy"
    shutil.copytree(root, copy)
    ledger = opened(copy)
    file = ledger.index.file
    journal = file.with_name(f"{file.name}-journal")
    journal.write_bytes(half_done(tmp_path))
    if how == "thrown away":
        ledger.index.throw_away()
    elif how == "damaged":
        file.write_bytes(b"x" + file.read_bytes()[1:])
    else:
        file.unlink()
    for _twice in range(2):
        again = opened(copy)
        assert contents(again.index.db) == right
        again.index.close()
    assert not journal.exists()


def test_rot_that_no_stamp_tells_of_is_one_sentence_and_then_mended(prepared, tmp_path, capsys):
    copy = tmp_path / "copy"
    shutil.copytree(prepared[0], copy)
    file = copy / ".git/taizhang/index.sqlite3"
    whole, before = file.read_bytes(), file.stat()

    def listed():
        with pytest.raises(SystemExit) as left:
            main(["-C", str(copy), "list", "--format", "json"])
        return left.value.code, capsys.readouterr()

    right = listed()[1].out
    told = 0
    for start in range(PAGE, len(whole), PAGE):
        file.write_bytes(whole[:start] + b"\xff" * 200 + whole[start + 200 :])
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        code, said = listed()
        assert (code, said.out) == (0, right) or (code == 6 and "thrown away" in said.err)
        told += code == 6
        code, said = listed()
        assert (code, said.out) == (0, right)
        file.with_suffix(".stamp").write_text(f"{before.st_size} {before.st_mtime_ns}")
    assert told
