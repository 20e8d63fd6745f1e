"""A report's cell as a person reads it: by language and by the kind of its column. Always clean, always one line."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from salesctl.i18n import say, text
from salesctl.i18n.forms import shown
from salesctl.render.clean import clean
from salesctl.reports.table import Cell, Column, Said, Words

NOTHING = "-"
_HINTS = {"date": "day", "number": "number"}


def words(value: Words) -> str:
    """A title or a sentence in the spoken language. A plain string is a code of the catalog, or text if it is none."""
    if isinstance(value, Said):
        return clean(say(value.code, **value.params))
    if isinstance(value, Mapping):
        return clean(text(value))
    return clean(say(value))


def cell_text(value: Cell, column: Column) -> str:
    """What stands in the table."""
    match value:
        case None:
            return NOTHING
        case Said():
            return words(value)
        case tuple():
            return clean(shown(tuple(cell_text(one, column) for one in value)))
        case bool():
            return shown(value)
        case int() | float() | Decimal() if column.kind == "share":
            return f"{float(value) * 100:.0f}%"
        case float():
            return f"{value:,.1f}"
        case int():
            return f"{value:,}"
        case _:
            return clean(shown(value, _HINTS.get(column.kind, "")))


def leans_right(column: Column) -> bool:
    """Numbers stand under each other by their last digit."""
    return column.kind in {"number", "money", "share", "duration"}


def heading(column: Column) -> str:
    """The title, with the unit where there is one."""
    title = words(column.title)
    return f"{title} ({words(column.unit)})" if column.unit else title
