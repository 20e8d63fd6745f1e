"""`salesctl git install`: let git merge customers' files by this program, in this copy."""

from __future__ import annotations

import typer

from salesctl.desk.looking_over import moment_without_workspace
from salesctl.desk.setting_up import root_of, set_up
from salesctl.i18n import say
from salesctl.render import console, problems


def command(context: typer.Context) -> None:
    """Set the driver in .git/config and name the files in .gitattributes."""
    done = set_up(root_of(context.obj))
    console.mark_saved()
    if console.screen.json:
        from salesctl.render import json

        told = {"driver": done.driver, "files": done.files}
        json.answer(
            moment_without_workspace(context.obj), {**told, "hints": [problems.as_json(one) for one in done.hints]}
        )
        return
    console.result(console.Styled("✓ ", "green"), say(f"git.{done.driver}"))
    if done.files:
        console.result("  ", say("git.attributes"))
    problems.show(done.hints)
