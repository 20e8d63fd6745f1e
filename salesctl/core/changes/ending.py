"""How a deal ends, and how it is won."""

from __future__ import annotations

from salesctl.core.events import Event
from salesctl.core.state import (
    Deal,
    Span,
)


def close(deal: Deal, event: Event, status: str, because: str | None) -> None:
    """End the deal as lost or void; a win stays where it was."""
    deal.status = "void" if status == "void" else "lost"
    deal.closings.append(Span(event.at, event, reason=because))
    deal.closed_as, deal.closed_because = deal.status, because
    deal.happened["closed"] = event.at
    for span in (deal.held, deal.nurtures[-1] if deal.nurtures else None):
        if span is not None and span.until is None:
            end_span(span, event)


def win(deal: Deal, event: Event) -> None:
    """The deal is won from here on (``process.md`` Time: when is a deal won)."""
    if deal.status in ("open", "nurture"):
        deal.status = "won"
    deal.won.append((event.at, event))
    deal.happened["won"] = event.at


def end_span(span: Span, event: Event) -> None:
    """A span of time is over with this event."""
    span.until, span.ended_by = event.at, event
