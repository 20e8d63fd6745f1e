"""Take back one's own last event, by an event."""

from __future__ import annotations

import typer

from salesctl.commands._moving import carry_out
from salesctl.commands._options import Because, CustomerName
from salesctl.commands._session import found_in, workspace_of
from salesctl.core.commands import Undo


def command(context: typer.Context, customer: CustomerName, because: Because = None) -> int:
    """Undo: nothing is deleted, the history says that it was taken back."""
    workspace = workspace_of(context)
    return carry_out(workspace, found_in(workspace, customer), [Undo(because=because)], "saved.undone")
