"""`salesctl init`: a workspace in which one person can start at once."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from salesctl.desk.founding import Founded, establish, folder_of
from salesctl.i18n import say
from salesctl.render import console
from salesctl.render.layout import padded, wrapped

_WIDTH = 100
_LEFT = 17


def command(
    context: typer.Context,
    folder: Annotated[str | None, typer.Argument(metavar="DIR")] = None,
    no_git: Annotated[bool, typer.Option("--no-git")] = False,
) -> None:
    """Make it, say what was made, and what to type next."""
    root = folder_of(context.obj, folder)
    founded = establish(context.obj, root, git=not no_git)
    console.mark_saved()
    if console.screen.json:
        from salesctl.render import json

        told = {"workspace": founded.root, "user": founded.person.id, "files": founded.files, "git": founded.git}
        json.answer(founded.now, told)
        return
    console.result(console.Styled("✓ ", "green"), say("init.made", folder=str(root)))
    for name, sentence in _rows(founded):
        first, *more = wrapped(sentence, (console.width() or _WIDTH) - _LEFT - 2)
        console.result("  ", console.Styled(padded(name, _LEFT - 2), "bold"), first)
        for line in more:
            console.result(" " * _LEFT, line)
    console.result("\n", say("init.next"))
    if root != Path.cwd() and folder:
        console.result("  ", console.Styled(f"cd {quote(folder)}", "bold"))
    for code in ("init.next.lead", "init.next.next", "init.next.show"):
        console.result("  ", console.Styled(console.pasteable(say(code)), "bold"))


def _rows(founded: Founded) -> list[tuple[str, str]]:
    playbook, person = founded.playbook, founded.person
    size = {"stages": len(playbook.stages), "steps": len(playbook.steps)}
    return [
        ("playbook.yaml", say("init.playbook", title=playbook.title, **size)),
        ("team.yaml", say("init.team", name=person.name or person.id, id=person.id)),
        ("customers/", say("init.customers")),
        ("git", say(f"init.git.{founded.git}")),
    ]
