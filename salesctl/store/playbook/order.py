"""The order of the page: what each step waits for, and what its verdicts are about."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from salesctl.core.conditions import FieldRef
from salesctl.core.playbook import Duty, Group, Stage, Step, Whenever
from salesctl.store.nodes import Mapping, Node
from salesctl.store.playbook.declaring import group_id, mappings, members, whole_id
from salesctl.store.playbook.entries import Where, read_duty, read_step, read_whenever
from salesctl.store.playbook.keys import ENTRIES
from salesctl.store.playbook.page import Page, optional_text, title, word
from salesctl.store.playbook.registry import Scope
from salesctl.store.playbook.structure import kind_of


class Process(Struct):
    """What the stages and what stands beside them amount to."""

    stages: dict[str, Stage] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    duties: dict[str, Duty] = field(default_factory=dict)
    whenevers: dict[str, Whenever] = field(default_factory=dict)
    alongside: tuple[str, ...] = ()


def read_process(page: Page, root: Mapping) -> Process:
    """Every stage in its order, and what stands beside them."""
    process = Process()
    looks: dict[str, Mapping] = {}
    for node in mappings(root.get("stages")):
        name = word(node, "stage")
        if name:
            page.place(f"stages/{name}", node)
            entries = _entries(page, process, node.get("steps"), name, looks)
            process.stages[name] = _stage(page, node, name, entries)
    process.alongside = _entries(page, process, root.get("alongside"), "", looks)
    for name, node in looks.items():
        process.steps[name] = _reviewed(page, process, process.steps[name], node)
    return process


def _stage(page: Page, node: Mapping, name: str, entries: tuple[str, ...]) -> Stage:
    scope = Scope(page.registry, (name,))
    leave = node.get("leave")
    return Stage(
        id=name,
        title=title(node, name),
        entries=entries,
        number=word(node, "number"),
        goal=optional_text(node, "goal"),
        probability=page.number(node.get("probability")),
        enter=page.rules(node.get("enter"), scope),
        leave=None if leave is None else page.rules(leave, scope),
    )


def _entries(page: Page, process: Process, node: Node | None, stage: str, looks: dict[str, Mapping]) -> tuple[str, ...]:
    """The entries of a stage; each step and together waits for the one above it, unless it says what it waits for."""
    found: list[str] = []
    above: tuple[str, ...] = ()
    for at, entry in enumerate(mappings(node), 1):
        match kind_of(entry, ENTRIES):
            case "step":
                step = _step(
                    page, process, entry, Where(whole_id(word(entry, "step") or "", stage), stage), above, looks
                )
                above = (step,)
                found.append(step)
            case "together":
                group = _together(page, process, entry, group_id(entry, stage, at), stage, above, looks)
                above = (group,)
                found.append(group)
            case "duty":
                where = Where(whole_id(word(entry, "duty") or "", stage), stage)
                process.duties[where.id] = read_duty(page, entry, where)
                found.append(where.id)
            case "whenever":
                where = Where(whole_id(word(entry, "whenever") or "", stage), stage)
                found.append(_whenever(page, process, entry, where, looks))
            case _:
                continue
    return tuple(found)


def _step(
    page: Page, process: Process, node: Mapping, where: Where, above: tuple[str, ...], looks: dict[str, Mapping]
) -> str:
    step = replace(read_step(page, node, where), after=_after(page, node, where, above))
    process.steps[where.id] = step
    if step.approve is not None:
        looks[where.id] = node
    return where.id


def _after(page: Page, node: Mapping, where: Where, above: tuple[str, ...]) -> tuple[str, ...]:
    """The names under ``after``, else the entry above. The own stage's name means: as soon as it is entered."""
    told = node.get("after")
    if told is None:
        return above
    names = page.names(told, ("step", "group"), Scope(page.registry, where.prefixes), also=(where.stage,))
    return tuple(name for name in names if name != where.stage)


def _together(
    page: Page,
    process: Process,
    node: Mapping,
    name: str,
    stage: str,
    above: tuple[str, ...],
    looks: dict[str, Mapping],
) -> str:
    inner = node.get("together")
    spec = inner if isinstance(inner, Mapping) else node
    page.place(f"groups/{name}", spec)
    where = Where(name, stage)
    after = _after(page, spec, where, above)
    ids = []
    for member in members(node):
        if kind_of(member, ("step",)):
            whole = whole_id(word(member, "step") or "", stage)
            ids.append(_step(page, process, member, Where(whole, stage), after, looks))
    process.groups[name] = Group(
        id=name,
        stage=stage,
        members=tuple(ids),
        enough=page.number(spec.get("enough")),
        condition=page.condition(spec.get("if"), Scope(page.registry, where.prefixes)),
        after=after,
    )
    return name


def _whenever(page: Page, process: Process, node: Mapping, where: Where, looks: dict[str, Mapping]) -> str:
    ids: list[str] = []
    above: tuple[str, ...] = ()
    for entry in mappings(node.get("steps")):
        if kind_of(entry, ("step",)):
            whole = whole_id(word(entry, "step") or "", where.id)
            above = (_step(page, process, entry, Where(whole, where.stage, where.id), above, looks),)
            ids.extend(above)
    process.whenevers[where.id] = read_whenever(page, node, where, tuple(ids))
    return where.id


def _reviewed(page: Page, process: Process, step: Step, node: Mapping) -> Step:
    """The forms that the verdicts are about: of the steps from where a no leads back to, or of the step before."""
    order = [one for one in process.steps.values() if one.whenever == step.whenever]
    here = order.index(process.steps[step.id])
    start = _first(process, order, step.no.target) if step.no.kind == "again" else None
    if start is None or start >= here:
        before = _expand(process, step.after)
        passed = [one for one in order if one.id in before]
    else:
        passed = order[start:here]
    forms = tuple(dict.fromkeys(form for one in passed for form in one.forms))
    return replace(step, reviewed=forms, looks_at=_looks(page, step, node.get("looks at"), forms))


def _first(process: Process, order: list[Step], target: str | None) -> int | None:
    """The place of a step, or of the first step of a group or a stage."""
    inside = process.groups[target].members if target in process.groups else (target,)
    return next((at for at, one in enumerate(order) if one.id in inside or one.stage == target), None)


def _expand(process: Process, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for name in names for one in (process.groups[name].members if name in process.groups else (name,)))


def _looks(page: Page, step: Step, node: Node | None, forms: tuple[str, ...]) -> dict[str, tuple[FieldRef, ...]]:
    if not isinstance(node, Mapping):
        return {}
    where = Where(step.id, step.stage, step.whenever)
    scope = Scope(page.registry, where.prefixes, forms)
    asked = {role for case in step.approve or () if case.then for role in case.then.roles}
    found = {}
    for key, value in node.items:
        if key.text not in asked:
            page.notes.problem("playbook.not_asked", key, role=key.text, roles=tuple(sorted(asked)))
        found[key.text] = page.fields(value, scope)
    return found
