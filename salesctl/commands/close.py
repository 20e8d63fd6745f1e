"""End a deal as lost or void, with the reason."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands._moving import move
from salesctl.commands._options import At, Because, CustomerName
from salesctl.core.naming import one_of
from salesctl.i18n import say


def command(
    context: typer.Context,
    customer: CustomerName,
    how: Annotated[str, typer.Argument(metavar="lost|void")],
    because: Because = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT")] = None,
    at: At = None,
) -> int:
    """Close the deal; it can be reopened."""
    status = one_of(how, {name: {"": say(f"status.{name}")} for name in ("lost", "void")}, "status")
    data = {"as": status, "because": because, "note": note}
    return move(context, customer, "closed", f"saved.closed_{status}", data, at, reasons=status)
