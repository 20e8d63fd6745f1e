"""Whether every step can be reached, and every stage be left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from salesctl.core.linting.graph import Graph, told
from salesctl.core.playbook import Playbook, Step
from salesctl.core.problems import Place, Problem

FORWARD = frozenset({"go_on", "new_deal"})


def circles(graph: Graph, places: Mapping[str, Place]) -> Iterator[Problem]:
    """``after`` that comes back to where it began; each circle once."""
    seen: set[str] = set()
    for name in graph.playbook.steps:
        waited = graph.waited(name)
        if name in waited and name not in seen:
            circle = [one for one in graph.playbook.steps if one in waited and name in graph.waited(one)]
            seen.update(circle)
            yield told("lint.circle", places, f"steps/{name}/after", f"steps/{name}", steps=tuple(circle))


def reach(graph: Graph, places: Mapping[str, Place]) -> Iterator[Problem]:
    """Steps that wait for what can't have happened by then."""
    steps = graph.playbook.steps
    for name, step in steps.items():
        paths = (f"steps/{name}/after", f"groups/{graph.playbook.group_of.get(name)}/after", f"steps/{name}")
        for other in graph.waits[name]:
            before = steps[other]
            if before.whenever != step.whenever:
                yield told("lint.waits_outside", places, *paths, step=name, other=other)
            elif graph.stages.get(before.stage, 0) > graph.stages.get(step.stage, 0):
                yield told("lint.never_reached", places, *paths, step=name, other=other, stage=before.stage)


def ways_out(playbook: Playbook, places: Mapping[str, Place]) -> Iterator[Problem]:
    """A step that no outcome finishes holds its stage for ever; the first outcome is the one that goes forward."""
    for step in playbook.steps.values():
        path = f"steps/{step.id}/outcomes"
        if not step.outcomes or step.outcomes[0].action.kind in FORWARD:
            continue
        forward = [one.id for one in step.outcomes if one.action.kind in FORWARD]
        if forward:
            first = step.outcomes[0].id
            yield told("lint.first_outcome", places, path, step=step.id, first=first, forward=forward[0])
        elif not _never_required(step):
            stage = step.whenever or step.stage
            yield told("lint.no_way_out", places, path, step=step.id, stage=stage)


def steps(playbook: Playbook, places: Mapping[str, Place]) -> Iterator[Problem]:
    """Keys of steps and stages that contradict each other."""
    for step in playbook.steps.values():
        path = f"steps/{step.id}"
        if step.approve is not None and step.outcomes:
            yield told("lint.approve_and_outcomes", places, f"{path}/outcomes", step=step.id)
        if step.done_by == "graded":
            unknown = tuple(one.id for one in step.outcomes if one.id not in playbook.grades)
            if unknown or not step.outcomes:
                grades = tuple(playbook.grades)
                yield told(
                    "lint.graded", places, f"{path}/outcomes", path, step=step.id, unknown=unknown, grades=grades
                )
    for group in playbook.groups.values():
        if group.enough is not None and not 1 <= group.enough <= len(group.members):
            path = f"groups/{group.id}/enough"
            yield told("lint.enough", places, path, n=group.enough, of=len(group.members))
    for stage in playbook.stages.values():
        if stage.probability is not None and stage.probability > 100:
            path = f"stages/{stage.id}/probability"
            yield told("lint.probability", places, path, n=stage.probability)
    yield from _top(playbook, places)


def _top(playbook: Playbook, places: Mapping[str, Place]) -> Iterator[Problem]:
    owners = tuple(role.id for role in playbook.roles.values() if role.owner)
    if len(owners) > 1:
        yield told("lint.two_owners", places, f"roles/{owners[1]}", roles=owners)
    if playbook.won is not None and playbook.steps[playbook.won].whenever is not None:
        yield told("lint.won_outside", places, "playbook/won", step=playbook.won)
    for move in ("lost", "void"):
        reasons = playbook.moves[move].reasons if move in playbook.moves else {}
        for step in playbook.steps.values():
            for one in step.outcomes:
                wrong = [name for name in one.action.reasons if name not in reasons]
                if one.action.kind == "close" and one.action.target == move and wrong:
                    path = f"outcomes/{step.id}/{one.id}"
                    yield told("lint.reason", places, path, reason=wrong[0], move=move, reasons=tuple(reasons))


def _never_required(step: Step) -> bool:
    return bool(step.required) and all(case.then is None for case in step.required)
