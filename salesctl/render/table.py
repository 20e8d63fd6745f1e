"""A report for whoever asks: JSON for a program, straight columns for a pipe, a drawn table for a person."""

from __future__ import annotations

import sys
from datetime import datetime
from io import StringIO
from typing import Any

from salesctl.render import console, plain
from salesctl.render.cells import words
from salesctl.reports.table import Cell, Said, Table


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
    """Rich draws Text objects only: what stands in a cell is never read as markup."""
    from rich import box
    from rich.console import Console
    from rich.panel import Panel
    from rich.text import Text

    columns = console.width() or console.WIDEST
    drawn, hidden = plain.lines(table, columns - 4)
    body = Text("\n").join(Text(line, style=style or "", no_wrap=True) for line, style in drawn)
    page = StringIO()
    Console(
        file=page,
        force_terminal=True,
        width=columns,
        no_color=not console.colored(sys.stdout),
        color_system="standard" if console.colored(sys.stdout) else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    ).print(Panel(body, title=Text(words(table.title)), box=box.ROUNDED, expand=False, title_align="left"))
    console.drawn(page.getvalue())
    plain.footnotes(table, hidden)
