"""The rules, each written once.

``decide`` asks them before it makes an event, ``conformance`` asks them again along the history.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, timedelta

from salesctl.core.problems import Problem
from salesctl.core.rules import besides, moves, steps, verdicts
from salesctl.core.rules.asked import Asked, Objections, problem

__all__ = ["Asked", "objections"]

_OF_EVENT: Mapping[str, Callable[[Asked], Objections]] = {
    "done": steps.done, "approved": verdicts.verdict, "rejected": verdicts.verdict, "graded": verdicts.graded,
    "raised": besides.raised, "amended": besides.amended, "advanced": moves.advanced, "returned": moves.returned,
    "held": moves.held, "resumed": moves.resumed, "nurtured": moves.nurtured, "closed": moves.closed,
    "reopened": moves.reopened, "assigned": moves.assigned,
}  # fmt: skip

_ANYTIME = frozenset(
    {"opened", "imported", "reopened", "noted", "contacted", "planned", "assigned", "estimated", "undone", "forgotten"}
)
_AFTER_FINISH = frozenset({"raised", "amended", "graded", "closed"})
_TOLERANCE = timedelta(minutes=1)


def objections(asked: Asked) -> tuple[Problem, ...]:
    """Everything that speaks against the event in the state before it; empty when it was earned."""
    event = asked.event
    found: list[Problem] = []
    at = event.at.astimezone(UTC)
    if at > asked.now.astimezone(UTC) + _TOLERANCE:
        found.append(problem("event.in_future", at=event.at))
    if event.recorded is not None and event.recorded < event.at:
        found.append(problem("event.recorded_before", at=event.at, recorded=event.recorded))
    if event.deal not in asked.state.deals:
        return tuple(found)
    opened = asked.deal.opened_at
    if opened is not None and at < opened.astimezone(UTC).replace(second=0):
        found.append(problem("event.before_opened", at=event.at, opened=opened))
    over = list(_over(asked))
    rule = _OF_EVENT.get(event.what)
    found.extend(over or (rule(asked) if rule else ()))
    return tuple(found)


def _over(asked: Asked) -> Objections:
    """What may still happen to a deal that is closed or finished."""
    deal, event = asked.deal, asked.event
    if event.what in _ANYTIME or deal.going:
        return
    if deal.status in ("lost", "void"):
        yield problem("deal.closed", "reopen {customer} STAGE --because …", status=deal.status)
        return
    runs_on = event.step in asked.playbook.duties or (event.step or "") in asked.playbook.alongside or _inner(asked)
    if event.what not in _AFTER_FINISH and not runs_on:
        yield problem("deal.finished", "deal add {customer}")


def _inner(asked: Asked) -> bool:
    step = asked.playbook.steps.get(asked.event.step or "")
    return step is not None and step.whenever is not None
