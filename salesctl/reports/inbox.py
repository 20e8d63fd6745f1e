"""What waits for one person or one role, and what the process had to tell them (``process.md`` U3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from salesctl.core.playbook import Playbook, Text
from salesctl.core.state import Deal
from salesctl.reports.items import Item, is_of, worst_first
from salesctl.reports.material import Read, World, ref_of

RECENT = timedelta(days=7)


class Told(Struct, frozen=True):
    """Something that was done and of which a role must know. ``outcome`` is None where the step has no outcomes."""

    customer: str
    name: str
    deal: int
    ref: str
    step: str
    title: Text
    outcome: str | None
    outcome_title: Text | None
    at: datetime
    by: str
    roles: tuple[str, ...]


class Inbox(Struct, frozen=True):
    """``care`` is due by tonight and no breach; ``escalated`` is owed by others; ``told`` is a week's news."""

    waiting: tuple[Item, ...]
    care: tuple[Item, ...]
    escalated: tuple[Item, ...]
    told: tuple[Told, ...]


def build(world: World, customers: Iterable[Read], found: Iterable[Item], who: str | None, role: str | None) -> Inbox:
    """The inbox of a role where one is named, else of the person ``who``."""
    everything = worst_first(one for one in found if one.kind != "hold")
    mine = [one for one in everything if _waits_for(world, one, who, role)]
    shown = [one for one in mine if one.shown_from is None or one.shown_from <= world.now or one.late]
    care = tuple(one for one in shown if one.is_care and one.due is not None and one.due.date() <= world.now.date())
    others = tuple(one for one in everything if one not in mine and _is_told(world, one, who, role))
    news = [one for customer in customers for one in _told(world, customer, who, role)]
    return Inbox(
        tuple(one for one in shown if not one.is_care), care, others,
        tuple(sorted(news, key=lambda one: one.at.astimezone(UTC), reverse=True)),
    )  # fmt: skip


def _waits_for(world: World, item: Item, who: str | None, role: str | None) -> bool:
    if role is not None:
        return item.role == role
    return who is not None and is_of(world, item, who)


def _is_told(world: World, item: Item, who: str | None, role: str | None) -> bool:
    return any(_is_meant(world, one, item.owner, who, role) for one in item.escalated)


def _is_meant(world: World, told: str, owner: str, who: str | None, role: str | None) -> bool:
    """Whether a word of the playbook's `tell` or `remind` means the person or the role that asks."""
    owner_role = world.playbook.owner_role
    if role is not None:
        return told == role or (told == "owner" and role == owner_role)
    if told in ("owner", owner_role):
        return who == owner
    return who is not None and world.team.fills(who, told)


def _told(world: World, customer: Read, who: str | None, role: str | None) -> Iterator[Told]:
    for deal in customer.state.deals.values():
        for name, title, outcome, outcome_title, at, by, tell in _done(world.playbook, deal):
            recent = timedelta(0) <= world.now - at <= RECENT
            meant = tuple(one for one in tell if _is_meant(world, one, deal.owner, who, role))
            if recent and meant and (role is not None or by != who):
                ref = ref_of(customer, deal.number)
                yield Told(
                    customer.id, customer.name, deal.number, ref, name, title, outcome, outcome_title, at, by, meant
                )


_Done = tuple[str, Text, str | None, Text | None, datetime, str, tuple[str, ...]]


def _done(playbook: Playbook, deal: Deal) -> Iterator[_Done]:
    """Everything done in a deal that somebody must be told of: steps, their outcomes, occurrences, duties."""
    inner = [one.steps for same in deal.occurrences.values() for one in same]
    for steps in (deal.steps, *inner):
        for name, kept in steps.items():
            step = playbook.steps[name]
            for visit in kept.visits:
                spec = step.outcome(visit.outcome)
                tell = (*step.tell, *(spec.tell if spec else ()))
                yield name, step.title, visit.outcome, spec.title if spec else None, visit.at, visit.by, tell
    for name, same in deal.occurrences.items():
        whenever = playbook.whenevers[name]
        for one in same:
            yield name, whenever.title, None, None, one.event.at, one.event.by, whenever.tell
    for name, often in deal.duties.items():
        duty = playbook.duties[name]
        for settled in often:
            yield name, duty.title, None, None, settled.at, settled.event.by, duty.tell
