"""A report for whoever asks: JSON for a program, straight columns for a pipe, a drawn table for a person."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Any

from salesctl.render import console, plain
from salesctl.render.cells import words
from salesctl.render.layout import padded, width
from salesctl.reports.table import Cell, Said, Table

_LEFT, _RIGHT = "│ ", " │"


def show(table: Table, now: datetime) -> None:
    """Write the report to stdout in the shape that this run asks for."""
    if console.screen.json:
        from salesctl.render import json

        json.answer(now, content(table))
    elif console.is_terminal(sys.stdout):
        _draw(table)
    else:
        plain.show(table)


def content(table: Table) -> dict[str, Any]:
    """The report as JSON has it: ``report``, ``columns``, ``rows``, ``totals``."""
    return {
        "report": table.report,
        "columns": [{"key": column.key, "title": words(column.title), "unit": column.unit} for column in table.columns],
        "rows": [[_value(cell) for cell in row] for row in table.rows],
        "totals": {key: _value(cell) for key, cell in table.totals.items()},
    }


def _value(cell: Cell) -> Any:
    if isinstance(cell, Said):
        return cell.code if cell.value is None else cell.value
    if isinstance(cell, tuple):
        return [_value(one) for one in cell]
    return cell


def _draw(table: Table) -> None:
    """The same columns in a frame, its title in the upper edge."""
    drawn, hidden = plain.lines(table, (console.width() or console.WIDEST) - 2 * len(_LEFT))
    title = words(table.title)
    inside = max(width(title) + 2, *(width(line) for line, _ in drawn))
    top = f"╭─ {title} {'─' * (inside - width(title) - 1)}╮"
    console.result(top)
    console.page(((padded(line, inside), style) for line, style in drawn), sides=(_LEFT, _RIGHT))
    console.result(f"╰{'─' * (inside + 2)}╯")
    plain.footnotes(table, hidden)
