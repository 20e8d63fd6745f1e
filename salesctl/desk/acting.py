"""The whole imperative shell: lock, read, decide, add to the text, save. Nothing is said before it is on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.commands import Command, Open
from salesctl.core.decide import decide
from salesctl.core.events import Event, Record, Value
from salesctl.core.office import Office
from salesctl.core.problems import Problem, Refused
from salesctl.core.replay import replay
from salesctl.core.state import State
from salesctl.desk.customers import Customer, Customers, Found, with_ref
from salesctl.desk.learning import learn
from salesctl.desk.opening import Workspace
from salesctl.store.faults import finished
from salesctl.store.ids import new_event_id, new_record_id
from salesctl.store.record_file import append_events, edit_card, new_record
from salesctl.store.workspace import new_record_path, relative
from salesctl.store.writing import Change, Lock, save


class Acted(Struct, frozen=True):
    """What was saved: the customer as it is now, the events made, and what is worth saying beside."""

    customer: Customer
    number: int
    ref: str
    events: tuple[Event, ...]
    hints: tuple[Problem, ...] = ()

    @property
    def state(self) -> State:
        """The customer's deals after what was done."""
        return self.customer.state


def office(workspace: Workspace) -> Office:
    """The world around a decision, as this desk sees it. Raises Broken where nobody knows who is at the desk."""
    now = workspace.now.replace(second=0, microsecond=0)
    return Office(now, workspace.who, workspace.calendars, workspace.team)


def act(workspace: Workspace, found: Found, commands: Sequence[Command]) -> Acted | Refused:
    """Carry out commands on one customer, all or none, and save. Refused with every reason; Broken where a file is."""
    world = office(workspace)
    with Lock(workspace.root) as lock:
        customer = _present(workspace, found.customer)
        decided = decided_on(workspace, customer, commands, world, found.ref)
        if isinstance(decided, Refused):
            return replace(decided, problems=(*decided.problems, *finished(lock.recovered)))
        events, card, hints = decided
        text = customer.data.decode("utf-8-sig")
        text = append_events(text, events, customer.file) if events else text
        changes = {key: value for key, value in card.items() if customer.record.card.get(key) != value}
        text = edit_card(text, changes, customer.file) if changes else text
        new = text.encode()
        hints = (*finished(lock.recovered), *hints)
        if new != customer.data:
            save(workspace.root, [Change(customer.file, customer.data, new)], lock)
    record = replace(
        customer.record, card=_card(customer.record.card, card), history=(*customer.record.history, *events)
    )
    customer = replace(customer, data=new, record=record)
    learn(workspace, customer)
    return Acted(customer, found.number, found.ref, events, hints)


def create(workspace: Workspace, name: str, card: Mapping[str, Value], command: Open) -> Acted | Refused:
    """A new customer with its first deal, saved."""
    world = office(workspace)
    empty = State(card={"name": name, **card})
    decided = decide(workspace.playbook, empty, (), command, world)
    if isinstance(decided, Refused):
        return decided
    events = numbered((), decided.events)
    record = Record(new_record_id(), _card({"name": name, **card}, decided.card), events)
    data = new_record(record).encode()
    file = relative(new_record_path(workspace.root, name, record.id), workspace.root)
    with Lock(workspace.root) as lock:
        save(workspace.root, [Change(file, None, data)], lock)
        hints = finished(lock.recovered)
    customer = Customer(file, data, record, workspace.playbook)
    learn(workspace, customer)
    hints += tuple(with_ref(one, record.id) for one in decided.hints)
    return Acted(customer, 1, record.id, events, hints)


def decided_on(
    workspace: Workspace, customer: Customer, commands: Sequence[Command], world: Office, ref: str
) -> tuple[tuple[Event, ...], dict[str, Value | None], tuple[Problem, ...]] | Refused:  # fmt: skip
    """What the commands come to, one after the other, without saving."""
    state, history = customer.state, customer.record.history
    card: dict[str, Value | None] = {}
    hints: list[Problem] = []
    for place, command in enumerate(commands):
        if place:
            state = replay(workspace.playbook, history, _card(customer.record.card, card))
        decided = decide(workspace.playbook, state, history, command, world)
        if isinstance(decided, Refused):
            return replace(decided, problems=tuple(_located(customer, command, one, ref) for one in decided.problems))
        events = numbered(history, decided.events)
        history = (*history, *events)
        card |= decided.card
        hints.extend(with_ref(one, ref) for one in decided.hints)
    return history[len(customer.record.history) :], card, tuple(hints)


def numbered(history: tuple[Event, ...], events: Sequence[Event]) -> tuple[Event, ...]:
    """The events with ids of their own, in their order."""
    result: tuple[Event, ...] = ()
    for event in events:
        result = (*result, replace(event, id=new_event_id((*history, *result))))
    return result


def dry_run(workspace: Workspace, found: Found, commands: Sequence[Command]) -> Refused | None:
    """What would refuse the commands; None when nothing would."""
    decided = decided_on(workspace, found.customer, commands, office(workspace), found.ref)
    return decided if isinstance(decided, Refused) else None


def _present(workspace: Workspace, seen: Customer) -> Customer:
    """The customer as its file has it now: what was seen before, unless somebody was quicker."""
    folder = Customers(workspace.root, workspace.playbook)
    data = folder.bytes_of(seen.file)
    return seen if data == seen.data else folder.customer(seen.file, data)


def _card(card: Mapping[str, Value], changes: Mapping[str, Value | None]) -> dict[str, Value]:
    return {key: value for key, value in {**card, **changes}.items() if value is not None}


def _located(customer: Customer, command: Command, problem: Problem, ref: str) -> Problem:
    """Where the present deal is over and another is under way, the remedy names that one."""
    going = [number for number, deal in customer.state.deals.items() if deal.going and number != command.deal]
    if problem.code in ("deal.finished", "deal.closed") and going:
        return replace(with_ref(problem, ref), command=f"next {customer.id}/{going[-1]}")
    return with_ref(problem, ref)
