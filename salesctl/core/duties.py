"""What is owed outside the order of steps: once, for each row of a list, or again and again.

A grid (each Friday, each holiday) owes every occurrence; an interval counts from the last one done and never piles up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.arithmetic import reckon
from salesctl.core.calendar import Calendar
from salesctl.core.clocks import Calendars, Clocks
from salesctl.core.conditions import FieldRef, choose, holds
from salesctl.core.events import Value
from salesctl.core.facts import form_value
from salesctl.core.plain import as_day
from salesctl.core.playbook import Amount, Duty, Every, Playbook, Term
from salesctl.core.recurrence import NamedDay, one_by_one
from salesctl.core.state import Deal, DutyDone, State, Values

HORIZON = timedelta(days=400)
"""How far ahead the next occurrence is looked for."""


class Owed(Struct, frozen=True):
    """One occurrence of a duty that nobody has done. ``slot`` names it in the event that settles it."""

    duty: Duty
    deal: Deal
    slot: str | None
    since: datetime | None
    due: datetime | None
    row: Mapping[str, Value] | None = None
    provisional: bool = False
    of: str | None = None
    """The festival or date that it is for."""
    appears: datetime | None = None
    """It is not owed before: another one of the duty comes first."""
    lapses: datetime | None = None
    """It is no longer owed from then on."""


def laid_out_duties(
    playbook: Playbook, state: State, calendars: Calendars, since: datetime, until: datetime
) -> tuple[Owed, ...]:
    """Every open occurrence that is due by ``until``, and of each duty the next one to come; without what has lapsed by
    ``since``.
    """
    found: list[Owed] = []
    everyones = [Clocks(playbook, state, deal, calendars) for deal in state.deals.values()]
    for duty in playbook.duties.values():
        if duty.lasts == "with the customer":
            # One across all deals; it belongs to the first in which it began.
            first = next((clocks for clocks in everyones if _span(clocks, duty) is not None), None)
            if first is not None:
                found.extend(_open(first, duty, since, until, _all_done(state, duty)))
            continue
        for clocks in everyones:
            found.extend(_open(clocks, duty, since, until, clocks.deal.duties.get(duty.id, [])))
    return tuple(found)


def owed_by_deal(
    playbook: Playbook, state: State, deal: Deal, calendars: Calendars, duty: Duty, now: datetime
) -> tuple[Owed, ...]:
    """The open occurrences of one duty, the earliest first."""
    done = _all_done(state, duty) if duty.lasts == "with the customer" else deal.duties.get(duty.id, [])
    found = _open(Clocks(playbook, state, deal, calendars), duty, now, now, done)
    return tuple(one for one in found if one.appears is None or one.appears <= now)


def _open(clocks: Clocks, duty: Duty, now: datetime, until: datetime, done: list[DutyDone]) -> Iterator[Owed]:
    """The open occurrences in a deal; ``done`` are those that were settled, in whichever deal they count."""
    span = _span(clocks, duty)
    if span is None:
        return
    start, end = span
    if end is not None and (end <= now and duty.each is None):
        return
    if holds(duty.condition, clocks.facts()) is not True:
        return
    calendar = clocks.calendars[""]
    for one in _occurrences(clocks, duty, start, calendar, now, until, done):
        ends = [end] if end is not None and duty.each is None else []
        if one.due is not None and duty.lapses is not None:
            ends.append(reckon(duty.lapses, one.due, calendar).at)
        lapses = min(ends, default=None)
        if lapses is not None and lapses <= now:
            continue
        if end is not None and one.due is not None and one.due > end:
            continue
        yield replace(one, lapses=lapses) if lapses is not None else one


def _occurrences(
    clocks: Clocks, duty: Duty, start: datetime, calendar: Calendar, now: datetime, until: datetime,
    done: list[DutyDone],
) -> Iterator[Owed]:  # fmt: skip
    if duty.each is not None:
        yield from _rows(clocks, duty, duty.each, start, done)
    elif duty.every is None:
        yield from _once(clocks, duty, start, done)
    elif duty.every.kind == "interval" and duty.every.amount is not None:
        yield _interval(clocks, duty, duty.every.amount, start, calendar, done)
    else:
        yield from _grid(clocks, duty, duty.every, start, calendar, now, until, done)


def _span(clocks: Clocks, duty: Duty) -> tuple[datetime, datetime | None] | None:
    """From when to when the duty runs; None where it has not begun, or has ended with the deal."""
    deal, playbook = clocks.deal, clocks.playbook
    if deal.status in ("lost", "void") or (deal.finished is not None and duty.lasts == "with the deal"):
        return None
    began = clocks.latest(duty.start)
    if began is None:
        return None
    end: datetime | None = None
    if duty.until is not None:
        ended = clocks.latest(duty.until)
        end = ended.at if ended is not None and ended.at >= began.at else None
    elif duty.stage is not None and duty.lasts == "with the deal" and deal.stage in playbook.stages:
        order = playbook.stage_order
        if order.index(str(deal.stage)) > order.index(duty.stage):
            end = next((entry.at for entry in reversed(deal.entries) if entry.stage == deal.stage), None)
    return began.at, end


def _grid(
    clocks: Clocks, duty: Duty, every: Every, start: datetime, calendar: Calendar, now: datetime, until: datetime,
    done: list[DutyDone],
) -> Iterator[Owed]:  # fmt: skip
    days = tuple(_named_days(clocks, every.dates))
    near, far = (_ahead(moment) for moment in (now, until))
    comes: datetime | None = None
    settled = {one.slot for one in done}
    spans = [] if duty.lasts == "with the customer" else _standstills(clocks, duty)
    for one in one_by_one(every, start, far, calendar, anchor=start, days=days):
        slot = f"{one.of} {one.day}" if one.of else one.day.isoformat()
        if slot in settled or any(since <= one.at < end for since, end in spans):
            continue
        seen = one.at.astimezone(UTC) - HORIZON if one.at > near else None
        appears = max((moment for moment in (comes, seen) if moment is not None), default=None)
        yield Owed(duty, clocks.deal, slot, start, one.at, provisional=one.provisional, of=one.of, appears=appears)
        if one.at > until:
            return
        comes = one.at


def _ahead(moment: datetime) -> datetime:
    """How far a grid is laid out from a moment."""
    return moment.astimezone(UTC) + HORIZON


def _interval(
    clocks: Clocks, duty: Duty, amount: Amount, start: datetime, calendar: Calendar, done: list[DutyDone]
) -> Owed:
    later = [one.at for one in done if one.at >= start]
    since = max(later, default=start)
    named = None if later or duty.first is None else _first_date(clocks, duty.first)
    pauses = () if duty.lasts == "with the customer" or _sleeps(duty) else clocks.pauses()
    due = calendar.close(named.date() if isinstance(named, datetime) else named) if named else None
    reckoned = reckon(amount, since, calendar, pauses)
    return Owed(duty, clocks.deal, None, since, due or reckoned.at, provisional=reckoned.provisional and due is None)


def _once(clocks: Clocks, duty: Duty, start: datetime, done: list[DutyDone]) -> Iterator[Owed]:
    phrase = choose(duty.due, clocks.facts())
    if phrase is None:
        return
    if phrase.term.each:
        yield from _after_each(clocks, duty, phrase.term, done)
    elif not any(one.at >= start for one in done):
        clock = clocks.of_phrase(phrase)
        yield Owed(duty, clocks.deal, None, start, clock.due, provisional=clock.provisional)


def _after_each(clocks: Clocks, duty: Duty, term: Term, done: list[DutyDone]) -> Iterator[Owed]:
    """One for every event that happened."""
    settled = {one.slot for one in done}
    for ref in term.events.refs if term.events else ():
        for visit in clocks.progress.kept(ref.name).visits if ref.kind == "step" else ():
            wanted = ref.outcome is None or visit.outcome == ref.outcome
            if wanted and visit.event.id not in settled and term.amount is not None:
                due = reckon(term.amount, visit.at, clocks.calendars[""], clocks.pauses())
                yield Owed(duty, clocks.deal, visit.event.id, visit.at, due.at, provisional=due.provisional)


def _rows(clocks: Clocks, duty: Duty, each: FieldRef, start: datetime, done: list[DutyDone]) -> Iterator[Owed]:
    phrase = choose(duty.due, clocks.facts())
    settled = {one.slot for one in done}
    for slot, row in keyed(rows_of(clocks.playbook, clocks.deal, each)):
        if slot not in settled:
            clock = clocks.of_phrase(phrase, row=row) if phrase else None
            yield Owed(duty, clocks.deal, slot, start, clock.due if clock else None, row)


def rows_of(playbook: Playbook, deal: Deal, each: FieldRef) -> Iterator[Mapping[str, Value]]:
    """The rows of a list wherever its form was filled: in steps, verdicts, occurrences and duties."""
    for owner in playbook.form_owners.get(each.form, ()):
        filled: list[Values] = [one.values for one in deal.occurrences.get(owner, [])]
        filled += [one.values for one in deal.duties.get(owner, [])]
        kept_steps = [deal.steps[owner]] if owner in deal.steps else []
        kept_steps += [one.steps[owner] for same in deal.occurrences.values() for one in same if owner in one.steps]
        for kept in kept_steps:
            if kept.verdicts:
                filled.extend(verdict.values for verdict in kept.verdicts)
            elif kept.done is not None:
                filled.append(kept.done.values)
        for values in filled:
            rows = values.get(each.field)
            if rows is not None and not isinstance(rows, str | Mapping):
                yield from (row for row in rows if isinstance(row, Mapping))


def keyed(rows: Iterator[Mapping[str, Value]]) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """Each row with a key that survives the others' coming and going: its first words, counted where they repeat."""
    seen: dict[str, int] = {}
    for row in rows:
        words = next((value for value in row.values() if isinstance(value, str) and value), "")
        seen[words] = seen.get(words, 0) + 1
        yield (words if seen[words] == 1 else f"{words} #{seen[words]}"), row


def _named_days(clocks: Clocks, refs: tuple[FieldRef, ...]) -> Iterator[NamedDay]:
    """Dates of forms; those of the card come again every year."""
    for ref in refs:
        day = as_day(form_value(clocks.playbook, clocks.state, clocks.deal, ref.form, ref.field))
        if day is not None:
            plain = day.date() if isinstance(day, datetime) else day
            yield NamedDay(str(ref), plain, yearly=ref.form == "customer")


def _first_date(clocks: Clocks, first: FieldRef | Literal["review"]) -> date | datetime | None:
    if isinstance(first, FieldRef):
        return as_day(form_value(clocks.playbook, clocks.state, clocks.deal, first.form, first.field))
    spans = clocks.deal.nurtures
    return as_day(spans[-1].event.data.get("review")) if spans else None


def _standstills(clocks: Clocks, duty: Duty) -> list[tuple[datetime, datetime]]:
    spans = [*clocks.deal.holds, *([] if _sleeps(duty) else clocks.deal.nurtures)]
    return [(span.start, end) for span in spans if (end := span.pause_end) is not None]


def _sleeps(duty: Duty) -> bool:
    """Whether the duty belongs to the time in the pool itself."""
    return any(ref.name == "nurtured" for ref in duty.start.refs)


def _all_done(state: State, duty: Duty) -> list[DutyDone]:
    return [one for deal in state.deals.values() for one in deal.duties.get(duty.id, [])]
