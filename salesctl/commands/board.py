"""The kanban: what is under way, stage by stage (``process.md`` U2)."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands import _completing
from salesctl.commands._looking import answer, broken_in, everybody
from salesctl.commands._session import workspace_of
from salesctl.commands._synced import tell_last_sync
from salesctl.commands.list_ import line_json
from salesctl.desk.opening import Workspace
from salesctl.i18n import text
from salesctl.render import console
from salesctl.reports import board, deals


def command(
    context: typer.Context,
    owner: Annotated[str | None, typer.Option("--owner", metavar="WHO", autocompletion=_completing.person)] = None,
) -> int:
    """Show the deals that are under way in the lanes of their stages."""
    workspace = workspace_of(context)
    person = _person(workspace, owner) if owner else None
    everyone = everybody(workspace)
    lanes = board.build(workspace, deals.lines(everyone.deals(owner=person), everyone.items(owner=person)))
    if console.screen.json:
        content = [
            {"stage": lane.stage, "title": text(lane.title), "count": len(lane.deals), "amount": lane.amount,
             "late": lane.late, "deals": [line_json(one) for one in lane.deals]}
            for lane in lanes
        ]  # fmt: skip
        return answer(workspace, everyone.broken, {"lanes": content})
    from salesctl.render import board as drawn

    drawn.show(workspace, lanes)
    tell_last_sync(workspace)
    return broken_in(everyone.broken)


def _person(workspace: Workspace, wanted: str) -> str:
    from salesctl.core.naming import read_person

    return read_person(workspace.team, wanted)
