"""What every command begins with: the workspace of the global options, customers by name, moments as typed."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from salesctl.core.problems import Broken, Problem
from salesctl.desk.globals import Globals
from salesctl.desk.opening import Workspace, open_workspace
from salesctl.i18n import say

if TYPE_CHECKING:
    from salesctl.desk.customers import Customers, Found

T = TypeVar("T")


def workspace_of(context: typer.Context) -> Workspace:
    """The workspace that this run is about."""
    told: Globals = context.obj
    return open_workspace(told)


def customers_of(workspace: Workspace) -> Customers:
    """The customers' folder, with a bar on stderr for a walk that lasts."""
    from salesctl.desk.customers import Customers

    return Customers(workspace.root, workspace.playbook, reading_bar)


def reading_bar(files: Collection[T]) -> Iterator[T]:
    """The files one by one, with a bar on stderr where that lasts."""
    from salesctl.render.progress import watched

    return watched(files, say("progress.reading"))


def seen_in(workspace: Workspace, wanted: str) -> Found:
    """The same as ``found_in`` for a command that only looks: it also says where the folder is half saved."""
    from salesctl.render import problems
    from salesctl.store.workspace import cut_off

    problems.show(cut_off(workspace.root))
    return found_in(workspace, wanted)


def found_in(workspace: Workspace, wanted: str) -> Found:
    """The customer and the deal that a text means. Raises Broken; a step in the customer's place is told as that."""
    try:
        from salesctl.desk.finding import find

        return find(workspace, wanted, reading_bar)
    except Broken as error:
        from salesctl.core.naming import matches, step_names

        if error.problems[0].code.startswith("customer.unknown") and matches(wanted, step_names(workspace.playbook)):
            raise Broken(Problem("customer.is_a_step", {"name": wanted}, None, "list"), exit_code=2) from None
        raise


def said(words: str, what: str = "TEXT") -> str:
    """A text that must say something. Raises Broken (exit code 2) where it is blank."""
    if words.strip():
        return words
    raise Broken(Problem("usage.blank", {"what": what}), exit_code=2)


def moment_of(
    workspace: Workspace, typed: str | None, option: str = "--at", default: time | None = None
) -> datetime | None:
    """A moment as typed, to the minute; None when nothing was typed.

    A bare day means ``default``, else its close of business. Raises Broken (exit code 2) for what is no moment.
    """
    if typed is None:
        return None
    from salesctl.core.moments import read_moment

    calendar = workspace.calendars[""]
    found = read_moment(typed, workspace.now, default or calendar.day_ends)
    if found is None:
        raise Broken(Problem("usage.not_a_moment", {"value": typed, "option": option}), exit_code=2)
    return found.astimezone(calendar.zone).replace(second=0, microsecond=0)


def happened_of(workspace: Workspace, typed: str | None) -> datetime | None:
    """When something happened, as typed with ``--at``.

    A bare day of today means now, an earlier one its close of business.
    """
    found = moment_of(workspace, typed)
    if found is None or typed is None or ":" in typed or "点" in typed:
        return found
    now = workspace.now
    return now.replace(second=0, microsecond=0) if found > now and found.date() == now.date() else found


def path_of(typed: str) -> Path:
    """A path as a person typed it, `~` for their home; a home that nobody has is the name of a folder."""
    return Path(os.path.expanduser(typed))  # noqa: PTH111  pathlib raises where nobody has that home
