"""Correct a finished form: a new version in the same round, the old one kept."""

from __future__ import annotations

import typer

from salesctl.commands._answers import answers
from salesctl.commands._moving import carry_out
from salesctl.commands._options import At, Because, CustomerName, FormFile, Set, StepName
from salesctl.commands._session import found_in, happened_of, workspace_of
from salesctl.commands.done import forms_of, title_of
from salesctl.core.commands import Amend
from salesctl.core.naming import read_step


def command(
    context: typer.Context,
    customer: CustomerName,
    step: StepName,
    set_: Set = None,
    file: FormFile = None,
    because: Because = None,
    at: At = None,
) -> int:
    """Amend the form; the clocks stay, and verdicts on what changed are asked again."""
    workspace = workspace_of(context)
    found = found_in(workspace, customer)
    name, number = read_step(workspace.playbook, step, found.customer.deal(found.number).stage)
    values = answers(workspace, forms_of(workspace.playbook, name), set_, file)
    asked = Amend(
        deal=found.number, at=happened_of(workspace, at), step=name, values=values, because=because, occurrence=number
    )
    return carry_out(workspace, found, [asked], "saved.amended", step=title_of(workspace.playbook, name))
