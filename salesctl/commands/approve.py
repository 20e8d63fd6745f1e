"""A yes of one role (``process.md 3.1``, ``4.1``)."""

from __future__ import annotations

import typer

from salesctl.commands._judging import judge
from salesctl.commands._options import AsRole, At, Because, CustomerName, FormFile, Set, StepName


def command(
    context: typer.Context, customer: CustomerName, step: StepName, as_: AsRole = None, file: FormFile = None,
    set_: Set = None, because: Because = None, at: At = None,
) -> int:  # fmt: skip
    """Approve; a condition in the form stays owed by the person it names."""
    return judge(context, customer, step, as_, file, set_, because, at, yes=True)
