"""What is late or soon will be, worst first, and whose it is (``process.md`` U2)."""

from __future__ import annotations

from collections.abc import Callable

from salesctl.reports.items import is_care, what
from salesctl.reports.material import Names, World, role_title, shown_person
from salesctl.reports.rows import Listed, Matter
from salesctl.reports.table import Cell, Column, Mark, Said, Table


def wanted(*, role: str | None = None, stage: str | None = None, duties: bool = False) -> Callable[[Matter], bool]:
    """Which matters are listed. The end of a hold is no deadline; care is left out unless ``duties``."""

    def is_wanted(one: Matter) -> bool:
        return (
            one.kind != "hold" and (duties or not is_care(one))
            and role in (None, one.role) and stage in (None, one.stage)
        )  # fmt: skip

    return is_wanted


def build(world: World, found: Listed) -> Table:
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
    about = {
        code: (hands[one.person, one.role], one.deal, what(world, one), one.grade)
        for code, one in ((code, found.matters[code]) for code in set(found.codes))
    }
    late = {due: now - due if due is not None and due < now else None for due in set(found.due)}
    rows = tuple(
        (who, name if deal == 1 else f"{name}/{deal}", said, due, late[due], grade, people[owner])
        for due, name, owner, (who, deal, said, grade) in zip(
            found.due, found.names, found.owners, map(about.__getitem__, found.codes), strict=True
        )
    )
    marks: tuple[Mark, ...] = tuple("soon" if late[due] is None else "late" for due in found.due)
    return Table("overdue", Said("overdue.title"), columns, rows, marks=marks)


class _Hands(dict[tuple[str | None, str | None], Cell]):
    """Who has it in hand, worded once for the same person or role."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    def __missing__(self, hand: tuple[str | None, str | None]) -> Cell:
        self[hand] = _whose(self._world, *hand)
        return self[hand]


def _whose(world: World, person: str | None, role: str | None) -> Said | str | None:
    """The person who owes it; the role, where any of several may do it."""
    if person is not None:
        return shown_person(world.team, person)
    return Said("report.as_is", {"words": role_title(world.playbook, role)}, role)
