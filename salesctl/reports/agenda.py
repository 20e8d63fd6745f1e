"""What one person has to do now, most urgent first, and what is coming (``process.md`` U2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from salesctl.reports.found import Found
from salesctl.reports.items import Item, is_coming, is_of, worst_first
from salesctl.reports.material import World
from salesctl.reports.rows import CrossedRow, DealRow
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


def build(world: World, deals: Iterable[DealRow], found: Iterable[Item], who: str) -> Agenda:
    """The day of one person; ``found`` are the items of these deals."""
    mine = worst_first(one for one in found if is_of(world, one, who))
    care = tuple(one for one in mine if one.is_care and one.due is not None and one.due.date() <= world.now.date())
    shown = set(care)
    rest = [one for one in mine if one not in shown]
    owned = [deal for deal in deals if deal.owner == who]
    return Agenda(
        todo=tuple(one for one in rest if not one.is_care and not is_coming(world, one)),
        ready=tuple(_ready(world, owned)),
        care=care,
        coming=tuple(one for one in rest if one.is_care or is_coming(world, one)),
        unplanned=tuple(
            (deal.name, deal.ref) for deal in owned
            if deal.status == "open" and deal.going and not deal.held and not deal.planned
        ),
    )  # fmt: skip


def to_decide(crossed: Iterable[CrossedRow], who: str) -> tuple[Found, ...]:
    """Moves that certainly contradict each other and concern one person: as the deal's owner, or as one of the two."""
    return tuple(
        Found(one.problem, one.customer, one.name, one.deal, one.event) for one in crossed if who in one.concerns
    )


def _ready(world: World, owned: list[DealRow]) -> Iterator[Ready]:
    for deal in owned:
        if deal.ready:
            upcoming = world.playbook.next_stage(deal.stage)
            to = world.playbook.stages[upcoming].title if upcoming else ""
            what = Said("next.ready", {"to": to}) if upcoming else Said("next.ready_to_finish")
            yield Ready(deal.customer, deal.name, deal.deal, deal.ref, what, f"advance {deal.ref}")
