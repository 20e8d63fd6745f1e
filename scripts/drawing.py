"""A terminal's text with its colours as an SVG picture: no fonts from elsewhere, wide characters in two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final
from xml.sax.saxutils import escape

from salesctl.render.layout import width

_CELL, _LINE, _SIZE, _EDGE, _BAR = 8.4, 19, 14, 18, 40
_BACK, _INK, _DIM = "#0d1117", "#e6edf3", "#8b949e"
_COLORS: Final = {"31": "#ff7b72", "32": "#3fb950", "33": "#d29922", "36": "#39c5cf", "2": _DIM}
_FONTS: Final = "Cascadia Mono, Menlo, Consolas, DejaVu Sans Mono, Noto Sans Mono CJK SC, Microsoft YaHei, monospace"
_SGR = re.compile(r"\x1b\[([0-9;]*)m")
_PIECE = re.compile(r"[\u2e80-\uffef]+|[^\s\u2e80-\uffef]+(?: [^\s\u2e80-\uffef]+)*")


def drawn(command: str, screen: str, columns: int) -> str:
    """The picture of a command and of what it writes."""
    lines = [row for line in screen.rstrip().split("\n") for row in _folded(line, columns)]
    wide, high = round(columns * _CELL + 2 * _EDGE), _BAR + (len(lines) + 2) * _LINE + _EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">',
        f"<title>{escape(command)}</title>",
        f'<rect width="{wide}" height="{high}" rx="8" fill="{_BACK}"/>',
        *(
            f'<circle cx="{x}" cy="20" r="6" fill="{fill}"/>'
            for x, fill in ((24, "#ff5f56"), (44, "#ffbd2e"), (64, "#27c93f"))
        ),
        f'<g font-family="{_FONTS}" font-size="{_SIZE}" fill="{_INK}">',
        *_text(0, 0, "$", "2"),
        *_text(0, 2, command, "1"),
    ]
    for row, line in enumerate(lines, start=2):
        column = 0
        for style, piece in line:
            parts += _text(row, column, piece, style)
            column += width(piece)
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _folded(line: str, columns: int) -> list[list[tuple[str, str]]]:
    """The runs of a line, in as many rows as a window of this width needs."""
    rows: list[list[tuple[str, str]]] = [[]]
    room = columns
    for style, run in _runs(line):
        for character in run:
            if room < width(character):
                rows.append([])
                room = columns
            rows[-1].append((style, character))
            room -= width(character)
    return [[(style, "".join(one for _, one in same)) for style, same in groupby(row, itemgetter(0))] for row in rows]


def _runs(line: str) -> Iterator[tuple[str, str]]:
    """(style, text) of each run between two changes of colour."""
    style = ""
    for at, part in enumerate(_SGR.split(line)):
        if at % 2:
            style = "" if part in ("", "0") else part
        elif part:
            yield style, part


def _text(row: int, column: int, words: str, style: str) -> Iterator[str]:
    """The pieces of a run, each in its own columns: a browser folds spaces, and draws wide characters narrower."""
    codes = style.split(";")
    look = ' font-weight="bold"' if "1" in codes else ""
    color = next((_COLORS[code] for code in codes if code in _COLORS), None)
    look += f' fill="{color}"' if color else ""
    for piece in _PIECE.finditer(words):
        x = _EDGE + (column + width(words[: piece.start()])) * _CELL
        long = width(piece.group()) * _CELL
        y = _BAR + row * _LINE + _SIZE
        set_at = f'x="{x:.1f}" y="{y}" textLength="{long:.1f}" lengthAdjust="spacing"'
        yield f"<text {set_at}{look}>{escape(piece.group())}</text>"
