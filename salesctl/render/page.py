"""The pieces of a page for a person: a head, a sentence behind its label, choices, a small table of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from salesctl.render import console
from salesctl.render.clean import clean
from salesctl.render.console import Style, Styled
from salesctl.render.layout import padded, width
from salesctl.render.paragraph import paragraph

INDENT: Final = "  "
_MOST_COLUMNS: Final = 120
_LEAST: Final = 24


def head(title: str, beside: str = "") -> None:
    """A title with an empty line above it, and what matters less beside it."""
    console.result()
    title, beside = clean(title), clean(beside)
    if beside and width(title) + width(beside) + 2 > columns():
        for line in paragraph(title, columns()):
            console.result(Styled(line, "bold"))
        tell(beside, "dim")
    else:
        console.result(Styled(title, "bold"), Styled(f"{INDENT}{beside}" if beside else "", "dim"))


def tell(
    sentence: str, style: Style | None = None, label: str = "", indent: str = INDENT, mark: Style | None = None
) -> None:
    """A sentence, wrapped behind its ``label``, which ``mark`` paints."""
    label = clean(label)
    left = indent + (f"{label}{INDENT}" if label else "")
    room = columns() - width(left)
    if label and room < _LEAST:  # a long label takes a line of its own
        for piece in paragraph(label, columns() - width(indent)):
            console.result(indent, Styled(piece, mark) if mark else piece)
        left, label = indent + INDENT, ""
        room = columns() - width(left)
    lines = [part for row in sentence.split("\n") for part in paragraph(clean(row), room)]
    for place, part in enumerate(lines or [""]):
        start = left if place == 0 and label else " " * width(left)
        painted: str | Styled = Styled(start, mark) if mark and place == 0 else start
        console.result(painted, Styled(part, style) if style else part)


def numbered(choices: Sequence[tuple[str, str]]) -> None:
    """Choices with their numbers, each with its label and its id."""
    labels = max((width(clean(label)) for _, label in choices), default=0)
    for place, (name, label) in enumerate(choices, start=1):
        beside = f"{INDENT}{name}" if name != label else ""
        console.result(f"{INDENT}{place:>3}  {padded(clean(label), labels if beside else 0)}", Styled(beside, "dim"))


def rows(heads: Sequence[str], body: Sequence[Sequence[str]], first: int = 1, indent: str = INDENT) -> None:
    """A small table, its rows numbered from ``first``. Cells are wrapped where the window is too narrow for them."""
    from itertools import zip_longest

    from salesctl.render.layout import Room, fitted

    lines = [["", *map(clean, heads)], *([str(at), *map(clean, row)] for at, row in enumerate(body, start=first))]
    wide = [max(width(line[at]) for line in lines) for at in range(len(lines[0]))]
    each = fitted([Room(one, at > 0) for at, one in enumerate(wide)], columns() - width(indent))
    for place, line in enumerate(lines):
        cells = [paragraph(cell, max(each[at], 2)) for at, cell in enumerate(line)]
        for piece in zip_longest(*cells, fillvalue=""):
            text = indent + INDENT.join(padded(part, each[at]) for at, part in enumerate(piece))
            console.result(Styled(text.rstrip(), "dim") if place == 0 else text.rstrip())


def columns() -> int:
    """The columns that a page may take here."""
    return min(console.width() or _MOST_COLUMNS, _MOST_COLUMNS)
