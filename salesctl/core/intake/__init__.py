"""Going live with tables: what the rows of a register, or of any table with a map, mean for the customers there are."""

from __future__ import annotations

from salesctl.core.intake.cells import World
from salesctl.core.intake.heads import REASON, find_head
from salesctl.core.intake.planning import Draft, Intake, SetAside, take_in
from salesctl.core.intake.reading import Row
from salesctl.core.intake.rules import Join, Rules

__all__ = ["REASON", "Draft", "Intake", "Join", "Row", "Rules", "SetAside", "World", "find_head", "take_in"]
