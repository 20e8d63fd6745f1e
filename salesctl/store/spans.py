"""Places in a text: from lines and columns to positions, and what of a node's last line is really its own."""

from __future__ import annotations

from salesctl.core.problems import Place
from salesctl.store.nodes import Node, Scalar, Spot


def index_of(text: str, spot: Place | Spot) -> int:
    """The position of a line and column, both from 1."""
    line, column = (spot.line or 1, spot.column or 1) if isinstance(spot, Place) else spot
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start + column - 1


def line_end(text: str) -> str:
    """The line end that a text uses."""
    return "\r\n" if "\r\n" in text else "\n"


def last_line(lines: list[str], key: Scalar, node: Node) -> int:
    """The last line, from 1, on which a value stands; a text block's mark lies behind the blank lines after it."""
    line, column = node.end
    if column > 1:
        return line
    line -= 1
    while line > (key.place.line or 1) and not lines[line - 1].strip():
        line -= 1
    return line
