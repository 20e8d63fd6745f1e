"""When a verdict may be given and a grade set."""

from __future__ import annotations

from datetime import datetime

from salesctl.core.changes.locating import form_of, locate, round_of
from salesctl.core.clocks import Clocks
from salesctl.core.conditions import holds
from salesctl.core.facts import DealFacts
from salesctl.core.playbook import Step
from salesctl.core.rules.asked import Asked, Objections, problem, roles_of
from salesctl.core.rules.forms import form_objections
from salesctl.core.rules.openness import (
    before,
    doer,
    not_who_did,
    openness,
    step_rules,
)
from salesctl.core.state import Values


def verdict(asked: Asked) -> Objections:
    """Why the role can't answer now (``process.md 3.1``, ``4.1``)."""
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
    closed = list(openness(asked, clocks.progress, step))
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
        yield problem(
            "people.not_in_role", role=asked.role_title(role), who=asked.event.by, people=asked.team.fillers(role)
        )
    if asked.event.what == "rejected" and asked.given("because") is None:
        yield problem("verdict.no_reason", step=step.title)
    yield from not_who_did(asked, clocks, step)
    turn = clocks.progress.turn(step.id)
    if turn is not None and before(asked.event.at, turn) and not _only_entered(asked, clocks, step, turn):
        yield problem("event.too_early", step=step.title, at=asked.event.at, since=turn)
    if asked.event.what == "approved":
        yield from form_objections(asked, step.id, step.forms, form_of(asked.event), "approved")
        yield from step_rules(asked, clocks, step, form_of(asked.event), "approved")


def graded(asked: Asked) -> Objections:
    """Why the grade can't be set; one that the answers do not propose is only worth a warning (``process.md 1.3``)."""
    playbook, grade = asked.playbook, asked.given("grade") or ""
    if grade not in playbook.grades:
        return
    step = playbook.grading_step
    if step is not None:
        yield from doer(asked, step)
        yield from form_objections(asked, step.id, step.forms, form_of(asked.event), grade)
    proposed = proposed_grade(asked, form_of(asked.event))
    if proposed is not None and proposed != grade:
        yield problem(
            "grade.not_proposed",
            severity="warn",
            grade=playbook.grades[grade].title,
            proposed=playbook.grades[proposed].title,
        )


def proposed_grade(asked: Asked, values: Values) -> str | None:
    """The first grade whose condition holds (``process.md 1.3``); None where no answer decides."""
    step = asked.playbook.grading_step
    facts = DealFacts(
        asked.playbook, asked.state, asked.deal, step.id if step else None, values, step.forms if step else ()
    )
    for grade in asked.playbook.grades.values():
        if grade.condition is not None and holds(grade.condition, facts) is True:
            return grade.id
    return None


def _only_entered(asked: Asked, clocks: Clocks, step: Step, turn: datetime) -> bool:
    return not asked.playbook.waits_for(step.id) and clocks.progress.entered(step.id) == turn
