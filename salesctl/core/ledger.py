"""Why a deadline falls when it does, as data: codes and parameters for the catalogs, line by line in the order of time.

Nothing is reckoned a second time here: the lines are read off the start, the result and the same calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

from msgspec import Struct, field

from salesctl.core.arithmetic import Reckoned, before, reckon
from salesctl.core.calendar import Calendar, Day
from salesctl.core.pauses import Pause, close_is_held, merged
from salesctl.core.playbook import Amount

_ONE_DAY = timedelta(days=1)


class LedgerLine(Struct, frozen=True):
    """One line: ``code`` names the sentence, ``params`` fill it with moments, days, numbers and playbook texts."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


def explain(
    amount: Amount, start: datetime, calendar: Calendar, pauses: Iterable[Pause] = ()
) -> tuple[LedgerLine, ...]:
    """The ledger of ``reckon`` with the same arguments: the start, each pause, each day skipped by name, each
    make-up day that counted, due, and what is unsure about it.
    """
    begin, result = calendar.local(start), reckon(amount, start, calendar, pauses)
    held = tuple(one for one in merged(pauses, begin) if one.since < result.at)
    dated = [(one.since, _pause(one, amount, calendar)) for one in held]
    if amount.n > 0 and amount.unit in ("wd", "wh"):
        dated += _days(begin.date(), result.at.date(), calendar, held, counts_closes=amount.unit == "wd")
    lines = (line for _, line in sorted(dated, key=lambda one: one[0]))
    opening = LedgerLine(f"ledger.start.{amount.unit}", {"n": amount.n, "at": begin})
    return (opening, *lines, *_closing(result, amount, calendar))


def explain_before(amount: Amount, day: date | datetime, calendar: Calendar) -> tuple[LedgerLine, ...]:
    """The ledger of ``before``: the day counted back from, each day skipped by name, due, what is unsure about it."""
    result = before(amount, day, calendar)
    end = day.astimezone(calendar.zone).date() if isinstance(day, datetime) else day
    dated: list[tuple[datetime, LedgerLine]] = []
    if amount.n > 0 and amount.unit in ("wd", "wh") and result.at.date() < end:
        dated = list(_days(result.at.date(), end - _ONE_DAY, calendar, (), counts_closes=False))
    lines = (line for _, line in sorted(dated, key=lambda one: one[0], reverse=True))
    opening = LedgerLine(f"ledger.before.{amount.unit}", {"n": amount.n, "day": day})
    return (opening, *lines, *_closing(result, amount, calendar))


def explain_roll(moment: datetime, rolled: Reckoned, calendar: Calendar) -> tuple[LedgerLine, ...]:
    """The line that says a deadline was moved off a day off; none, if it was not."""
    if rolled.at == moment:
        return ()
    here = calendar.local(moment)
    code = "ledger.rolled_back" if rolled.at < moment else "ledger.rolled_on"
    return (LedgerLine(code, {"day": here.date(), "at": rolled.at}),)


def _pause(pause: Pause, amount: Amount, calendar: Calendar) -> LedgerLine:
    code = f"ledger.pause.{amount.unit if amount.unit in ('wd', 'wh') else 'moved'}"
    return LedgerLine(code, {"since": calendar.local(pause.since), "until": calendar.local(pause.until)})


def _days(
    first: date, last: date, calendar: Calendar, held: tuple[Pause, ...], *, counts_closes: bool
) -> Iterator[tuple[datetime, LedgerLine]]:
    """A line for every run of days off of one name, every make-up day, and every close of business in a pause."""
    for day, run in _runs(first, last, calendar):
        moment = calendar.close(run[0]).astimezone(UTC)
        if day.kind in ("weekend", "off"):
            yield moment, _skipped(day, run)
            continue
        for one in run:
            if counts_closes and one == first:
                continue
            moment = calendar.close(one).astimezone(UTC)
            if counts_closes and close_is_held(one, calendar, held):
                yield moment, LedgerLine("ledger.close_held", {"day": one})
            elif day.kind == "makeup":
                code = "ledger.makeup_day" if day.name else "ledger.extra_day"
                yield moment, LedgerLine(code, _named(day, {"day": one}))


def _runs(first: date, last: date, calendar: Calendar) -> Iterator[tuple[Day, list[date]]]:
    days = (first + n * _ONE_DAY for n in range((last - first).days + 1))
    for _, group in groupby(((calendar.judge(one), one) for one in days), key=lambda pair: pair[0]):
        pairs = list(group)
        yield pairs[0][0], [one for _, one in pairs]


def _skipped(day: Day, run: list[date]) -> LedgerLine:
    what = "weekend" if day.kind == "weekend" else "day_off" if day.name else "closed"
    if len(run) == 1:
        return LedgerLine(f"ledger.{what}", _named(day, {"day": run[0]}))
    return LedgerLine(f"ledger.{what}.run", _named(day, {"first": run[0], "last": run[-1], "days": len(run)}))


def _named(day: Day, params: dict[str, Any]) -> dict[str, Any]:
    return {**params, "name": day.name} if day.name else params


def _closing(result: Reckoned, amount: Amount, calendar: Calendar) -> Iterator[LedgerLine]:
    yield LedgerLine("ledger.due", {"at": result.at})
    day = calendar.judge(result.at.date())
    if amount.unit not in ("wd", "wh") and day.kind in ("weekend", "off"):
        code = "ledger.due_on_day_off" if day.name else "ledger.due_on_weekend"
        yield LedgerLine(code, _named(day, {"day": result.at.date()}))
    if result.provisional:
        if calendar.years:
            yield LedgerLine("ledger.provisional", {"country": calendar.country, "last": calendar.years[-1]})
        else:
            yield LedgerLine("ledger.provisional.never", {"country": calendar.country})
