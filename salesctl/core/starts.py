"""What starts a clock, and when: events of a deal as moments, and the times in which its clocks stood still."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct

from salesctl.core.calendar import Calendar
from salesctl.core.facts import form_value
from salesctl.core.pauses import Pause
from salesctl.core.plain import as_day
from salesctl.core.playbook import EventRef, Events, Playbook, Step, Term
from salesctl.core.progress import Progress
from salesctl.core.state import Deal, Occurrence, Span, State, Visit

Calendars = Mapping[str, Calendar]
"""By name; the default one under ``""``."""
FORWARD = ("go_on", "nurture", "close", "new_deal")


class Started(Struct, frozen=True):
    """When a clock began and by which event; None: by the step's turn or a new round."""

    at: datetime
    by: EventRef | None


class Starts:
    """The events of one deal (of one occurrence's own steps, where one is given) that clocks start from."""

    def __init__(
        self, playbook: Playbook, state: State, deal: Deal, calendars: Calendars, occurrence: Occurrence | None = None
    ) -> None:
        self.playbook, self.state, self.deal, self.calendars, self.occurrence = (
            playbook,
            state,
            deal,
            calendars,
            occurrence,
        )
        self.progress = Progress(playbook, state, deal, occurrence)

    def start(self, term: Term, name: str | None) -> Started | None:
        """What started the term and when; a round that began later starts it anew."""
        if term.relation == "turn":
            at = self._turn(name, each=term.each) if name else None
            return Started(at, None) if at else None
        if term.relation != "after" or term.events is None:
            return None
        started = self.latest(term.events, name)
        kept = self.progress.kept(name) if name else None
        if started is not None and kept is not None and kept.round_since is not None and kept.round_since > started.at:
            return Started(kept.round_since, None)
        return started

    def latest(self, events: Events, name: str | None = None) -> Started | None:
        """The latest of several events that happened; with ``and``, only once all have."""
        if len(events.refs) == 1:
            at = self.event_at(events.refs[0], name)
            return Started(at, events.refs[0]) if at is not None else None
        found = [(self.event_at(ref, name), ref) for ref in events.refs]
        known = [Started(at, ref) for at, ref in found if at is not None]
        if not known or (events.every and len(known) < len(found)):
            return None
        return max(known, key=lambda one: one.at)

    def event_at(self, ref: EventRef, name: str | None = None) -> datetime | None:
        """When an event happened last; None if it has not, or if nobody knows."""
        deal = self.deal
        match ref.kind:
            case "step":
                return self._step_at(ref)
            case "group":
                members = self.playbook.groups[ref.name].members
                return self.progress.closed_at(ref.name) if all(self.progress.closed(one) for one in members) else None
            case "stage":
                return next((entry.at for entry in reversed(deal.entries) if entry.stage == ref.name), None)
            case "date":
                day = (
                    as_day(form_value(self.playbook, self.state, deal, ref.date.form, ref.date.field))
                    if ref.date
                    else None
                )
                return end_of(day, self.calendars[""]) if day else None
            case "whenever":
                return max((one.event.at for one in deal.occurrences.get(ref.name, [])), default=None)
        if ref.name == "raised":
            return self.occurrence.event.at if self.occurrence else None
        if ref.name == "contacted" and name is not None:
            turn = self.progress.turn(name)
            return max(
                (one.at for one in deal.contacts if one.reached and (turn is None or one.at >= turn)), default=None
            )
        return deal.happened.get(ref.name)

    def pauses(self) -> tuple[Pause, ...]:
        """The times in which the clocks stood still and go on again."""
        return tuple(
            Pause(span.start, end) for span in self.spans() if (end := span.pause_end) is not None and end > span.start
        )

    def spans(self) -> list[Span]:
        """Every hold, sleep, closing and pausing occurrence."""
        pausing = [
            Span(one.event.at, one.event, _completed(one))
            for name, occurrences in self.deal.occurrences.items()
            for one in occurrences
            if self.playbook.whenevers[name].pauses
        ]
        return [*self.deal.holds, *self.deal.nurtures, *self.deal.closings, *pausing]

    def _turn(self, name: str, *, each: bool) -> datetime | None:
        """Since when the step could be done; with ``each``, since the turn of the role that is asked now came."""
        turn, step, kept = self.progress.turn(name), self.playbook.steps[name], self.progress.kept(name)
        given = [verdict.at for verdict in kept.verdicts if each and self.progress.stands(step, kept, verdict.role)]
        known = [at for at in (turn, *given) if at is not None]
        return max(known, default=None)

    def _step_at(self, ref: EventRef) -> datetime | None:
        step, kept = self.playbook.steps[ref.name], self.progress.kept(ref.name)
        fitting = [visit.at for visit in kept.visits if _fits(step, visit, ref.outcome)]
        if not fitting and ref.outcome is None and not kept.visits and self.progress.left_out(ref.name):
            return self.progress.closed_at(ref.name)
        return max(fitting, default=None)


def _fits(step: Step, visit: Visit, outcome: str | None) -> bool:
    if outcome is not None:
        return visit.outcome == outcome
    if visit.outcome == "rejected" and step.approve is not None:
        return False
    spec = step.outcome(visit.outcome)
    return spec is None or spec.action.kind in FORWARD


def _completed(occurrence: Occurrence) -> datetime | None:
    ends = [kept.done.at if kept.done else None for kept in occurrence.steps.values()]
    known = [end for end in ends if end is not None]
    return max(known) if ends and len(known) == len(ends) else None


def end_of(day: date | datetime, calendar: Calendar) -> datetime:
    """A day ends at its close of business; a moment is itself."""
    return day if isinstance(day, datetime) else calendar.close(day)
