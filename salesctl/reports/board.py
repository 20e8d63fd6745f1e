"""The kanban: the deals that are under way, in the lanes of their stages."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from salesctl.core.playbook import Text
from salesctl.reports.deals import Line
from salesctl.reports.material import World, total


class Lane(Struct, frozen=True):
    """One stage: its deals, the late ones first, then by amount."""

    stage: str
    title: Text | str
    deals: tuple[Line, ...]

    @property
    def amount(self) -> Decimal:
        """What the deals are worth together."""
        return total(one.amount for one in self.deals)

    @property
    def late(self) -> int:
        """How many have something late."""
        return sum(one.late for one in self.deals)


def build(world: World, found: Iterable[Line]) -> tuple[Lane, ...]:
    """A lane for every stage of the playbook, also an empty one. What is lost, void or finished is in none."""
    going = [one for one in found if one.status in ("open", "nurture", "won") and not one.finished]
    return tuple(
        Lane(
            stage.id,
            stage.title,
            tuple(sorted(here, key=lambda one: (not one.late, -(one.amount or Decimal(0)), one.name))),
        )
        for stage in world.playbook.stages.values()
        for here in [[one for one in going if one.stage == stage.id]]
    )
