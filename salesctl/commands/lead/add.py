"""A new customer and its first deal (``process.md 1.1``)."""

from __future__ import annotations

from typing import Annotated

import typer

from salesctl.commands._answers import of_line, read_answers
from salesctl.commands._opening import (
    Amount,
    Kind,
    Owner,
    Settings,
    SignBy,
    Title,
    opening,
    origin_fields,
    warn_of_likes,
)
from salesctl.commands._options import At
from salesctl.commands._replying import reply
from salesctl.commands._session import workspace_of
from salesctl.core.customers import name_problem
from salesctl.core.events import Value
from salesctl.core.problems import Broken
from salesctl.desk.acting import Acted, create


def command(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME")],
    channel: Annotated[str | None, typer.Option("--channel")] = None,
    industry: Annotated[str | None, typer.Option("--industry")] = None,
    size: Annotated[str | None, typer.Option("--size")] = None,
    contact: Annotated[str | None, typer.Option("--contact", metavar="PERSON")] = None,
    position: Annotated[str | None, typer.Option("--position")] = None,
    phone: Annotated[str | None, typer.Option("--phone")] = None,
    email: Annotated[str | None, typer.Option("--email")] = None,
    need: Annotated[str | None, typer.Option("--need", metavar="TEXT")] = None,
    owner: Owner = None,
    kind: Kind = None,
    title: Title = None,
    amount: Amount = None,
    sign_by: SignBy = None,
    at: At = None,
    set_: Settings = None,
) -> int:
    """Save the customer; the name is enough, the owner is who asks."""
    workspace = workspace_of(context)
    problem = name_problem(name)
    if problem is not None:
        raise Broken(problem, exit_code=2)
    person = {"name": contact, "position": position, "phone": phone, "email": email}
    row: dict[str, Value] = {key: value for key, value in person.items() if value}
    plain = {"channel": channel, "industry": industry, "size": size, "need": need}
    given: dict[str, object] = {key: value for key, value in plain.items() if value is not None}
    if row:
        given["contacts"] = [row]
    fields = origin_fields(workspace.playbook)
    values = read_answers(workspace, fields, {**given, **of_line(workspace, set_ or (), fields)})
    start = opening(workspace, values, owner, kind, title, amount, sign_by, at)
    likes = warn_of_likes(workspace, name, values)
    acted = create(workspace, " ".join(name.split()), {}, start)
    content = (
        {"customer": {"id": acted.customer.id, "name": acted.customer.name, "file": acted.customer.file}, "deal": 1}
        if isinstance(acted, Acted)
        else None
    )
    file = acted.customer.file if isinstance(acted, Acted) else ""
    return reply(workspace, acted, "saved.lead_add", content, extra=likes, file=file)
