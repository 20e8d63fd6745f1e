"""Who owes what to whom, since when, due when: steps, verdicts, follow-ups and duties in one list.

Overdue is no concept of its own: it is ``due < now``. What is laid out holds for a while: each obligation says itself
from when to when it is owed, and when its ladder tells whom, so that a later look needs no history.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal

from msgspec import Struct

from salesctl.core.arithmetic import before, reckon
from salesctl.core.calendar import Calendar
from salesctl.core.clocks import Calendars, Clock, Clocks
from salesctl.core.conditions import choose
from salesctl.core.duties import Owed, laid_out_duties
from salesctl.core.events import Value
from salesctl.core.ladders import Rung, is_owed, told_by
from salesctl.core.plain import moment, text
from salesctl.core.playbook import Field, Ladder, Playbook, Strength, Text
from salesctl.core.state import Deal, Occurrence, State
from salesctl.core.team import Team

Kind = Literal["step", "verdict", "duty", "plan", "hold"]


class Obligation(Struct, frozen=True):
    """One thing that somebody owes. ``role`` and ``person`` owe it; ``person`` None: anyone of the role may.

    ``shown_from``: when it becomes worth showing, where that is later than its opening.
    """

    deal: int
    kind: Kind
    what: str | None
    """The id of the step, duty or whenever; None for a planned follow-up and for the end of a hold."""
    title: Text
    role: str | None
    person: str | None
    owner: str
    since: datetime | None
    due: datetime | None
    strength: Strength = "block"
    provisional: bool = False
    occurrence: int | None = None
    round: int = 1
    tries: int = 0
    """Attempts to reach the customer since it was owed."""
    ladder: tuple[Rung, ...] = ()
    shown_from: datetime | None = None
    slot: str | None = None
    row: Mapping[str, Value] | None = None
    of: str | None = None
    appears: datetime | None = None
    """It is not owed before."""
    lapses: datetime | None = None
    """It is no longer owed from then on."""

    def owed(self, now: datetime) -> bool:
        """Whether it is owed at ``now``."""
        return is_owed(self.appears, self.lapses, now)

    def late(self, now: datetime) -> bool:
        """Overdue at ``now``; never where there is no deadline."""
        return self.due is not None and self.due.astimezone(UTC) < now.astimezone(UTC)

    def late_hours(self, now: datetime) -> float:
        """Elapsed hours since due, to a tenth; negative before it."""
        return round((now - self.due) / timedelta(hours=1), 1) if self.due is not None else 0.0

    def told(self, now: datetime) -> tuple[str, ...]:
        """The roles, besides who owes it, that the ladder has told by ``now``."""
        return told_by(self.ladder, now)


def obligations(
    playbook: Playbook, state: State, calendars: Calendars, now: datetime, team: Team | None = None
) -> tuple[Obligation, ...]:
    """Everything that is owed at ``now``, in the order of deals and of the page."""
    return tuple(one for one in laid_out(playbook, state, calendars, now, now, team) if one.owed(now))


def laid_out(
    playbook: Playbook, state: State, calendars: Calendars, since: datetime, until: datetime, team: Team | None = None
) -> tuple[Obligation, ...]:
    """Everything that is owed at some moment from ``since`` to ``until``, if nothing more happens.

    What is owed at one of these moments is what says so of itself then, in the same order.
    """
    people = team or Team()
    found: list[Obligation] = []
    for deal in state.deals.values():
        found.extend(_of_deal(playbook, state, deal, calendars, people))
    duties = laid_out_duties(playbook, state, calendars, since, until)
    found.extend(_of_duty(playbook, one, calendars, people) for one in duties)
    return tuple(found)


def who_owes(playbook: Playbook, deal: Deal, role: str, team: Team) -> str | None:
    """The person behind a role: the owner, who is assigned to it in the deal, or its only filler; None: any of them."""
    spec = playbook.roles.get(role)
    if spec is not None and (spec.owner or spec.outside):
        return deal.owner
    if role in deal.roles:
        return deal.roles[role]
    fillers = team.fillers(role)
    return fillers[0] if len(fillers) == 1 else None


def _of_deal(playbook: Playbook, state: State, deal: Deal, calendars: Calendars, team: Team) -> Iterator[Obligation]:
    if deal.status in ("lost", "void"):
        return
    clocks = Clocks(playbook, state, deal, calendars)
    for step in clocks.progress.open_steps() if deal.going else ():
        clock = clocks.of_step(step.id)
        if deal.status != "nurture" or clock.breached_as is not None:
            yield from _of_step(clocks, step.id, clock, team, None)
    for occurrences in deal.occurrences.values():
        for one in occurrences:
            inner = Clocks(playbook, state, deal, calendars, one)
            for name in one.steps:
                if inner.progress.standing(name) == "open":
                    yield from _of_step(inner, name, inner.of_step(name), team, one)
    if not deal.going:
        return
    yield from _plan(deal)
    if (hold := deal.held) is not None and hold.stated_end is not None:
        yield Obligation(
            deal.number, "hold", None, {}, playbook.owner_role, deal.owner, deal.owner, hold.start, hold.stated_end
        )


def _of_step(
    clocks: Clocks, name: str, clock: Clock, team: Team, occurrence: Occurrence | None
) -> Iterator[Obligation]:
    playbook, deal, progress = clocks.playbook, clocks.deal, clocks.progress
    step, kept = playbook.steps[name], progress.kept(name)
    asked = progress.asked(name)
    ladder = choose(step.remind, clocks.facts(name)) if step.remind else playbook.remind
    turn = clock.since
    tries = sum(1 for one in deal.contacts if not one.reached and (turn is None or one.at >= turn))
    contacts = sum(
        1 for one in deal.contacts if one.reached and (turn is None or one.at >= (progress.turn(name) or turn))
    )
    rungs = escalation(ladder or (), clock, contacts, clocks.calendars[""])
    for role in asked or (step.by,):
        yield Obligation(
            deal=deal.number, kind="verdict" if asked else "step", what=name, title=step.title, role=role,
            person=who_owes(playbook, deal, role, team), owner=deal.owner, since=clock.since, due=clock.due,
            strength=progress.required(name) or "info", provisional=clock.provisional,
            occurrence=occurrence.number if occurrence else None, round=kept.round, tries=tries,
            ladder=rungs, shown_from=_shown_from(ladder or (), clock, clocks.calendars[""]),
        )  # fmt: skip


def _of_duty(playbook: Playbook, one: Owed, calendars: Calendars, team: Team) -> Obligation:
    duty, deal = one.duty, one.deal
    person = _person_of(playbook, one) or who_owes(playbook, deal, duty.by, team)
    ladder = duty.remind if duty.remind is not None else playbook.remind
    clock = Clock(one.since, one.due)
    rungs = escalation(ladder, clock, 0, calendars[""])
    return Obligation(
        deal=deal.number, kind="duty", what=duty.id, title=duty.title, role=duty.by, person=person, owner=deal.owner,
        since=one.since, due=one.due, strength=duty.strength, provisional=one.provisional,
        ladder=() if duty.strength == "info" else rungs,
        shown_from=_shown_from(ladder, clock, calendars[""]), slot=one.slot, row=one.row, of=one.of,
        appears=one.appears, lapses=one.lapses,
    )  # fmt: skip


def escalation(ladder: Ladder, clock: Clock, contacts: int, calendar: Calendar) -> tuple[Rung, ...]:
    """Who is reminded and told when; what waits for more contacts than there were is left out
    (``process.md`` Time: escalation).
    """
    rungs: list[Rung] = []
    for rung in ladder:
        if rung.kind == "contacts":
            if contacts >= rung.n:
                rungs.append(Rung(None, rung.who))
        elif clock.due is not None and rung.kind == "percent":
            since, due = (clock.since or clock.due).astimezone(UTC), clock.due.astimezone(UTC)
            rungs.append(Rung(since + (due - since) * rung.n / 100, rung.who))
        elif clock.due is not None and rung.amount is not None:
            reach = before if rung.kind == "before" else reckon
            rungs.append(Rung(reach(rung.amount, clock.due, calendar).at, rung.who))
    return tuple(rungs)


def _shown_from(ladder: Ladder, clock: Clock, calendar: Calendar) -> datetime | None:
    starts = [
        before(rung.amount, clock.due, calendar).at
        for rung in ladder
        if rung.kind == "before" and rung.amount is not None and clock.due is not None
    ]
    return min(starts, default=None)


def _plan(deal: Deal) -> Iterator[Obligation]:
    """The next follow-up, until a contact on its day or later (``process.md`` Time: next follow-up in the past)."""
    event = deal.plan
    when = moment(event.data.get("when")) if event else None
    if event is None or when is None:
        return
    if any(one.reached and one.event.order > event.order and one.at.date() >= when.date() for one in deal.contacts):
        return
    words = text(event.data.get("text")) or ""
    yield Obligation(deal.number, "plan", None, {"": words}, None, deal.owner, deal.owner, event.at, when)


def _person_of(playbook: Playbook, one: Owed) -> str | None:
    """Who a row of a list names as its person."""
    each = one.duty.each
    if each is None or one.row is None:
        return None
    listed = playbook.forms[each.form].field(each.field)
    columns: tuple[Field, ...] = listed.columns if listed else ()
    named = [one.row.get(column.id) for column in columns if column.type == "person"]
    return next((who for who in named if isinstance(who, str) and who), None)
