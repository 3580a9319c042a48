"""What `make demo` plays: from a village's workbook to the township's."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_demo_plays_to_its_end(tmp_path):
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    ended = subprocess.run(
        ["sh", str(ROOT / "data/demo/session.sh"), "demo"],
        cwd=tmp_path,
        env={**os.environ, "PATH": programs, "PYTHONPATH": str(ROOT), "TAIZHANG_LANG": "en"},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    assert "Nothing is wrong." in ended.stdout.decode()
    assert {path.name for path in (tmp_path / "demo-sheets").iterdir()} == {
        "五里镇问题台账.xlsx",
        "五里镇问题台账-退回.xlsx",
        "五里镇问题台账-上报.xlsx",
    }
