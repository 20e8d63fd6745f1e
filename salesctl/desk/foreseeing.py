"""What commands would come to, before anything is saved: refused, or the customer as it would be."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.commands import Command
from salesctl.core.problems import Problem, Refused
from salesctl.desk.acting import decided_on, office
from salesctl.desk.customers import Found
from salesctl.desk.opening import Workspace


class Foreseen(Struct, frozen=True):
    """The customer as the commands would leave it, and what would be worth saying."""

    found: Found
    hints: tuple[Problem, ...]


def foreseen(workspace: Workspace, found: Found, commands: Sequence[Command]) -> Foreseen | Refused:
    """Carry out commands on paper only."""
    customer = found.customer
    decided = decided_on(workspace, customer, commands, office(workspace), found.ref)
    if isinstance(decided, Refused):
        return decided
    events, card, hints = decided
    kept = {key: value for key, value in {**customer.record.card, **card}.items() if value is not None}
    record = replace(customer.record, card=kept, history=(*customer.record.history, *events))
    return Foreseen(replace(found, customer=replace(customer, record=record)), hints)
