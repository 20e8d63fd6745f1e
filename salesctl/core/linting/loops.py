"""Going back: whether a loop leads upstream, and whether the clocks inside it start inside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from salesctl.core.conditions import AllOf, AnyOf, Compare, Condition, Fact, Measure, Not
from salesctl.core.linting.graph import Graph, Loop, told
from salesctl.core.playbook import Due, EventRef, Step
from salesctl.core.problems import Place, Problem


def targets(graph: Graph, places: Mapping[str, Place]) -> Iterator[Problem]:
    """``again from X`` must lead to the step itself or to something before it."""
    for loop in graph.loops:
        step = graph.playbook.steps[loop.step]
        behind = graph.upstream[loop.step] | {loop.step}
        aside = step.whenever is not None and any(graph.playbook.steps[one].whenever is None for one in loop.starts)
        if not aside and not behind.intersection(loop.starts):
            path = _path(loop)
            yield told("lint.loop_target", places, *path, step=loop.step, outcome=loop.outcome, target=loop.target)


def clocks(graph: Graph, places: Mapping[str, Place]) -> Iterator[Problem]:
    """A deadline that counts from an event before the loop would be over before the second round begins."""
    after = {loop.step: graph.downstream(loop.step) for loop in graph.loops}
    affected = {loop: graph.affected(loop) for loop in graph.loops}
    for step in graph.playbook.steps.values():
        for due in _repeated(step):
            for loop in graph.loops:
                inside = affected[loop]
                if step.id not in inside or step.id in after[loop.step]:
                    continue
                refs = due.term.events.refs if due.term.events else ()
                if refs and not any(_restarts(graph, ref, loop, inside, step) for ref in refs):
                    again = f"{loop.step}={loop.outcome}"
                    path = f"steps/{step.id}/due"
                    yield told(
                        "lint.clock_outside", places, path, severity="warn", step=step.id, due=due.text, again=again
                    )


def rounds(graph: Graph, places: Mapping[str, Place]) -> Iterator[Problem]:
    """``if: round >= 2`` on a step that nothing repeats."""
    repeated: set[str] = set().union(*(graph.affected(loop) for loop in graph.loops)) if graph.loops else set()
    for step in graph.playbook.steps.values():
        if step.id not in repeated and step.condition is not None and _needs_round(step.condition):
            path = f"steps/{step.id}/if"
            yield told("lint.round_never", places, path, severity="warn", step=step.id)


def _path(loop: Loop) -> tuple[str, ...]:
    if loop.outcome == "rejected":
        return f"steps/{loop.step}/no", f"steps/{loop.step}"
    return f"outcomes/{loop.step}/{loop.outcome}", f"steps/{loop.step}"


def _repeated(step: Step) -> Iterator[Due]:
    """The deadlines that may hold in a second round: those behind a case of the round do not."""
    for case in step.due:
        if case.when is not None and _asks_round(case.when):
            return
        if case.then is not None and case.then.term.relation == "after":
            yield case.then


def _restarts(graph: Graph, ref: EventRef, loop: Loop, inside: frozenset[str], step: Step) -> bool:
    """Whether the event happens anew in the new round, before the step's turn comes again."""
    behind = inside & graph.upstream[step.id]
    match ref.kind:
        case "step":
            return (ref.name == loop.step and ref.outcome == loop.outcome) or ref.name in behind
        case "group":
            return not behind.isdisjoint(graph.expand((ref.name,)))
        case "stage":
            return _entered_again(graph, ref.name, loop)
        case "happening":
            return ref.name not in {"opened", "won"}
        case _:
            return True


def _entered_again(graph: Graph, stage: str, loop: Loop) -> bool:
    steps = graph.playbook.steps
    first = min((graph.stages.get(steps[start].stage, 0) for start in loop.starts), default=0)
    here = graph.stages.get(steps[loop.step].stage, 0)
    return first < here and first <= graph.stages.get(stage, -1) <= here


def _asks_round(condition: Condition) -> bool:
    match condition:
        case Compare(left, _, right):
            return any(isinstance(one, Fact | Measure) and one.name == "round" for one in (left, right))
        case AllOf(parts) | AnyOf(parts):
            return any(_asks_round(part) for part in parts)
        case Not(part):
            return _asks_round(part)
        case _:
            return False


def _needs_round(condition: Condition) -> bool:
    """Whether it can hold only from the second round on."""
    match condition:
        case Compare(Fact("round"), ">=" | ">" | "=" | "!=" as op, right):
            least = {">=": "1", ">": "0", "=": "1", "!=": ""}[op]
            return getattr(right, "text", least) != least
        case AllOf(parts):
            return any(_needs_round(part) for part in parts)
        case _:
            return False
