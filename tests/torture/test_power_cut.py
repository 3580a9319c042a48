"""The power goes: an image of the disk, taken at that moment, holds all that was acknowledged."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from book_world import TODAY, example, opened
from harness import WHOLE

from ledger.errors import LedgerError

TRIALS = 30 if WHOLE else 2


def _can_mount():
    tools = all(shutil.which(tool) for tool in ("mkfs.ext4", "mount", "umount"))
    return WHOLE and sys.platform.startswith("linux") and tools and os.geteuid() == 0


pytestmark = pytest.mark.skipif(
    not _can_mount(), reason="in make torture, as root, with ext4 tools"
)


@contextmanager
def mounted(image, folder):
    folder.mkdir(exist_ok=True)
    done = subprocess.run(
        ["mount", "-o", "loop,commit=30", image, folder], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("no loop devices here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def disk(tmp_path):
    """A ledger on a disk of its own: the image, and the folder where it is mounted."""
    image = tmp_path / "disk.img"
    with image.open("wb") as file:
        file.truncate(96 << 20)
    subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
    with mounted(image, tmp_path / "disk") as folder:
        example(folder / "ledger")
        subprocess.run(["sync", "-f", folder], check=True)
        yield image, folder / "ledger"


def _command(root, number, preload=""):
    village = "WL101"
    words = ["issue", "register", "--title", f"第{number}盏路灯", "--place", village]
    return subprocess.Popen(
        [sys.executable, "-m", "ledger", "-C", root, *words],
        env={**os.environ, "TAIZHANG_TODAY": TODAY.isoformat(), "LD_PRELOAD": preload},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def _after_the_cut(image, tmp_path, acknowledged):
    """Bring the copied disk up as a machine would, and look for what was acknowledged."""
    with mounted(image, tmp_path / "after") as folder:
        root = folder / "ledger"
        whole = ["git", "fsck", "--strict", "--no-dangling"]
        done = subprocess.run(whole, cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        ledger = opened(root)
        ledger.register(TODAY, title="来电以后", place="WL101")
        assert ledger.check() == []
        assert ledger.edits(fully=True).files == []
        for record in acknowledged:
            assert ledger.issue(record).id == record
        ledger.index.close()


def _id(said):
    return said.split()[1].rstrip(":")


def test_right_after_the_acknowledgement(disk, tmp_path):
    image, root = disk
    acknowledged = []
    for number in range(TRIALS // 3):
        command = _command(root, number)
        said = command.communicate()[0]
        assert command.returncode == 0, said
        acknowledged.append(_id(said))
        cut = Path(shutil.copyfile(image, tmp_path / "cut.img"))
        _after_the_cut(cut, tmp_path, acknowledged)


def test_at_any_moment(disk, tmp_path):
    image, root = disk
    chance = random.Random(11)
    acknowledged = []
    for number in range(TRIALS):
        command = _command(root, number)
        time.sleep(0.15 + chance.random() * 0.35)
        before = list(acknowledged)
        os.killpg(command.pid, signal.SIGSTOP)  # or the copy would be of many moments
        time.sleep(0.2)
        cut = Path(shutil.copyfile(image, tmp_path / "cut.img"))
        os.killpg(command.pid, signal.SIGCONT)
        said = command.communicate()[0]
        assert command.returncode == 0, said
        acknowledged.append(_id(said))
        _after_the_cut(cut, tmp_path, before)


def test_without_syncing_the_same_test_fails(disk, tmp_path):
    image, root = disk
    found = next(Path("/usr/lib").glob("*/libeatmydata.so"), None)
    if found is None:
        pytest.skip("needs libeatmydata")
    command = _command(root, 1, str(found))
    said = command.communicate()[0]
    assert command.returncode == 0, said
    cut = Path(shutil.copyfile(image, tmp_path / "cut.img"))
    with pytest.raises((AssertionError, LedgerError)):
        _after_the_cut(cut, tmp_path, [_id(said)])
