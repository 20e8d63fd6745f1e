"""One verdict: whose, on what, yes or no."""

from __future__ import annotations

import typer

from salesctl.commands._answers import answers
from salesctl.commands._moving import carry_out
from salesctl.commands._session import found_in, happened_of, workspace_of
from salesctl.commands.done import forms_of, title_of
from salesctl.core.commands import Judge
from salesctl.core.naming import read_role, read_step
from salesctl.core.progress import Progress
from salesctl.desk.customers import Found
from salesctl.desk.opening import Workspace


def judge(
    context: typer.Context, customer: str, step: str, role: str | None, file: str | None, settings: list[str] | None,
    because: str | None, at: str | None, *, yes: bool,
) -> int:  # fmt: skip
    """Give the verdict and tell it. Without a role, the only one that is asked and that the person fills."""
    workspace = workspace_of(context)
    found = found_in(workspace, customer)
    playbook = workspace.playbook
    name, number = read_step(playbook, step, also=False)
    named = read_role(playbook, role) if role else _own_role(workspace, found, name)
    values = answers(workspace, forms_of(playbook, name), settings, file)
    asked = Judge(deal=found.number, at=happened_of(workspace, at), step=name, yes=yes, role=named, values=values,
                  because=because, occurrence=number)  # fmt: skip
    title = playbook.roles[named].title if named is not None else ""
    return carry_out(workspace, customer, [asked], "saved.approved" if yes else "saved.rejected", step=title_of(playbook, name), role=title)


def _own_role(workspace: Workspace, found: Found, step: str) -> str | None:
    asked = Progress(workspace.playbook, found.customer.state, found.customer.deal(found.number)).asked(step)
    mine = [role for role in asked if workspace.team.fills(workspace.who, role)]
    return mine[0] if len(mine) == 1 else None
