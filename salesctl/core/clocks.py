"""From a deadline as written to a moment: which event started it, what paused it, when it falls.

Nothing here is stored: change a fact and the date follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.arithmetic import Reckoned, before, reckon, roll
from salesctl.core.calendar import Calendar
from salesctl.core.conditions import FieldRef, choose
from salesctl.core.facts import DealFacts, form_value
from salesctl.core.plain import as_day
from salesctl.core.playbook import Due, Playbook, Step, Term
from salesctl.core.starts import Calendars, Starts, end_of
from salesctl.core.state import Deal, Span

__all__ = ["Calendars", "Clock", "Clocks"]


class Clock(Struct, frozen=True):
    """One running or stopped clock.

    ``due`` None: no deadline, its start is not known yet, or it stands still (``stopped``).
    """

    since: datetime | None
    due: datetime | None
    provisional: bool = False
    stopped: Span | None = None
    breached_as: str | None = None
    """The stricter grade under which this deadline had passed before the grade became milder."""
    phrase: Due | None = None


class Clocks(Starts):
    """The clocks of one deal."""

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
        """The clock of one deadline phrase: of the step ``name``, or of one ``row`` where a duty is owed for each."""
        running = [span for span in self.spans() if span.pause_end is None]
        stopped = min(running, key=lambda span: span.start, default=None)
        started = self.start(phrase.term, name)
        since = started.at if started else None
        reckoned = self.due_of(phrase, name, row)
        if reckoned is None:
            return Clock(since, None, phrase=phrase)
        if stopped is not None and reckoned.at.astimezone(UTC) > stopped.start.astimezone(UTC):
            return Clock(since, None, stopped=stopped, phrase=phrase)
        turn = self.progress.turn(name) if name else None
        return Clock(since or turn, reckoned.at, reckoned.provisional, phrase=phrase)

    def facts(self, name: str | None = None) -> DealFacts:
        """The deal's facts as the step ``name`` asks them, with how late other steps were."""
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

    def _breach(self, step: Step, turn: datetime | None) -> Clock | None:
        """The deadline that passed under a stricter grade before the present one (``process.md`` Time: regrading)."""
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
            then = Clocks(
                self.playbook, self.state, _as_graded(self.playbook, self.deal, place), self.calendars, self.occurrence
            )
            phrase = choose(step.due, then.facts(step.id))
            reckoned = then.due_of(phrase, step.id, None) if phrase else None
            if reckoned is not None and reckoned.at <= changed:
                started = then.start(phrase.term, step.id) if phrase else None
                since = started.at if started else turn
                return Clock(since, reckoned.at, reckoned.provisional, breached_as=grades[place - 1][1], phrase=phrase)
        return None

    def due_of(self, phrase: Due, name: str | None, row: Mapping[str, object] | None) -> Reckoned | None:
        """The deadline with its bounds and its rolling off days without work; None while its start is unknown."""
        calendar = self.calendar_of(phrase)
        found = self.term_of(phrase.term, name, row, calendar)
        if found is None:
            return None
        for bound in phrase.bounds:
            other = self.term_of(bound.term, name, row, calendar)
            if other is not None:
                found = max(found, other, key=_instant) if bound.side == "before" else min(found, other, key=_instant)
        if phrase.roll is None:
            return found
        rolled = roll(found.at, phrase.roll, calendar)
        return Reckoned(rolled.at, rolled.provisional or found.provisional)

    def term_of(
        self, term: Term, name: str | None, row: Mapping[str, object] | None, calendar: Calendar
    ) -> Reckoned | None:
        """The deadline of one term alone; None while the event or the date it counts from is unknown."""
        if term.relation in ("before", "on"):
            day = self.day_of(term, row)
            if day is None:
                return None
            if term.amount is not None:
                return before(term.amount, day, calendar)
            return Reckoned(end_of(day, calendar))
        started = self.start(term, name)
        if started is None or term.amount is None:
            return None
        return reckon(term.amount, started.at, calendar, self.pauses())

    def day_of(self, term: Term, row: Mapping[str, object] | None) -> date | datetime | None:
        """The date that a term names: a form's, a row's, or the latest known of a festival; None where unknown."""
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

    def calendar_of(self, phrase: Due) -> Calendar:
        """The calendar that the phrase names, else the default one."""
        return self.calendars[phrase.calendar or ""]


def _as_graded(playbook: Playbook, deal: Deal, place: int) -> Deal:
    """The deal as it stood before its ``place``-th grading."""
    order, known = list(playbook.grades), deal.grades[:place]
    happened = {key: at for key, at in deal.happened.items() if key not in ("upgraded", "graded")}
    for (_, former, _), (at, latter, _) in pairwise(known):
        if former in order and latter in order and order.index(latter) < order.index(former):
            happened["upgraded"] = at
    happened["graded"] = known[-1][0]
    return replace(deal, grade=known[-1][1], grades=known, happened=happened)


def _instant(reckoned: Reckoned) -> datetime:
    return reckoned.at.astimezone(UTC)
