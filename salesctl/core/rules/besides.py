"""What stands beside the order: occurrences raised, duties settled, forms amended."""

from __future__ import annotations

from salesctl.core.changes.locating import form_of, locate
from salesctl.core.conditions import holds
from salesctl.core.duties import owed_by_deal
from salesctl.core.rules.asked import Asked, Objections, problem, roles_of
from salesctl.core.rules.forms import form_objections, rule_objections
from salesctl.core.rules.openness import (
    doer,
    step_rules,
)


def raised(asked: Asked) -> Objections:
    """Why a whenever can't happen now: out of its time, too often, by the wrong person, with an unfit form."""
    spec = asked.playbook.whenevers.get(asked.event.step or "")
    if spec is None:
        return
    clocks = asked.clocks()
    began = clocks.latest(spec.start)
    ended = clocks.latest(spec.until) if spec.until else None
    if (
        began is None
        or (ended is not None and ended.at >= began.at)
        or holds(spec.condition, clocks.facts()) is not True
    ):
        yield problem("whenever.not_now", step=spec.title)
    count = len(asked.deal.occurrences.get(spec.id, []))
    if spec.most is not None and count >= spec.most:
        yield problem("whenever.too_many", step=spec.title, most=spec.most)
    if asked.team.people and not roles_of(asked, (spec.by,)) and asked.event.by != asked.deal.owner:
        yield problem(
            "people.not_in_role", role=asked.role_title(spec.by), who=asked.event.by, people=asked.team.fillers(spec.by)
        )
    yield from form_objections(asked, spec.id, spec.forms, form_of(asked.event))
    yield from rule_objections(spec.must, clocks.facts(), spec.title)


def amended(asked: Asked) -> Objections:
    """Why a form can't be amended: no reason, nothing changed, never filed, or no longer fit with the rest."""
    name = asked.event.step or ""
    if asked.given("because") is None:
        yield problem("amend.no_reason", step=_title(asked, name))
    if name in asked.playbook.duties:
        return
    found = locate(asked.playbook, asked.deal, asked.event)
    if isinstance(found, str):
        return
    step, kept, _ = found
    visit = kept.done or (kept.visits[-1] if kept.visits else None)
    if visit is None or kept.done is None:
        yield problem("amend.not_done", f"done {{customer}} {step.id}", step=step.title)
        return
    if not form_of(asked.event):
        yield problem(
            "amend.nothing",
            step=step.title,
            fields=tuple(field.id for _, field in asked.playbook.fields_of(step.forms)),
        )
    yield from doer(asked, step)
    merged = {**visit.values, **form_of(asked.event)}
    yield from form_objections(asked, step.id, step.forms, merged, visit.outcome)
    yield from step_rules(asked, asked.clocks(), step, merged, visit.outcome)


def duty_objections(asked: Asked, name: str) -> Objections:
    """Why an occurrence of a duty can't be settled."""
    duty = asked.playbook.duties[name]
    if not owed_by_deal(asked.playbook, asked.state, asked.deal, asked.calendars, duty, asked.event.at):
        yield problem("duty.nothing_owed", duty=duty.title)
    if asked.team.people and not roles_of(asked, (duty.by,)) and asked.event.by != asked.deal.owner and not duty.each:
        yield problem(
            "people.not_in_role", role=asked.role_title(duty.by), who=asked.event.by, people=asked.team.fillers(duty.by)
        )
    if duty.outcomes and all(asked.given("outcome") != one.id for one in duty.outcomes):
        yield problem("outcome.missing", step=duty.title, outcomes=tuple(one.id for one in duty.outcomes))
    yield from form_objections(asked, name, duty.forms, form_of(asked.event), asked.given("outcome"))


def _title(asked: Asked, name: str) -> object:
    for known in (asked.playbook.steps, asked.playbook.duties, asked.playbook.whenevers):
        if name in known:
            return known[name].title
    return name
