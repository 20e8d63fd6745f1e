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
from salesctl.reports.rows import Listed


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
    owner, role, stage = _read(workspace, owner, role, stage) if owner or role or stage else (None, None, None)
    wanted = overdue.wanted(role=role, stage=stage, duties=duties)
    everyone = everybody(workspace)
    if console.screen.json:
        items = everyone.items(before=until, owner=owner, wanted=wanted)
        count, broken = len(items), answer(workspace, everyone.broken, {"items": items_json(items)})
    else:
        listed = everyone.listed(until, owner, wanted)
        _show(workspace, listed, within)
        tell_last_sync(workspace)
        count, broken = len(listed), broken_in(everyone.broken)
    return broken or int(exit_code and count > 0)


def _read(
    workspace: Workspace, owner: str | None, role: str | None, stage: str | None
) -> tuple[str | None, str | None, str | None]:
    from salesctl.core.naming import read_person, read_role, read_stage

    return (
        read_person(workspace.team, owner) if owner else None,
        read_role(workspace.playbook, role) if role else None,
        read_stage(workspace.playbook, stage) if stage else None,
    )


def _show(workspace: Workspace, found: Listed, within: str | None) -> None:
    if not len(found):
        console.result(say("overdue.none_within", span=within) if within else say("overdue.none"))
        return
    from salesctl.render import table

    table.show(overdue.build(workspace, found), workspace.now)
