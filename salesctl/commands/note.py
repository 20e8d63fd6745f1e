"""A remark in the history; it may also say that what looks like a secret is none."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands._moving import carry_out
from salesctl.commands._options import At, CustomerName
from salesctl.commands._session import found_in, happened_of, said, workspace_of
from salesctl.core.commands import Move
from salesctl.core.events import Value
from salesctl.core.problems import Broken, Problem


def command(
    context: typer.Context, customer: CustomerName, words: Annotated[str, typer.Argument(metavar="TEXT")],
    at: At = None, accept: Annotated[str | None, typer.Option("--accept", metavar="PLACE")] = None,
) -> int:  # fmt: skip
    """Write a remark; it stops no clock."""
    workspace = workspace_of(context)
    found = found_in(workspace, customer)
    told: dict[str, Value] = {"text": said(words)}
    if accept is not None:
        from salesctl.core.accepting import acceptance

        settled = acceptance(found.customer.record, accept)
        if settled is None:
            raise Broken(Problem("accept.nothing", {"at": accept}, None, f"check {found.customer.id}"), exit_code=2)
        told["accepts"] = settled
    move = Move(deal=found.number, at=happened_of(workspace, at), what="noted", data=told)
    return carry_out(workspace, found, [move], "saved.noted")
