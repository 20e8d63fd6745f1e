"""One customer: card, stage, checklist, who owes what by when, forms, history."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands._options import CustomerName
from salesctl.commands._session import seen_in, workspace_of
from salesctl.render import console, json
from salesctl.reports.dossier import dossier


def command(
    context: typer.Context, customer: CustomerName, all_: Annotated[bool, typer.Option("--all")] = False
) -> int:
    """Show everything about a customer; with ``--all`` also what is long past."""
    workspace = workspace_of(context)
    found = seen_in(workspace, customer)
    one = found.customer
    seen = dossier(workspace.playbook, one.record, one.state, workspace.calendars, workspace.now, workspace.team)
    if console.screen.json:
        from salesctl.render.dossier_json import content

        json.answer(workspace.now, content(seen, one.file, workspace.now, found.ref))
        return 0
    from salesctl.render.dossier import show
    from salesctl.reports.owing import items_of

    show(workspace, one, seen, items_of(workspace, one), found.number if found.asked else None, everything=all_)
    return 0
