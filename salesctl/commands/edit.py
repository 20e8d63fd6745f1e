"""Correct the card, or a deal's amount, title, kind and sign-by date."""

from __future__ import annotations

import typer

from salesctl.commands._answers import of_line, read_answers, setting_of
from salesctl.commands._opening import Amount, Kind, Settings, SignBy, Title, day_of, money_of, origin_fields
from salesctl.commands._options import CustomerName
from salesctl.commands._replying import reply
from salesctl.commands._session import found_in, workspace_of
from salesctl.core.commands import Correct
from salesctl.core.customers import name_problem
from salesctl.core.events import Value
from salesctl.core.filling import card_fields
from salesctl.core.naming import one_of
from salesctl.core.problems import Broken
from salesctl.core.values import plain_decimal
from salesctl.desk.acting import act

#: What is no field of a form and yet taken by `--set`.
_OWN = ("name", "amount", "sign_by", "title", "kind")


def command(
    context: typer.Context,
    customer: CustomerName,
    set_: Settings = None,
    amount: Amount = None,
    sign_by: SignBy = None,
    title: Title = None,
    kind: Kind = None,
) -> int:
    """Change what was given; everything else in the file stays as it is."""
    workspace = workspace_of(context)
    found = found_in(workspace, customer)
    fields, own = origin_fields(workspace.playbook), {}
    rest: list[str] = []
    for setting in set_ or ():
        key, text = setting_of(setting)
        if key in _OWN:
            own[key] = text
        else:
            rest.append(setting)
    amount, sign_by, title, kind = (
        own.get(name, given)
        for name, given in (("amount", amount), ("sign_by", sign_by), ("title", title), ("kind", kind))
    )
    new_name = own.get("name")
    values = read_answers(workspace, fields, of_line(workspace, rest, fields))
    if new_name is not None:
        problem = name_problem(new_name)
        if problem is not None:
            raise Broken(problem, exit_code=2)
    on_card = card_fields(workspace.playbook)
    card: dict[str, Value | None] = {
        key: value if value not in ("", ()) else None for key, value in values.items() if key in on_card
    }
    if new_name is not None:
        card["name"] = " ".join(new_name.split())
    money = money_of(amount)
    form = {key: value for key, value in values.items() if key not in on_card}
    facts: dict[str, Value] = {"form": form} if form else {}
    facts |= {"amount": plain_decimal(money)} if money is not None else {}
    facts |= {"sign_by": day_of(workspace, sign_by, "--sign-by") or ""} if sign_by is not None else {}
    facts |= {"title": title} if title is not None else {}
    facts |= {"kind": one_of(kind, workspace.playbook.kinds, "kind")} if kind is not None else {}
    changed = sorted({*card, *form, *facts} - {"form"})
    acted = act(workspace, found, [Correct(deal=found.number, card=card, facts=facts)])
    content = {"customer": {"id": found.customer.id}, "changed": changed}
    return reply(workspace, acted, "saved.edited", content, changed=tuple(changed))
