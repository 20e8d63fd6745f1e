"""What a new deal is told: owner, kind, amount, the day it should be signed, and the first answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

import typer

from salesctl.commands import _completing
from salesctl.commands._session import customers_of, happened_of, reading_bar
from salesctl.core.commands import Open
from salesctl.core.customers import core_name, likely_same, plain_phone
from salesctl.core.events import Value
from salesctl.core.lookalikes import skeleton, strange
from salesctl.core.moments import read_day
from salesctl.core.naming import one_of, read_person
from salesctl.core.playbook import Field, Playbook
from salesctl.core.problems import Broken, Problem
from salesctl.core.values import read_money
from salesctl.desk.everyone import everyone
from salesctl.desk.opening import Workspace
from salesctl.reports.rows import NameRow

Owner = Annotated[str | None, typer.Option("--owner", metavar="WHO", autocompletion=_completing.person)]
Kind = Annotated[str | None, typer.Option("--kind")]
Title = Annotated[str | None, typer.Option("--title", metavar="TEXT")]
Amount = Annotated[str | None, typer.Option("--amount")]
SignBy = Annotated[str | None, typer.Option("--sign-by", metavar="DATE")]
Settings = Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE")]


def opening(
    workspace: Workspace, values: Mapping[str, Value], owner: str | None, kind: str | None, title: str | None,
    amount: str | None, sign_by: str | None, at: str | None,
) -> Open:  # fmt: skip
    """The command that opens a deal. Raises Broken (exit code 2) for what can't be read."""
    return Open(
        owner=read_person(workspace.team, owner) if owner else workspace.who,
        kind=one_of(kind, workspace.playbook.kinds, "kind") if kind else None,
        title=title, amount=money_of(amount), sign_by=day_of(workspace, sign_by, "--sign-by"), values=values,
        at=happened_of(workspace, at),
    )  # fmt: skip


def origin_fields(playbook: Playbook) -> dict[str, Field]:
    """The fields of the form that a new deal opens with."""
    step = playbook.opening_step
    return {field.id: field for _, field in playbook.fields_of(step.forms if step else ()) if field.id != "name"}


def money_of(text: str | None, option: str = "--amount") -> Decimal | None:
    """An amount as typed. Raises Broken (exit code 2) for what is none, or less than nothing."""
    if text is None:
        return None
    found = read_money(text)
    if found is None:
        raise Broken(Problem("value.not_money", {"field": option, "id": "amount", "value": text}), exit_code=2)
    if found < 0:
        raise Broken(Problem("value.too_small", {"field": option, "value": text, "least": 0}), exit_code=2)
    return found


def day_of(workspace: Workspace, text: str | None, option: str) -> str | None:
    if text is None:
        return None
    found: date | None = read_day(text, workspace.now.date())
    if found is None:
        raise Broken(Problem("value.not_a_date", {"field": option, "id": option, "value": text}), exit_code=2)
    return found.isoformat()


def warn_of_likes(workspace: Workspace, name: str, values: Mapping[str, Value]) -> tuple[Problem, ...]:
    """A warning for each customer that is probably the same (``process.md 1.1``)."""
    rows = [row.get("phone") for row in values.get("contacts", ()) if isinstance(row, Mapping)]
    phones = [str(phone) for phone in rows if phone]
    wanted, seen = core_name(name), skeleton(name)
    digits = {plain_phone(phone) for phone in phones} - {""}
    everybody = everyone(workspace, reading_bar).names_with(wanted, seen, *digits)
    maybe = [one for one in everybody if one.core == wanted or not digits.isdisjoint(one.phones)]
    folder = customers_of(workspace)
    same = tuple(
        Problem("customer.likely_same", {"name": one.name, "id": one.id, "why": why}, None, f"show {one.id}", "warn")
        for one in maybe
        if (why := likely_same(name, phones, folder.shown_as(one.file, one.id).record.card)) is not None
    )
    alike = [one for one in everybody if one.looks == seen and one.core != wanted]
    return (*same, *(_look_alike(name, one) for one in alike))


def _look_alike(name: str, known: NameRow) -> Problem:
    params = {"name": known.name, "id": known.id, "other": name, "letters": strange(name, known.name)}
    return Problem("customer.look_alike", params, None, f"show {known.id}", "warn")
