"""Take up a closed or finished deal again, in a named stage."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands import _completing
from salesctl.commands._moving import move_to
from salesctl.commands._options import At, Because, CustomerName


def command(
    context: typer.Context,
    customer: CustomerName,
    stage: Annotated[str, typer.Argument(metavar="STAGE", autocompletion=_completing.stage)],
    because: Because = None,
    at: At = None,
) -> int:
    """Reopen the deal; the rounds before are kept, the clocks start fresh."""
    return move_to(context, customer, stage, "reopened", "reopen", because, at)
