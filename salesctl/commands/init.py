"""`salesctl init`: a workspace in which one person can start at once."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from salesctl.desk.founding import Founded, establish, folder_of
from salesctl.i18n import say
from salesctl.render import console
from salesctl.render.layout import padded
from salesctl.render.paragraph import paragraph

_WIDTH = 100
_LEFT = 17
_NEXT = ("init.next.lead", "next", "playbook show")


def command(
    context: typer.Context,
    folder: Annotated[str | None, typer.Argument(metavar="DIR")] = None,
    no_git: Annotated[bool, typer.Option("--no-git")] = False,
    demo: Annotated[bool, typer.Option("--demo")] = False,
) -> None:
    """Make it, say what was made, and what to type next."""
    root = folder_of(context.obj, folder)
    founded = establish(context.obj, root, git=not no_git)
    console.mark_saved()
    customers = _with_customers(founded, context.obj.lang) if demo else 0
    if console.screen.json:
        from salesctl.render import json

        told = {"workspace": founded.root, "user": founded.person.id, "files": founded.files, "git": founded.git}
        told["customers"] = customers
        json.answer(founded.now, told)
        return
    console.result(console.Styled("✓ ", "green"), say("init.made", folder=str(root)))
    for name, sentence in _rows(founded, customers):
        first, *more = paragraph(sentence, (console.width() or _WIDTH) - _LEFT - 2)
        console.result("  ", console.Styled(padded(name, _LEFT - 2), "bold"), first)
        for line in more:
            console.result(" " * _LEFT, line)
    console.result("\n", say("init.next"))
    if folder and Path(folder) != Path():
        console.result("  ", console.Styled(f"cd {quote(folder)}", "bold"))
    for code in _next_with_customers(context.obj.lang) if demo else _NEXT:
        console.result("  ", console.Styled(console.pasteable(say(code)), "bold"))


def _with_customers(founded: Founded, lang: str) -> int:
    """Sample customers in the new workspace, with their team; how many."""
    from salesctl.desk.demo import build

    return build(founded.root, founded.now, lang, founded.person.id)


def _next_with_customers(lang: str) -> tuple[str, ...]:
    from salesctl.desk.demo import suggestions

    return suggestions(lang)


def _rows(founded: Founded, customers: int) -> list[tuple[str, str]]:
    playbook, person = founded.playbook, founded.person
    size = {"stages": len(playbook.stages), "steps": len(playbook.steps)}
    return [
        ("playbook.yaml", say("init.playbook", title=playbook.title, **size)),
        ("team.yaml", say("demo.team" if customers else "init.team", name=person.name or person.id, id=person.id)),
        ("customers/", say("demo.customers", count=customers) if customers else say("init.customers")),
        ("git", say(f"init.git.{founded.git}")),
    ]
