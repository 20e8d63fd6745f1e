"""Whether a step is open, who may do it, when at the earliest, and what holds it up."""

from __future__ import annotations

from datetime import UTC, datetime

from salesctl.core.clocks import Clocks
from salesctl.core.facts import DealFacts
from salesctl.core.playbook import Step
from salesctl.core.progress import Progress
from salesctl.core.rules.asked import Asked, Objections, problem, roles_of
from salesctl.core.rules.forms import rule_objections
from salesctl.core.state import Values


def openness(asked: Asked, progress: Progress, step: Step) -> Objections:
    """Why a step is not open: done, of another stage, skipped, or waiting; nothing when it is."""
    standing, deal, playbook = progress.standing(step.id), asked.deal, asked.playbook
    if standing == "open":
        return
    if standing == "done":
        kept = progress.kept(step.id)
        yield problem("step.already_done", f"amend {{customer}} {step.id} --set … --because …", step=step.title,
                      at=kept.done.at if kept.done else None, who=kept.done.by if kept.done else "")  # fmt: skip
    elif step.stage != deal.stage and step.whenever is None:
        stage, here = playbook.stages[step.stage], playbook.stages.get(deal.stage or "")
        order = playbook.stage_order
        passed = deal.stage in order and order.index(step.stage) < order.index(str(deal.stage))
        yield problem("step.stage_passed" if passed else "step.other_stage",
                      f"back {{customer}} {stage.id} --because …" if passed else "why {customer}",
                      step=step.title, stage=stage.title, here=here.title if here else "")  # fmt: skip
    elif standing == "skipped":
        yield problem("step.skipped", f"why {{customer}} {step.id}", step=step.title)
    else:
        before = progress.missing(step.id)
        titles = tuple(playbook.steps[one].title for one in before)
        remedy = remedy_for(progress, before[0]) if before else "next {customer}"
        yield problem("step.not_open", remedy, step=step.title, before=titles, goal=step.goal or "")


def remedy_for(progress: Progress, name: str) -> str:
    """The command that brings a step on."""
    asked = progress.asked(name) if progress.standing(name) == "open" else ()
    if asked:
        return f"approve {{customer}} {name} --as {asked[0]}"
    before = progress.missing(name)
    if before and progress.standing(name) == "waiting" and before[0] != name:
        return remedy_for(progress, before[0])
    outcomes = progress.playbook.steps[name].outcomes
    return f"done {{customer}} {name}" + (f" --outcome {outcomes[0].id}" if outcomes else "")


def doer(asked: Asked, step: Step) -> Objections:
    """Whether the author may do the step (``process.md`` People)."""
    if not asked.team.people:
        return
    named = asked.given("as")
    allowed = (step.by, *step.helpers)
    if named is not None and named not in allowed:
        yield problem("people.not_this_role", step=step.title, role=asked.role_title(named),
                      roles=tuple(asked.role_title(role) for role in allowed))  # fmt: skip
        return
    if not roles_of(asked, allowed):
        people = tuple(dict.fromkeys(who for role in allowed for who in _who(asked, role)))
        yield problem("people.not_in_role", role=asked.role_title(step.by), who=asked.event.by, people=people)


def _who(asked: Asked, role: str) -> tuple[str, ...]:
    spec = asked.playbook.roles.get(role)
    owner = (asked.deal.owner,) if spec is not None and (spec.owner or spec.outside) else ()
    return (*owner, *asked.team.fillers(role))


def timing(asked: Asked, clocks: Clocks, step: Step) -> Objections:
    """A step can't have been done before what it waited for, nor before its round began."""
    progress = clocks.progress
    moments = [progress.closed_at(before) for before in asked.playbook.waits_for(step.id)]
    moments.append(progress.kept(step.id).round_since)
    if progress.occurrence is not None:
        moments.append(progress.occurrence.event.at)
    since = max((moment for moment in moments if moment is not None), default=None)
    if since is not None and before(asked.event.at, since):
        yield problem("event.too_early", step=step.title, at=asked.event.at, since=since)


def before(at: datetime, since: datetime) -> bool:
    """Whether ``at`` lies before ``since``, to the minute that a record keeps."""
    return at.astimezone(UTC).replace(second=0, microsecond=0) < since.astimezone(UTC).replace(second=0, microsecond=0)


def open_blockers(asked: Asked, name: str) -> Objections:
    """Open occurrences that hold up a step or a stage (``process.md 5.1``)."""
    for spec in asked.playbook.whenevers.values():
        if name not in spec.blocks:
            continue
        for one in asked.deal.occurrences.get(spec.id, []):
            waiting = [step for step, kept in one.steps.items() if kept.done is None]
            if waiting:
                number = f"/{one.number}" if len(asked.deal.occurrences[spec.id]) > 1 else ""
                remedy = f"done {{customer}} {waiting[0]}{number}"
                titles = tuple(asked.playbook.steps[step].title for step in waiting)
                yield problem("step.held_up", remedy, what=spec.title, number=one.number, waits=titles)


def not_who_did(asked: Asked, clocks: Clocks, step: Step) -> Objections:
    """Steps that the same person must not have done in this round."""
    for other in step.not_who_did:
        visit = clocks.progress.kept(other).done
        if visit is not None and visit.by == asked.event.by:
            yield problem("people.did_it", step=step.title, other=asked.playbook.steps[other].title, who=asked.event.by)


def step_rules(asked: Asked, clocks: Clocks, step: Step, values: Values, outcome: str | None) -> Objections:
    """The step's own conditions that do not hold."""
    facts = DealFacts(asked.playbook, asked.state, asked.deal, step.id, values, step.forms, outcome, clocks.slip)
    yield from rule_objections(step.must, facts, step.title)
