"""Recurring dates: ``Friday 18:00 or the working day before``, ``30d``, ``1wd before new_year, customer.founded``."""

from __future__ import annotations

from salesctl.core.conditions import FieldRef
from salesctl.core.phrases import amounts
from salesctl.core.phrases.amounts import an_amount
from salesctl.core.phrases.cursor import Cursor
from salesctl.core.phrases.dues import date_or_holiday, roll
from salesctl.core.phrases.names import Names
from salesctl.core.playbook import Amount, Every

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def every(text: str, names: Names) -> Every:
    """When a duty is owed again and again."""
    cursor = Cursor(text)
    if cursor.skip("rrule"):
        return cursor.end(_rule(cursor))
    if cursor.word()[:1].isdigit():
        span = an_amount(cursor)
        if cursor.skip("before"):
            return cursor.end(_before(span, cursor, names))
        return cursor.end(Every("interval", span, text=cursor.text))
    return cursor.end(_weekly(cursor))


def is_clock(word: str) -> bool:
    """Whether a word is a time of day: ``18:00``."""
    hour, colon, minute = word.partition(":")
    plain = hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit()
    return bool(colon) and plain and len(hour) == len(minute) == 2 and int(hour) < 24 and int(minute) < 60


def _weekly(cursor: Cursor) -> Every:
    word = cursor.name("Friday 18:00, 30d, 1wd before …")
    weekday = word.capitalize()
    if weekday not in WEEKDAYS:
        if not amounts.leading_digits(word):
            cursor.unknown("weekday", word, WEEKDAYS)
        weekday = WEEKDAYS[0]
    at = None
    if cursor.word() and not cursor.has("or"):
        if not is_clock(cursor.word()):
            raise cursor.wrong("phrase.clock")
        at = cursor.take()
    return Every("weekly", weekday=WEEKDAYS.index(weekday), at=at, roll=roll(cursor), text=cursor.text)


def _before(span: Amount, cursor: Cursor, names: Names) -> Every:
    holidays: list[str] = []
    dates: list[FieldRef] = []
    while True:
        found = date_or_holiday(cursor, names)
        if isinstance(found, str):
            holidays.append(found)
        else:
            dates.append(found)
        if not cursor.skip(","):
            break
    return Every("before", span, holidays=tuple(holidays), dates=tuple(dates), text=cursor.text)


def _rule(cursor: Cursor) -> Every:
    if not cursor.word().startswith("FREQ"):
        raise cursor.wrong("phrase.rrule")
    return Every("rule", rule=cursor.rest(), text=cursor.text)
