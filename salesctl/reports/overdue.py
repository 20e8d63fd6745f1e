"""What is late or soon will be, worst first, and whose it is (``process.md`` U2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from salesctl.reports.items import Item, worst_first
from salesctl.reports.material import Names, World, role_title, shown_person
from salesctl.reports.table import Cell, Column, Mark, Said, Table


def chosen(
    found: Iterable[Item], before: datetime, *, owner: str | None = None, role: str | None = None,
    stage: str | None = None, duties: bool = False,
) -> list[Item]:  # fmt: skip
    """What is due before a moment. The end of a hold is no deadline; care is left out unless ``duties``."""
    return worst_first(
        one for one in found
        if (row := one.row).due is not None and row.due < before and row.kind != "hold"
        and (duties or row.kind != "duty" or not one.is_care)
        and owner in (None, row.owner) and role in (None, row.role) and stage in (None, row.stage)
    )  # fmt: skip


def build(world: World, found: list[Item]) -> Table:
    """One row an item: who owes it first."""
    columns = (
        Column("who", Said("overdue.who")),
        Column("name", Said("overdue.customer")),
        Column("what", Said("overdue.what")),
        Column("due", Said("overdue.due"), "moment", priority=1),
        Column("late", Said("overdue.late"), "duration"),
        Column("grade", Said("overdue.grade"), priority=3),
        Column("owner", Said("overdue.owner"), priority=4),
    )
    hands, people, now = _Hands(world), Names(world.team), world.now
    rows = tuple(
        (
            hands[row.person, row.role], row.name if row.deal == 1 else f"{row.name}/{row.deal}", one.what, row.due,
            now - row.due if row.due and row.due < now else None, row.grade, people[row.owner],
        )
        for one, row in ((one, one.row) for one in found)
    )  # fmt: skip
    marks: tuple[Mark, ...] = tuple("late" if one.late else "soon" for one in found)
    return Table("overdue", Said("overdue.title"), columns, rows, marks=marks)


class _Hands(dict[tuple[str | None, str | None], Cell]):
    """Who has it in hand, worded once for the same person or role."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    def __missing__(self, hand: tuple[str | None, str | None]) -> Cell:
        self[hand] = whose(self._world, *hand)
        return self[hand]


def whose(world: World, person: str | None, role: str | None) -> Said | str | None:
    """The person who owes it; the role, where any of several may do it."""
    if person is not None:
        return shown_person(world.team, person)
    return Said("report.as_is", {"words": role_title(world.playbook, role)}, role)


def left(world: World, item: Item) -> timedelta | None:
    """The time that is left; negative when late, None without a deadline."""
    return item.due - world.now if item.due is not None else None
