"""What a value of a record says as a word, a number, a day or a moment; None where it says none."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from salesctl.core.events import Value

#: Beyond these a change of zone or a sum with days could leave the calendar.
_YEARS = range(100, 9900)


def text(value: Value | None) -> str | None:
    """The value as text; None when it is missing, empty or no text."""
    return value if isinstance(value, str) and value else None


def moment(value: Value | None) -> datetime | None:
    """An ISO 8601 moment with its offset; None when it is none."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None and found.year in _YEARS else None


def as_day(value: object) -> date | datetime | None:
    """A date or a moment with its offset out of a text value; None when it is none."""
    if not isinstance(value, str) or not value:
        return None
    try:
        found = date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError:
        return None
    if found.year not in _YEARS or (isinstance(found, datetime) and found.tzinfo is None):
        return None
    return found


def as_decimal(value: Value | None) -> Decimal | None:
    """The number in a text value; None when there is none."""
    if not isinstance(value, str):
        return None
    try:
        number = Decimal(value.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
