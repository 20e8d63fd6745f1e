"""`salesctl playbook schema`: the JSON schema with which editors complete and check a playbook."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.desk.looking_over import moment_without_workspace
from salesctl.render import console
from salesctl.store.shipped import shipped, shipped_text

_NAME = "playbook.schema.json"


def command(context: typer.Context, path: Annotated[bool, typer.Option("--path")] = False) -> None:
    """The schema itself, to be redirected into a file; with --path, or for a program, where it is."""
    if console.screen.json:
        from salesctl.render import json

        json.answer(moment_without_workspace(context.obj), {"path": shipped(_NAME)})
    elif path:
        console.result(str(shipped(_NAME)))
    else:
        console.result(shipped_text(_NAME), end="")
