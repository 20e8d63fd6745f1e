"""From a deadline as written to a moment: which event started it, what paused it, when it falls.

Nothing here is stored: change a fact and the date follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from salesctl.core.arithmetic import Reckoned, before, reckon, roll
from salesctl.core.calendar import Calendar
from salesctl.core.conditions import FieldRef, choose
from salesctl.core.facts import DealFacts, form_value
from salesctl.core.ledger import LedgerLine, explain, explain_before, explain_roll
from salesctl.core.pauses import Pause
from salesctl.core.playbook import Due, EventRef, Events, Playbook, Step, Term
from salesctl.core.progress import Progress
from salesctl.core.state import Deal, Occurrence, Span, State, Visit

Calendars = Mapping[str, Calendar]
"""By name; the default one under ``""``."""
FORWARD = ("go_on", "nurture", "close", "new_deal")


@dataclass(frozen=True, slots=True)
class Clock:
    """One running or stopped clock. ``due`` None: no deadline, its start is not known yet, or it stands still (``stopped``)."""

    since: datetime | None
    due: datetime | None
    provisional: bool = False
    stopped: Span | None = None
    breached_as: str | None = None
    """The stricter grade under which this deadline had passed before the grade became milder."""
    phrase: Due | None = None


@dataclass(frozen=True, slots=True)
class Started:
    at: datetime
    by: EventRef | None


class Clocks:
    """The clocks of one deal (of one occurrence's own steps, where one is given)."""

    def __init__(
        self, playbook: Playbook, state: State, deal: Deal, calendars: Calendars, occurrence: Occurrence | None = None
    ) -> None:
        self.playbook, self.state, self.deal, self.calendars, self.occurrence = playbook, state, deal, calendars, occurrence
        self.progress = Progress(playbook, state, deal, occurrence)

    def of_step(self, name: str) -> Clock:
        """The clock of a step in its present round."""
        step = self.playbook.steps[name]
        turn = self.progress.turn(name)
        phrase = choose(step.due, self.facts(name))
        breach = self._breach(step, turn)
        if breach is not None:
            return breach
        if phrase is None:
            return Clock(turn, None)
        return self.of_phrase(phrase, name)

    def of_phrase(self, phrase: Due, name: str | None = None, row: Mapping[str, object] | None = None) -> Clock:
        """The clock of one deadline phrase; ``name`` is the step it belongs to, ``row`` the list row of a duty for each."""
        running = [span for span in self._spans() if span.pause_end is None]
        stopped = min(running, key=lambda span: span.start, default=None)
        started = self.start(phrase.term, name)
        since = started.at if started else None
        reckoned = self._due(phrase, name, row)
        if reckoned is None:
            return Clock(since, None, phrase=phrase)
        if stopped is not None and reckoned.at.astimezone(UTC) > stopped.start.astimezone(UTC):
            return Clock(since, None, stopped=stopped, phrase=phrase)
        turn = self.progress.turn(name) if name else None
        return Clock(since or turn, reckoned.at, reckoned.provisional, phrase=phrase)

    def explain(self, clock: Clock, name: str | None = None) -> tuple[LedgerLine, ...]:
        """The ledger of a clock: started by which event, each pause, each day skipped by name."""
        if clock.phrase is None:
            return ()
        term, calendar = clock.phrase.term, self._calendar(clock.phrase)
        lines: list[LedgerLine] = [LedgerLine("ledger.rule", {"rule": clock.phrase.text})]
        started = self.start(term, name)
        if started is not None:
            lines.append(LedgerLine("ledger.started_by", {"what": self._label(started.by), "at": started.at}))
            if term.amount is not None:
                lines.extend(explain(term.amount, started.at, calendar, self.pauses()))
        elif term.relation in ("before", "on") and (day := self._term_day(term, None)) is not None:
            if term.amount is not None:
                lines.extend(explain_before(term.amount, day, calendar))
            else:
                lines.append(LedgerLine("ledger.named_day", {"day": day}))
        else:
            lines.append(LedgerLine("ledger.not_started", {"what": self._labels(term.events)}))
        for bound in clock.phrase.bounds:
            lines.extend(self._explain_bound(bound.side, bound.term, name, calendar))
        if clock.phrase.roll and (plain := self._due(replace(clock.phrase, roll=None), name, None)):
            lines.extend(explain_roll(plain.at, roll(plain.at, clock.phrase.roll, calendar), calendar))
        if clock.stopped is not None:
            lines.append(LedgerLine("ledger.stopped", {"at": clock.stopped.start}))
        if clock.breached_as is not None:
            lines.append(LedgerLine("ledger.breached_as", {"grade": self.playbook.grades[clock.breached_as].title}))
        return tuple(lines)

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
                day = as_day(form_value(self.playbook, self.state, deal, ref.date.form, ref.date.field)) if ref.date else None
                return self._end_of(day, self.calendars[""]) if day else None
            case "whenever":
                return max((one.event.at for one in deal.occurrences.get(ref.name, [])), default=None)
        if ref.name == "raised":
            return self.occurrence.event.at if self.occurrence else None
        if ref.name == "contacted" and name is not None:
            turn = self.progress.turn(name)
            return max((one.at for one in deal.contacts if one.reached and (turn is None or one.at >= turn)), default=None)
        return deal.happened.get(ref.name)

    def pauses(self) -> tuple[Pause, ...]:
        """The times in which the clocks stood still and go on again."""
        return tuple(Pause(span.start, end) for span in self._spans() if (end := span.pause_end) is not None and end > span.start)

    def facts(self, name: str | None = None) -> DealFacts:
        return DealFacts(self.playbook, self.state, self.deal, name, slip=self.slip)

    def slip(self, name: str) -> Decimal | None:
        """Working days by which a done step was late; 0 in time; None while it is not done or had no deadline."""
        visit, clock = self.deal.step(name).done, self.of_step(name)
        if visit is None or clock.due is None:
            return None
        calendar, day, count = self.calendars[""], clock.due.date(), 0
        while day < calendar.local(visit.at).date():
            day = calendar.next_working(day)
            count += 1
        return Decimal(count)

    # -------------------------------------------------------------------------------------------------------------

    def _breach(self, step: Step, turn: datetime | None) -> Clock | None:
        """The deadline that had passed under a stricter grade before the present one (``process.md`` Time: regrading)."""
        grades = self.deal.grades
        if len(grades) < 2 or not any(case.when for case in step.due):
            return None
        now = choose(step.due, self.facts(step.id))
        present = self.start(now.term, step.id) if now else None
        origin = present.at if present else turn
        for place in range(1, len(grades)):
            changed = grades[place][0]
            if origin is not None and changed <= origin:
                continue
            then = Clocks(self.playbook, self.state, _as_graded(self.playbook, self.deal, place), self.calendars, self.occurrence)
            phrase = choose(step.due, then.facts(step.id))
            reckoned = then._due(phrase, step.id, None) if phrase else None
            if reckoned is not None and reckoned.at <= changed:
                started = then.start(phrase.term, step.id) if phrase else None
                since = started.at if started else turn
                return Clock(since, reckoned.at, reckoned.provisional, breached_as=grades[place - 1][1], phrase=phrase)
        return None

    def _turn(self, name: str, *, each: bool) -> datetime | None:
        """Since when the step could be done; with ``each``, since the turn of the role that is asked now came."""
        turn, step, kept = self.progress.turn(name), self.playbook.steps[name], self.progress.kept(name)
        given = [verdict.at for verdict in kept.verdicts if each and self.progress.stands(step, kept, verdict.role)]
        known = [at for at in (turn, *given) if at is not None]
        return max(known, default=None)

    def _due(self, phrase: Due, name: str | None, row: Mapping[str, object] | None) -> Reckoned | None:
        calendar = self._calendar(phrase)
        found = self._term(phrase.term, name, row, calendar)
        if found is None:
            return None
        for bound in phrase.bounds:
            other = self._term(bound.term, name, row, calendar)
            if other is not None:
                found = max(found, other, key=_instant) if bound.side == "before" else min(found, other, key=_instant)
        if phrase.roll is None:
            return found
        rolled = roll(found.at, phrase.roll, calendar)
        return Reckoned(rolled.at, rolled.provisional or found.provisional)

    def _term(self, term: Term, name: str | None, row: Mapping[str, object] | None, calendar: Calendar) -> Reckoned | None:
        if term.relation in ("before", "on"):
            day = self._term_day(term, row)
            if day is None:
                return None
            if term.amount is not None:
                return before(term.amount, day, calendar)
            return Reckoned(self._end_of(day, calendar))
        started = self.start(term, name)
        if started is None or term.amount is None:
            return None
        return reckon(term.amount, started.at, calendar, self.pauses())

    def _term_day(self, term: Term, row: Mapping[str, object] | None) -> date | datetime | None:
        if term.date is not None:
            return as_day(self._date_text(term.date, row))
        festival = self.calendars[""].festivals.get(term.holiday or "")
        return max(festival.days.values(), default=None) if festival else None

    def _date_text(self, ref: FieldRef, row: Mapping[str, object] | None) -> object:
        if row is not None and ref.column is not None:
            return row.get(ref.column)
        value = form_value(self.playbook, self.state, self.deal, ref.form, ref.field)
        if ref.column is None or value is None or isinstance(value, str | Mapping):
            return value
        days = [str(one.get(ref.column)) for one in value if isinstance(one, Mapping) and one.get(ref.column)]
        return max(days, default=None)

    def _step_at(self, ref: EventRef) -> datetime | None:
        step, kept = self.playbook.steps[ref.name], self.progress.kept(ref.name)
        fitting = [visit.at for visit in kept.visits if _fits(step, visit, ref.outcome)]
        if not fitting and ref.outcome is None and not kept.visits and self.progress.left_out(ref.name):
            return self.progress.closed_at(ref.name)
        return max(fitting, default=None)

    def _spans(self) -> list[Span]:
        pausing = [
            Span(one.event.at, one.event, _completed(one))
            for name, occurrences in self.deal.occurrences.items()
            for one in occurrences
            if self.playbook.whenevers[name].pauses
        ]
        return [*self.deal.holds, *self.deal.nurtures, *self.deal.closings, *pausing]

    def _calendar(self, phrase: Due) -> Calendar:
        return self.calendars[phrase.calendar or ""]

    def _end_of(self, day: date | datetime, calendar: Calendar) -> datetime:
        return day if isinstance(day, datetime) else calendar.close(day)

    def _explain_bound(self, side: str, term: Term, name: str | None, calendar: Calendar) -> tuple[LedgerLine, ...]:
        reckoned = self._term(term, name, None, calendar)
        return (LedgerLine(f"ledger.not_{side}", {"at": reckoned.at}),) if reckoned else ()

    def _label(self, ref: EventRef | None) -> object:
        if ref is None:
            return ""
        for known in (self.playbook.steps, self.playbook.stages, self.playbook.whenevers):
            if ref.name in known:
                return known[ref.name].title
        return ref.name

    def _labels(self, events: Events | None) -> tuple[object, ...]:
        return tuple(self._label(ref) for ref in events.refs) if events else ()


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


def _as_graded(playbook: Playbook, deal: Deal, place: int) -> Deal:
    """The deal as it stood before its ``place``-th grading."""
    order, known = list(playbook.grades), deal.grades[:place]
    happened = {key: at for key, at in deal.happened.items() if key not in ("upgraded", "graded")}
    for (_, former, _), (at, latter, _) in zip(known, known[1:], strict=False):
        if former in order and latter in order and order.index(latter) < order.index(former):
            happened["upgraded"] = at
    happened["graded"] = known[-1][0]
    return replace(deal, grade=known[-1][1], grades=known, happened=happened)


def as_day(value: object) -> date | datetime | None:
    """A date or a moment with its offset out of a text value; None when it is none."""
    if not isinstance(value, str) or not value:
        return None
    try:
        if len(value) <= 10:
            return date.fromisoformat(value)
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _instant(reckoned: Reckoned) -> datetime:
    return reckoned.at.astimezone(UTC)
