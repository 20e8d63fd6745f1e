"""Asking a person at a terminal: what stands above the line, and the line that they type."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Final

from salesctl.render import console
from salesctl.render.clean import clean
from salesctl.render.console import Style, Styled
from salesctl.render.layout import padded, width, wrapped

_INDENT: Final = "  "
_MOST_COLUMNS: Final = 100


def line(mark: str = ">") -> str:
    """What the person types on one line, without blanks at its ends. Ctrl-D stops like Ctrl-C: KeyboardInterrupt."""
    with suppress(ImportError):
        import readline  # noqa: F401  gives the line its editing keys, also over wide characters
    sys.stdout.flush()
    try:
        typed = input(f"{_INDENT}{clean(mark)} ")
    except EOFError:
        raise KeyboardInterrupt from None
    return typed.encode(errors="surrogateescape").decode(errors="replace").strip()


def head(title: str, beside: str = "") -> None:
    """A title, and what matters less beside it."""
    console.result()
    if beside and width(title) + width(beside) + 2 > columns():
        console.result(Styled(title, "bold"))
        tell(beside, "dim")
    else:
        console.result(Styled(title, "bold"), Styled(f"{_INDENT}{beside}" if beside else "", "dim"))


def tell(sentence: str, style: Style | None = None, label: str = "") -> None:
    """A sentence under the title, wrapped; a ``label`` stands before it, and its other lines begin behind the label."""
    left = _INDENT + (f"{label}{_INDENT}" if label else "")
    lines = [part for row in sentence.split("\n") for part in wrapped(clean(row), columns() - width(left))]
    for place, part in enumerate(lines):
        start = left if place == 0 else " " * width(left)
        console.result(start, Styled(part, style) if style else part)


def numbered(choices: list[tuple[str, str]]) -> None:
    """Choices with their numbers, each with its label and its id."""
    labels = max((width(clean(label)) for _, label in choices), default=0)
    for place, (name, label) in enumerate(choices, start=1):
        beside = f"{_INDENT}{name}" if name != label else ""
        console.result(f"{_INDENT}{place:>3}  {padded(clean(label), labels if beside else 0)}", Styled(beside, "dim"))


def table(heads: list[str], rows: list[list[str]], first: int = 1) -> None:
    """A small table under its heads, numbered from ``first``; cells are cut where the window is too narrow for them."""
    body = [[str(place), *(clean(cell) for cell in row)] for place, row in enumerate(rows, start=first)]
    titles = ["", *heads]
    each = max((columns() - 2 * len(titles) - 2) // max(len(heads), 1), 6)
    widths = [min(max(width(row[at]) for row in [titles, *body]), each) for at in range(len(titles))]
    for row, style in [(titles, "dim"), *((row, None) for row in body)]:
        cells = [padded(_cut(cell, wide), wide) for cell, wide in zip(row, widths, strict=True)]
        text = (_INDENT + _INDENT.join(cells)).rstrip()
        console.result(Styled(text, "dim") if style else text)


def columns() -> int:
    """The columns that a sentence may take here."""
    return min(console.width() or _MOST_COLUMNS, _MOST_COLUMNS)


def _cut(cell: str, columns_: int) -> str:
    if width(cell) <= columns_:
        return cell
    kept = ""
    for character in cell:
        if width(kept + character) > columns_ - 1:
            break
        kept += character
    return kept + "…"
