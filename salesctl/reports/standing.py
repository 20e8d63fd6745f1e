"""Where one person stands: how much is theirs, how much of it is late, and the one thing to do now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from salesctl.reports import agenda
from salesctl.reports.items import Item
from salesctl.reports.material import World
from salesctl.reports.rows import DealRow


class Standing(Struct, frozen=True):
    """``open`` and ``nurtured`` are the person's own deals; ``waiting`` is what they have to do now, ``late`` of it."""

    customers: int
    open: int
    nurtured: int
    waiting: int
    late: int
    care: int
    first: Item | None
    ready: agenda.Ready | None


def build(world: World, customers: int, deals: Sequence[DealRow], found: Iterable[Item], who: str) -> Standing:
    """The day of one person in numbers, among so many customers."""
    day = agenda.build(world, deals, found, who)
    mine = [deal for deal in deals if deal.owner == who]
    return Standing(
        customers=customers,
        open=sum(deal.status in ("open", "won") and deal.going for deal in mine),
        nurtured=sum(deal.status == "nurture" for deal in mine),
        waiting=len(day.todo) + len(day.ready),
        late=sum(item.late for item in day.todo),
        care=len(day.care),
        first=next(iter(day.todo), None),
        ready=next(iter(day.ready), None),
    )
