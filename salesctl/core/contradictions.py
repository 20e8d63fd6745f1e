"""Moves of two people that contradict each other: legal as text, and nobody's fault, but somebody has to decide.

An event's counter is one more than the largest that its author had seen. So two events with one counter were written
without knowledge of each other; of others that can only be supposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from msgspec import Struct

from salesctl.core.events import Event

_WENT_ON = frozenset({"done", "approved", "rejected", "advanced", "returned", "held", "nurtured", "woken"})
_MOVES = frozenset({"advanced", "returned", "closed", "reopened"})


class Contradiction(Struct, frozen=True):
    """``one`` comes before ``other`` in the order of meaning, except where the code names the roles of the two.

    ``code`` is that of the problem. ``certain``: neither author can have known of the other's event.
    """

    code: str
    one: Event
    other: Event
    certain: bool

    @property
    def deal(self) -> int:
        """The deal that it is about."""
        return self.one.deal


def contradictions(history: Iterable[Event]) -> tuple[Contradiction, ...]:
    """Every pair that nobody has settled since, in order of meaning. Whatever was taken back does not count."""
    events = tuple(history)
    if not _beside(events):
        return ()
    ordered = sorted(events, key=lambda event: event.order)
    undone = {str(event.data.get("event")) for event in ordered if event.what == "undone"}
    standing = [event for event in ordered if event.id not in undone]
    levels = _levels(standing)
    return tuple(_found(standing, levels))


def _beside(events: Iterable[Event]) -> bool:
    """Whether two people ever wrote at one place: where nobody did, nobody missed what another one wrote."""
    authors: dict[int, str] = {}
    return any(authors.setdefault(event.counter, event.by) != event.by for event in events)


def _found(events: list[Event], levels: Mapping[int, frozenset[str]]) -> Iterator[Contradiction]:
    deciding = [event for event in events if event.what in _WENT_ON | {"closed", "assigned", "opened"}]
    for one, other in combinations(deciding, 2):
        if one.deal != other.deal or one.by == other.by or len(levels[one.counter]) < 2:
            continue
        certain = one.counter == other.counter
        if not certain and not _apart(one, other, levels):
            continue
        found = _clash(one, other)
        if found is not None and not _settled(*found, events):
            yield Contradiction(*found, certain=certain or _makes_no_sense(found[0], found[1] is one))


def _levels(events: Iterable[Event]) -> Mapping[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for event in events:
        found.setdefault(event.counter, set()).add(event.by)
    return {counter: frozenset(authors) for counter, authors in found.items()}


def _apart(one: Event, other: Event, levels: Mapping[int, frozenset[str]]) -> bool:
    """Whether the later author may have written on without having seen the earlier event: from its counter on they have
    an event of their own at each.
    """
    return all(other.by in levels.get(counter, ()) for counter in range(one.counter, other.counter + 1))


def _clash(one: Event, other: Event) -> tuple[str, Event, Event] | None:
    """In what the two contradict each other; None when they do not."""
    both = {one.what, other.what}
    if both == {"advanced"} and one.data.get("to") == other.data.get("to"):
        return "merge.both_advanced", one, other
    if both == {"opened"}:
        return "merge.both_opened", one, other
    if both == {"closed"}:
        return ("merge.closed_twice", one, other) if one.data.get("as") != other.data.get("as") else None
    if "closed" in both and both <= _WENT_ON | {"closed"}:
        return ("merge.closed_and_on", one, other) if one.what == "closed" else ("merge.closed_and_on", other, one)
    if both == {"advanced", "returned"}:
        return ("merge.back_and_on", one, other) if one.what == "returned" else ("merge.back_and_on", other, one)
    same_role = one.data.get("role") == other.data.get("role")
    if both == {"assigned"}:
        return (
            ("merge.both_assigned", one, other) if same_role and one.data.get("who") != other.data.get("who") else None
        )
    if one.step is None or one.step != other.step or one.data.get("of") != other.data.get("of"):
        return None
    if both == {"approved", "rejected"} and one.data.get("as") == other.data.get("as"):
        return ("merge.verdicts", one, other) if one.what == "approved" else ("merge.verdicts", other, one)
    if both == {"done"} and one.data.get("outcome") != other.data.get("outcome"):
        return "merge.both_done", one, other
    return None


def _makes_no_sense(code: str, in_order: bool) -> bool:
    """Whether nobody could have meant the second after the first: then the two crossed each other."""
    return code in ("merge.both_advanced", "merge.both_opened") or (code == "merge.closed_and_on" and in_order)


def _settled(code: str, one: Event, other: Event, events: Iterable[Event]) -> bool:
    """Whether something written after both has decided the matter."""
    after = max(one.counter, other.counter)
    for event in events:
        if event.counter <= after or event.deal != one.deal:
            continue
        match code:
            case "merge.both_assigned":
                decides = event.what == "assigned" and event.data.get("role") == one.data.get("role")
            case "merge.verdicts" | "merge.both_done":
                decides = event.what in ("done", "approved", "rejected", "amended") and event.step == one.step
            case "merge.both_opened":
                decides = False
            case _:
                decides = event.what in _MOVES
        if decides:
            return True
    return False
