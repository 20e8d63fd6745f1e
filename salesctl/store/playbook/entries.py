"""Steps, duties and whenevers: one entry of the page to one value."""

from __future__ import annotations

from typing import Any, cast

from msgspec import Struct

from salesctl.core import phrases
from salesctl.core.conditions import Case
from salesctl.core.phrases.near import nearest
from salesctl.core.playbook import GO_ON, STAY, Action, Duty, EventRef, Events, Outcome, Step, Strength, Whenever
from salesctl.store.nodes import Mapping, Node, Scalar
from salesctl.store.playbook.declaring import keys_of, words_of
from salesctl.store.playbook.head import amount
from salesctl.store.playbook.keys import SHAPES
from salesctl.store.playbook.page import Page, optional_text, text, title, title_of, word
from salesctl.store.playbook.registry import Scope

_TOLD = ("owner", "doer")


class Where(Struct, frozen=True):
    """Where an entry stands: its whole id, its stage (empty beside the stages), the whenever around it."""

    id: str
    stage: str
    whenever: str | None = None

    @property
    def prefixes(self) -> tuple[str, ...]:
        """What may be left out of a name here. Beside the stages a dotted id's own family counts as its stage."""
        family = self.stage or self.id.partition(".")[0]
        return tuple(part for part in (self.whenever, family) if part)


def read_step(page: Page, node: Mapping, where: Where) -> Step:
    """A step, but for what it waits for and what its verdicts are about: that takes the whole order."""
    page.place(f"steps/{where.id}", node)
    outer, inner = _scopes(page, node, where)
    remind = node.get("remind")
    approve = node.get("approve")
    return Step(
        **_common(page, node, where, outer, inner),
        stage=where.stage,
        helpers=page.names(node.get("with"), ("role",), outer),
        say=optional_text(node, "say"),
        due=page.cases(node.get("due"), inner, lambda one: page.phrase(one, phrases.due, outer)),
        remind=None if remind is None else _ladders(page, remind, inner),
        lapses=page.phrase(node.get("lapses"), amount, outer),
        must=page.rules(node.get("must"), inner),
        outcomes=_outcomes(page, node, where, outer, inner),
        approve=None
        if approve is None
        else page.cases(approve, inner, lambda one: page.phrase(one, phrases.approval, outer)),
        no=_aimed(page.phrase(node.get("no"), phrases.action, outer) or STAY, where.id),
        required=_required(page, node.get("required"), inner),
        done_by=cast("Any", word(node, "done by")),
        not_who_did=page.names(node.get("not who did"), ("step",), outer),
        ours=_ours(page, node.get("ours"), "step"),
        whenever=where.whenever,
    )


def read_duty(page: Page, node: Mapping, where: Where) -> Duty:
    """A duty; without ``from`` it begins with its stage, or when the deal is opened."""
    page.place(f"duties/{where.id}", node)
    outer, inner = _scopes(page, node, where)
    first = node.get("first")
    named = isinstance(first, Scalar) and first.text == "review"
    remind = node.get("remind")
    return Duty(
        **_common(page, node, where, outer, inner),
        stage=where.stage or None,
        start=page.phrase(node.get("from"), phrases.events, outer) or _start(where),
        until=page.phrase(node.get("until"), phrases.events, outer),
        every=page.phrase(node.get("every"), phrases.every, outer),
        due=page.cases(node.get("due"), inner, lambda one: page.phrase(one, phrases.due, outer)),
        each=page.phrase(node.get("each"), phrases.field_ref, outer),
        first="review" if named else page.phrase(first, phrases.field_ref, outer),
        say=optional_text(node, "say"),
        outcomes=_outcomes(page, node, where, outer, inner),
        strength=cast("Strength", word(node, "strength") or "block"),
        remind=None if remind is None else page.ladder(remind, outer),
        lapses=page.phrase(node.get("lapses"), amount, outer),
        lasts=cast("Any", word(node, "lasts") or "with the deal"),
        ours=_ours(page, node.get("ours"), "duty"),
    )


def read_whenever(page: Page, node: Mapping, where: Where, steps: tuple[str, ...]) -> Whenever:
    """A whenever; its steps are read as steps of their own."""
    page.place(f"whenevers/{where.id}", node)
    outer, inner = _scopes(page, node, where)
    return Whenever(
        **_common(page, node, where, outer, inner),
        stage=where.stage or None,
        start=page.phrase(node.get("from"), phrases.events, outer) or _start(where),
        until=page.phrase(node.get("until"), phrases.events, outer),
        steps=steps,
        blocks=_stopped(page, node.get("blocks"), outer),
        pauses=_stopped(page, node.get("pauses"), outer),
        must=page.rules(node.get("must"), inner),
        say=optional_text(node, "say"),
        most=page.number(node.get("most")),
    )


def _scopes(page: Page, node: Mapping, where: Where) -> tuple[Scope, Scope]:
    """The names of the page as seen from the entry, without and with the fields of its own forms."""
    forms = tuple(form for form in words_of(node.get("form")) if form in page.registry.forms)
    answers = page.registry.outcomes.get(where.id, ())
    outer = Scope(page.registry, where.prefixes, answers=answers)
    return outer, Scope(page.registry, where.prefixes, forms, answers=answers)


def _common(page: Page, node: Mapping, where: Where, outer: Scope, inner: Scope) -> dict[str, Any]:
    by = page.names(node.get("by"), ("role",), outer)
    if len(by) > 1 and (found := node.get("by")) is not None:
        page.notes.problem("playbook.one_role", found, id=where.id, roles=by)
    return {
        "id": where.id,
        "title": title(node, where.id),
        "by": by[0] if by else "",
        "number": word(node, "number"),
        "tell": page.names(node.get("tell"), ("role",), outer, also=_TOLD),
        "goal": optional_text(node, "goal"),
        "hint": optional_text(node, "hint"),
        "forms": page.names(node.get("form"), ("form",), outer),
        "condition": page.condition(node.get("if"), inner),
    }


def _start(where: Where) -> Events:
    ref = EventRef("stage", where.stage) if where.stage else EventRef("happening", "opened")
    return Events((ref,))


def _stopped(page: Page, node: Node | None, scope: Scope) -> tuple[str, ...]:
    found = page.names(node, ("step", "stage"), scope, also=("all",))
    return tuple(page.registry.of("stage")) if "all" in found else found


def _outcomes(page: Page, node: Mapping, where: Where, outer: Scope, inner: Scope) -> tuple[Outcome, ...]:
    told = node.get("outcomes")
    if not isinstance(told, Mapping):
        return tuple(Outcome(key.text, title_of(key.text)) for key in keys_of(told))
    found: list[Outcome] = []
    for key, spec in told.items:
        page.notes.places[f"outcomes/{where.id}/{key.text}"] = key.place
        if isinstance(spec, Mapping):
            said = spec.get("title")
            action = page.phrase(spec.get("do"), phrases.action, outer) or GO_ON
            must = page.rules(spec.get("must"), inner)
            tell = page.names(spec.get("tell"), ("role",), outer, also=_TOLD)
            name = title_of(key.text) if said is None else text(said)
            found.append(Outcome(key.text, name, _aimed(action, where.id), must, tell))
        else:
            action = page.phrase(spec, phrases.action, outer) or GO_ON
            found.append(Outcome(key.text, title_of(key.text), _aimed(action, where.id)))
    return tuple(found)


def _aimed(action: Action, step: str) -> Action:
    """``again`` alone means the step itself."""
    return Action("again", step) if action.kind == "again" and action.target is None else action


def _ladders(page: Page, node: Node, scope: Scope) -> Any:
    """One ladder, or ladders by case."""
    if isinstance(node, Mapping) and any(isinstance(value, Mapping) for _, value in node.items):
        return page.cases(node, scope, lambda one: page.ladder(one, scope))
    return (Case(None, page.ladder(node, scope)),)


def _required(page: Page, node: Node | None, scope: Scope) -> tuple[Case[Strength | None], ...]:
    if node is None:
        return ()
    if isinstance(node, Scalar) and node.text not in {"yes", "warn", "no"}:
        condition = page.phrase(node, phrases.condition, scope)
        return () if condition is None else (Case(condition, "block"), Case(None, None))
    return page.cases(node, scope, lambda one: _how_hard(page, one))


def _how_hard(page: Page, node: Node) -> Strength | None:
    answers: dict[str, Strength | None] = {"yes": "block", "warn": "warn", "no": None}
    said = node.text if isinstance(node, Scalar) else ""
    if said not in answers:
        near = nearest(said, answers)
        page.notes.problem("playbook.unknown_word", node, key="required", found=said, near=near)
    return answers.get(said)


def _ours(page: Page, node: Node | None, shape: str) -> tuple[str, ...]:
    found = words_of(node)
    for name in found:
        if name not in SHAPES[shape].keys and node is not None:
            near = nearest(name, SHAPES[shape].keys)
            page.notes.problem("playbook.unknown_key", node, key=name, shape=shape, near=near)
    return found
