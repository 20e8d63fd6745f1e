"""Two copies of one customer made one: events united by id, the card field by field, real disagreements shown.

Nothing is guessed and neither side counts more: which copy is called ours changes no result. No clock is asked.
"""

from __future__ import annotations

from msgspec import Struct

from salesctl.core.events import Event, Record, Value
from salesctl.core.picking import Conflict, Picks, Redacted, Side, union
from salesctl.core.rows import merge_rows

__all__ = ["Conflict", "Merged", "Side", "merge"]

CONTACTS = "contacts"


class Merged(Struct, frozen=True):
    """What became of two records. Where there is a conflict, ``record`` holds the base's value.

    ``returned``: ids of events that one side had taken out of its file. Taking back is an event of its own, so they are
    in the record again. ``unseen``: ids of events written by the side that had not seen the other's tombstone; what the
    tombstone redacted stays redacted, but these may say something about the person anew.
    """

    record: Record
    conflicts: tuple[Conflict, ...] = ()
    returned: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


def merge(base: Record | None, ours: Record, theirs: Record, deciding: Side | None = None) -> Merged:
    """One record from two that come from ``base`` (None: both sides made the file).

    ``deciding``: the side whose word counts wherever they disagree; the conflicts are listed all the same.
    """
    origin = base or Record("", {}, ())
    buried = [{event.id: event for event in one.history if event.what == "forgotten"} for one in (ours, theirs)]
    left, right = ([buried[at][name] for name in buried[at].keys() - buried[1 - at].keys()] for at in (0, 1))
    picks = Picks(Redacted.by(left), Redacted.by(right), deciding)
    name = picks.value(("id",), origin.id or None, ours.id, theirs.id)
    version = picks.value(("salesctl",), str(origin.format) if base else None, str(ours.format), str(theirs.format))
    card = _card(picks, origin, ours, theirs)
    extra = picks.fields(("extra",), origin.extra, ours.extra, theirs.extra)
    history, returned = _history(picks, origin, ours, theirs)
    unseen = [*(_new(origin, theirs, ours) if left else ()), *(_new(origin, ours, theirs) if right else ())]
    record = Record(str(name or ours.id), card, history, int(str(version or ours.format)), extra)
    return Merged(record, tuple(picks.conflicts), returned, tuple(event.id for event in _ordered(unseen)))


def _card(picks: Picks, base: Record, ours: Record, theirs: Record) -> dict[str, Value]:
    cards = [{key: value for key, value in one.card.items() if key != CONTACTS} for one in (base, ours, theirs)]
    card = picks.fields(("card",), *cards)
    if any(CONTACTS in one.card for one in (base, ours, theirs)):
        lists = [one.card.get(CONTACTS) for one in (base, ours, theirs)]
        contacts = merge_rows(picks, ("card", CONTACTS), *lists)
        if contacts is not None:
            card[CONTACTS] = contacts
    return card


def _history(picks: Picks, base: Record, ours: Record, theirs: Record) -> tuple[tuple[Event, ...], tuple[str, ...]]:
    before, left, right = ({event.id: event for event in one.history} for one in (base, ours, theirs))
    events: list[Event] = []
    returned: list[Event] = []
    for name in union(before, left, right):
        one, other = left.get(name), right.get(name)
        if one is not None and other is not None:
            picked = picks.event(before.get(name), one, other)
            events += [picked] if picked is not None else []
        elif (kept := one or other) is not None:
            events.append(kept)
            returned += [kept] if name in before else []
    return _ordered(events), tuple(event.id for event in _ordered(returned))


def _new(base: Record, side: Record, other: Record) -> list[Event]:
    """What one side wrote without the other's knowledge."""
    known = {event.id for event in (*base.history, *other.history)}
    return [event for event in side.history if event.id not in known]


def _ordered(events: list[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda event: event.order))
