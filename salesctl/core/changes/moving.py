"""What moves do to a deal: on, back, on hold, to sleep, to its end and back to life."""

from __future__ import annotations

from salesctl.core.changes.ending import close, end_span, win
from salesctl.core.changes.loops import enter_nurture, go_again, wake
from salesctl.core.events import Event
from salesctl.core.plain import moment, text
from salesctl.core.playbook import Playbook
from salesctl.core.state import (
    Deal,
    Entry,
    Span,
    State,
)


def advanced(playbook: Playbook, state: State, event: Event) -> str | None:
    """Into a later stage; without one, past the last stage: the deal is finished."""
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
    """Back to a stage, with a new round for everything from there on that was reached."""
    deal = state.deals[event.deal]
    to = text(event.data.get("to"))
    if to is None or to not in playbook.stages:
        return "event.unknown_stage"
    go_again(playbook, state, deal, to, event, "returned")
    _status_after_going_back(playbook, deal)
    return None


def reopened(playbook: Playbook, state: State, event: Event) -> str | None:
    """A closed or finished deal lives again, awake, in a new round from the stage named."""
    deal = state.deals[event.deal]
    to = text(event.data.get("to"))
    if to is None or to not in playbook.stages:
        return "event.unknown_stage"
    for span in (*deal.closings[-1:], *deal.nurtures[-1:]):
        if span.until is None:
            end_span(span, event)
    deal.finished = deal.finished_at = None
    deal.closed_as = deal.closed_because = None
    deal.status = "open"
    deal.happened["reopened"] = event.at
    go_again(playbook, state, deal, to, event, "reopened")
    _status_after_going_back(playbook, deal)
    return None


def held(playbook: Playbook, state: State, event: Event) -> str | None:
    """The clocks stand still until the stated end; a second hold ends the first."""
    deal = state.deals[event.deal]
    if deal.held is not None:
        end_span(deal.held, event)
    deal.holds.append(
        Span(event.at, event, reason=text(event.data.get("because")), stated_end=moment(event.data.get("until")))
    )
    deal.happened["held"] = event.at
    return None


def resumed(playbook: Playbook, state: State, event: Event) -> str | None:
    """The hold ends, whatever end it had stated."""
    deal = state.deals[event.deal]
    if deal.held is None:
        return "event.not_held"
    end_span(deal.held, event)
    deal.happened["resumed"] = event.at
    return None


def nurtured(playbook: Playbook, state: State, event: Event) -> str | None:
    """Into the nurture pool (``process.md 1.3``)."""
    enter_nurture(state.deals[event.deal], event)
    return None


def woken(playbook: Playbook, state: State, event: Event) -> str | None:
    """Out of the nurture pool."""
    deal = state.deals[event.deal]
    if deal.status != "nurture":
        return "event.not_asleep"
    wake(playbook, deal, event)
    return None


def closed(playbook: Playbook, state: State, event: Event) -> str | None:
    """Lost, unless it says void."""
    close(state.deals[event.deal], event, text(event.data.get("as")) or "lost", text(event.data.get("because")))
    return None


def _status_after_going_back(playbook: Playbook, deal: Deal) -> None:
    if deal.status in ("won", "open") and playbook.won is not None:
        deal.status = "won" if deal.step(playbook.won).done is not None else "open"
