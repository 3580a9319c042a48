"""The stream that a table goes to: its width, whether it has colours, what it can spell."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

Span = tuple[str, str]
"""Some text and its style (empty for none)."""

Line = list[Span]

_PIPE_WIDTH = 100
_NARROWEST = 40


@dataclass(frozen=True, slots=True)
class Screen:
    """What a stream can show."""

    width: int = _PIPE_WIDTH
    colour: bool = False
    encoding: str = "utf-8"

    @property
    def ascii(self) -> bool:
        """Whether rules and marks must be ASCII."""
        return not self.encoding.lower().replace("_", "-").startswith(("utf-8", "utf8"))

    @property
    def mark(self) -> str:
        """What stands for text that was cut."""
        return "~" if self.ascii else "…"

    @property
    def rule(self) -> str:
        """What a rule is made of."""
        return "-" if self.ascii else "─"


def of(stream: TextIO) -> Screen:
    """The screen behind a stream; off a terminal there are no colours and 100 columns."""
    terminal = stream.isatty()
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Screen(_width(stream, terminal=terminal), colour, stream.encoding or "utf-8")


def _width(stream: TextIO, *, terminal: bool) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns):
        return max(int(columns), _NARROWEST)
    if terminal:
        try:
            return max(os.get_terminal_size(stream.fileno()).columns, _NARROWEST)
        except (OSError, ValueError):  # a terminal that does not tell its size
            return 80
    return _PIPE_WIDTH


def write(lines: Iterable[Line], stream: TextIO, screen: Screen) -> None:
    """Write lines to a stream; rich's console is loaded only where there are colours."""
    if screen.ascii:
        lines = [[(_spelt(text, screen.encoding), style) for text, style in line] for line in lines]
    if screen.colour:
        from rich.console import Console

        paint(lines, Console(file=stream, width=screen.width, force_terminal=True))
    else:
        stream.write("".join("".join(text for text, _ in line) + "\n" for line in lines))


def paint(lines: Iterable[Line], console: "Console") -> None:
    """Draw lines on a console of rich: bare segments, so no markup, wrapping or emoji codes."""
    from rich.segment import Segment, Segments
    from rich.style import Style

    segments = []
    for line in lines:
        segments += [Segment(text, Style.parse(style)) for text, style in line if text]
        segments.append(Segment.line())
    console.print(Segments(segments), soft_wrap=True, end="")


def _spelt(text: str, encoding: str) -> str:
    """The text with what the encoding lacks as question marks of the same width."""
    from rich.cells import cell_len

    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(c if _has(encoding, c) else "?" * cell_len(c) for c in text)
    return text


def _has(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
