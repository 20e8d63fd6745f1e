"""The moves that are one event with a few words: asked for, carried out, told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typer

from salesctl.commands._replying import reply
from salesctl.commands._session import found_in, happened_of, workspace_of
from salesctl.core.commands import Command, Move
from salesctl.core.naming import read_reason, read_stage
from salesctl.core.state import Values
from salesctl.desk.acting import Acted, act
from salesctl.desk.customers import Found
from salesctl.desk.opening import Workspace


def move(
    context: typer.Context, customer: str, what: str, code: str, data: Mapping[str, str | None], at: str | None = None,
    *, reasons: str | None = None, **params: Any,
) -> int:  # fmt: skip
    """Carry out one move and tell it. ``reasons`` names the playbook's list that ``because`` is taken from."""
    workspace = workspace_of(context)
    found = found_in(workspace, customer)
    given = {key: value for key, value in data.items() if value is not None}
    if reasons is not None:
        given["because"] = read_reason(workspace.playbook, reasons, given.get("because")) or ""
    command = Move(deal=found.number, at=happened_of(workspace, at), what=what, data=_filled(given))
    return carry_out(workspace, found, [command], code, **params)


def move_to(
    context: typer.Context, customer: str, stage: str, what: str, reasons: str, because: str | None, at: str | None
) -> int:
    """Carry out a move into a named stage: back to it, or opened again in it."""
    playbook = workspace_of(context).playbook
    to = read_stage(playbook, stage)
    told = {"to": to, "because": because}
    return move(context, customer, what, f"saved.{what}", told, at, reasons=reasons, to=playbook.stages[to].title)


def carry_out(workspace: Workspace, found: Found, commands: list[Command], code: str, **params: Any) -> int:
    """Carry out commands on one customer and tell what they came to."""
    acted = act(workspace, found, commands)
    content: dict[str, Any] = {}
    if isinstance(acted, Acted):
        deal = acted.state.deals[acted.number]
        content = {"customer": acted.customer.id, "deal": acted.number, "stage": deal.stage, "status": deal.status}
    return reply(workspace, acted, code, content, **params)


def _filled(given: Mapping[str, str]) -> Values:
    return {key: value for key, value in given.items() if value}
