"""Hand over the deal, or name who fills a role in it."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands import _completing
from salesctl.commands._moving import move
from salesctl.commands._options import At, Because, CustomerName
from salesctl.commands._session import workspace_of
from salesctl.core.naming import read_person, read_role


def command(
    context: typer.Context,
    customer: CustomerName,
    who: Annotated[str, typer.Argument(metavar="WHO", autocompletion=_completing.person)],
    role: Annotated[str | None, typer.Option("--role", metavar="ROLE", autocompletion=_completing.role)] = None,
    because: Because = None,
    at: At = None,
) -> int:
    """Assign a person; without a role the deal itself changes hands, and its clocks go on."""
    workspace = workspace_of(context)
    person = read_person(workspace.team, who)
    name = read_role(workspace.playbook, role) if role else None
    return move(
        context,
        customer,
        "assigned",
        "saved.assigned_role" if name else "saved.assigned",
        {"who": person, "role": name, "because": because},
        at,
        who=workspace.team.people[person].name or person,
        role=workspace.playbook.roles[name].title if name else "",
    )
