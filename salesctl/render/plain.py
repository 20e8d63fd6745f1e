"""A table in straight columns: for pipes, files, and what a frame is drawn around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import repeat
from types import NoneType
from typing import Any, cast

from salesctl.i18n import say
from salesctl.i18n.forms import shown
from salesctl.render import console
from salesctl.render.cells import NOTHING, cell_text, heading, leans_right, words
from salesctl.render.clean import is_clean
from salesctl.render.console import Style, Styled
from salesctl.render.layout import GAP, Room, fitted, padded, width, wrapped
from salesctl.reports.table import Cell, Column, Mark, Table

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
        _Filled(column, [titles[at], *_texts([row[at] for row in table.rows], column), *([total[at]] if sums else [])])
        for at, column in enumerate(table.columns)
    ]
    widths = fitted([one.room for one in filled], columns)
    laid = [filled[at].laid(widths[at]) for at in widths]
    last = [[column.pop()] for column in laid] if sums else []
    styles: list[Style | None] = [STYLES.get(mark) for mark in table.marks] or [None] * len(table.rows)
    out = _joined(laid, ["bold", *styles])
    if sums:
        out.append(((" " * GAP).join("-" * widths[at] for at in widths), "dim"))
        out += _joined(last, ["bold"])
    return out, [titles[at] for at in range(len(titles)) if at not in widths]


_VALUES = frozenset({datetime, date, timedelta, Decimal, int, float, bool, NoneType})
_WORDS = frozenset({str, NoneType})


class _Filled:
    """One column with its texts, the title first and a sum last. What stands there again is measured and laid once."""

    def __init__(self, column: Column, texts: list[str]) -> None:
        self.texts = texts
        self.right = leans_right(column)
        self.narrow = all(map(str.isascii, texts))
        self.widths = dict.fromkeys(texts, 0)
        self.widths = dict(zip(self.widths, map(len if self.narrow else width, self.widths), strict=True))
        self.room = Room(max(self.widths.values()), _wraps(column.kind), column.priority)

    def laid(self, columns: int) -> list[str | list[str]]:
        """Each text as wide as the column; one that is wider in lines."""
        if self.narrow and self.room.natural <= columns:
            return list(map(str.rjust if self.right else str.ljust, self.texts, repeat(columns)))
        spaces = [" " * count for count in range(columns + 1)]
        known: dict[str, str | list[str]]
        if self.right:
            known = {
                text: spaces[columns - wide] + text if wide <= columns else self._broken(text, columns)
                for text, wide in self.widths.items()
            }
        else:
            known = {
                text: text + spaces[columns - wide] if wide <= columns else self._broken(text, columns)
                for text, wide in self.widths.items()
            }
        return list(map(known.__getitem__, self.texts))

    def _broken(self, text: str, columns: int) -> list[str]:
        return [padded(part, columns, right=self.right) for part in wrapped(text, columns)]


def _texts(cells: Sequence[Cell], column: Column) -> list[str]:
    """What stands in a column; what stands there again and again is worded once."""
    kinds = set(map(type, cells))
    if kinds == {int} and column.kind != "share":
        return [f"{cell:,}" for cell in cells]
    if kinds <= _WORDS:
        texts = [NOTHING if cell is None else cast("str", cell) for cell in cells]
        if is_clean(" ".join(set(texts))):
            return texts
    if len(kinds - {NoneType}) == 1 and kinds <= _VALUES:
        values = {cell: cell_text(cell, column) for cell in set(cells)}
        return list(map(values.__getitem__, cells))
    known: dict[Any, str] = {}
    texts = []
    for cell in cells:
        kind = cell.__class__
        key = cell if kind is str else (kind, cell) if kind in _VALUES else id(cell)
        text = known.get(key)
        if text is None:
            text = known[key] = cell_text(cell, column)
        texts.append(text)
    return texts


def _joined(laid: list[list[str | list[str]]], styles: list[Style | None]) -> list[tuple[str, Style | None]]:
    """The lines of rows: one a row, unless a part of it was broken."""
    gap = " " * GAP
    if not any(list in set(map(type, column)) for column in laid):
        columns = cast("list[list[str]]", laid)
        return list(zip(map(str.rstrip, map(gap.join, zip(*columns, strict=True))), styles, strict=True))
    blank = [" " * width(column[0] if isinstance(column[0], str) else column[0][0]) for column in laid]
    out: list[tuple[str, Style | None]] = []
    for row, style in zip(zip(*laid, strict=True), styles, strict=True):
        broken = [(at, part) for at, part in enumerate(row) if part.__class__ is list]
        if broken:
            out += [(gap.join(pieces).rstrip(), style) for pieces in _pieces(list(row), broken, blank)]
        else:
            out.append((gap.join(cast("tuple[str, ...]", row)).rstrip(), style))
    return out


def _pieces(row: list[Any], broken: list[tuple[int, Any]], blank: list[str]) -> Iterator[list[str]]:
    """What stands in each line of a row of which some parts are broken."""
    for at, part in broken:
        row[at] = part[0]
    yield row
    for number in range(1, max(len(part) for _, part in broken)):
        line = blank.copy()
        for at, part in broken:
            if number < len(part):
                line[at] = part[number]
        yield line


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
