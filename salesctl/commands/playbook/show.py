"""`salesctl playbook show`: the whole process as a page, for whoever is new."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands._completing import stage as stage_ids
from salesctl.commands._session import workspace_of
from salesctl.core.naming import read_stage
from salesctl.render import console, handbook_page


def command(
    context: typer.Context,
    stage: Annotated[str | None, typer.Option("--stage", metavar="STAGE", autocompletion=stage_ids)] = None,
) -> None:
    """The stages, or one of them, with everything that a person needs to do them."""
    workspace = workspace_of(context)
    only = read_stage(workspace.playbook, stage) if stage else None
    if console.screen.json:
        from salesctl.render import json

        json.answer(workspace.now, handbook_page.content(workspace.playbook, only))
        return
    handbook_page.show(workspace.playbook, only)
