"""Everyone as they stood at an earlier moment: for reports with ``--as-of``, which no index can answer."""

from __future__ import annotations

from salesctl.core.problems import Problem
from salesctl.desk.customers import Customers
from salesctl.desk.opening import Workspace
from salesctl.reports.courses import Counted, Period, counted
from salesctl.reports.past import as_of
from salesctl.reports.rows import CustomerRow, DealRow
from salesctl.reports.summary import summary


class Then:
    """The rows of the customers that had come in by the world's moment; the cards are those of today."""

    def __init__(self, world: Workspace, folder: Customers) -> None:
        past = as_of(world.playbook, folder.all(), world.now)
        self._found = [summary(world, one, world.now, world.now) for one in past]
        self.broken: list[Problem] = folder.broken

    def customers(self) -> list[CustomerRow]:
        """A row a customer, in the order of their files."""
        return [one.customer for one in self._found]

    def deals(self) -> list[DealRow]:
        """A row a deal, in the order of the files."""
        return [deal for one in self._found for deal in one.deals]

    def courses(self) -> Counted:
        """How many deals went the same way and are worth the same."""
        return counted(self.deals(), Period())
