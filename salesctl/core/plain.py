"""What a value of a record says as a word, a number, a day or a moment; None where it says none."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from salesctl.core.events import Value


def text(value: Value | None) -> str | None:
    """The value as text; None when it is missing, empty or no text."""
    return value if isinstance(value, str) and value else None


def moment(value: Value | None) -> datetime | None:
    """An ISO 8601 moment with its offset; None when it is none."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def as_day(value: object) -> date | datetime | None:
    """A date or a moment with its offset out of a text value; None when it is none."""
    if not isinstance(value, str) or not value:
        return None
    try:
        if len(value) <= 10:
            return date.fromisoformat(value)
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def as_decimal(value: Value | None) -> Decimal | None:
    """The number in a text value; None when there is none."""
    if not isinstance(value, str):
        return None
    try:
        number = Decimal(value.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
