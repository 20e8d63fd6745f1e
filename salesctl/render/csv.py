"""A report as a file for spreadsheets: UTF-8 with BOM, CRLF, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

from salesctl.core.cells import guarded
from salesctl.i18n import text
from salesctl.i18n.forms import shown
from salesctl.render.cells import heading, words
from salesctl.reports.table import Said, Table

BOM = "\ufeff"


def table_csv(table: Table) -> str:
    """The rows of a report under its titles, BOM first."""
    return rows_csv([heading(column) for column in table.columns], table.rows)


def rows_csv(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Any rows under any heads, BOM first. Text is guarded against formulas; numbers stay numbers."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(head) for head in heads])
    writer.writerows([_field(cell) for cell in row] for row in rows)
    return BOM + out.getvalue()


def _field(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return guarded(value)
        case Said():
            return guarded(words(value))
        case Mapping():
            return guarded(text(value))
        case bool():
            return shown(value)
        case Decimal():
            return format(value, "f")
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case timedelta():
            return f"{value.total_seconds() / 3600:.2f}"
        case tuple() | list():
            return guarded("; ".join(_field(one) for one in value))
        case _:
            return str(value)
