"""Back to an earlier stage."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands._moving import move
from salesctl.commands._options import At, Because, CustomerName
from salesctl.commands._session import workspace_of
from salesctl.core.naming import read_stage


def command(
    context: typer.Context,
    customer: CustomerName,
    stage: Annotated[str, typer.Argument(metavar="STAGE")],
    because: Because = None,
    at: At = None,
) -> int:
    """Return the deal to a stage; what was reached since gets a new round."""
    playbook = workspace_of(context).playbook
    to = read_stage(playbook, stage)
    return move(
        context,
        customer,
        "returned",
        "saved.returned",
        {"to": to, "because": because},
        at,
        reasons="back",
        to=playbook.stages[to].title,
    )
