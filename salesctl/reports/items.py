"""What is owed, one item a line: who, to which customer, since when, due when, and the command that settles it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from shlex import quote

from msgspec import Struct

from salesctl.core.conditions import AllOf, AnyOf, Compare, Condition, Fact, Not
from salesctl.core.obligations import Obligation, obligations
from salesctl.core.playbook import Text
from salesctl.core.state import Deal
from salesctl.reports.material import Read, World, ref_of, role_title
from salesctl.reports.table import Said

SOON = timedelta(days=3)
"""How long before its time a duty, which comes again anyway, is worth showing."""

_NEVER = datetime.max.replace(tzinfo=UTC)


class Item(Struct, frozen=True):
    """One obligation with all that a list says of it. ``what`` is a sentence; ``command`` can be pasted.

    ``ref`` names the deal in a command. ``late_hours`` are elapsed hours since due, 0 before it. ``escalated`` are the
    roles (``owner``: the deal's) that have been told by now, besides who owes it.
    """

    customer: str
    name: str
    deal: int
    ref: str
    stage: str | None
    grade: str | None
    kind: str
    step: str | None
    role: str | None
    person: str | None
    owner: str
    since: datetime | None
    due: datetime | None
    late: bool
    late_hours: float
    what: Said
    command: str
    strength: str
    tried: int
    escalated: tuple[str, ...]
    round: int
    occurrence: int | None
    provisional: bool
    shown_from: datetime | None

    @property
    def is_care(self) -> bool:
        """A recurring courtesy that is no breach when it is late (``process.md`` Time: greetings)."""
        return self.kind == "duty" and self.strength == "info"


def items_of(world: World, customer: Read) -> list[Item]:
    """Everything that one customer's deals owe at the world's moment."""
    found = obligations(world.playbook, customer.state, world.calendars, world.now, world.team)
    return [_item(world, customer, one) for one in found]


def items(world: World, customers: Iterable[Read]) -> list[Item]:
    """Everything that is owed, customer by customer."""
    return [item for customer in customers for item in items_of(world, customer)]


def worst_first(found: Iterable[Item]) -> list[Item]:
    """By the time that is left: the longest overdue first, what has no deadline last."""
    return sorted(found, key=lambda one: one.due.astimezone(UTC) if one.due else _NEVER)


def is_of(world: World, item: Item, who: str) -> bool:
    """Whether a person has to act: named for it, or, where nobody is named, one of the role."""
    return item.person == who if item.person is not None else item.role is not None and world.team.fills(who, item.role)


def is_coming(world: World, item: Item) -> bool:
    """Whether it is owed, but not yet worth a line today."""
    now = world.now
    if item.late or (item.shown_from is not None and item.shown_from <= now):
        return False
    if item.shown_from is not None:
        return True
    if item.due is None:
        return False
    if item.kind == "plan":
        return item.due.date() > now.date()
    return item.kind == "hold" or (item.kind == "duty" and item.due > now + SOON)


def alike(found: Iterable[Item]) -> list[tuple[Item, int]]:
    """Items that one command settles one after the other, told once: the most urgent, and how many there are."""
    first: dict[str, Item] = {}
    often: dict[str, int] = {}
    for item in found:
        first.setdefault(item.command, item)
        often[item.command] = often.get(item.command, 0) + 1
    return [(item, often[command]) for command, item in first.items()]


def _item(world: World, customer: Read, one: Obligation) -> Item:
    deal = customer.state.deals[one.deal]
    ref = ref_of(customer, one.deal)
    late = one.late(world.now)
    return Item(
        customer=customer.id, name=customer.name, deal=one.deal, ref=ref, stage=deal.stage, grade=deal.grade,
        kind=one.kind, step=one.what, role=one.role or world.playbook.owner_role, person=one.person, owner=one.owner,
        since=one.since, due=one.due, late=late, late_hours=one.late_hours(world.now) if late else 0.0,
        what=_what(world, one), command=_command(world, deal, one, ref), strength=one.strength, tried=one.tries,
        escalated=tuple(who for who in one.told if who != one.role and (who != "owner" or one.person != one.owner)),
        round=one.round, occurrence=one.occurrence, provisional=one.provisional, shown_from=one.shown_from,
    )  # fmt: skip


def _what(world: World, one: Obligation) -> Said:
    title = {"title": one.title}
    if one.kind == "plan":
        words = one.title.get("", "")
        return Said("item.plan", {"text": words}) if words else Said("item.plan_bare")
    if one.kind == "hold":
        return Said("item.hold_over" if one.late(world.now) else "item.hold", {"until": one.due})
    role = world.playbook.roles.get(one.role or "")
    if one.kind == "verdict":
        return Said("item.verdict", {**title, "role": role_title(world.playbook, one.role)})
    if one.kind == "duty":
        about = _about(world, one)
        return Said("item.duty_of", {**title, "of": about}) if about else Said("item.plain", title)
    if one.tries and _is_attempted(world, str(one.what)):
        return Said("item.tried", {**title, "tries": one.tries})
    if role is not None and role.outside:
        return Said("item.outside", {**title, "role": role.title})
    if one.round > 1:
        return Said("item.again", {**title, "round": one.round})
    return Said("item.plain", title)


def _about(world: World, one: Obligation) -> Text | str | None:
    """What an occurrence of a duty is for: a festival, a date of the card, a row of a list."""
    if one.row is not None:
        return next((value for value in one.row.values() if isinstance(value, str) and value), None)
    if one.of is None:
        return None
    festival = world.calendars[""].festivals.get(one.of)
    if festival is not None:
        return festival.name
    form, _, field = one.of.partition(".")
    forms = [spec for spec in world.playbook.forms.values() if spec.id == form or (form == "customer" and spec.on_card)]
    found = [listed.title for spec in forms if (listed := spec.field(field)) is not None]
    return found[0] if found else one.of


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


def counts(found: Iterable[Item]) -> Mapping[str, int]:
    """How many items there are of each step or duty, in the order of the first."""
    result: dict[str, int] = {}
    for item in found:
        result[item.step or item.kind] = result.get(item.step or item.kind, 0) + 1
    return result
