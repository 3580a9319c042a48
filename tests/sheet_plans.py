"""What becomes of each file of `data/sheets`: its plan as text, to be compared and to be read.

`python -m tests.sheet_plans --write` writes the plans anew. Read each difference.
"""

import json
import sys
from pathlib import Path

from ledger.views.safe import json_safe

FOLDER = Path(__file__).resolve().parents[1] / "data" / "sheets"
PLAN = ".plan.json"


def files() -> list[Path]:
    """Every file that has a plan or ought to have one."""
    known = {".py", ".json", ".md"}
    return sorted(p for p in FOLDER.iterdir() if p.is_file() and p.suffix not in known)


def plan_file(file: Path) -> Path:
    """Where the plan of a file stands."""
    return file.with_name(file.name + PLAN)


def plan(root: Path, file: Path) -> str:
    """The plan of a file as the program tells it, without what differs from ledger to ledger."""
    from cli_world import call

    result = call("-C", str(root), "import", str(file), "--dry-run", "--format", "json")
    whole = json.loads(result.out)
    told = {"exit": result.code, "sentence": (whole["error"] or {}).get("sentence")}
    if data := whole["data"]:
        for name in ("file", "dry_run", "op", "returned", "gone"):
            del data[name]
        for row in data["rows"]:
            row["record"] = row["record"].rpartition("-")[0]
        told |= data
    return _laid_out(told)


def _laid_out(told: dict[str, object]) -> str:
    """One row a line, so that a person can read it and a difference shows the row."""
    lines = []
    for name, value in told.items():
        if name == "rows" and isinstance(value, list):
            rows = ",\n    ".join(json.dumps(row, ensure_ascii=False) for row in value)
            lines.append(f'  "rows": [\n    {rows}\n  ]')
        else:
            lines.append(f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}")
    return json_safe("{\n" + ",\n".join(lines) + "\n}\n")


def main() -> None:
    """Write the plans anew."""
    sys.path[:0] = [str(Path(__file__).parent)]
    from book_world import example, temporary

    root = example(temporary() / "ledger")
    for file in files():
        plan_file(file).write_text(plan(root, file), encoding="utf-8")


if __name__ == "__main__" and "--write" in sys.argv:
    main()
