"""What is told of a deal beside its steps: contacts, plans, remarks, hands, plain facts."""

from __future__ import annotations

from collections.abc import Mapping

from salesctl.core.events import Event
from salesctl.core.plain import as_decimal, text
from salesctl.core.playbook import Playbook
from salesctl.core.state import (
    Contact,
    State,
)


def contacted(playbook: Playbook, state: State, event: Event) -> str | None:
    """An attempt to reach the customer; it counts as a contact unless nobody was reached."""
    deal = state.deals[event.deal]
    reached = event.data.get("reached") != "no"
    deal.contacts.append(Contact(event, event.at, text(event.data.get("kind")) or "", reached))
    if reached:
        deal.happened["contacted"] = max(event.at, deal.happened.get("contacted", event.at))
    return None


def planned(playbook: Playbook, state: State, event: Event) -> str | None:
    """The next follow-up; it replaces the one before."""
    state.deals[event.deal].plan = event
    return None


def assigned(playbook: Playbook, state: State, event: Event) -> str | None:
    """The deal in other hands, or somebody in one of its roles."""
    deal, who, role = state.deals[event.deal], text(event.data.get("who")), text(event.data.get("role"))
    if who is None:
        return "event.nobody"
    if role is None or role == playbook.owner_role:
        deal.owner = who
        deal.owners.append((event.at, who))
    elif role in playbook.roles:
        deal.roles[role] = who
    else:
        return "event.unknown_role"
    return None


def estimated(playbook: Playbook, state: State, event: Event) -> str | None:
    """Amount, sign-by date, title, kind and channel of the deal, and corrections of the form it was opened with."""
    deal, given = state.deals[event.deal], event.data
    if "amount" in given:
        deal.estimate = as_decimal(given["amount"])
    deal.sign_by = text(given["sign_by"]) if "sign_by" in given else deal.sign_by
    deal.title = text(given["title"]) if "title" in given else deal.title
    deal.kind = text(given["kind"]) if "kind" in given else deal.kind
    form, opening = given.get("form"), playbook.opening_step
    if isinstance(form, Mapping):
        deal.channel = text(form["channel"]) if "channel" in form else deal.channel
        visits = deal.step(opening.id).visits if opening else []
        if visits:
            visits[0].values = {**visits[0].values, **form}
    return None


def noted(playbook: Playbook, state: State, event: Event) -> str | None:
    """A remark: part of the history, without effect on the deal."""
    return None
