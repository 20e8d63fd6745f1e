"""A remark in the history."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands._moving import move
from salesctl.commands._options import At, CustomerName
from salesctl.commands._session import said


def command(
    context: typer.Context, customer: CustomerName, words: Annotated[str, typer.Argument(metavar="TEXT")], at: At = None
) -> int:
    """Write a remark; it stops no clock."""
    return move(context, customer, "noted", "saved.noted", {"text": said(words)}, at)
