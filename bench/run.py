"""Measure the program against others: whole processes, by turns, medians and ratios of one run."""

import argparse
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

import giving_out
import taking_in
from measure import PYTHON, TYPER, TZ, Memory, by_turns, peak, run
from table import Row, compare, held, printed

HERE = Path(__file__).parent
CITY = ["--issues", "100000", "--visits", "1000000", "--days", "1096"]
SIZES = {
    "small": ["--issues", "10000", "--visits", "20000", "--days", "365"],
    "open": ["--issues", "10000", "--visits", "20000", "--days", "365", "--open", "1"],
    "large": [*CITY, "--counties", "3"],
    "stationed": [*CITY, "--profile", "zhudian"],
}
CLERK = "c001"
LARGE, SMALL = 100_000, 10_000
"""The rows of the sheets that are taken in."""
LEADER = re.compile(r"person: (c\d+), role: party_head")


def starting(ledger: Path, times: int) -> Iterable[Row]:
    """Reading from the large ledger, against the bare interpreter with typer."""
    overdue = [TZ, "-C", str(ledger), "overdue", "--limit", "20"]
    for form, allowed in (("table", 2.5), ("csv", 1.5), ("json", 1.5)):
        what = f"`tz overdue`, {form} of 20, ÷ `import typer`"
        yield compare(what, [*overdue, "--format", form], TYPER, allowed, times)
    yield compare("`tz --help` ÷ `import typer`", [TZ, "--help"], TYPER, 1.6, times)
    yield held("`tz overdue`, peak memory", peak(overdue), 40)


def owing(ledger: Path, times: int) -> Iterable[Row]:
    """What is owed in the stationed-contact city, by one town leader and by all."""
    towns = (path.read_text("utf-8") for path in sorted(ledger.glob("stations/*.yaml")))
    leader = next(found[1] for text in towns if (found := LEADER.search(text)))
    questions = (
        ("`tz today`", ["today", "--person", leader]),
        ("`tz duties --missed`", ["duties", "--missed"]),
    )
    for what, words in questions:
        ours = [TZ, "-C", str(ledger), *words]
        yield compare(f"{what} of 517 villages ÷ `import typer`", ours, TYPER, 6, times)
        yield held(f"{what} of 517 villages, peak memory", peak(ours), 80)


def rebuilding(ledger: Path) -> Iterable[Row]:
    """The index made anew, with all processes that take part."""
    overdue = [TZ, "-C", str(ledger), "overdue", "--limit", "20"]
    (ledger / ".git" / "taizhang" / "index.sqlite3").unlink(missing_ok=True)
    with Memory() as memory:
        taken = run(overdue)
    seconds = f"{taken.wall:.0f} s"
    yield Row("cold index rebuild (s)", seconds, f"processor {taken.cpu:.0f} s", taken.wall, 60)
    yield held("cold index rebuild, all processes", memory.peak, 500)


def writing(ledger: Path, times: int) -> Iterable[Row]:
    """One record added to the small ledger."""
    ours, theirs = by_turns(*git_parts(ledger), times)
    what = "one record committed, git part ÷ `git add && git commit`"
    yield Row(what, f"{ours * 1000:.0f} ms", f"{theirs * 1000:.0f} ms", ours / theirs, 0.8)
    place = next(p.stem for p in sorted(ledger.glob("households/*.yaml")))
    register = [TZ, "-C", str(ledger), "issue", "register", "--title", "村口路灯损坏"]
    register += ["--place", place, "--stream", "masses", "--category", "基础设施建设/用电照明"]
    imports = [PYTHON, "-c", "import typer, pydantic, git"]
    yield compare("`tz issue register` ÷ imports", register, imports, 3, times)


def sheets(ledger: Path, work: Path, rows: int, times: int) -> Iterable[Row]:
    """Spreadsheets in and out, of so many rows in, and of all the issues of a ledger out."""
    yield from taking_in.measured(work, rows, times)
    yield from giving_out.measured(ledger, min(times, 3))


def git_parts(ledger: Path) -> tuple[Callable[[], float], Callable[[], float]]:
    """The same kind of commit made in the same repository by our door and by git's."""
    from ledger.store.commit import Author, Change, commit
    from ledger.store.git import Git
    from ledger.store.lock import lock
    from ledger.store.recover import recover

    git = Git(ledger)
    body = next(ledger.glob("issues/*/*/*.yaml")).read_bytes()

    def new() -> str:
        return f"activities/{time.time_ns()}.yaml"

    def ours() -> float:
        change = Change({new(): body}, "bench")
        author = Author(CLERK, f"{CLERK}@ledger.invalid", datetime.now().astimezone())
        with lock(git.state, "bench"):
            recover(git)  # take note of the commit that git made; ours is not to pay for it
        begun = time.perf_counter()
        with lock(git.state, "bench"):
            recover(git)
            commit(git, change, author, git.head())
        return time.perf_counter() - begun

    def theirs() -> float:
        name = new()
        (ledger / name).parent.mkdir(exist_ok=True)
        begun = time.perf_counter()
        (ledger / name).write_bytes(body)
        subprocess.run(["git", "-C", ledger, "add", name], check=True)
        subprocess.run(["git", "-C", ledger, "commit", "-q", "-m", "bench"], check=True)
        return time.perf_counter() - begun

    return ours, theirs


def taskwarrior(ledger: Path, what: str, times: int) -> Iterable[Row]:
    """The overdue of the same issues, asked of Taskwarrior."""
    if shutil.which("task") is None:
        print("Taskwarrior is not installed (Debian: apt-get install taskwarrior): left out")
        return
    tasks, home = ledger.with_suffix(".json"), ledger.with_suffix(".task")
    home.mkdir(exist_ok=True)
    settings = home / "taskrc"
    settings.write_text(f"data.location={home}\nverbose=label\nnews.version=2.6.0\n")
    task = ["task", f"rc:{settings}"]
    if not (home / "pending.data").exists():
        subprocess.run([*task, "import", tasks], check=True, capture_output=True)
    ours = [TZ, "-C", str(ledger), "overdue", "--limit", "20"]
    listing = [*task, "overdue", "limit:20"]
    yield compare(
        f"`tz overdue` ÷ `task overdue`, 20 of 10k issues, {what}", ours, listing, 1, times
    )


def make(size: str, work: Path) -> Path:
    """The ledger of this size, made if it is not there yet."""
    ledger = work / size
    if not ledger.exists():
        print(f"Making the {size} ledger in {ledger} …", flush=True)
        tasks, end = work / f"{size}.json", date.today().isoformat()  # noqa: DTZ011
        command = [PYTHON, str(HERE / "generate.py"), str(ledger), *SIZES[size]]
        subprocess.run([*command, "--end", end, "--tasks", tasks], check=True)
    return ledger


def main() -> None:
    """Make the ledgers, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--small", action="store_true", help="leave the large ledger out")
    parser.add_argument("--times", type=int, default=15, help="turns of each pair (default 15)")
    work = Path(tempfile.gettempdir()) / f"taizhang-bench-{date.today()}"  # noqa: DTZ011
    parser.add_argument("--work", type=Path, default=work, help="where the ledgers are made")
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    quiet(asked.work)
    rows: list[Row] = []
    small = make("small", asked.work)
    os.environ["TAIZHANG_WHO"] = CLERK
    rows += taskwarrior(small, "one in eight open", asked.times)
    rows += taskwarrior(make("open", asked.work), "all open", asked.times)
    rows += writing(small, asked.times)
    large = small if asked.small else make("large", asked.work)
    rows += rebuilding(large)
    rows += starting(large, asked.times)
    if not asked.small:
        rows += owing(make("stationed", asked.work), asked.times)
    print(printed(rows))
    print(printed(sheets(large, asked.work, SMALL if asked.small else LARGE, asked.times)))


def quiet(home: Path) -> None:
    """The same surroundings for all: no settings of the user, one width, compiled modules kept."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ |= {"HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull, "COLUMNS": "100"}
    for role in ("AUTHOR", "COMMITTER"):
        os.environ |= {f"GIT_{role}_NAME": "bench", f"GIT_{role}_EMAIL": "bench@ledger.invalid"}


if __name__ == "__main__":
    main()
