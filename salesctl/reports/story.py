"""What of a customer is worth its place on a page: the deals in full, and how much of the history."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from salesctl.core.events import Event
from salesctl.reports.dossier import DealView

_MOST_EVENTS = 20
_MOST_DEALS = 3


class Story(Struct, frozen=True):
    """``undone`` are the ids of events that were taken back; ``left_out`` counts the earlier ones."""

    events: tuple[Event, ...]
    undone: frozenset[str]
    left_out: int


def story(history: Sequence[Event], deal: int | None, *, everything: bool) -> Story:
    """The history of one deal, or of all; only its end, unless everything is wanted."""
    told = [event for event in history if deal is None or event.deal == deal]
    undone = frozenset(str(event.data.get("event")) for event in history if event.what == "undone")
    shown = told if everything else told[-_MOST_EVENTS:]
    return Story(tuple(shown), undone, len(told) - len(shown))


def in_full(deals: Sequence[DealView], deal: int | None, *, everything: bool) -> list[DealView]:
    """The deals to show in full: the one named, all, or the last few that are under way; else the last."""
    if deal is not None:
        return [one for one in deals if one.deal.number == deal]
    if everything or len(deals) == 1:
        return list(deals)
    going = [one for one in deals if one.deal.going]
    return going[-_MOST_DEALS:] or list(deals[-1:])
