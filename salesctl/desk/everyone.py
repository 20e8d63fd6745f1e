"""Every customer as rows, for the commands that look over all of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from salesctl.core.problems import Problem
from salesctl.desk.customers import Customers, Watched
from salesctl.desk.opening import Workspace
from salesctl.reports.items import Item
from salesctl.reports.material import Read, as_of
from salesctl.reports.rows import CustomerRow, DealRow, Summary
from salesctl.reports.summary import summary


class Everyone:
    """The rows of all customers at the world's moment; ``broken`` are the files that could not be read."""

    def __init__(self, world: Workspace, found: list[Summary], broken: list[Problem]) -> None:
        self.world, self.broken = world, broken
        self._found = found

    @property
    def count(self) -> int:
        """How many customers there are."""
        return len(self._found)

    def customers(self) -> list[CustomerRow]:
        """A row a customer, in the order of their files."""
        return [one.customer for one in self._found]

    def deals(self, owner: str | None = None) -> list[DealRow]:
        """A row a deal, in the order of the files; with ``owner`` only theirs."""
        return [deal for one in self._found for deal in one.deals if owner in (None, deal.owner)]

    def items(self, *, before: datetime | None = None, owner: str | None = None) -> list[Item]:
        """What is owed; with ``before`` what is due then, with ``owner`` in the deals of that person."""
        rows = (row for one in self._found for row in one.owed if owner in (None, row.owner))
        found = (Item(row, self.world) for row in rows if before is None or (row.due is not None and row.due < before))
        return [item for item in found if item.is_owed]


def everyone(world: Workspace, watched: Watched) -> Everyone:
    """Every readable customer now."""
    folder = Customers(world.root, world.playbook, watched)
    return _now(world, folder.all(), folder.broken)


def everyone_then(world: Workspace, folder: Customers) -> Everyone:
    """Every customer as it stood at the world's moment, in the past; the cards are those of today."""
    return _now(world, as_of(world.playbook, folder.all(), world.now), folder.broken)


def _now(world: Workspace, customers: Iterable[Read], broken: list[Problem]) -> Everyone:
    return Everyone(world, [summary(world, one, world.now, world.now) for one in customers], broken)
