"""From events to state: total, and the same for every order of the lines.

Every event counts, earned or not; only one without meaning changes nothing and is listed as odd.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from salesctl.core.changes import HANDLERS
from salesctl.core.events import VERBS, Event, Value
from salesctl.core.playbook import Playbook
from salesctl.core.state import State


def replay(playbook: Playbook, events: Iterable[Event], card: Mapping[str, Value] | None = None) -> State:
    """The state after all events, taken in order of meaning: by counter and letters, never by the wall clock."""
    state, ordered = begin(events, card)
    for event in ordered:
        evolve(playbook, state, event)
    return state


def begin(events: Iterable[Event], card: Mapping[str, Value] | None = None) -> tuple[State, tuple[Event, ...]]:
    """An empty state that knows which events are taken back, and the events in order of meaning."""
    ordered = tuple(sorted(events, key=lambda event: event.order))
    taken_back = {str(event.data.get("event")) for event in ordered if event.what == "undone"}
    return State(card=card or {}, undone=frozenset(taken_back)), ordered


def evolve(playbook: Playbook, state: State, event: Event) -> str | None:
    """Let one event happen, in place. Answers the code of why it means nothing, or None."""
    state.last = event
    if event.what not in VERBS:
        return _odd(state, event, "event.unknown_verb")
    if event.id in state.undone or event.what in ("undone", "forgotten"):
        return None
    deal = state.deals.get(event.deal)
    if deal is None and event.what not in ("opened", "imported"):
        return _odd(state, event, "event.no_deal")
    if deal is not None:
        deal.events.append(event)
    why = HANDLERS[event.what](playbook, state, event)
    return _odd(state, event, why) if why else None


def origin(state: State) -> datetime | None:
    """When the customer came in: the opening of the first deal. None where no one knows."""
    first = state.deals.get(min(state.deals, default=0))
    return first.opened_at if first else None


def _odd(state: State, event: Event, code: str) -> str:
    state.odd.append((event, code))
    return code
