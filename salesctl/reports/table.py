"""The one shape that every report has: columns, rows, totals. Data: no colour, no width, no language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct, field

Kind = Literal["text", "number", "money", "share", "moment", "date", "duration", "yes_no"]
Mark = Literal["", "late", "soon", "done", "quiet"]


class Said(Struct, frozen=True):
    """A sentence of the tool in a cell or a title, by its code. In JSON the ``value`` stands for it, else the code."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    value: str | None = None


Words = str | Mapping[str, str] | Said
Cell = Words | int | float | Decimal | datetime | date | timedelta | bool | tuple["Cell", ...] | None


class Column(Struct, frozen=True):
    """``key`` names it in JSON for good; ``priority`` 0 stays in any window, larger ones leave first.

    A ``share`` holds a fraction (0.25 is shown as 25%), a ``duration`` a timedelta; ``unit`` is what numbers count.
    """

    key: str
    title: Words
    kind: Kind = "text"
    unit: str | None = None
    priority: int = 0


class Table(Struct, frozen=True):
    """A report's answer. ``marks`` has one mark a row, or none; ``totals`` go by the key of a column or a name."""

    report: str
    title: Words
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    totals: Mapping[str, Cell] = field(default_factory=dict)
    notes: tuple[Words, ...] = ()
    marks: tuple[Mark, ...] = ()
