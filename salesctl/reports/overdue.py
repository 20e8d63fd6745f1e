"""What is late or soon will be, worst first, and whose it is (``process.md`` U2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from salesctl.reports.items import Item, worst_first
from salesctl.reports.material import World, role_title, shown_person
from salesctl.reports.table import Column, Mark, Said, Table


def chosen(
    found: Iterable[Item], before: datetime, *, owner: str | None = None, role: str | None = None,
    stage: str | None = None, duties: bool = False,
) -> list[Item]:  # fmt: skip
    """What is due before a moment. The end of a hold is no deadline; care is left out unless ``duties``."""
    return worst_first(
        one for one in found
        if one.due is not None and one.due < before and one.kind != "hold" and (duties or not one.is_care)
        and owner in (None, one.owner) and role in (None, one.role) and stage in (None, one.row.stage)
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
    rows = tuple(
        (
            whose(world, one), one.name if one.deal == 1 else f"{one.name}/{one.deal}", one.what, one.due,
            world.now - one.due if one.due and one.late else None, one.grade, shown_person(world.team, one.owner),
        )
        for one in found
    )  # fmt: skip
    marks: tuple[Mark, ...] = tuple("late" if one.late else "soon" for one in found)
    return Table("overdue", Said("overdue.title"), columns, rows, marks=marks)


def whose(world: World, item: Item) -> Said | str | None:
    """The person who owes it; the role, where any of several may do it."""
    if item.person is not None:
        return shown_person(world.team, item.person)
    return Said("report.as_is", {"words": role_title(world.playbook, item.role)}, item.role)


def left(world: World, item: Item) -> timedelta | None:
    """The time that is left; negative when late, None without a deadline."""
    return item.due - world.now if item.due is not None else None
