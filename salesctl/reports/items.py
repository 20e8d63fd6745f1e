"""What is owed, one item a line: who, to which customer, since when, due when, and the command that settles it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from msgspec import Struct

from salesctl.core.ladders import is_owed, told_by
from salesctl.core.playbook import Playbook
from salesctl.reports.material import World, role_title
from salesctl.reports.rows import Matter, OwedRow
from salesctl.reports.table import Said

SOON = timedelta(days=3)
"""How long before its time a duty, which comes again anyway, is worth showing."""

_NEVER = datetime.max.replace(tzinfo=UTC)


class Item(Struct, frozen=True, eq=False):
    """One obligation at the world's moment. ``what`` is a sentence; ``command`` can be pasted.

    ``late_hours`` are elapsed hours since due, 0 before it. ``escalated`` are the roles (``owner``: the deal's) that
    have been told by now, besides who owes it.
    """

    row: OwedRow
    world: World

    @property
    def customer(self) -> str:
        """The customer's id."""
        return self.row.customer

    @property
    def name(self) -> str:
        """The customer's name."""
        return self.row.name

    @property
    def deal(self) -> int:
        """The deal's number."""
        return self.row.deal

    @property
    def ref(self) -> str:
        """How a command names the deal."""
        return self.row.ref

    @property
    def grade(self) -> str | None:
        """The deal's grade."""
        return self.row.grade

    @property
    def kind(self) -> str:
        """Step, verdict, duty, plan or hold."""
        return self.row.kind

    @property
    def step(self) -> str | None:
        """The id of the step, duty or whenever."""
        return self.row.step

    @property
    def role(self) -> str | None:
        """The role that owes it."""
        return self.row.role

    @property
    def person(self) -> str | None:
        """Who owes it; None: anybody of the role."""
        return self.row.person

    @property
    def owner(self) -> str:
        """The deal's owner."""
        return self.row.owner

    @property
    def due(self) -> datetime | None:
        """When it is due."""
        return self.row.due

    @property
    def shown_from(self) -> datetime | None:
        """When it becomes worth a line, where that is later than its opening."""
        return self.row.shown_from

    @property
    def occurrence(self) -> int | None:
        """The number of the occurrence that it belongs to."""
        return self.row.occurrence

    @property
    def command(self) -> str:
        """What settles it."""
        return self.row.command

    @property
    def is_owed(self) -> bool:
        """Whether it has begun and has not lapsed."""
        return is_owed(self.row.appears, self.row.lapses, self.world.now)

    @property
    def late(self) -> bool:
        """Whether it is overdue; never where there is no deadline."""
        return self.row.due is not None and self.row.due < self.world.now

    @property
    def late_hours(self) -> float:
        """Elapsed hours since due, to a tenth; 0 before it."""
        due, now = self.row.due, self.world.now
        return round((now - due) / timedelta(hours=1), 1) if due is not None and due < now else 0.0

    @property
    def is_care(self) -> bool:
        """A recurring courtesy that is no breach when it is late."""
        return is_care(self.row)

    @property
    def escalated(self) -> tuple[str, ...]:
        """Who else has been told by now."""
        row = self.row
        told = told_by(row.ladder, self.world.now)
        return tuple(who for who in told if who != row.role and (who != "owner" or row.person != row.owner))

    @property
    def what(self) -> Said:
        """What is to be done, as a sentence of the tool."""
        if self.row.kind == "hold":
            return Said("item.hold_over" if self.late else self.row.said, {"until": self.row.due})
        return what(self.world, self.row)


def what(world: World, row: OwedRow | Matter) -> Said:
    """What is to be done about an obligation that is no hold, as a sentence of the tool."""
    if row.kind == "plan":
        return Said(row.said, {"text": row.about} if row.about else {})
    about = tuple(row.about.items()) if isinstance(row.about, dict) else row.about
    return _said(world.playbook, row.said, str(row.step), row.role, row.tried, row.round, about)


def is_care(row: OwedRow | Matter) -> bool:
    """A recurring courtesy that is no breach when it is late (``process.md`` Time: greetings)."""
    return row.kind == "duty" and row.strength == "info"


@lru_cache(maxsize=1024)
def _said(playbook: Playbook, said: str, name: str, role: str | None, tried: int, rounds: int, about: Any) -> Said:
    """The sentence of a step, verdict or duty: a list says few different ones, however long it is."""
    title = {"title": (playbook.steps.get(name) or playbook.duties[name]).title}
    match said:
        case "item.verdict" | "item.outside":
            return Said(said, {**title, "role": role_title(playbook, role)})
        case "item.duty_of":
            return Said(said, {**title, "of": dict(about) if isinstance(about, tuple) else about})
        case "item.tried":
            return Said(said, {**title, "tries": tried})
        case "item.again":
            return Said(said, {**title, "round": rounds})
    return Said(said, title)


def worst_first(found: Iterable[Item]) -> list[Item]:
    """By the time that is left: the longest overdue first, what has no deadline last."""
    return sorted(found, key=lambda one: one.row.due or _NEVER)


def is_of(world: World, item: Item, who: str) -> bool:
    """Whether a person has to act: named for it, or, where nobody is named, one of the role."""
    return item.person == who if item.person is not None else item.role is not None and world.team.fills(who, item.role)


def is_coming(world: World, item: Item) -> bool:
    """Whether it is owed, but not yet worth a line today."""
    now = world.now
    if item.late or (item.shown_from is not None and item.shown_from <= now):
        return False
    if item.shown_from is not None:
        return True
    if item.due is None:
        return False
    if item.kind == "plan":
        return item.due.date() > now.date()
    return item.kind == "hold" or (item.kind == "duty" and item.due > now + SOON)


def alike(found: Iterable[Item]) -> list[tuple[Item, int]]:
    """Items that one command settles one after the other, told once: the most urgent, and how many there are."""
    first: dict[str, Item] = {}
    often: dict[str, int] = {}
    for item in found:
        first.setdefault(item.command, item)
        often[item.command] = often.get(item.command, 0) + 1
    return [(item, often[command]) for command, item in first.items()]


def counts(found: Iterable[Item]) -> Mapping[str, int]:
    """How many items there are of each step or duty, in the order of the first."""
    result: dict[str, int] = {}
    for item in found:
        result[item.step or item.kind] = result.get(item.step or item.kind, 0) + 1
    return result
