"""A table in straight columns without rich: for pipes, files and every command that must answer at once."""

from __future__ import annotations

from itertools import zip_longest

from salesctl.i18n import say
from salesctl.i18n.forms import shown
from salesctl.render import console
from salesctl.render.cells import cell_text, heading, leans_right, words
from salesctl.render.console import Style, Styled
from salesctl.render.layout import GAP, Room, fitted, padded, width, wrapped
from salesctl.reports.table import Mark, Table

STYLES: dict[Mark, Style] = {"late": "red", "soon": "yellow", "done": "green", "quiet": "dim"}


def show(table: Table) -> None:
    """Write the table to stdout, its notes and what did not fit to stderr."""
    drawn, hidden = lines(table, console.width())
    for line, style in drawn:
        console.result(Styled(line, style) if style else line)
    footnotes(table, hidden)


def lines(table: Table, columns: int | None) -> tuple[list[tuple[str, Style | None]], list[str]]:
    """The lines with their style, and the titles of the columns that did not fit into ``columns``."""
    titles = [heading(column) for column in table.columns]
    body = [[cell_text(cell, column) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows]
    total = [cell_text(table.totals.get(column.key, ""), column) for column in table.columns]
    sums = [total] if any(total) else []
    widths = fitted(
        [
            Room(max(width(row[at]) for row in [titles, *body, *sums]), _wraps(column.kind), column.priority)
            for at, column in enumerate(table.columns)
        ],
        columns,
    )

    def laid(row: list[str]) -> list[str]:
        parts = [wrapped(row[at], widths[at]) for at in widths]
        return [
            (" " * GAP)
            .join(
                padded(part, widths[at], right=leans_right(table.columns[at]))
                for at, part in zip(widths, piece, strict=True)
            )
            .rstrip()
            for piece in zip_longest(*parts, fillvalue="")
        ]

    out: list[tuple[str, Style | None]] = [(line, "bold") for line in laid(titles)]
    plain: Mark = ""
    for row, mark in zip(body, table.marks or (plain,) * len(body), strict=True):
        out.extend((line, STYLES.get(mark)) for line in laid(row))
    for row in sums:
        out.append(((" " * GAP).join("-" * widths[at] for at in widths), "dim"))
        out.extend((line, "bold") for line in laid(row))
    return out, [titles[at] for at in range(len(titles)) if at not in widths]


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
