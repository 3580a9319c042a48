"""Killed or starved of disk at any file-changing call, a command leaves a ledger that holds."""

import errno
import os
import shutil
import signal

import pytest
from harness import WHOLE, Failure, points, shim, tortured
from scenes import SCENES

pytestmark = pytest.mark.skipif(shim() is None, reason="needs a C compiler on Linux")
NAMES = [n for n, scene in SCENES.items() if not scene.signed or shutil.which("ssh-keygen")]


def sweep(scene, every, **how):
    """Fail a command at one call after the other; the whole sweep says how many those were."""
    faults, tried = [], 0
    for point in points(scene, every):
        tried += 1
        try:
            tortured(scene, Failure(at=point, **how))
        except AssertionError as fault:
            faults.append((point, str(fault)))
    if WHOLE:
        print("\n", scene, how, tried, "points,", len(faults), "faults")  # noqa: T201
    assert faults == []


@pytest.mark.parametrize("scene", NAMES)
def test_a_kill_at_any_call_is_mended_by_the_next_command(scene):
    sweep(scene, 23)


@pytest.mark.skipif("signed" not in NAMES, reason="needs ssh-keygen")
@pytest.mark.parametrize("step", ["after_fast_import", "after_signing", "after_update_ref"])
def test_a_kill_between_the_signature_and_the_branch_is_mended(step):
    assert tortured("signed", Failure(step=step)).code == -signal.SIGKILL


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT], ids=os.strerror)
@pytest.mark.parametrize("scene", NAMES)
def test_a_disk_that_refuses_leaves_nothing_half_done(scene, number, lasting):
    if not WHOLE and number != errno.ENOSPC:
        pytest.skip("in make torture")
    sweep(scene, 37, errno=number, lasting=lasting)
