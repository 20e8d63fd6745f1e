"""What waits for one person or one role, and what the process had to tell them (``process.md`` U3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from salesctl.core.playbook import Playbook, Text
from salesctl.reports.items import Item, is_of, worst_first
from salesctl.reports.material import World
from salesctl.reports.rows import HeardRow

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


def build(world: World, heard: Iterable[HeardRow], found: Iterable[Item], who: str | None, role: str | None) -> Inbox:
    """The inbox of a role where one is named, else of the person ``who``."""
    everything = worst_first(one for one in found if one.kind != "hold")
    mine = [one for one in everything if _waits_for(world, one, who, role)]
    shown = [one for one in mine if one.shown_from is None or one.shown_from <= world.now or one.late]
    care = tuple(one for one in shown if one.is_care and one.due is not None and one.due.date() <= world.now.date())
    own = set(mine)
    others = tuple(one for one in everything if one not in own and _is_told(world, one, who, role))
    news = list(_told(world, heard, who, role))
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


def _told(world: World, heard: Iterable[HeardRow], who: str | None, role: str | None) -> Iterator[Told]:
    for one in heard:
        if timedelta(0) <= world.now - one.at <= RECENT and (role is not None or one.by != who):
            meant = tuple(told for told in one.tell if _is_meant(world, told, one.owner, who, role))
            if meant:
                title, outcome = _titles(world.playbook, one)
                yield Told(
                    one.customer, one.name, one.deal, one.ref, one.what, title, one.outcome, outcome, one.at,
                    one.by, meant,
                )  # fmt: skip


def _titles(playbook: Playbook, one: HeardRow) -> tuple[Text, Text | None]:
    step = playbook.steps.get(one.what)
    if step is not None:
        spec = step.outcome(one.outcome)
        return step.title, spec.title if spec else None
    return (playbook.whenevers.get(one.what) or playbook.duties[one.what]).title, None
