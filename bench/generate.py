"""Make a ledger of any size, the same from the same seed, in one commit through the product's door.

Run as `python bench/generate.py DIR --issues 10000 --visits 20000 --days 365`.
"""

import argparse
import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import stationed

from ledger.book import creating, resources
from ledger.records import paths
from ledger.records.settings import Settings, Tier
from ledger.records.station import Station
from ledger.rules.statuses import OPEN
from ledger.store import form, yaml
from ledger.story import Phrases, Wish, world
from ledger.story.clock import ZONE

STATIONED = "zhudian"
"""The profile of the stationed-contact city."""


def profile(name: str) -> tuple[Settings, list[Station]]:
    """The settings and the place tree of a profile."""
    folder = resources.data() / "profiles" / name
    settings = form.read(Settings, (folder / "ledger.yaml").read_bytes(), "ledger.yaml")
    kept = sorted(folder.glob("stations/*.yaml"))
    return settings, [form.read(Station, path.read_bytes(), path.name) for path in kept]


def places(counties: int, named: str) -> tuple[Settings, list[Station]]:
    """A profile's settings and place tree; several counties are copies of Yijun below one city."""
    settings, nodes = profile(named)
    if named == STATIONED:
        return stationed.settings(settings, profile("yijun")[0]), nodes
    if counties == 1:
        return settings, nodes
    city = Tier(type="city", name="市")
    settings = settings.model_copy(update={"tiers": [city, *settings.tiers]})
    copies = [copied(node, "ABCDEFGH"[n]) for n in range(counties) for node in nodes]
    return settings, [Station(code="CITY", name="市", type="city"), *copies]


def copied(node: Station, letter: str) -> Station:
    """A node of one county, told apart by a letter before every code."""
    parent = f"{letter}{node.parent}" if node.parent else "CITY"
    staff = [m.model_copy(update={"person": letter.lower() + m.person}) for m in node.staff]
    changes = {"code": letter + node.code, "parent": parent, "staff": staff}
    return node.model_copy(update=changes)


def files(
    settings: Settings, nodes: list[Station], wish: Wish, named: str
) -> Iterator[tuple[str, Any]]:
    """Every file of the ledger, as plain fields."""
    words = resources.data() / "demo" / "phrases.yaml"
    phrases = form.read(Phrases, words.read_bytes(), words.name)
    yield paths.SETTINGS, settings.plain()
    for node in nodes:
        yield paths.station(node.code), node.plain()
    yield from world(settings, nodes, phrases, wish)
    if named == STATIONED:
        yield from stationed.files(nodes, wish.start, wish.end)


def calendars(named: str) -> Iterator[tuple[str, bytes]]:
    """The calendars of a profile, as they are."""
    for path in sorted((resources.data() / "profiles" / named).glob("calendar/*.yaml")):
        yield f"calendar/{path.name}", path.read_bytes()


def task(issue: dict[str, Any]) -> dict[str, str]:
    """The same issue as Taskwarrior imports it."""
    made = {
        "uuid": str(uuid5(NAMESPACE_URL, issue["id"])),
        "description": issue["title"],
        "project": issue["station"],
        "status": "pending" if issue["status"] in OPEN else "completed",
        "entry": stamp(issue["opened"]),
    }
    if "deadline" in issue:
        made["due"] = stamp(issue["deadline"]["date"])
    if made["status"] == "completed":
        made["end"] = stamp(issue.get("closed", issue["log"][-1]["on"]))
    return made


def stamp(day: date) -> str:
    """A day as Taskwarrior writes it."""
    return f"{day:%Y%m%d}T000000Z"


def main() -> None:
    """Make the ledger that the command line asks for."""
    asked = arguments()
    wish = Wish(
        seed="bench",
        issues=asked.issues,
        visits=asked.visits,
        start=asked.end - timedelta(days=asked.days),
        end=asked.end,
        households=40,
        open=asked.open,
    )
    settings, nodes = places(asked.counties, asked.profile)
    tasks, bodies = [], dict(calendars(asked.profile))
    for path, fields in files(settings, nodes, wish, asked.profile):
        bodies[path] = yaml.emit(fields, form.FLOW).encode()
        if path.startswith("issues/"):
            tasks.append(task(fields))
    clerk = next(member.person for node in nodes for member in node.staff)
    creating.create(asked.folder, bodies, clerk, datetime.combine(asked.end, time(18), ZONE))
    if asked.tasks:
        asked.tasks.write_text(json.dumps(tasks, ensure_ascii=False), "utf-8")
    print(f"{len(bodies)} files, {sum(map(len, bodies.values())) / 1e6:.0f} MB")


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--issues", type=int, default=10_000)
    parser.add_argument("--visits", type=int, default=20_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--counties", type=int, default=1)
    parser.add_argument("--profile", default="yijun", choices=["yijun", STATIONED])
    parser.add_argument("--end", type=date.fromisoformat, default=date(2026, 6, 30))
    parser.add_argument("--open", type=float, help="the share of issues still open")
    parser.add_argument("--tasks", type=Path, help="also write the issues for Taskwarrior")
    return parser.parse_args()


if __name__ == "__main__":
    main()
