"""What to do now for one deal: each open step with its reason, its talk track, its form and the exact command."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from salesctl.core.asking import Question, questions
from salesctl.core.playbook import Duty, Step, Text
from salesctl.core.problems import Problem
from salesctl.core.state import Deal
from salesctl.reports.blocking import blocking, can_advance
from salesctl.reports.items import Item, is_coming, worst_first
from salesctl.reports.material import Read, World, ref_of
from salesctl.reports.owing import items_of


class Task(Struct, frozen=True):
    """One thing to do. ``questions`` is what its form asks. ``command`` alone asks for it; ``template`` is the same on
    one line, with nothing behind each = so that it can't be sent off unfilled.
    """

    item: Item
    title: Text | str
    goal: Text | None
    say: Text | None
    hint: Text | None
    outcomes: Mapping[str, Text]
    questions: tuple[Question, ...]
    command: str
    template: str


class Guidance(Struct, frozen=True):
    """``advance`` is the command that takes the deal on, where nothing blocks it."""

    ref: str
    deal: Deal
    tasks: tuple[Task, ...]
    coming: tuple[Item, ...]
    blocked_by: tuple[Problem, ...]
    advance: str | None


def build(world: World, customer: Read, number: int) -> Guidance:
    """The guidance for one deal of a customer."""
    deal = customer.state.deals[number]
    ref = ref_of(customer, number)
    here = worst_first(one for one in items_of(world, customer) if one.deal == number)
    now = [one for one in here if not is_coming(world, one)]
    return Guidance(
        ref=ref, deal=deal, tasks=tuple(_task(world, customer, deal, one) for one in now),
        coming=tuple(one for one in here if one not in now),
        blocked_by=blocking(world, customer, deal) if deal.going else (),
        advance=f"advance {ref}" if can_advance(world, customer, deal) else None,
    )  # fmt: skip


def present_deal(customer: Read, number: int, *, asked: bool) -> int:
    """The deal that is meant: the one named, else the first that is still going."""
    deals = customer.state.deals
    if asked or deals[number].going:
        return number
    return next((one for one, deal in deals.items() if deal.going), number)


def _task(world: World, customer: Read, deal: Deal, item: Item) -> Task:
    playbook = world.playbook
    entry: Step | Duty | None = playbook.steps.get(item.step or "") or playbook.duties.get(item.step or "")
    if entry is None:
        return Task(item, item.what.params.get("text", ""), None, None, None, {}, (), item.command, item.command)
    outcomes = {one.id: one.title for one in entry.outcomes}
    first = next(iter(outcomes), None)
    asked = questions(playbook, customer.state, deal, entry.id, entry.forms, outcome=first)
    fill = "".join(f" --set {one.field.id}=" for one in asked if one.required and one.known is None)
    command = (
        f"done {item.ref} {entry.id} --outcome {first}" if item.command.startswith("grade") and first else item.command
    )
    return Task(item, entry.title, entry.goal, entry.say, entry.hint, outcomes, asked, item.command, command + fill)
