"""Which deal stands for a customer where only one has room."""

from __future__ import annotations

from salesctl.core.state import Deal, State


def standing_deal(state: State) -> Deal | None:
    """The deal that the register shows for a customer: the last one under way, else the last."""
    deals = list(state.deals.values())
    going = [deal for deal in deals if deal.going]
    return (going or deals)[-1] if deals else None
