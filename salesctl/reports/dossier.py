"""One customer whole: card, deals, the present stage's checklist, who owes what, what blocks, the history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from salesctl.core.asking import questions
from salesctl.core.clocks import Calendars, Clocks
from salesctl.core.events import Event, Record
from salesctl.core.facts import amount
from salesctl.core.obligations import Obligation, obligations
from salesctl.core.playbook import Field, Playbook
from salesctl.core.problems import Problem
from salesctl.core.progress import Progress
from salesctl.core.rules import Asked
from salesctl.core.rules.moves import blockers
from salesctl.core.state import Deal, Occurrence, State
from salesctl.core.team import Team


class Item(Struct, frozen=True):
    """One line of a checklist, as the command line promises it."""

    step: str
    state: str
    required: bool
    by: str
    asked: tuple[str, ...]
    since: datetime | None
    due: datetime | None
    late: bool
    outcomes: tuple[str, ...]
    form: Mapping[str, Any]
    round: int
    occurrence: int | None = None


class DealView(Struct, frozen=True):
    """One deal at a moment; ``blocked_by``: why it can't leave its stage now (``process.md U2``)."""

    deal: Deal
    amount: Any
    checklist: tuple[Item, ...]
    owed: tuple[Obligation, ...]
    blocked_by: tuple[Problem, ...]


class Dossier(Struct, frozen=True):
    """A customer at a moment; ``history`` is in order of meaning, whatever the order of the lines."""

    record: Record
    deals: tuple[DealView, ...]
    duties: tuple[Obligation, ...]
    """What is owed to the customer across deals."""
    history: tuple[Event, ...]


def dossier(
    playbook: Playbook, record: Record, state: State, calendars: Calendars, now: datetime, team: Team
) -> Dossier:
    """Everything that there is to see of a customer at ``now``."""
    owed = obligations(playbook, state, calendars, now, team)
    beyond = {duty.id for duty in playbook.duties.values() if duty.lasts == "with the customer"}
    views = tuple(
        DealView(
            deal,
            amount(playbook, state, deal),
            checklist(playbook, state, deal, calendars, now),
            tuple(one for one in owed if one.deal == deal.number and one.what not in beyond),
            _blocked(playbook, state, deal, calendars, now, team),
        )
        for deal in state.deals.values()
    )
    history = tuple(sorted(record.history, key=lambda event: event.order))
    return Dossier(record, views, tuple(one for one in owed if one.what in beyond), history)


def checklist(playbook: Playbook, state: State, deal: Deal, calendars: Calendars, now: datetime) -> tuple[Item, ...]:
    """The present stage's steps, then those of open occurrences, then approvals that an amended form called back."""
    clocks = Clocks(playbook, state, deal, calendars)
    items = [_item(clocks, step.id, now, None) for step in playbook.stage_steps(deal.stage)] if deal.stage else []
    items.extend(
        _item(clocks, step.id, now, None)
        for step in playbook.approvals
        if step.stage != deal.stage and step.whenever is None and clocks.progress.kept(step.id).unsettled is not None
    )
    for occurrences in deal.occurrences.values():
        for one in occurrences:
            if any(kept.done is None for kept in one.steps.values()):
                inner = Clocks(playbook, state, deal, calendars, one)
                items.extend(_item(inner, name, now, one) for name in one.steps)
    return tuple(items)


def field_shape(field: Field, required: bool) -> dict[str, Any]:
    """A field as the command line promises it."""
    columns = [(column, not column.required or bool(column.required[0].then)) for column in field.columns]
    return {
        "id": field.id,
        "type": field.type,
        "required": required,
        "choices": list(field.choices),
        "min": field.min,
        "max": field.max,
        "min_rows": field.min_rows,
        "fields": [field_shape(column, needed) for column, needed in columns],
    }


def _item(clocks: Clocks, name: str, now: datetime, occurrence: Occurrence | None) -> Item:
    playbook, deal, progress = clocks.playbook, clocks.deal, clocks.progress
    step, standing = playbook.steps[name], progress.standing(name)
    clock = clocks.of_step(name) if standing == "open" else None
    asked = progress.asked(name) if standing == "open" else ()
    awake = clock is not None and (deal.status != "nurture" or clock.breached_as is not None)
    running = awake and (deal.going or occurrence is not None)
    due = clock.due if clock is not None and running else None
    fields = questions(playbook, clocks.state, deal, name, step.forms)
    shapes = [field_shape(one.field, one.required) for one in fields]
    return Item(
        step=name,
        state=standing,
        required=_required(progress, name, occurrence),
        by=step.by,
        asked=asked,
        since=clock.since if clock else None,
        due=due,
        late=due is not None and due < now,
        outcomes=tuple(one.id for one in step.outcomes),
        form={"id": step.forms[0] if step.forms else None, "fields": shapes},
        round=progress.kept(name).round,
        occurrence=occurrence.number if occurrence else None,
    )


def _required(progress: Progress, name: str, occurrence: Occurrence | None) -> bool:
    """Whether leaving the stage waits for it; members of an unfinished ``enough of`` set all are."""
    if occurrence is not None or progress.required(name) != "block":
        return False
    group = progress.playbook.group_of.get(name)
    enough = progress.playbook.groups[group].enough if group else None
    if group is None or enough is None:
        return True
    members = progress.playbook.groups[group].members
    return sum(progress.kept(one).done is not None for one in members) < enough


def _blocked(
    playbook: Playbook, state: State, deal: Deal, calendars: Calendars, now: datetime, team: Team
) -> tuple[Problem, ...]:
    if not deal.going:
        return ()
    event = Event(at=now, by=deal.owner, what="advanced", deal=deal.number)
    asked = Asked(playbook, state, event, now, calendars, team)
    return tuple(one for one in blockers(asked) if one.severity == "error")
