"""A quarter of a system's work, played from a script through the commands that everybody has.

A line of the script is `2026-04-03 c101: issue register --place WL101 …`: the day, who is at the
terminal, and what is typed after `tz`. `@lamp = ` before it keeps the id of the record that is
made; `@lamp` stands for it in later lines. A line `: overdue` is shown to the reader at the end, on
the last day of the quarter.
"""

import io
import json
import re
import shlex
import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

import typer

from ledger.commands.context import Context
from ledger.commands.line import registry
from ledger.commands.line.help import localised
from ledger.commands.line.tree import Group
from ledger.errors import LedgerError, ScriptError
from ledger.words import gettext as _

_SCENE = re.compile(r"(?:@(?P<name>\w+) = )?(?P<day>\d{4}-\d\d-\d\d) (?P<who>\w+): (?P<typed>.+)")
_NAMED = re.compile(r"@([a-z]\w*)")
_MORNING = time(9)
_EVENING = time(18)


class Scene(NamedTuple):
    """One line: what somebody types on a day; without a day it is shown at the end."""

    line: int
    typed: list[str]
    day: date | None = None
    who: str = ""
    name: str = ""


def read(script: str) -> Iterator[Scene]:
    """The lines of a script, remarks left out.

    Raises:
        ScriptError: a line is not written so.
    """
    for number, line in enumerate(script.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(":"):
            yield Scene(number, shlex.split(line[1:]))
        elif found := _SCENE.fullmatch(line):
            day = date.fromisoformat(found["day"])
            yield Scene(number, shlex.split(found["typed"]), day, found["who"], found["name"] or "")
        else:
            raise ScriptError(number, _("not a day, a person and a command"))


def play(scenes: Iterable[Scene], folder: Path, here: Context) -> None:
    """Give every command of a script in a ledger, then show what is to be shown.

    Raises:
        ScriptError: one of the commands was refused.
    """
    scenes = list(scenes)
    ids: dict[str, str] = {}
    acted = [scene for scene in scenes if scene.day]
    moments = clock(acted)
    for number, (scene, now) in enumerate(zip(acted, moments, strict=True)):
        _progress(number, len(acted))
        there = Context(folder, now, "json", who=scene.who)
        made = _quietly(scene, there, ids)
        if scene.name:
            ids[scene.name] = str(made["id"])
    _progress(len(acted), len(acted))
    ended = _evening(moments[-1])
    for scene in scenes:
        if scene.day is None:
            there = Context(folder, ended, here.format, who=here.who)
            if here.format == "table":
                typer.echo("\n$ " + localised("tz " + shlex.join(_filled(scene, ids))))
            _call(_filled(scene, ids), there)


def clock(scenes: Iterable[Scene]) -> list[datetime]:
    """When each command is given: in the morning, or a minute after the one before."""
    moments: list[datetime] = []
    for day in (scene.day for scene in scenes if scene.day):
        morning = datetime.combine(day, _MORNING).astimezone()
        later = moments[-1] + timedelta(minutes=1) if moments else morning
        moments.append(max(morning, later))
    return moments


def _evening(moment: datetime) -> datetime:
    """The evening of the last day of a moment's quarter."""
    years, month = divmod(moment.month + 2 - (moment.month - 1) % 3, 12)
    following = date(moment.year + years, month + 1, 1)
    return datetime.combine(following - timedelta(days=1), _EVENING).astimezone()


def _quietly(scene: Scene, there: Context, ids: dict[str, str]) -> dict[str, object]:
    """Give one command and return what it made."""
    said, told = io.StringIO(), io.StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(told):
            _call(_filled(scene, ids), there)
    except LedgerError as error:
        raise ScriptError(scene.line, error.sentence()) from error
    except typer.TyperException as error:
        raise ScriptError(scene.line, error.format_message()) from error
    made: dict[str, object] = json.loads(said.getvalue())["data"] if said.getvalue() else {}
    return made


def _filled(scene: Scene, ids: dict[str, str]) -> list[str]:
    """What is typed, with the ids that names stand for."""
    return [_NAMED.sub(lambda name: ids.get(name[1], name[0]), word) for word in scene.typed]


def _call(typed: list[str], there: Context) -> None:
    app = Group(registry.commands(), name="tz")
    with app.make_context("tz", typed, obj=there) as ctx:
        app.invoke(ctx)


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        said = _("played {done} of {total} commands").format(done=done, total=total)
        sys.stderr.write(f"\r{said}" if done < total else "\r\x1b[K")
        sys.stderr.flush()
