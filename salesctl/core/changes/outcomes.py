"""What an outcome leads to."""

from __future__ import annotations

from salesctl.core.changes.ending import close
from salesctl.core.changes.loops import enter_nurture, go_again, new_round
from salesctl.core.events import Event
from salesctl.core.plain import text
from salesctl.core.playbook import Action, Playbook, Step
from salesctl.core.state import (
    Deal,
    Occurrence,
    State,
)


def act(
    playbook: Playbook, state: State, deal: Deal, step: Step, action: Action, event: Event,
    occurrence: Occurrence | None,
) -> None:  # fmt: skip
    """What an outcome leads to."""
    match action.kind:
        case "go_on" | "new_deal" | "stay":
            pass
        case "again":
            target = action.target or step.id
            if occurrence is not None and target in occurrence.steps:
                for inner in tuple(occurrence.steps)[tuple(occurrence.steps).index(target) :]:
                    if occurrence.steps[inner].visits:
                        new_round(occurrence.steps[inner], event, event.at)
            else:
                go_again(playbook, state, deal, target, event)
        case "close":
            because = text(event.data.get("because")) or (action.reasons[0] if action.reasons else None)
            close(deal, event, action.target or "lost", because)
        case "nurture":
            enter_nurture(deal, event)
