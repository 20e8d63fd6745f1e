"""Where one person stands: how much is theirs, how much of it is late, and the one thing to do now."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from salesctl.reports import agenda
from salesctl.reports.items import Item, items
from salesctl.reports.material import Read, World


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


def build(world: World, customers: Sequence[Read], who: str) -> Standing:
    """The day of one person in numbers."""
    day = agenda.build(world, customers, items(world, customers), who)
    mine = [deal for customer in customers for deal in customer.state.deals.values() if deal.owner == who]
    return Standing(
        customers=len(customers),
        open=sum(deal.status in ("open", "won") and deal.going for deal in mine),
        nurtured=sum(deal.status == "nurture" for deal in mine),
        waiting=len(day.todo) + len(day.ready),
        late=sum(item.late for item in day.todo),
        care=len(day.care),
        first=next(iter(day.todo), None),
        ready=next(iter(day.ready), None),
    )
