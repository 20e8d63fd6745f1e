"""What is late or will be, worst first, and whose it is (``process.md`` U2)."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands import _completing
from salesctl.commands._looking import ahead, answer, broken_in, everybody, items_json
from salesctl.commands._session import workspace_of
from salesctl.commands._synced import tell_last_sync
from salesctl.desk.opening import Workspace
from salesctl.i18n import say
from salesctl.render import console
from salesctl.reports import overdue
from salesctl.reports.items import Item


def command(
    context: typer.Context,
    owner: Annotated[str | None, typer.Option("--owner", metavar="WHO", autocompletion=_completing.person)] = None,
    role: Annotated[str | None, typer.Option("--role", metavar="ROLE", autocompletion=_completing.role)] = None,
    stage: Annotated[str | None, typer.Option("--stage", metavar="STAGE", autocompletion=_completing.stage)] = None,
    within: Annotated[str | None, typer.Option("--within", metavar="2d|48h|3wd")] = None,
    duties: Annotated[bool, typer.Option("--duties")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code")] = False,
) -> int:
    """List what is due before now, or within a span of time."""
    workspace = workspace_of(context)
    until = ahead(workspace, within)
    wanted = _wanted(workspace, owner, role, stage) if owner or role or stage else {}
    everyone = everybody(workspace)
    found = overdue.chosen(everyone.items(before=until), until, duties=duties, **wanted)
    if console.screen.json:
        broken = answer(workspace, everyone.broken, {"items": items_json(found)})
    else:
        _show(workspace, found, within)
        tell_last_sync(workspace)
        broken = broken_in(everyone.broken)
    return broken or int(exit_code and bool(found))


def _wanted(workspace: Workspace, owner: str | None, role: str | None, stage: str | None) -> dict[str, str | None]:
    from salesctl.core.naming import read_person, read_role, read_stage

    return {
        "owner": read_person(workspace.team, owner) if owner else None,
        "role": read_role(workspace.playbook, role) if role else None,
        "stage": read_stage(workspace.playbook, stage) if stage else None,
    }


def _show(workspace: Workspace, found: list[Item], within: str | None) -> None:
    if not found:
        console.result(say("overdue.none_within", span=within) if within else say("overdue.none"))
        return
    from salesctl.render import table

    table.show(overdue.build(workspace, found), workspace.now)
