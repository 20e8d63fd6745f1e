"""Remove a customer's personal data from the card and the history; the process stays, with a tombstone."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from salesctl.commands._fields import YES
from salesctl.commands._options import CustomerName
from salesctl.commands._replying import reply
from salesctl.commands._session import found_in, workspace_of
from salesctl.core.folding import fold
from salesctl.core.forgetting import Forgotten
from salesctl.core.problems import Broken, Place, Problem
from salesctl.desk.customers import Found
from salesctl.desk.forgetting import Erased, erase, foreseen
from salesctl.desk.opening import Workspace
from salesctl.i18n import say
from salesctl.render import console, prompting
from salesctl.render.clean import clean


def command(
    context: typer.Context,
    customer: CustomerName,
    also: Annotated[list[str] | None, typer.Option("--also", metavar="NAME")] = None,
    yes: Annotated[bool, typer.Option("--yes")] = False,
) -> int:
    """Show what would go, ask, remove it, and say what git still holds."""
    workspace = workspace_of(context)
    found = found_in(workspace, customer)
    ahead = foreseen(workspace, found, also or ())
    if not ahead.removed:
        return _nothing(workspace, found)
    if not yes and not _agreed(found, ahead):
        return 0
    erased = erase(workspace, found, also or ())
    kinds = _kinds(erased.forgotten)
    content = {
        "customer": {"id": found.customer.id, "file": found.customer.file}, "removed": dict(erased.forgotten.removed),
        "card": erased.forgotten.card, "events": erased.forgotten.events, "commits": erased.kept.commits,
    }  # fmt: skip
    held = tuple(_held(erased))
    return reply(workspace, erased.acted, "forget.done", content, held, follow=False, kinds=kinds)


def _nothing(workspace: Workspace, found: Found) -> int:
    if console.screen.json:
        from salesctl.render import json

        who = {"id": found.customer.id, "file": found.customer.file}
        json.answer(
            workspace.now, {"customer": who, "removed": {}, "card": [], "events": [], "commits": None, "hints": []}
        )
        return 0
    console.result(say("forget.nothing", name=clean(found.customer.name)))
    return 0


def _agreed(found: Found, ahead: Forgotten) -> bool:
    """Whether the person at the terminal says yes. Raises Broken (exit code 2) where there is nobody to ask."""
    screens = (sys.stdin, sys.stdout)
    if console.screen.json or not all(console.is_terminal(one) for one in screens):
        command = f"forget {found.ref} --yes"
        params = {"name": found.customer.name, "kinds": _kinds(ahead)}
        raise Broken(Problem("forget.needs_yes", params, None, command), exit_code=2)
    console.result(say("forget.would", name=clean(found.customer.name), kinds=_kinds(ahead), count=len(ahead.events)))
    console.result(say("forget.for_ever"))
    if fold(prompting.line(say("forget.ask"))) in YES - {""}:
        return True
    console.result(say("forget.left"))
    return False


def _kinds(forgotten: Forgotten) -> tuple[str, ...]:
    return tuple(say(f"forget.kind.{kind}", count=count) for kind, count in forgotten.removed.items())


def _held(erased: Erased) -> list[Problem]:
    """What is not gone yet: the history of git, and what nobody could recognise."""
    file = erased.acted.customer.file
    known = Problem("forget.look_over", {}, None, f"show {erased.acted.customer.id}", "info")
    if not erased.kept.commits:
        return [Problem("forget.no_git", {}, Place(file), None, "info"), known]
    params = {"count": erased.kept.commits, "file": file, "remotes": erased.kept.remotes}
    code = "forget.git_and_remotes" if erased.kept.remotes else "forget.git_holds"
    return [Problem(code, params, Place(file), None, "warn"), known]
