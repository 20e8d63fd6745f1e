"""Obligations as rows: the sentence that names each, and the command that settles it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from shlex import quote

from salesctl.core.conditions import AllOf, AnyOf, Compare, Condition, Fact, Not
from salesctl.core.obligations import Obligation, laid_out
from salesctl.core.state import Deal
from salesctl.reports.items import Item
from salesctl.reports.material import Read, World, ref_of
from salesctl.reports.rows import OwedRow


def owed_rows(world: World, customer: Read, since: datetime, until: datetime) -> Iterator[OwedRow]:
    """What one customer's deals owe at some moment from ``since`` to ``until``."""
    found = laid_out(world.playbook, customer.state, world.calendars, since, until, world.team)
    return (_row(world, customer, one) for one in found)


def items_of(world: World, customer: Read) -> list[Item]:
    """Everything that one customer's deals owe at the world's moment."""
    rows = (Item(row, world) for row in owed_rows(world, customer, world.now, world.now))
    return [item for item in rows if item.is_owed]


def items(world: World, customers: Iterable[Read]) -> list[Item]:
    """Everything that is owed, customer by customer."""
    return [item for customer in customers for item in items_of(world, customer)]


def _row(world: World, customer: Read, one: Obligation) -> OwedRow:
    deal = customer.state.deals[one.deal]
    ref = ref_of(customer, one.deal)
    said, about = _said(world, one)
    return OwedRow(
        customer=customer.id, name=customer.name, deal=one.deal, ref=ref, stage=deal.stage, grade=deal.grade,
        kind=one.kind, step=one.what, role=one.role or world.playbook.owner_role, person=one.person, owner=one.owner,
        since=one.since, due=one.due, said=said, about=about, command=_command(world, deal, one, ref),
        strength=one.strength, tried=one.tries, round=one.round, occurrence=one.occurrence,
        provisional=one.provisional, shown_from=one.shown_from, ladder=one.ladder, appears=one.appears,
        lapses=one.lapses,
    )  # fmt: skip


def _said(world: World, one: Obligation) -> tuple[str, dict[str, str] | str | None]:
    if one.kind == "plan":
        words = one.title.get("", "")
        return ("item.plan", words) if words else ("item.plan_bare", None)
    if one.kind == "hold":
        return "item.hold", None
    role = world.playbook.roles.get(one.role or "")
    if one.kind == "verdict":
        return "item.verdict", None
    if one.kind == "duty":
        about = _about(world, one)
        return ("item.duty_of", about) if about else ("item.plain", None)
    if one.tries and _is_attempted(world, str(one.what)):
        return "item.tried", None
    if role is not None and role.outside:
        return "item.outside", None
    return ("item.again" if one.round > 1 else "item.plain"), None


def _about(world: World, one: Obligation) -> dict[str, str] | str | None:
    """What an occurrence of a duty is for: a festival, a date of the card, a row of a list."""
    if one.row is not None:
        return next((value for value in one.row.values() if isinstance(value, str) and value), None)
    if one.of is None:
        return None
    festival = world.calendars[""].festivals.get(one.of)
    if festival is not None:
        return dict(festival.name)
    form, _, field = one.of.partition(".")
    forms = [spec for spec in world.playbook.forms.values() if spec.id == form or (form == "customer" and spec.on_card)]
    found = [listed.title for spec in forms if (listed := spec.field(field)) is not None]
    return dict(found[0]) if found else one.of


def _is_attempted(world: World, name: str) -> bool:
    """Whether a vain attempt speaks of this step: its own rules count the tries."""
    step = world.playbook.steps[name]
    return any(_asks_tries(rule.condition) for outcome in step.outcomes for rule in (*outcome.must, *step.must))


def _asks_tries(condition: Condition) -> bool:
    match condition:
        case Compare(left, _, right):
            return Fact("tries") in (left, right)
        case AllOf(parts) | AnyOf(parts):
            return any(_asks_tries(part) for part in parts)
        case Not(part):
            return _asks_tries(part)
    return False


def _command(world: World, deal: Deal, one: Obligation, ref: str) -> str:
    if one.kind == "plan":
        words = one.title.get("", "")
        return f"log {ref} {quote(words)}" if words else f"log {ref}"
    if one.kind == "hold":
        return f"resume {ref}"
    name = str(one.what)
    step = world.playbook.steps.get(name)
    if step is not None and one.occurrence is not None and step.whenever is not None:
        waiting = [same for same in deal.occurrences.get(step.whenever, []) if same.steps[name].done is None]
        name = f"{name}/{one.occurrence}" if len(waiting) > 1 else name
    if one.kind == "verdict":
        return f"approve {ref} {name} --as {one.role}"
    if step is not None and step.done_by == "graded":
        return f"grade {ref}"
    duty = world.playbook.duties.get(name)
    outcomes = step.outcomes if step is not None else duty.outcomes if duty is not None else ()
    return f"done {ref} {name}" + (f" --outcome {outcomes[0].id}" if outcomes else "")
