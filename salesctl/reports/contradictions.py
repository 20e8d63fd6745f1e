"""Two people's moves that contradict each other, in words: who did what, and how to decide (``process.md`` U3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from salesctl.core.contradictions import Contradiction, contradictions
from salesctl.core.events import Value
from salesctl.core.problems import Place, Problem
from salesctl.reports.found import Found
from salesctl.reports.material import Read, World, ref_of, shown_person, stage_title

_COMMANDS = {
    "merge.both_advanced": "back {ref} STAGE --because …",
    "merge.back_and_on": "back {ref} STAGE --because …",
    "merge.closed_and_on": "reopen {ref} STAGE --because …",
    "merge.closed_twice": "reopen {ref} STAGE --because …",
    "merge.both_assigned": "assign {ref} WHO",
    "merge.verdicts": "approve {ref} {step} --as {role}",
    "merge.both_done": "amend {ref} {step} --set FIELD=… --because …",
    "merge.both_opened": "deal add {id}",
}


def of_contradictions(world: World, customer: Read) -> Iterator[Found]:
    """What is still to be decided at one customer: a warning where it is certain that the two crossed, else a hint."""
    for one in contradictions(customer.record.history):
        problem = problem_of(world, customer, one)
        yield Found(problem, customer.id, customer.name, one.deal, one.other.id)


def problem_of(world: World, customer: Read, found: Contradiction) -> Problem:
    """The two moves in words, with the command that decides between them."""
    one, other = found.one, found.other
    step = world.playbook.steps.get(one.step or "")
    params: dict[str, Any] = {
        "one": shown_person(world.team, one.by),
        "other": shown_person(world.team, other.by),
        "to": stage_title(world.playbook, _word(one.data.get("to"))),
        "what": other.what if other.step is None else f"{other.what} {other.step}",
        "step": step.title if step else one.step or "",
        "number": found.deal,
        "as_one": _word(one.data.get("as")) or _word(one.data.get("outcome")) or "–",
        "as_other": _word(other.data.get("as")) or _word(other.data.get("outcome")) or "–",
    }
    for name, event in (("to_one", one), ("to_other", other)):
        who, to = _word(event.data.get("who")), _word(event.data.get("to"))
        params[name] = shown_person(world.team, who) if who else stage_title(world.playbook, to)
    words = {
        "ref": ref_of(customer, found.deal),
        "id": customer.id,
        "step": one.step or "",
        "role": _word(one.data.get("as")) or "ROLE",
    }
    command = _COMMANDS[found.code]
    for name, word in words.items():
        command = command.replace(f"{{{name}}}", word)
    place = Place(customer.file, max(one.line or 0, other.line or 0) or None)
    return Problem(found.code, params, place, command, "warn" if found.certain else "info")


def _word(value: Value | None) -> str:
    return value if isinstance(value, str) else ""
