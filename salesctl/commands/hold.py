"""Put a deal on hold for a reason and until a date (``process.md`` Time: holding)."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands._moving import move
from salesctl.commands._options import At, Because, CustomerName
from salesctl.commands._session import moment_of, workspace_of
from salesctl.store.stamps import stamp


def command(
    context: typer.Context,
    customer: CustomerName,
    because: Because = None,
    until: Annotated[str | None, typer.Option("--until", metavar="TIME")] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT")] = None,
    at: At = None,
) -> int:
    """Stop the deal's clocks; a breach that happened stays one."""
    end = moment_of(workspace_of(context), until, "--until")
    data = {"because": because, "until": stamp(end) if end else None, "note": note}
    return move(context, customer, "held", "saved.held", data, at, reasons="hold", until=end)
