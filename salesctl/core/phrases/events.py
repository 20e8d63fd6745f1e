"""Events that start and end things: ``survey or confirmation=changed``, ``opened``, ``contract.delivery_date``."""

from __future__ import annotations

from salesctl.core.phrases.cursor import Cursor
from salesctl.core.phrases.names import HAPPENINGS, Kind, Names
from salesctl.core.playbook import EventRef, Events

_ROLL = ("or", "the", "working", "day")


def events(text: str, names: Names) -> Events:
    """One event, or several joined by ``or`` (the latest that happened) or by ``and`` (all, the latest counts)."""
    cursor = Cursor(text)
    return cursor.end(some_events(cursor, names))


def some_events(cursor: Cursor, names: Names) -> Events:
    """The events that come next; ``or the working day …`` is not theirs."""
    refs = [_event(cursor, names)]
    joint = ""
    while cursor.word() in {"or", "and"} and not cursor.has(*_ROLL):
        if joint and cursor.word() != joint:
            raise cursor.wrong("phrase.mixed")
        joint = cursor.take()
        refs.append(_event(cursor, names))
    return Events(tuple(refs), every=joint == "and")


def _event(cursor: Cursor, names: Names) -> EventRef:
    word = cursor.name("event")
    found = _step(cursor, word, names) or _whole(word, names)
    if found is not None:
        return found
    if cursor.word() == "=":
        cursor.unknown("step", word, names)
        cursor.take()
        return EventRef("step", word, cursor.name("outcome"))
    cursor.unknown("event", word, names)
    return EventRef("happening", word)


def _step(cursor: Cursor, word: str, names: Names) -> EventRef | None:
    step = names.find("step", word) or names.find("duty", word)
    if step is None or word in HAPPENINGS:
        return None
    if not cursor.skip("="):
        return EventRef("step", step)
    outcome = cursor.name("outcome")
    if outcome not in names.outcomes(step):
        cursor.unknown("outcome", outcome, names.outcomes(step))
    return EventRef("step", step, outcome)


def _whole(word: str, names: Names) -> EventRef | None:
    if word in HAPPENINGS:
        return EventRef("happening", word)
    kinds: tuple[Kind, ...] = ("group", "whenever", "stage")
    for kind in kinds:
        whole = names.find(kind, word)
        if whole is not None:
            return EventRef(kind, whole)  # type: ignore[arg-type]  # the three kinds are all kinds of event
    date = names.field(word)
    return None if date is None else EventRef("date", str(date), date=date)
