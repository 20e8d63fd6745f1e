"""`salesctl team add`: somebody new in the team, or more roles for somebody who is there."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from salesctl.commands._completing import person
from salesctl.commands._completing import role as role_ids
from salesctl.commands._session import workspace_of
from salesctl.desk.joining import join
from salesctl.i18n import say, text
from salesctl.render import console, problems


def command(
    context: typer.Context,
    who: Annotated[str, typer.Argument(metavar="WHO", autocompletion=person)],
    name: Annotated[str, typer.Option("--name", metavar="NAME")] = "",
    role: Annotated[list[str] | None, typer.Option("--role", metavar="ROLE", autocompletion=role_ids)] = None,
    git: Annotated[list[str] | None, typer.Option("--git", metavar="ADDRESS")] = None,
) -> None:
    """Save the person and say what they are now."""
    workspace = workspace_of(context)
    roles = [one for words in role or [] for one in re.split("[,，、]", words) if one.strip()]
    joined = join(workspace, who, name, roles, git or [])
    person = joined.person
    console.mark_saved()
    if console.screen.json:
        from salesctl.render import json

        told = {"id": person.id, "name": person.name or None, "roles": person.roles, "git": person.git}
        json.answer(workspace.now, {"person": told, "hints": [problems.as_json(one) for one in joined.hints]})
        return
    known = workspace.playbook.roles
    titles = tuple(text(known[one].title) if one in known else one for one in person.roles)
    code = "team.added" if joined.new else "team.changed" if joined.changed else "team.unchanged"
    console.result(console.Styled("✓ ", "green"), say(code, id=person.id, name=person.name or person.id))
    console.result("  ", say("team.fills", roles=titles) if titles else say("team.fills_none", id=person.id))
    problems.show(joined.hints)
