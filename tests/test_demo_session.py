"""What `make demo` plays, from a village's workbook to the township's, and the pictures of it."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DRAWN = runpy.run_path(str(ROOT / "docs/workbooks.py"))


def test_the_demo_plays_to_its_end_and_the_pictures_show_its_workbooks(tmp_path):
    ended = subprocess.run(
        ["sh", str(ROOT / "data/demo/session.sh"), "demo"],
        cwd=tmp_path,
        env={
            **os.environ,
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "PYTHONPATH": str(ROOT),
            "TAIZHANG_LANG": "zh",
        },
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    assert "未发现差错。" in ended.stdout.decode()
    sheets = {path.name: path for path in (tmp_path / "demo-sheets").iterdir()}
    shown = {name: picture.workbook for name, picture in DRAWN["PICTURES"].items()}
    assert sheets.keys() == {*shown.values()}
    today = {name: DRAWN["digest"](sheets[workbook]) for name, workbook in shown.items()}
    assert DRAWN["bound"]() == today, "run “make picture”, and look at what it drew"


def test_the_pictures_are_no_burden_to_carry():
    for name in DRAWN["PICTURES"]:
        drawn = (ROOT / "docs" / name).read_bytes()
        assert drawn.startswith(b"\x89PNG")
        assert len(drawn) <= 200_000


def test_the_villages_workbook_is_what_its_script_writes(tmp_path):
    script = runpy.run_path(str(ROOT / "data/demo/make_workbook.py"))
    shipped, made = script["FILE"], tmp_path / "made.xlsx"
    script["main"].__globals__["FILE"] = made
    script["main"]()
    assert DRAWN["digest"](made) == DRAWN["digest"](shipped)
