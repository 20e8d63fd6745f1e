"""Into the nurture pool, with the day it is looked at again (``process.md 1.3``)."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands._moving import move
from salesctl.commands._opening import day_of
from salesctl.commands._options import At, Because, CustomerName
from salesctl.commands._session import workspace_of


def command(
    context: typer.Context,
    customer: CustomerName,
    because: Because = None,
    review: Annotated[str | None, typer.Option("--review", metavar="DATE")] = None,
    at: At = None,
) -> int:
    """Let the deal sleep; it is never late there, and never forgotten."""
    day = day_of(workspace_of(context), review, "--review")
    return move(
        context,
        customer,
        "nurtured",
        "saved.nurtured",
        {"because": because, "review": day},
        at,
        reasons="nurture",
        review=day or "",
    )
