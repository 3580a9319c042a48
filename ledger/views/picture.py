"""An answer as a picture (SVG) for a page, drawn as a terminal shows it."""

import io
import re
from html import escape, unescape

from ledger.views import screen, tables
from ledger.views.layout import width_of
from ledger.views.listing import Answer

FONTS = (
    "'Sarasa Mono SC', 'Noto Sans Mono CJK SC', 'Source Han Mono SC', 'Maple Mono NF CN', "
    "'WenQuanYi Zen Hei Mono', NSimSun, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
)
"""Fonts in which a Chinese character is as wide as two Latin ones come first."""

_ASPECT = 0.55
"""Between the 0.5 of the fonts above and the 0.6 of a Latin font that stands in for them."""

_HEIGHT = 20
_FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
  <style>
    .{unique_id}-matrix {{ font-family: %s; font-size: {char_height}px; white-space: pre; }}
    .{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
    {styles}
  </style>
  <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
  </defs>
  {chrome}
  <g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">{matrix}</g>
  </g>
</svg>
"""
_TEXT = re.compile(r'<text class="([^"]*)" x="([^"]*)" y="([^"]*)" textLength[^>]*>([^<]*)</text>')
_RUN = re.compile("[\0-\u02ff]+|[^\0-\u02ff]+")


def svg(answer: Answer, *, title: str = "", width: int = 100) -> str:
    """The answer on a screen of that many columns, as an SVG document."""
    from rich.console import Console

    there = screen.Screen(width, colour=True)
    console = Console(
        record=True,
        file=io.StringIO(),
        width=width,
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
    )
    screen.paint(tables.lines(answer, there), console)
    drawn = console.export_svg(
        title=title,
        code_format=_FRAME % FONTS,
        font_aspect_ratio=_ASPECT,
        unique_id="taizhang",
    )
    return _TEXT.sub(_placed, drawn)


def _placed(found: re.Match[str]) -> str:
    """The text in runs of Latin and Chinese, each at its own column and as long as its columns.

    Rich gives the number of characters as the length, and one length for a mixed text, so that
    columns line up in no font but the best.
    """
    style, start, y, content = found.groups()
    x, drawn = float(start), ""
    for run in _RUN.findall(unescape(content)):
        length = width_of(run) * _HEIGHT * _ASPECT
        drawn += (
            f'<text class="{style}" x="{x:g}" y="{y}" textLength="{length:g}" '
            f'lengthAdjust="spacingAndGlyphs">{escape(run)}</text>'
        )
        x += length
    return drawn
