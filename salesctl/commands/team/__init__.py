"""`salesctl team`: who fills which role."""

from __future__ import annotations

import typer

from salesctl.commands._session import workspace_of
from salesctl.render import console


def command(context: typer.Context) -> None:
    """Roles in the playbook's order with their people; for a program the lists that it needs to walk a deal."""
    workspace = workspace_of(context)
    playbook, team = workspace.playbook, workspace.team
    if console.screen.json:
        from salesctl.render import json

        roles = playbook.roles.values()
        people = [{"id": one.id, "name": one.name or None, "roles": one.roles} for one in team.people.values()]
        told = {
            "roles": [one.id for one in roles if not one.outside],
            "outside": [one.id for one in roles if one.outside],
        }
        json.answer(workspace.now, {**told, "people": people})
        return
    from salesctl.render import table
    from salesctl.reports.staff import build

    table.show(build(playbook, team), workspace.now)
