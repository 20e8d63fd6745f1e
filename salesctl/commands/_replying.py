"""How a saved change is told: for a person in a sentence with what comes next, for a program as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from salesctl.core.problems import Problem, Refused
from salesctl.desk.acting import Acted
from salesctl.desk.opening import Workspace
from salesctl.i18n import say
from salesctl.render import console, problems


def reply(
    workspace: Workspace, acted: Acted | Refused, code: str, content: Mapping[str, Any] | None = None,
    extra: tuple[Problem, ...] = (), **params: Any,
) -> int:  # fmt: skip
    """Say ``code`` with its parameters, then hints and ``extra``; with --json one object. The exit code of the command."""
    if isinstance(acted, Refused):
        problems.refuse(acted.problems)
        return acted.exit_code
    console.mark_saved()
    if console.screen.json:
        from salesctl.render import json

        json.answer(workspace.now, {**(content or {}), "hints": [problems.as_json(one) for one in (*extra, *acted.hints)]})
        return 0
    console.result(console.Styled("✓ ", "green"), say(code, name=acted.customer.name, ref=acted.ref, **params))
    problems.show((*extra, *acted.hints))
    return 0
