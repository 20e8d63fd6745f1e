"""A sheet for Excel: every text a text, never a formula; numbers stay numbers. Needs the extra ``xlsx``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from salesctl.core.problems import Broken, Problem, failure

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_767
_WIDEST = 60


def write_sheet(file: Path, title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write one sheet with a head line; a file that is there is replaced, whole or not at all.

    A cell is a text, a number, a moment or None. Raises Broken: exit code 2 without openpyxl, 5 if it can't be saved.
    """
    data = sheet_bytes(title, heads, rows)
    beside = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(data)
        beside.replace(file)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise Broken(
            Problem("report.not_written", {"file": str(file), "reason": failure(error)}), exit_code=5
        ) from None


def sheet_bytes(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The workbook of one sheet. Raises Broken (exit code 2) without openpyxl."""
    try:
        from openpyxl import Workbook
        from openpyxl.utils import get_column_letter
    except ImportError:
        raise Broken(Problem("report.no_openpyxl", {}), exit_code=2) from None
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet()
    sheet.title = re.sub(r"[\\/*?:\[\]]", " ", _text(title))[:31] or "1"
    widths = [0] * len(heads)
    for line, row in enumerate([heads, *rows], start=1):
        for place, value in enumerate(row):
            cell = sheet.cell(line, place + 1)
            if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                cell.value = value
            elif value is not None:
                cell.value = _text(_plain(value))
                # openpyxl takes a leading = for a formula, and so does Excel once the cell is edited.
                cell.data_type = "s"
                cell.quotePrefix = True
                cell.number_format = "@"
            widths[place] = max(widths[place], _width(value))
    for place, width in enumerate(widths):
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(width + 2, _WIDEST)
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, timedelta):
        return f"{value.total_seconds() / 3600:.2f}"
    return str(value)


def _text(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)[:_LONGEST_CELL]


def _width(value: Any) -> int:
    return (
        max((sum(2 if ord(one) > 0x2E7F else 1 for one in line) for line in _plain(value).splitlines()), default=0)
        if value is not None
        else 0
    )
