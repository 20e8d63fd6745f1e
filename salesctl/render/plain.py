"""A table in straight columns without rich: for pipes, files and every command that must answer at once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import zip_longest
from typing import Any, cast

from salesctl.i18n import say
from salesctl.i18n.forms import shown
from salesctl.render import console
from salesctl.render.cells import cell_text, heading, leans_right, words
from salesctl.render.console import Style, Styled
from salesctl.render.layout import GAP, Room, fitted, padded, width, wrapped
from salesctl.reports.table import Column, Mark, Table

STYLES: dict[Mark, Style] = {"late": "red", "soon": "yellow", "done": "green", "quiet": "dim"}


def show(table: Table) -> None:
    """Write the table to stdout, its notes and what did not fit to stderr."""
    drawn, hidden = lines(table, console.width())
    console.page(drawn)
    footnotes(table, hidden)


def lines(table: Table, columns: int | None) -> tuple[list[tuple[str, Style | None]], list[str]]:
    """The lines with their style, and the titles of the columns that did not fit into ``columns``."""
    titles = [heading(column) for column in table.columns]
    total = [cell_text(table.totals.get(column.key, ""), column) for column in table.columns]
    sums = any(total)
    filled = [
        _Filled(column, [titles[at], *_texts(table, at), *([total[at]] if sums else [])])
        for at, column in enumerate(table.columns)
    ]
    widths = fitted([one.room for one in filled], columns)
    laid = list(zip(*(filled[at].laid(widths[at]) for at in widths), strict=True))
    out: list[tuple[str, Style | None]] = [(line, "bold") for line in _joined(laid[0])]
    plain: Mark = ""
    rows = laid[1 : 1 + len(table.rows)]
    for row, mark in zip(rows, table.marks or (plain,) * len(rows), strict=True):
        style = STYLES.get(mark)
        out += [(line, style) for line in _joined(row)]
    if sums:
        out.append(((" " * GAP).join("-" * widths[at] for at in widths), "dim"))
        out += [(line, "bold") for line in _joined(laid[-1])]
    return out, [titles[at] for at in range(len(titles)) if at not in widths]


_VALUES = frozenset({datetime, date, timedelta, Decimal, int, float, bool, type(None)})


class _Filled:
    """One column with its texts, the title first and a sum last."""

    def __init__(self, column: Column, texts: list[str]) -> None:
        self.texts = texts
        self.right = leans_right(column)
        self.widths = list(map(width, texts))
        self.room = Room(max(self.widths), _wraps(column.kind), column.priority)

    def laid(self, columns: int) -> list[str | list[str]]:
        """Each text as wide as the column; one that is wider in lines."""
        spaces = [" " * count for count in range(columns + 1)]
        if self.right:
            return [
                spaces[columns - wide] + text if wide <= columns else self._broken(text, columns)
                for text, wide in zip(self.texts, self.widths, strict=True)
            ]
        return [
            text + spaces[columns - wide] if wide <= columns else self._broken(text, columns)
            for text, wide in zip(self.texts, self.widths, strict=True)
        ]

    def _broken(self, text: str, columns: int) -> list[str]:
        return [padded(part, columns, right=self.right) for part in wrapped(text, columns)]


def _texts(table: Table, at: int) -> list[str]:
    """What stands in a column; what stands there again and again is worded once."""
    column = table.columns[at]
    known: dict[Any, str] = {}
    texts: list[str] = []
    for row in table.rows:
        cell = row[at]
        kind = cell.__class__
        key = cell if kind is str else (kind, cell) if kind in _VALUES else id(cell)
        text = known.get(key)
        if text is None:
            text = known[key] = cell_text(cell, column)
        texts.append(text)
    return texts


def _joined(parts: tuple[str | list[str], ...]) -> list[str]:
    """The lines of one row: one, unless a part of it was broken."""
    gap = " " * GAP
    if not any(part.__class__ is list for part in parts):
        return [gap.join(cast("tuple[str, ...]", parts)).rstrip()]
    listed = [[part] if isinstance(part, str) else part for part in parts]
    blank = [" " * width(part[0]) for part in listed]
    return [
        gap.join(blank[at] if piece is None else piece for at, piece in enumerate(pieces)).rstrip()
        for pieces in zip_longest(*listed)
    ]


def footnotes(table: Table, hidden: list[str]) -> None:
    """What is said under a table: an empty one, its notes, totals without a column, columns that did not fit."""
    if not table.rows:
        console.talk(say("render.empty"))
    for key in table.totals.keys() - {column.key for column in table.columns}:
        console.talk(f"{say(f'report.total.{key}')}: {shown(table.totals[key])}")
    for note in table.notes:
        console.talk(words(note))
    if hidden:
        console.talk(Styled(say("render.hidden", columns=tuple(hidden)), "dim"))


def _wraps(kind: str) -> bool:
    return kind == "text"
