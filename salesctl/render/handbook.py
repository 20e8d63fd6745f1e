"""The process as a new colleague reads it: steps, who, by when, what they leave, what to say. Words, no layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from salesctl.core.conditions import Case
from salesctl.core.playbook import (
    Approval,
    Due,
    Duty,
    Form,
    Group,
    Move,
    Outcome,
    Playbook,
    Stage,
    Step,
    Text,
    Whenever,
)
from salesctl.i18n import say, text, wording
from salesctl.i18n.wording.things import field_words, listed, role_words, titled

Facts = Mapping[str, tuple[str, ...]]


class Entry(Struct, frozen=True):
    """One thing on the page. ``facts``: lines by key, in the order of the page. ``role``: who sees to it, by id."""

    kind: str
    id: str
    number: str
    title: str
    role: str | None = None
    facts: Facts = field(default_factory=dict)
    inner: tuple[Entry, ...] = ()


def chapters(playbook: Playbook, only: str | None = None) -> tuple[Entry, ...]:
    """The stages, what stands beside them, and what holds for every deal; with ``only`` that stage alone."""
    stages = [
        _stage(playbook, stage, at) for at, stage in enumerate(playbook.stages.values(), 1) if only in (None, stage.id)
    ]
    if only is not None:
        return tuple(stages)
    beside = tuple(_entry(playbook, name) for name in playbook.alongside)
    more = [Entry("alongside", "alongside", "", say("process.alongside"), inner=beside)] if beside else []
    rules = tuple(_rules(playbook))
    more += [Entry("rules", "rules", "", say("process.rules"), inner=rules)] if rules else []
    return (*stages, *more)


def _stage(playbook: Playbook, stage: Stage, at: int) -> Entry:
    facts = _kept(
        goal=_text(stage.goal),
        probability=[f"{stage.probability}%"] if stage.probability is not None else [],
        enter=[wording.rule(playbook, rule) for rule in stage.enter],
        leave=[wording.rule(playbook, rule) for rule in stage.leave or ()],
    )
    inner = tuple(_entry(playbook, name) for name in stage.entries)
    return Entry("stage", stage.id, stage.number or str(at), text(stage.title), None, facts, inner)


def _entry(playbook: Playbook, name: str) -> Entry:
    if name in playbook.groups:
        return _group(playbook, playbook.groups[name])
    if name in playbook.duties:
        return _duty(playbook, playbook.duties[name])
    if name in playbook.whenevers:
        return _whenever(playbook, playbook.whenevers[name])
    return _step(playbook, playbook.steps[name])


def _group(playbook: Playbook, group: Group) -> Entry:
    title = say("process.together") if group.enough is None else say("process.together_enough", n=group.enough)
    facts = _kept(**{"if": [wording.condition(playbook, group.condition)] if group.condition else []})
    return Entry("together", group.id, "", title, None, facts, tuple(_entry(playbook, name) for name in group.members))


def _step(playbook: Playbook, step: Step) -> Entry:
    facts = _kept(
        goal=_text(step.goal),
        by=[_by(playbook, step.by, step.helpers)],
        **{"if": [wording.condition(playbook, step.condition)] if step.condition else []},
        required=list(_required(playbook, step)),
        due=list(_dues(playbook, step.due, ours="due" in step.ours)),
        approve=list(_approvals(playbook, step.approve or ())),
        no=[wording.action(playbook, step.no)] if step.approve else [],
        leaves=list(_forms(playbook, step.forms)),
        must=[wording.rule(playbook, rule) for rule in step.must],
        outcomes=list(_outcomes(playbook, step.outcomes)),
        done_by=[say(f"process.done_by.{step.done_by}")] if step.done_by else [],
        **_advice(playbook, step),
    )
    return Entry("step", step.id, step.number or "", text(step.title), step.by, facts)


def _duty(playbook: Playbook, duty: Duty) -> Entry:
    rhythm = [wording.every(playbook, duty.every) + _own("every" in duty.ours)] if duty.every else []
    facts = _kept(
        goal=_text(duty.goal),
        by=[_by(playbook, duty.by)],
        every=rhythm,
        each=[say("process.each", field=field_words(playbook, duty.each))] if duty.each else [],
        due=list(_dues(playbook, duty.due, ours="due" in duty.ours)),
        **{"from": [wording.events(playbook, duty.start)]},
        until=[wording.events(playbook, duty.until)] if duty.until else [],
        **{"if": [wording.condition(playbook, duty.condition)] if duty.condition else []},
        leaves=list(_forms(playbook, duty.forms)),
        outcomes=list(_outcomes(playbook, duty.outcomes)),
        **_advice(playbook, duty),
    )
    return Entry("duty", duty.id, duty.number or "", text(duty.title), duty.by, facts)


def _whenever(playbook: Playbook, one: Whenever) -> Entry:
    facts = _kept(
        goal=_text(one.goal),
        by=[_by(playbook, one.by)],
        **{"from": [wording.events(playbook, one.start)]},
        until=[wording.events(playbook, one.until)] if one.until else [],
        **{"if": [wording.condition(playbook, one.condition)] if one.condition else []},
        leaves=list(_forms(playbook, one.forms)),
        must=[wording.rule(playbook, rule) for rule in one.must],
        blocks=[listed(titled(playbook, name) for name in one.blocks)] if one.blocks else [],
        pauses=[listed(titled(playbook, name) for name in one.pauses)] if one.pauses else [],
        **_advice(playbook, one),
    )
    inner = tuple(_step(playbook, playbook.steps[name]) for name in one.steps)
    return Entry("whenever", one.id, one.number or "", text(one.title), one.by, facts, inner)


def _rules(playbook: Playbook) -> Iterator[Entry]:
    """Grades with what proposes them, the moves with who may and for which reasons, and who is reminded when."""
    for grade in playbook.grades.values():
        met = wording.condition(playbook, grade.condition) if grade.condition else ""
        facts = _kept(proposed=[say("process.when", when=met)] if met else [])
        yield Entry("grade", grade.id, "", text(grade.title), None, facts)
    for name, move in playbook.moves.items():
        yield Entry("move", name, "", say(f"process.move.{name}"), None, _move(playbook, move))
    if playbook.remind:
        facts = _kept(remind=[wording.reminder(playbook, one) for one in playbook.remind])
        yield Entry("remind", "remind", "", say("process.remind"), None, facts)


def _move(playbook: Playbook, move: Move) -> Facts:
    may = [
        _when(playbook, case, role_words(playbook, case.then or ("anybody",), "process.or"), move.may)
        for case in move.may
    ]
    return _kept(
        may=may,
        **{"if": [wording.condition(playbook, move.condition)] if move.condition else []},
        most=[wording.amount(move.most).strip()] if move.most else [],
        reasons=[listed((text(title) for title in move.reasons.values()), "process.comma")] if move.reasons else [],
    )


def _by(playbook: Playbook, role: str, helpers: Sequence[str] = ()) -> str:
    words = role_words(playbook, (role,))
    return say("process.by_with", role=words, helpers=role_words(playbook, helpers)) if helpers else words


def _required(playbook: Playbook, step: Step) -> Iterator[str]:
    for case in step.required:
        if case.then != "block" or case.when is not None:
            yield _when(playbook, case, say(f"process.required.{case.then or 'no'}"), step.required)


def _dues(playbook: Playbook, cases: Sequence[Case[Due | None]], *, ours: bool) -> Iterator[str]:
    for case in cases:
        words = wording.due(playbook, case.then) if case.then else say("process.due.none")
        yield _when(playbook, case, words, cases) + _own(ours)


def _approvals(playbook: Playbook, cases: Sequence[Case[Approval | None]]) -> Iterator[str]:
    for case in cases:
        words = wording.approval(playbook, case.then) if case.then else say("process.approval.none")
        yield _when(playbook, case, words, cases)


def _when(playbook: Playbook, case: Case[Any], words: str, cases: Sequence[Case[Any]]) -> str:
    if case.when is not None:
        return say("process.case", when=wording.condition(playbook, case.when), then=words)
    return say("process.else", then=words) if len(cases) > 1 else words


def _forms(playbook: Playbook, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        form = playbook.forms[name]
        yield say("process.form", form=text(form.title), fields=say("process.comma").join(_fields(form)))


def _fields(form: Form) -> Iterator[str]:
    for one in form.fields:
        always = all(case.then for case in one.required)
        never = bool(one.required) and not any(case.then for case in one.required)
        title = text(one.title)
        yield title if always else say("process.optional" if never else "process.sometimes", field=title)


def _outcomes(playbook: Playbook, outcomes: Sequence[Outcome]) -> Iterator[str]:
    for one in outcomes:
        words = say("process.outcome", title=text(one.title), action=wording.action(playbook, one.action))
        told = say("process.outcome_tell", roles=role_words(playbook, one.tell)) if one.tell else ""
        yield words + told
        for rule in one.must:
            yield say("process.outcome_must", rule=wording.rule(playbook, rule))


def _advice(playbook: Playbook, one: Step | Duty | Whenever) -> dict[str, list[str]]:
    tell = [role_words(playbook, one.tell)] if one.tell else []
    return {"tell": tell, "say": _text(one.say), "hint": _text(one.hint)}


def _text(words: Text | None) -> list[str]:
    return [text(words)] if words else []


def _own(ours: bool) -> str:
    return say("process.ours") if ours else ""


def _kept(**facts: Sequence[str]) -> Facts:
    """Without what is empty."""
    return {key: tuple(lines) for key, lines in facts.items() if lines}
