"""The ledger of a clock: started by which event, each pause, each day skipped by name."""

from __future__ import annotations

from msgspec.structs import replace

from salesctl.core.arithmetic import roll
from salesctl.core.calendar import Calendar
from salesctl.core.clocks import Clock, Clocks
from salesctl.core.ledger import LedgerLine, explain, explain_before, explain_roll
from salesctl.core.playbook import EventRef, Events, Playbook, Term


def explain_clock(clocks: Clocks, clock: Clock, name: str | None = None) -> tuple[LedgerLine, ...]:
    """The ledger of a clock: started by which event, each pause, each day skipped by name."""
    if clock.phrase is None:
        return ()
    term, calendar = clock.phrase.term, clocks.calendar_of(clock.phrase)
    lines: list[LedgerLine] = [LedgerLine("ledger.rule", {"rule": clock.phrase.text})]
    started = clocks.start(term, name)
    if started is not None:
        lines.append(LedgerLine("ledger.started_by", {"what": _label(clocks.playbook, started.by), "at": started.at}))
        if term.amount is not None:
            lines.extend(explain(term.amount, started.at, calendar, clocks.pauses()))
    elif term.relation in ("before", "on") and (day := clocks.day_of(term, None)) is not None:
        if term.amount is not None:
            lines.extend(explain_before(term.amount, day, calendar))
        else:
            lines.append(LedgerLine("ledger.named_day", {"day": day}))
    else:
        lines.append(LedgerLine("ledger.not_started", {"what": _labels(clocks.playbook, term.events)}))
    for bound in clock.phrase.bounds:
        lines.extend(_explain_bound(clocks, bound.side, bound.term, name, calendar))
    if clock.phrase.roll and (plain := clocks.due_of(replace(clock.phrase, roll=None), name, None)):
        lines.extend(explain_roll(plain.at, roll(plain.at, clock.phrase.roll, calendar), calendar))
    if clock.stopped is not None:
        lines.append(LedgerLine("ledger.stopped", {"at": clock.stopped.start}))
    if clock.breached_as is not None:
        lines.append(LedgerLine("ledger.breached_as", {"grade": clocks.playbook.grades[clock.breached_as].title}))
    return tuple(lines)


def _explain_bound(
    clocks: Clocks, side: str, term: Term, name: str | None, calendar: Calendar
) -> tuple[LedgerLine, ...]:
    reckoned = clocks.term_of(term, name, None, calendar)
    return (LedgerLine(f"ledger.not_{side}", {"at": reckoned.at}),) if reckoned else ()


def _label(playbook: Playbook, ref: EventRef | None) -> object:
    if ref is None:
        return ""
    for known in (playbook.steps, playbook.stages, playbook.whenevers):
        if ref.name in known:
            return known[ref.name].title
    return ref.name


def _labels(playbook: Playbook, events: Events | None) -> tuple[object, ...]:
    return tuple(_label(playbook, ref) for ref in events.refs) if events else ()
