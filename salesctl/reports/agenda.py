"""What one person has to do now, most urgent first, and what is coming (``process.md`` U2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from salesctl.core.events import Event
from salesctl.core.problems import Problem
from salesctl.core.rules.asked import Asked
from salesctl.core.rules.moves import blockers
from salesctl.core.state import Deal
from salesctl.reports.items import Item, is_coming, is_of, worst_first
from salesctl.reports.material import Read, World, ref_of
from salesctl.reports.table import Said


class Ready(Struct, frozen=True):
    """A deal that nothing keeps in its stage."""

    customer: str
    name: str
    deal: int
    ref: str
    what: Said
    command: str


class Agenda(Struct, frozen=True):
    """``unplanned``: open deals of the person without a next follow-up, by name and by how a command names them."""

    todo: tuple[Item, ...]
    ready: tuple[Ready, ...]
    care: tuple[Item, ...]
    coming: tuple[Item, ...]
    unplanned: tuple[tuple[str, str], ...]


def build(world: World, customers: Iterable[Read], found: Iterable[Item], who: str) -> Agenda:
    """The day of one person; ``found`` are the items of these customers."""
    mine = worst_first(one for one in found if is_of(world, one, who))
    care = tuple(one for one in mine if one.is_care and one.due is not None and one.due.date() <= world.now.date())
    rest = [one for one in mine if one not in care]
    owned = [(customer, deal) for customer in customers for deal in customer.state.deals.values() if deal.owner == who]
    return Agenda(
        todo=tuple(one for one in rest if not one.is_care and not is_coming(world, one)),
        ready=tuple(_ready(world, owned)),
        care=care,
        coming=tuple(one for one in rest if one.is_care or is_coming(world, one)),
        unplanned=tuple(
            (customer.name, ref_of(customer, deal.number)) for customer, deal in owned
            if deal.status == "open" and deal.going and deal.held is None and deal.plan is None
        ),
    )  # fmt: skip


def blocking(world: World, customer: Read, deal: Deal) -> tuple[Problem, ...]:
    """Why the deal can't go to its next stage now; the commands still leave room for the customer."""
    event = Event(at=world.now, by=deal.owner, what="advanced", deal=deal.number)
    return tuple(blockers(Asked(world.playbook, customer.state, event, world.now, world.calendars, world.team)))


def can_advance(world: World, customer: Read, deal: Deal) -> bool:
    """Whether nothing but a warning stands between the deal and its next stage, or its end."""
    return deal.going and all(one.severity != "error" for one in blocking(world, customer, deal))


def _ready(world: World, owned: list[tuple[Read, Deal]]) -> Iterator[Ready]:
    for customer, deal in owned:
        if can_advance(world, customer, deal):
            upcoming = world.playbook.next_stage(deal.stage)
            to = world.playbook.stages[upcoming].title if upcoming else ""
            what = Said("next.ready", {"to": to}) if upcoming else Said("next.ready_to_finish")
            ref = ref_of(customer, deal.number)
            yield Ready(customer.id, customer.name, deal.number, ref, what, f"advance {ref}")
