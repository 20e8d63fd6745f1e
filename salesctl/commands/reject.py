"""A no of one role, with its reason (``process.md 3.1``, ``4.1``)."""

from __future__ import annotations

import typer

from salesctl.commands._judging import judge
from salesctl.commands._options import AsRole, At, Because, CustomerName, StepName


def command(
    context: typer.Context,
    customer: CustomerName,
    step: StepName,
    as_: AsRole = None,
    because: Because = None,
    at: At = None,
) -> int:
    """Reject; the step goes where the playbook sends it."""
    return judge(context, customer, step, as_, None, None, because, at, yes=False)
