"""End a hold, or wake a deal from the nurture pool."""

from __future__ import annotations

import typer

from salesctl.commands._moving import move
from salesctl.commands._options import At, Because, CustomerName


def command(context: typer.Context, customer: CustomerName, because: Because = None, at: At = None) -> int:
    """Let the deal go on."""
    return move(context, customer, "resumed", "saved.resumed", {"because": because}, at)
