"""One verdict: whose, on what, yes or no."""

from __future__ import annotations

from collections.abc import Mapping

import typer

from salesctl.commands._answers import answers
from salesctl.commands._asking import ask_because, forget_drafts, is_asking, talked_through
from salesctl.commands._moving import carry_out
from salesctl.commands._session import found_in, happened_of, workspace_of
from salesctl.commands.done import forms_of, title_of
from salesctl.core.commands import Command, Judge
from salesctl.core.events import Value
from salesctl.core.naming import read_role, read_step
from salesctl.core.playbook import Playbook
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
    name, number = read_step(playbook, step, found.customer.deal(found.number).stage, also=False)
    named = read_role(playbook, role) if role else _own_role(workspace, found, name)
    forms = forms_of(playbook, name)
    values, when = answers(workspace, forms, settings, file), happened_of(workspace, at)

    def made(given: dict[str, Value], _: str | None) -> Command:
        return Judge(
            deal=found.number, at=when, step=name, yes=yes, role=named, values=given, because=because, occurrence=number
        )  # fmt: skip

    asking = is_asking(file)
    if asking and not yes and because is None:
        because = ask_because(workspace, found, made)
    elif asking and yes and forms:
        verb = f"approve --as {named}" if named else "approve"
        bound = _bound(found, playbook, name, named)
        values, _ = talked_through(workspace, found, name, number, values, None, made, verb, bound)
    title = playbook.roles[named].title if named is not None else ""
    saying = "saved.approved" if yes else "saved.rejected"
    code = carry_out(workspace, found, [made(values, None)], saying, step=title_of(playbook, name), role=title)
    if code == 0:
        forget_drafts(workspace, found, [name if number is None else f"{name}/{number}"])
    return code


def _bound(found: Found, playbook: Playbook, step: str, role: str | None) -> Mapping[str, Value | None]:
    """What the role's verdict is about."""
    if role is None:
        return {}
    return Progress(playbook, found.customer.state, found.customer.deal(found.number)).bound(playbook.steps[step], role)


def _own_role(workspace: Workspace, found: Found, step: str) -> str | None:
    asked = Progress(workspace.playbook, found.customer.state, found.customer.deal(found.number)).asked(step)
    mine = [role for role in asked if workspace.team.fills(workspace.who, role)]
    return mine[0] if len(mine) == 1 else None
