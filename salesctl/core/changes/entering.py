"""How a deal comes in: opened here, or imported from where it was before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast, get_args

from salesctl.core.changes.ending import end_span
from salesctl.core.changes.loops import enter_nurture
from salesctl.core.events import Event, Value
from salesctl.core.plain import as_decimal, moment, text
from salesctl.core.playbook import Playbook
from salesctl.core.state import (
    Deal,
    Entry,
    Span,
    State,
    Status,
    Values,
    Visit,
)


def opened(playbook: Playbook, state: State, event: Event) -> str | None:
    """A new deal, in the stage that the event names or in the first one."""
    if event.deal in state.deals:
        return "event.deal_twice"
    named = text(event.data.get("stage"))
    first = named if named is not None and named in playbook.stages else playbook.stage_order[0]
    deal = _new_deal(playbook, event, event.at, first)
    # A customer who buys again came by the way that the first deal did, unless somebody says otherwise.
    deal.channel = deal.channel or next((one.channel for one in reversed(state.deals.values()) if one.channel), None)
    deal.entries.append(Entry(first, event.at, event, "opened"))
    _opening_visit(playbook, deal, event, event.at)
    state.deals[event.deal] = deal
    return None


def imported(playbook: Playbook, state: State, event: Event) -> str | None:
    """A deal that was under way elsewhere enters where it stood; what came before is unknown.

    Told again of a deal that came in this way, it says what has changed there since, and only that.
    """
    deal, since = state.deals.get(event.deal), moment(event.data.get("since"))
    stage = text(event.data.get("stage"))
    if deal is not None and not deal.imported:
        return "event.deal_twice"
    if stage is not None and stage not in playbook.stages:
        return "event.unknown_stage"
    if deal is None:
        deal = state.deals[event.deal] = _new_deal(playbook, event, since, stage)
        deal.imported = True
        _opening_visit(playbook, deal, event, event.at if since is None else since)
    else:
        _told_again(deal, event, since)
    if stage is not None:
        deal.stage = stage
        deal.entries.append(Entry(stage, since, event, "imported"))
    deal.grade = text(event.data.get("grade")) or deal.grade
    if any(key in event.data for key in _ENDING):
        _ended_elsewhere(deal, event)
    return None


_ENDING = ("status", "closed", "finished", "because")


def _told_again(deal: Deal, event: Event, since: datetime | None) -> None:
    """What a second telling changes besides stage, grade and end."""
    given = event.data
    deal.estimate = as_decimal(given["amount"]) if "amount" in given else deal.estimate
    for name in ("sign_by", "title", "kind", "channel"):
        if name in given:
            setattr(deal, name, text(given[name]))
    if since is not None:
        deal.opened_at = deal.happened["opened"] = since
    if owner := text(given.get("owner")):
        deal.owner = owner
        deal.owners.append((event.at, owner))


def _ended_elsewhere(deal: Deal, event: Event) -> None:
    """How the deal ended before it came in, by everything told of it so far.

    Reports take the day on which it ended there; what is owed to a customer who was won there begins with the event.
    """
    told: dict[str, Value] = {}
    for one in deal.events:
        told |= one.data if one.what == "imported" else {}
    status, because, ended = text(told.get("status")), text(told.get("because")), moment(told.get("closed")) or event.at
    deal.status = cast("Status", status) if status in get_args(Status) else "open"
    deal.won = [one for one in deal.won if one[1].what != "imported"]
    deal.closings = [one for one in deal.closings if one.event.what != "imported"]
    deal.closed_as = deal.closed_because = None
    if deal.status != "nurture" and deal.nurtures and deal.nurtures[-1].until is None:
        end_span(deal.nurtures[-1], event)
    if deal.status == "won":
        deal.won.append((ended, event))
        deal.happened["won"] = event.at
    elif deal.status in ("lost", "void"):
        deal.closings.append(Span(ended, event, reason=because))
        deal.closed_as, deal.closed_because = deal.status, because
        deal.happened["closed"] = ended
    elif deal.status == "nurture":
        enter_nurture(deal, event)
    finished = told.get("finished") == "yes" and deal.status == "won"
    deal.finished, deal.finished_at = (event, ended) if finished else (None, None)


def _new_deal(playbook: Playbook, event: Event, at: datetime | None, stage: str | None) -> Deal:
    given = event.data
    owner = text(given.get("owner")) or event.by
    kinds = tuple(playbook.kinds)
    deal = Deal(
        number=event.deal, opened=event, opened_at=at, owner=owner, stage=stage,
        kind=text(given.get("kind")) or (kinds[0] if kinds else None), playbook=text(given.get("playbook")),
        title=text(given.get("title")), estimate=as_decimal(given.get("amount")), sign_by=text(given.get("sign_by")),
        channel=text(given.get("channel")), owners=[(at or event.at, owner)],
    )  # fmt: skip
    if at is not None:
        deal.happened["opened"] = at
    deal.events.append(event)
    return deal


def _opening_visit(playbook: Playbook, deal: Deal, event: Event, at: datetime) -> None:
    step = playbook.opening_step
    if step is None:
        return
    form = event.data.get("form")
    values: Values = {
        **{key: event.data[key] for key in ("channel",) if key in event.data},
        **(form if isinstance(form, Mapping) else {}),
    }
    visit = Visit(event, at, event.by, 1, step.outcomes[0].id if step.outcomes else None, values)
    kept = deal.step(step.id)
    kept.visits.append(visit)
    kept.done = visit
