"""The program: words on the command line become a command; an error, a sentence and a code."""
# ruff: noqa: E402 - Ctrl-C is to end it at once while all that follows is loaded

import _signal as signal  # type: ignore[import-not-found] # signal would load enum first
import gc

_KEYBOARD = signal.getsignal(signal.SIGINT)
"""What Ctrl-C does; Python's own answer would show where in our modules it was when it came."""
if _KEYBOARD is signal.default_int_handler:  # who starts us may want it to be passed over
    signal.signal(signal.SIGINT, signal.SIG_DFL)
gc.set_threshold(100_000)  # looking for garbage costs more than there is in so short a life

import errno
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from typing import NoReturn

import typer
from typer.core import TyperOption

from ledger import words
from ledger.commands import completion
from ledger.commands.context import Context, from_environment
from ledger.commands.line import everywhere, registry, usage
from ledger.commands.line.chinese import ENGLISH, OPTIONS
from ledger.commands.line.tree import Group
from ledger.errors import DamagedIndexError, DiskError, ExitCode, LedgerError, ShortageError
from ledger.words import gettext as _

_ENVIRONMENT = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM, errno.EFBIG}
)
"""What a disk refuses; what is in neither list is a fault of the program."""

_SHORTAGES = frozenset({errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOMEM})
"""What a system refuses that has no more files, processes or memory to give."""

_BY_SIGNAL = 128
"""What is added to the number of the signal that ended a command, as other tools do."""

_CUT_OFF = _BY_SIGNAL + 13
"""How a command ends whose reader has gone."""


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code."""
    # What else is installed has no say in what a record is, and is not looked for.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    try:
        _stand_in()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        if argv is None:
            sys.unraisablehook = _unheard
            _heed()
        code = _run([_plain(a) for a in (sys.argv[1:] if argv is None else argv)])
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = _CUT_OFF
    except KeyboardInterrupt:
        code = _interrupted()
    except SystemExit as ended:
        code = int(ended.code or 0)
    if argv is None:
        _leave(code)
    sys.exit(code)


def _stand_in() -> None:
    """Put nothing in the place of streams that were closed: no file of ours may take it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - stays


def _heed() -> None:
    """Let what else ends a program be heard as Ctrl-C is, unless who starts us has it ignored."""
    from ledger.store.unbroken import ELSEWHERE

    for name in ELSEWHERE:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: object) -> NoReturn:
    """End by a signal: what was begun is cleared away on the way out."""
    raise SystemExit(_BY_SIGNAL + number)


def _unheard(fault: "sys.UnraisableHookArgs") -> None:
    """Note a signal that came where nothing can be raised; other faults are told as ever."""
    if fault.exc_type in (KeyboardInterrupt, SystemExit):
        from ledger.store.unbroken import UNHEARD

        UNHEARD.set()
    else:
        sys.__unraisablehook__(fault)


def _leave(code: int) -> NoReturn:
    """End the program at once: taking Python apart would last a tenth of a command's life.

    All that must end well has ended: files are closed, locks let go, other processes waited for.
    """
    with suppress(OSError):  # of a terminal that was closed
        sys.stderr.flush()
    os._exit(code)


def _run(arguments: list[str]) -> int:
    """The exit code of a command; faults of the program pass through with their traceback."""
    words.choose(everywhere.said(arguments, "--lang"))
    in_json = (everywhere.said(arguments, "--format") or "").casefold() == "json"
    command, here = "", None
    try:
        here = from_environment()
        try:
            return _call(arguments, here)
        finally:
            command = here.command
    except typer.Exit as leave:
        return leave.exit_code
    except (typer.Abort, EOFError, KeyboardInterrupt):
        return _interrupted()
    except Exception as error:
        expected = _expected(error, command, here)
        if expected is None:
            raise
        return _complain(expected, command, in_json=in_json)


def _interrupted() -> int:
    """Say that a person broke it off."""
    with suppress(OSError):
        sys.stderr.write("\n" + _("taizhang: ") + _("interrupted") + "\n")
    return ExitCode.INTERRUPTED


def _expected(error: Exception, command: str, here: Context | None) -> LedgerError | None:
    """What a person is told of an error; None for a fault of the program."""
    if isinstance(error, LedgerError):
        return error
    if isinstance(error, typer.TyperException):
        return usage.explain(error, command)
    if refused := _refused(error):
        return refused
    if here and "ledger" in vars(here):
        from ledger.index.database import is_damage

        if is_damage(error):
            here.ledger.index.throw_away()
            return DamagedIndexError()
    return None


def _refused(error: Exception) -> LedgerError | None:
    """What a person is told of what the system refused."""
    if isinstance(error, MemoryError):
        return ShortageError(os.strerror(errno.ENOMEM))
    if not isinstance(error, OSError):
        return None
    reason = error.strerror or str(error)
    if error.errno in _SHORTAGES:
        return ShortageError(reason)
    return DiskError(str(error.filename or ""), reason) if error.errno in _ENVIRONMENT else None


def _call(arguments: list[str], here: Context) -> int:
    """Find the command, call it, and keep the answers that it asked for."""
    program = PurePath(sys.argv[0]).stem
    program = program if program in completion.PROGRAMS else completion.PROGRAMS[0]
    if (answered := completion.asked(app, here, program)) is not None:
        return answered
    with app.make_context(program, arguments, obj=here) as ctx:
        code = app.invoke(ctx)
    if "memory" in vars(here):
        here.memory.save()
    return code if isinstance(code, int) else ExitCode.DONE


def _complain(error: LedgerError, command: str, *, in_json: bool) -> int:
    """Say what is wrong: a line on stderr, and for a program the envelope on stdout."""
    from ledger.views.show import complain

    sys.stderr.write(_("taizhang: "))
    complain(error, form="json" if in_json else "table", command=command)
    return error.exit_code


def _plain(argument: str) -> str:
    """An option typed with full-width dashes, as Chinese keyboards make them, set right."""
    stripped = argument.lstrip("－—-")
    name = f"--{stripped.partition('=')[0]}"
    known = name in OPTIONS or name in ENGLISH
    return f"--{stripped}" if known and stripped != argument else argument


def _version(_ctx: object, _param: object, value: bool) -> None:
    if value:
        from importlib.metadata import version

        typer.echo(f"taizhang {version('taizhang')}")
        raise typer.Exit


app = Group(
    registry.commands(),
    name="tz",
    help=words.mark("A ledger of visits and of what people ask for, kept as files in git."),
    context_settings={"help_option_names": ["--help", "-h", OPTIONS["--help"]]},
    params=[
        TyperOption(
            param_decls=["version", "--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
            help=words.mark("Show the version."),
        )
    ],
)
"""The whole program; its commands are imported when they are called."""

if _KEYBOARD is signal.default_int_handler:
    signal.signal(signal.SIGINT, _KEYBOARD)  # from here on `main` hears it
