"""When a step may be done."""

from __future__ import annotations

from salesctl.core.changes.locating import form_of, locate, round_of
from salesctl.core.clocks import Clocks
from salesctl.core.facts import DealFacts
from salesctl.core.playbook import Step
from salesctl.core.rules.asked import Asked, Objections, problem
from salesctl.core.rules.besides import duty_objections
from salesctl.core.rules.forms import form_objections, rule_objections
from salesctl.core.rules.openness import (
    doer,
    not_who_did,
    open_blockers,
    openness,
    step_rules,
    timing,
)


def done(asked: Asked) -> Objections:
    """Why the step can't be finished, or the duty settled."""
    name = asked.event.step or ""
    if name in asked.playbook.duties:
        yield from duty_objections(asked, name)
        return
    found = locate(asked.playbook, asked.deal, asked.event)
    if isinstance(found, str):
        return
    step, kept, occurrence = found
    clocks = asked.clocks(occurrence)
    if round_of(asked.event, kept) < kept.round:
        yield problem("step.old_round", step=step.title, round=kept.round)
        return
    if step.approve is not None and clocks.progress.approval(step) is not None:
        roles = clocks.progress.asked(step.id)
        remedy = f"approve {{customer}} {step.id} --as {(*roles, step.by)[0]}"
        titles = tuple(asked.role_title(role) for role in roles)
        yield problem("step.needs_verdicts", remedy, step=step.title, roles=titles)
        return
    closed = list(openness(asked, clocks.progress, step))
    yield from closed
    if closed:
        return
    yield from doer(asked, step)
    yield from timing(asked, clocks, step)
    yield from _outcome(asked, clocks, step)
    yield from _blocked(asked, clocks, step)
    outcome = asked.given("outcome")
    yield from form_objections(asked, step.id, step.forms, form_of(asked.event), outcome)
    yield from step_rules(asked, clocks, step, form_of(asked.event), outcome)


def _outcome(asked: Asked, clocks: Clocks, step: Step) -> Objections:
    given = asked.given("outcome")
    if not step.outcomes:
        if given is not None:
            yield problem("outcome.none_here", step=step.title, outcome=given)
        return
    titles = tuple(one.id for one in step.outcomes)
    if given is None:
        yield problem(
            "outcome.missing", f"done {{customer}} {step.id} --outcome {titles[0]}", step=step.title, outcomes=titles
        )
        return
    spec = step.outcome(given)
    if spec is None:
        yield problem("outcome.unknown", step=step.title, outcome=given, outcomes=titles)
        return
    facts = DealFacts(
        asked.playbook, asked.state, asked.deal, step.id, form_of(asked.event), step.forms, given, clocks.slip
    )
    yield from rule_objections(spec.must, facts, spec.title)


def _blocked(asked: Asked, clocks: Clocks, step: Step) -> Objections:
    yield from open_blockers(asked, step.id)
    yield from not_who_did(asked, clocks, step)
