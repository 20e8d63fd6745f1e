"""Another deal for the same customer (``process.md 5.3``: a satisfied customer buys again)."""

from __future__ import annotations

import typer

from salesctl.commands._answers import of_line, read_answers
from salesctl.commands._opening import Amount, Kind, Owner, Settings, SignBy, Title, opening, origin_fields
from salesctl.commands._options import At, CustomerName
from salesctl.commands._replying import reply
from salesctl.commands._session import found_in, workspace_of
from salesctl.desk.acting import Acted, act


def command(
    context: typer.Context,
    customer: CustomerName,
    title: Title = None,
    kind: Kind = None,
    amount: Amount = None,
    sign_by: SignBy = None,
    owner: Owner = None,
    at: At = None,
    set_: Settings = None,
) -> int:
    """Open one more deal; the owner is who owned the one before."""
    workspace = workspace_of(context)
    found = found_in(workspace, customer)
    deals = found.customer.state.deals
    fields = origin_fields(workspace.playbook)
    values = read_answers(workspace, fields, of_line(workspace, set_ or (), fields))
    start = opening(workspace, values, owner or deals[max(deals)].owner, kind, title, amount, sign_by, at)
    acted = act(workspace, found, [start])
    number = max(acted.state.deals) if isinstance(acted, Acted) else 0
    about = {"id": found.customer.id, "name": found.customer.name, "file": found.customer.file}
    content = {"customer": about, "deal": number}
    return reply(workspace, acted, "saved.deal_add", content, number=number, deal=f"{found.customer.id}/{number}")
