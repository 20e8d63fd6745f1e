"""What events that are no steps do to a deal: opened, advanced, held, closed and the like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import cast, get_args

from salesctl.core.events import Event, Value
from salesctl.core.loops import enter_nurture, go_again, wake
from salesctl.core.playbook import Playbook
from salesctl.core.state import Contact, Deal, Entry, Span, State, Status, Values, Visit, as_decimal


def opened(playbook: Playbook, state: State, event: Event) -> str | None:
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
        _end(deal.nurtures[-1], event)
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


def advanced(playbook: Playbook, state: State, event: Event) -> str | None:
    deal = state.deals[event.deal]
    to = text(event.data.get("to"))
    if to is None:
        if deal.finished is not None:
            return "event.stage_reached"
        deal.finished, deal.finished_at = event, event.at
        if playbook.won is None and deal.status == "open":
            win(deal, event)
        return None
    if to not in playbook.stages:
        return "event.unknown_stage"
    order = playbook.stage_order
    if deal.stage is not None and order.index(to) <= order.index(deal.stage):
        return "event.stage_reached"
    deal.stage = to
    deal.entries.append(Entry(to, event.at, event, "advanced"))
    return None


def returned(playbook: Playbook, state: State, event: Event) -> str | None:
    deal = state.deals[event.deal]
    to = text(event.data.get("to"))
    if to is None or to not in playbook.stages:
        return "event.unknown_stage"
    go_again(playbook, state, deal, to, event, "returned")
    _status_after_going_back(playbook, deal)
    return None


def reopened(playbook: Playbook, state: State, event: Event) -> str | None:
    deal = state.deals[event.deal]
    to = text(event.data.get("to"))
    if to is None or to not in playbook.stages:
        return "event.unknown_stage"
    if deal.closings and deal.closings[-1].until is None:
        deal.closings[-1].until, deal.closings[-1].ended_by = event.at, event
    deal.finished = deal.finished_at = None
    deal.closed_as = deal.closed_because = None
    deal.status = "open"
    deal.happened["reopened"] = event.at
    go_again(playbook, state, deal, to, event, "reopened")
    _status_after_going_back(playbook, deal)
    return None


def held(playbook: Playbook, state: State, event: Event) -> str | None:
    deal = state.deals[event.deal]
    if deal.held is not None:
        _end(deal.held, event)
    deal.holds.append(Span(event.at, event, reason=text(event.data.get("because")), stated_end=moment(event.data.get("until"))))
    deal.happened["held"] = event.at
    return None


def resumed(playbook: Playbook, state: State, event: Event) -> str | None:
    deal = state.deals[event.deal]
    if deal.held is None:
        return "event.not_held"
    _end(deal.held, event)
    deal.happened["resumed"] = event.at
    return None


def nurtured(playbook: Playbook, state: State, event: Event) -> str | None:
    enter_nurture(state.deals[event.deal], event)
    return None


def woken(playbook: Playbook, state: State, event: Event) -> str | None:
    deal = state.deals[event.deal]
    if deal.status != "nurture":
        return "event.not_asleep"
    wake(playbook, deal, event)
    return None


def closed(playbook: Playbook, state: State, event: Event) -> str | None:
    close(state.deals[event.deal], event, text(event.data.get("as")) or "lost", text(event.data.get("because")))
    return None


def contacted(playbook: Playbook, state: State, event: Event) -> str | None:
    deal = state.deals[event.deal]
    reached = event.data.get("reached") != "no"
    deal.contacts.append(Contact(event, event.at, text(event.data.get("kind")) or "", reached))
    if reached:
        deal.happened["contacted"] = max(event.at, deal.happened.get("contacted", event.at))
    return None


def planned(playbook: Playbook, state: State, event: Event) -> str | None:
    state.deals[event.deal].plan = event
    return None


def assigned(playbook: Playbook, state: State, event: Event) -> str | None:
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
    """The plain facts of a deal, and corrections of the form it was opened with: amount, sign-by date, title, kind, channel."""
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
    return None


def close(deal: Deal, event: Event, status: str, because: str | None) -> None:
    """End the deal as lost or void; a win stays where it was."""
    deal.status = "void" if status == "void" else "lost"
    deal.closings.append(Span(event.at, event, reason=because))
    deal.closed_as, deal.closed_because = deal.status, because
    deal.happened["closed"] = event.at
    for span in (deal.held, deal.nurtures[-1] if deal.nurtures else None):
        if span is not None and span.until is None:
            _end(span, event)


def win(deal: Deal, event: Event) -> None:
    """The deal is won from here on (``process.md`` Time: when is a deal won)."""
    if deal.status in ("open", "nurture"):
        deal.status = "won"
    deal.won.append((event.at, event))
    deal.happened["won"] = event.at


def text(value: Value | None) -> str | None:
    """The value as text; None when it is missing, empty or no text."""
    return value if isinstance(value, str) and value else None


def moment(value: Value | None) -> datetime | None:
    """An ISO 8601 moment with its offset; None when it is none."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


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
    values: Values = {**{key: event.data[key] for key in ("channel",) if key in event.data}, **(form if isinstance(form, Mapping) else {})}
    visit = Visit(event, at, event.by, 1, step.outcomes[0].id if step.outcomes else None, values)
    kept = deal.step(step.id)
    kept.visits.append(visit)
    kept.done = visit


def _status_after_going_back(playbook: Playbook, deal: Deal) -> None:
    if deal.status in ("won", "open") and playbook.won is not None:
        deal.status = "won" if deal.step(playbook.won).done is not None else "open"


def _end(span: Span, event: Event) -> None:
    span.until, span.ended_by = event.at, event


HANDLERS: Mapping[str, Callable[[Playbook, State, Event], str | None]] = {
    "opened": opened, "imported": imported, "advanced": advanced, "returned": returned, "reopened": reopened,
    "held": held, "resumed": resumed, "nurtured": nurtured, "woken": woken, "closed": closed, "contacted": contacted,
    "planned": planned, "assigned": assigned, "estimated": estimated, "noted": noted,
}  # fmt: skip
