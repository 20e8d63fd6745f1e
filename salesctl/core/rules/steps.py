"""When a step may be done, a verdict given, a grade set, an occurrence raised, a duty settled, a form amended."""

from __future__ import annotations

from datetime import UTC, datetime

from salesctl.core.clocks import Clocks
from salesctl.core.conditions import holds
from salesctl.core.duties import owed_by_deal
from salesctl.core.facts import DealFacts
from salesctl.core.playbook import Step
from salesctl.core.progress import Progress
from salesctl.core.rules.asked import Asked, Objections, problem, roles_of
from salesctl.core.rules.forms import form_objections, rule_objections
from salesctl.core.state import Values
from salesctl.core.steps import form_of, locate, round_of


def done(asked: Asked) -> Objections:
    name = asked.event.step or ""
    if name in asked.playbook.duties:
        yield from _duty(asked, name)
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
        yield problem("step.needs_verdicts", f"approve {{customer}} {step.id} --as {(*clocks.progress.asked(step.id), step.by)[0]}",
                      step=step.title, roles=tuple(asked.role_title(role) for role in clocks.progress.asked(step.id)))  # fmt: skip
        return
    closed = list(_openness(asked, clocks.progress, step))
    yield from closed
    if closed:
        return
    yield from _doer(asked, step)
    yield from _timing(asked, clocks, step)
    yield from _outcome(asked, clocks, step)
    yield from _blocked(asked, clocks, step)
    outcome = asked.given("outcome")
    yield from form_objections(asked, step.id, step.forms, form_of(asked.event), outcome)
    yield from _step_rules(asked, clocks, step, form_of(asked.event), outcome)


def verdict(asked: Asked) -> Objections:
    found = locate(asked.playbook, asked.deal, asked.event)
    if isinstance(found, str):
        return
    step, kept, occurrence = found
    clocks, role = asked.clocks(occurrence), asked.given("as") or ""
    if step.approve is None:
        yield problem("verdict.not_asked_here", f"done {{customer}} {step.id}", step=step.title)
        return
    if round_of(asked.event, kept) < kept.round:
        yield problem("step.old_round", step=step.title, round=kept.round)
        return
    closed = list(_openness(asked, clocks.progress, step))
    yield from closed
    if closed:
        return
    roles = clocks.progress.asked(step.id)
    if not role:
        yield problem("verdict.whose", step=step.title, roles=tuple(asked.role_title(one) for one in roles),
                      people=tuple(who for one in roles for who in asked.team.fillers(one)))  # fmt: skip
    elif role not in roles:
        yield problem("verdict.role_not_asked", step=step.title, role=asked.role_title(role),
                      roles=tuple(asked.role_title(one) for one in roles))  # fmt: skip
    elif asked.team.people and not roles_of(asked, (role,)):
        yield problem("people.not_in_role", role=asked.role_title(role), who=asked.event.by, people=asked.team.fillers(role))
    if asked.event.what == "rejected" and asked.given("because") is None:
        yield problem("verdict.no_reason", step=step.title)
    yield from _not_who_did(asked, clocks, step)
    turn = clocks.progress.turn(step.id)
    if turn is not None and _before(asked.event.at, turn) and not _only_entered(asked, clocks, step, turn):
        yield problem("event.too_early", step=step.title, at=asked.event.at, since=turn)
    if asked.event.what == "approved":
        yield from form_objections(asked, step.id, step.forms, form_of(asked.event), "approved")
        yield from _step_rules(asked, clocks, step, form_of(asked.event), "approved")


def graded(asked: Asked) -> Objections:
    playbook, grade = asked.playbook, asked.given("grade") or ""
    if grade not in playbook.grades:
        return
    step = playbook.grading_step
    if step is not None:
        yield from _doer(asked, step)
        yield from form_objections(asked, step.id, step.forms, form_of(asked.event), grade)
    proposed = proposed_grade(asked, form_of(asked.event))
    if proposed is not None and proposed != grade:
        yield problem("grade.not_proposed", severity="warn", grade=playbook.grades[grade].title, proposed=playbook.grades[proposed].title)


def proposed_grade(asked: Asked, values: Values) -> str | None:
    """The first grade whose condition holds (``process.md 1.3``); None where no answer decides."""
    step = asked.playbook.grading_step
    facts = DealFacts(asked.playbook, asked.state, asked.deal, step.id if step else None, values, step.forms if step else ())
    for grade in asked.playbook.grades.values():
        if grade.condition is not None and holds(grade.condition, facts) is True:
            return grade.id
    return None


def raised(asked: Asked) -> Objections:
    spec = asked.playbook.whenevers.get(asked.event.step or "")
    if spec is None:
        return
    clocks = asked.clocks()
    began = clocks.latest(spec.start)
    ended = clocks.latest(spec.until) if spec.until else None
    if began is None or (ended is not None and ended.at >= began.at):
        yield problem("whenever.not_now", step=spec.title)
    elif holds(spec.condition, clocks.facts()) is not True:
        yield problem("whenever.not_now", step=spec.title)
    count = len(asked.deal.occurrences.get(spec.id, []))
    if spec.most is not None and count >= spec.most:
        yield problem("whenever.too_many", step=spec.title, most=spec.most)
    if asked.team.people and not roles_of(asked, (spec.by,)) and asked.event.by != asked.deal.owner:
        yield problem("people.not_in_role", role=asked.role_title(spec.by), who=asked.event.by, people=asked.team.fillers(spec.by))
    yield from form_objections(asked, spec.id, spec.forms, form_of(asked.event))
    yield from rule_objections(spec.must, clocks.facts(), spec.title)


def amended(asked: Asked) -> Objections:
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
        yield problem("amend.nothing", step=step.title, fields=tuple(field.id for _, field in asked.playbook.fields_of(step.forms)))
    yield from _doer(asked, step)
    merged = {**visit.values, **form_of(asked.event)}
    yield from form_objections(asked, step.id, step.forms, merged, visit.outcome)
    yield from _step_rules(asked, asked.clocks(), step, merged, visit.outcome)


def _duty(asked: Asked, name: str) -> Objections:
    duty = asked.playbook.duties[name]
    if not owed_by_deal(asked.playbook, asked.state, asked.deal, asked.calendars, duty, asked.event.at):
        yield problem("duty.nothing_owed", duty=duty.title)
    if asked.team.people and not roles_of(asked, (duty.by,)) and asked.event.by != asked.deal.owner and not duty.each:
        yield problem("people.not_in_role", role=asked.role_title(duty.by), who=asked.event.by, people=asked.team.fillers(duty.by))
    if duty.outcomes and all(asked.given("outcome") != one.id for one in duty.outcomes):
        yield problem("outcome.missing", step=duty.title, outcomes=tuple(one.id for one in duty.outcomes))
    yield from form_objections(asked, name, duty.forms, form_of(asked.event), asked.given("outcome"))


def _openness(asked: Asked, progress: Progress, step: Step) -> Objections:
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
        yield problem("step.not_open", remedy_for(progress, before[0]) if before else "next {customer}", step=step.title,
                      before=tuple(playbook.steps[one].title for one in before), goal=step.goal or "")  # fmt: skip


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


def _doer(asked: Asked, step: Step) -> Objections:
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


def _timing(asked: Asked, clocks: Clocks, step: Step) -> Objections:
    """A step can't have been done before what it waited for, nor before its round began."""
    progress = clocks.progress
    moments = [progress.closed_at(before) for before in asked.playbook.waits_for(step.id)]
    moments.append(progress.kept(step.id).round_since)
    if progress.occurrence is not None:
        moments.append(progress.occurrence.event.at)
    since = max((moment for moment in moments if moment is not None), default=None)
    if since is not None and _before(asked.event.at, since):
        yield problem("event.too_early", step=step.title, at=asked.event.at, since=since)


def _only_entered(asked: Asked, clocks: Clocks, step: Step, turn: datetime) -> bool:
    return not asked.playbook.waits_for(step.id) and clocks.progress.entered(step.id) == turn


def _outcome(asked: Asked, clocks: Clocks, step: Step) -> Objections:
    given = asked.given("outcome")
    if not step.outcomes:
        if given is not None:
            yield problem("outcome.none_here", step=step.title, outcome=given)
        return
    titles = tuple(one.id for one in step.outcomes)
    if given is None:
        yield problem("outcome.missing", f"done {{customer}} {step.id} --outcome {titles[0]}", step=step.title, outcomes=titles)
        return
    spec = step.outcome(given)
    if spec is None:
        yield problem("outcome.unknown", step=step.title, outcome=given, outcomes=titles)
        return
    facts = DealFacts(asked.playbook, asked.state, asked.deal, step.id, form_of(asked.event), step.forms, given, clocks.slip)
    yield from rule_objections(spec.must, facts, spec.title)


def _step_rules(asked: Asked, clocks: Clocks, step: Step, values: Values, outcome: str | None) -> Objections:
    facts = DealFacts(asked.playbook, asked.state, asked.deal, step.id, values, step.forms, outcome, clocks.slip)
    yield from rule_objections(step.must, facts, step.title)


def _blocked(asked: Asked, clocks: Clocks, step: Step) -> Objections:
    yield from open_blockers(asked, clocks, step.id)
    yield from _not_who_did(asked, clocks, step)


def open_blockers(asked: Asked, clocks: Clocks, name: str) -> Objections:
    """Open occurrences that hold up a step or a stage (``process.md 5.1``)."""
    for spec in asked.playbook.whenevers.values():
        if name not in spec.blocks:
            continue
        for one in asked.deal.occurrences.get(spec.id, []):
            waiting = [step for step, kept in one.steps.items() if kept.done is None]
            if waiting:
                number = f"/{one.number}" if len(asked.deal.occurrences[spec.id]) > 1 else ""
                yield problem("step.held_up", f"done {{customer}} {waiting[0]}{number}", what=spec.title, number=one.number,
                              waits=tuple(asked.playbook.steps[step].title for step in waiting))  # fmt: skip


def _not_who_did(asked: Asked, clocks: Clocks, step: Step) -> Objections:
    for other in step.not_who_did:
        visit = clocks.progress.kept(other).done
        if visit is not None and visit.by == asked.event.by:
            yield problem("people.did_it", step=step.title, other=asked.playbook.steps[other].title, who=asked.event.by)


def _title(asked: Asked, name: str) -> object:
    for known in (asked.playbook.steps, asked.playbook.duties, asked.playbook.whenevers):
        if name in known:
            return known[name].title
    return name


def _before(at: datetime, since: datetime) -> bool:
    """Whether ``at`` lies before ``since``, to the minute that a record keeps."""
    return at.astimezone(UTC).replace(second=0, microsecond=0) < since.astimezone(UTC).replace(second=0, microsecond=0)

