"""The next follow-up (下次跟进): when, and what."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands._moving import carry_out
from salesctl.commands._options import CustomerName
from salesctl.commands._session import found_in, moment_of, workspace_of
from salesctl.core.commands import Move
from salesctl.desk.opening import Workspace
from salesctl.store.stamps import stamp


def command(
    context: typer.Context,
    customer: CustomerName,
    when: Annotated[str, typer.Argument(metavar="TIME")],
    words: Annotated[str, typer.Argument(metavar="TEXT")] = "",
) -> int:
    """Plan the next step with the customer; late once the time has passed."""
    workspace = workspace_of(context)
    found = found_in(workspace, customer)
    planned = planned_of(workspace, found.number, when, words)
    return carry_out(workspace, found, [planned], "saved.planned", when=moment_of(workspace, when, "TIME"), text=words)


def planned_of(workspace: Workspace, number: int, when: str, words: str) -> Move:
    """The command that plans a follow-up. Raises Broken (exit code 2) for what is no moment."""
    moment = moment_of(workspace, when, "TIME")
    data = {"when": stamp(moment) if moment else "", **({"text": words} if words else {})}
    return Move(deal=number, what="planned", data=data)
