"""`salesctl playbook check`: everything that is wrong in a playbook, at once."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.desk.looking_over import Look, look_over, moment_without_workspace
from salesctl.i18n import say
from salesctl.render import console, problems

_FOUND, _BROKEN = 1, 4


def command(
    context: typer.Context,
    file: Annotated[str | None, typer.Argument(metavar="FILE")] = None,
) -> int:
    """Each problem with its place and its remedy, then the sum. 4 for errors, 1 for warnings, else 0."""
    look = look_over(context.obj, file)
    counts = {one: sum(problem.severity == one for problem in look.problems) for one in ("error", "warn", "info")}
    code = _BROKEN if counts["error"] else _FOUND if counts["warn"] else 0
    if console.screen.json:
        from salesctl.render import json

        told = [problems.as_json(problem) for problem in look.problems]
        json.answer(moment_without_workspace(context.obj), {"file": look.file, "problems": told}, ok=code == 0)
        return code
    for problem in look.problems:
        console.result(*problems.parts(problem))
    _sum(look, counts)
    return code


def _sum(look: Look, counts: dict[str, int]) -> None:
    if look.playbook is not None:
        size = {"stages": len(look.playbook.stages), "steps": len(look.playbook.steps)}
        console.talk(say("process.checked", file=look.file, mark=look.playbook.mark, **size))
    if look.problems:
        console.talk(say("process.found", errors=counts["error"], warnings=counts["warn"], hints=counts["info"]))
    else:
        console.talk(console.Styled("✓ ", "green"), say("process.sound"))
