"""What waits for me or for a role, by the time that is left, and what we were told (``process.md`` U3)."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from salesctl.commands import _completing
from salesctl.commands._looking import answer, broken_in, everybody, items_json
from salesctl.commands._session import workspace_of
from salesctl.commands._synced import tell_last_sync
from salesctl.desk.opening import Workspace
from salesctl.i18n import say, text
from salesctl.render import agenda, console
from salesctl.reports import inbox
from salesctl.reports.items import counts
from salesctl.reports.material import shown_person


def command(
    context: typer.Context,
    role: Annotated[str | None, typer.Option("--role", metavar="ROLE", autocompletion=_completing.role)] = None,
) -> int:
    """List what has to be done by the person at the desk, or by a role."""
    workspace = workspace_of(context)
    asked = _role(workspace, role) if role else None
    who = workspace.who if asked is None else None
    everyone = everybody(workspace)
    rows = everyone.items() if asked is not None else everyone.items(concerning=who)
    found = inbox.build(workspace, everyone.heard(inbox.RECENT), rows, who, asked)
    if console.screen.json:
        content = {
            "items": items_json(found.waiting), "told": [_told_json(one) for one in found.told],
            "escalated": items_json(found.escalated),
            "care": {"count": len(found.care), "items": items_json(found.care)},
        }  # fmt: skip
        return answer(workspace, everyone.broken, content)
    _show(workspace, found)
    tell_last_sync(workspace)
    return broken_in(everyone.broken)


def _role(workspace: Workspace, wanted: str) -> str:
    from salesctl.core.naming import read_role

    return read_role(workspace.playbook, wanted)


def _show(workspace: Workspace, found: inbox.Inbox) -> None:
    agenda.items(workspace, found.waiting, say("inbox.nothing"))
    if found.care:
        agenda.care(workspace.playbook, len(found.care), counts(found.care))
    if found.escalated:
        agenda.heading(say("inbox.escalated", count=len(found.escalated)))
        agenda.items(workspace, found.escalated, "", with_person=True)
    if found.told:
        agenda.heading(say("inbox.told", count=len(found.told)))
    for one in found.told:
        code = "inbox.told_line" if one.outcome_title is None else "inbox.told_outcome"
        who = shown_person(workspace.team, one.by)
        console.result("  ", say(code, at=one.at, name=one.name, title=one.title, outcome=one.outcome_title, who=who))


def _told_json(one: inbox.Told) -> dict[str, Any]:
    what = text(one.title) + (f": {text(one.outcome_title)}" if one.outcome_title else "")
    return {
        "customer": one.customer, "name": one.name, "deal": one.deal, "step": one.step, "outcome": one.outcome,
        "at": one.at, "by": one.by, "roles": one.roles, "what": what,
    }  # fmt: skip
