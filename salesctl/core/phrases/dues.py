"""Deadlines: ``48h after opened or woken but not before 4h after upgraded``, ``3wd before tender.opens``, ``none``."""

from __future__ import annotations

from typing import Literal

from salesctl.core.conditions import FieldRef
from salesctl.core.phrases import amounts
from salesctl.core.phrases.amounts import an_amount
from salesctl.core.phrases.cursor import Cursor
from salesctl.core.phrases.events import some_events
from salesctl.core.phrases.names import Names
from salesctl.core.playbook import Amount, Bound, Due, Term


def due(text: str, names: Names) -> Due | None:
    """A deadline; None for ``none``."""
    cursor = Cursor(text)
    if cursor.skip("none"):
        return cursor.end(None)
    term = _term(cursor, names)
    bounds: list[Bound] = []
    while cursor.skip("but", "not"):
        side = _side(cursor)
        bounds.append(Bound(side, _term(cursor, names)))
    rolled = roll(cursor)
    return cursor.end(Due(term, tuple(bounds), rolled, _calendar(cursor, names), cursor.text))


def roll(cursor: Cursor) -> Literal["before", "after"] | None:
    """``or the working day before``, or nothing."""
    if not cursor.skip("or"):
        return None
    cursor.need("the", "working", "day")
    return _side(cursor)


def date_or_holiday(cursor: Cursor, names: Names) -> FieldRef | str:
    """A date in a form or on the card, or a named holiday; an unknown one is noted and taken for a holiday."""
    word = cursor.name("date")
    holiday = names.find("holiday", word)
    if holiday is not None:
        return holiday
    field = names.field(word)
    if field is None:
        cursor.unknown("field" if "." in word else "holiday", word, (*names.known("holiday"), *names.known("field")))
        return word
    return field


def _term(cursor: Cursor, names: Names) -> Term:
    span = amounts.read(cursor.word())
    if span is None and cursor.word()[:1].isdigit():
        an_amount(cursor)
    if span is None:
        return _on(Term("on"), cursor, names)
    cursor.take()
    if cursor.skip("each"):
        return Term("turn", span, each=True)
    if cursor.skip("after"):
        return _after(span, cursor, names)
    if cursor.skip("before"):
        return _on(Term("before", span), cursor, names)
    return Term("turn", span)


def _after(span: Amount, cursor: Cursor, names: Names) -> Term:
    each = cursor.skip("each")
    return Term("after", span, some_events(cursor, names), each=each)


def _on(term: Term, cursor: Cursor, names: Names) -> Term:
    found = date_or_holiday(cursor, names)
    if isinstance(found, str):
        return Term(term.relation, term.amount, holiday=found)
    return Term(term.relation, term.amount, date=found)


def _side(cursor: Cursor) -> Literal["before", "after"]:
    if cursor.skip("before"):
        return "before"
    if cursor.skip("after"):
        return "after"
    raise cursor.wrong("phrase.expected", expected="before, after")


def _calendar(cursor: Cursor, names: Names) -> str | None:
    if not cursor.skip("by"):
        return None
    name = cursor.name("calendar")
    if names.find("calendar", name) is None:
        cursor.unknown("calendar", name, names)
    cursor.need("calendar")
    return name
