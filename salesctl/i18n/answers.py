"""How the answer in a form's field reads: choices by label, people by name, money and dates as written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from salesctl.core.events import Value
from salesctl.core.playbook import Field
from salesctl.core.team import Team
from salesctl.i18n.catalog import say, text
from salesctl.i18n.forms import shown


def answer(field: Field, value: Value | None, team: Team) -> str:
    """A field's value in the spoken language; what the field can't hold stands as written. Empty for nothing."""
    if value is None or value in ("", ()):
        return ""
    if field.type == "list":
        return "; ".join(" · ".join(cell for cell in row if cell) for row in rows(field, value, team))
    if isinstance(value, Mapping):
        return str(value.get("name", "")) or shown(dict(value))
    if not isinstance(value, str):
        return shown(tuple(_label(field, str(one)) for one in value))
    return _plain(field, value, team)


def rows(field: Field, value: Value, team: Team) -> list[list[str]]:
    """A list's rows, one cell a column; a row that is no row at all stands in the first column."""
    if isinstance(value, str | Mapping):
        value = (value,)
    found = []
    for row in value:
        if isinstance(row, Mapping):
            found.append([answer(column, row.get(column.id), team) for column in field.columns])
        else:
            found.append([str(row), *([""] * (len(field.columns) - 1))])
    return found


def person(team: Team, who: str) -> str:
    """A person's name; the id of whoever has left the team."""
    known = team.people.get(who)
    return known.name or who if known else who


def _plain(field: Field, value: str, team: Team) -> str:
    match field.type:
        case "choice" | "text" | "choices":
            return _label(field, value)
        case "yes_no":
            return say(f"value.{value}") if value in ("yes", "no") else value
        case "person":
            return person(team, value)
        case "money" | "number":
            return _number(value)
        case "date":
            try:
                return shown(date.fromisoformat(value))
            except ValueError:
                return value
        case "time":
            try:
                return shown(datetime.fromisoformat(value))
            except ValueError:
                return value
    return value


def _label(field: Field, value: str) -> str:
    return text(field.choices[value]) if value in field.choices else value


def _number(value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return shown(number)
