"""Asking at a terminal for what a step still needs."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from salesctl.core.events import Value
from salesctl.desk.acting import Acted
from salesctl.desk.customers import Found
from salesctl.desk.opening import Workspace
from salesctl.render import console


def is_asking(file: str | None) -> bool:
    """Whether there is somebody to ask: a terminal on both sides, and no file that answers everything."""
    return file is None and not console.screen.json and console.is_terminal(sys.stdin) and console.is_terminal(sys.stdout)


def talked_through(
    workspace: Workspace, found: Found, name: str, given: Mapping[str, Value], outcome: str | None, occurrence: int | None
) -> tuple[dict[str, Value], str | None]:  # fmt: skip
    """The answers after asking for what is missing."""
    return dict(given), outcome


def offer_to_advance(workspace: Workspace, acted: Acted) -> int:
    """After the last step of a stage, offer the next one."""
    return 0
