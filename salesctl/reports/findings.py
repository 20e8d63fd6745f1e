"""What `check` found, one finding a line: where, how grave, and in which words (``process.md`` U2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from shlex import quote

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.accepting import suspects
from salesctl.core.conformance import Finding
from salesctl.core.customers import alike, core_name, phones_of, plain_phone
from salesctl.core.lookalikes import skeleton, strange
from salesctl.core.problems import Place, Problem, Severity
from salesctl.core.state import State
from salesctl.core.team import Team
from salesctl.core.values import looks_odd
from salesctl.reports.found import Accepted, Found
from salesctl.reports.material import Read, World, stage_title


class Entered(Struct, frozen=True):
    """What of a customer is compared with every other one. ``void``: no deal of theirs was ever meant."""

    file: str
    id: str
    name: str
    core: str
    looks: str
    phones: frozenset[str]
    void: bool

    @classmethod
    def of(cls, customer: Read, state: State) -> Entered:
        """The same of a customer as read; ``state`` is what the history amounts to."""
        void = all(deal.status == "void" for deal in state.deals.values())
        name, phones = customer.name, frozenset(map(plain_phone, phones_of(customer.record.card))) - {""}
        return cls(customer.file, customer.id, name, core_name(name), skeleton(name), phones, void)


def of_process(world: World, customer: Read, found: Iterable[Finding]) -> Iterator[Found]:
    """What the history shows that was not earned, or means nothing, with the line of its event."""
    for one in found:
        place = Place(customer.file, one.event.line if one.event else None)
        command = (one.problem.command or "").replace("{customer}", customer.id) or None
        params = dict(one.problem.params)
        if "stage" in params and isinstance(params["stage"], str):
            params["stage"] = stage_title(world.playbook, params["stage"])
        problem = replace(one.problem, params=params, where=place, severity=one.severity, command=command)
        yield Found(problem, customer.id, customer.name, one.deal, one.event.id if one.event else None)


def of_card(world: World, customer: Read) -> Iterator[Found]:
    """Hints about what does not look like a telephone or an e-mail; no rule."""
    form = next((form for form in world.playbook.forms.values() if form.on_card), None)
    for field in form.fields if form else ():
        value = customer.record.card.get(field.id)
        cells = [(field, value)]
        if field.type == "list" and value is not None and not isinstance(value, str):
            rows = [row for row in value if not isinstance(row, str | tuple)]
            cells = [(column, row.get(column.id)) for row in rows for column in field.columns if hasattr(row, "get")]
        for column, cell in cells:
            code = looks_odd(column, cell) if isinstance(cell, str) else None
            if code is not None:
                problem = Problem(
                    code, {"field": column.title, "id": column.id, "value": cell}, Place(customer.file), None, "info"
                )
                yield Found(problem, customer.id, customer.name)


def of_likeness(customers: Iterable[Entered]) -> Iterator[Found]:
    """Customers that are probably the same as an earlier one: by name without its legal form, or by telephone.

    Who has only void deals is left out: that is how an entry made twice is settled.
    """
    first: dict[str, Entered] = {}
    for one in customers:
        if one.void:
            continue
        keys = {f"name {one.core}", *(f"phone {phone}" for phone in one.phones)}
        like = {first[key].id: first[key] for key in sorted(keys) if key in first and first[key].id != one.id}
        for other in like.values():
            why = alike(one.name, one.phones, other.name, other.phones) or "name"
            params = {"name": other.name, "id": other.id, "why": why, "other": one.name}
            problem = Problem("customer.likely_same", params, Place(one.file), f"show {other.id}", "info")
            yield Found(problem, one.id, one.name)
        for key in keys:
            first.setdefault(key, one)


def of_secrets(customer: Read) -> Iterator[Found]:
    """What looks like a password or a key (a warning), or like the number of a card or a paper, with its line."""
    for one in suspects(customer.record):
        event, remark = one.event, one.accepted
        place = Place(customer.file, event.line if event else None)
        severity: Severity = "warn" if one.kind in ("password", "key") else "info"
        command = f"note {customer.id} TEXT --accept {quote(one.at)}"
        problem = Problem(f"hint.secret_{one.kind}", {}, place, command, severity)
        accepted = (
            Accepted(remark.by, remark.at, " ".join(str(remark.data.get("text", "")).split())) if remark else None
        )
        number, id_ = (event.deal, event.id) if event else (None, None)
        yield Found(problem, customer.id, customer.name, number, id_, accepted)


def of_lookalikes(customers: Iterable[Entered], team: Team) -> Iterator[Found]:
    """Customers, and people of the team, whose names only a computer can tell apart."""
    first: dict[str, Entered] = {}
    for one in customers:
        other = first.setdefault(one.looks, one)
        if other.core != one.core:
            params = {"name": other.name, "id": other.id, "other": one.name, "letters": strange(one.name, other.name)}
            problem = Problem("customer.look_alike", params, Place(one.file), f"show {other.id}", "warn")
            yield Found(problem, one.id, one.name)
    known: dict[str, str] = {}
    for who in team.people:
        same = known.setdefault(skeleton(who), who)
        if same != who:
            params = {"id": who, "other": same, "letters": strange(who, same)}
            yield Found(Problem("team.look_alike", params, Place("team.yaml"), None, "warn"))
