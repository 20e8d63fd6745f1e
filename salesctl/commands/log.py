"""A contact with the customer, and what comes next, in one line."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands._moving import carry_out
from salesctl.commands._options import At, CustomerName
from salesctl.commands._session import found_in, happened_of, said, workspace_of
from salesctl.commands.plan import planned_of
from salesctl.core.commands import Command, Move
from salesctl.core.folding import fold
from salesctl.core.problems import Broken, Problem

KINDS = {"call": "电话", "chat": "微信", "visit": "拜访", "demo": "演示", "mail": "邮件"}
_NO = frozenset({"no", "n", "false", "否", "没有", "未"})
_YES = frozenset({"yes", "y", "true", "是", "有"})


def command(
    context: typer.Context,
    customer: CustomerName,
    words: Annotated[str, typer.Argument(metavar="TEXT")],
    kind: Annotated[str, typer.Option("--kind", metavar="call|chat|visit|demo|mail|…")] = "call",
    with_: Annotated[str | None, typer.Option("--with", metavar="PERSON")] = None,
    reached: Annotated[str, typer.Option("--reached", metavar="yes|no")] = "yes",
    next_: Annotated[tuple[str, str] | None, typer.Option("--next", metavar="TIME TEXT")] = None,
    at: At = None,
) -> int:
    """Log a contact, or with ``--reached no`` an attempt; neither stops a step's clock (``process.md 1.4``)."""
    workspace = workspace_of(context)
    found = found_in(workspace, customer)
    if fold(reached) not in _NO | _YES:
        raise Broken(
            Problem("value.not_yes_no", {"field": "--reached", "id": "reached", "value": reached}), exit_code=2
        )
    missed = fold(reached) in _NO
    known = {fold(words): name for name, label in KINDS.items() for words in (name, label)}
    data = {"kind": known.get(fold(kind), kind.strip()), "text": said(words)}
    data |= ({"with": with_} if with_ else {}) | ({"reached": "no"} if missed else {})
    commands: list[Command] = [Move(deal=found.number, at=happened_of(workspace, at), what="contacted", data=data)]
    if next_ is not None:
        commands.append(planned_of(workspace, found.number, *next_))
    return carry_out(workspace, found, commands, "saved.attempt" if missed else "saved.contact")
