"""What each event does to a deal.

Every handler is total: it answers the code of why an event means nothing, or None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from salesctl.core.changes import doing, entering, judging, moving, telling
from salesctl.core.events import Event
from salesctl.core.playbook import Playbook
from salesctl.core.state import State

HANDLERS: Mapping[str, Callable[[Playbook, State, Event], str | None]] = {
    "opened": entering.opened, "imported": entering.imported,
    "done": doing.done, "raised": doing.raised, "amended": doing.amended, "graded": doing.graded,
    "approved": judging.approved, "rejected": judging.rejected,
    "advanced": moving.advanced, "returned": moving.returned, "reopened": moving.reopened, "held": moving.held,
    "resumed": moving.resumed, "nurtured": moving.nurtured, "woken": moving.woken, "closed": moving.closed,
    "contacted": telling.contacted, "planned": telling.planned, "assigned": telling.assigned,
    "estimated": telling.estimated, "noted": telling.noted,
}  # fmt: skip
