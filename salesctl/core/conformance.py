"""The rules asked again along a history: events that were not earned, that mean nothing, that are worth knowing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.arithmetic import reckon
from salesctl.core.clocks import Calendars, Clocks
from salesctl.core.conditions import holds
from salesctl.core.events import Event, Record
from salesctl.core.playbook import Playbook
from salesctl.core.problems import Problem, Severity
from salesctl.core.replay import begin, evolve
from salesctl.core.rules import Asked, objections
from salesctl.core.rules.asked import problem
from salesctl.core.state import State
from salesctl.core.team import Team

INFO_ONLY = ("people.", "form.missing_on_card", "hint.", "grade.")
"""Codes that prove nothing of a past event: roles change hands, cards are edited, conditions only propose."""
SKEW = timedelta(minutes=10)
"""How far the clocks of two honest computers may differ."""


class Finding(Struct, frozen=True):
    """One thing that ``check`` reports. ``event`` None: it concerns the customer as a whole."""

    problem: Problem
    severity: Severity
    event: Event | None = None
    deal: int | None = None


def findings(
    playbook: Playbook, record: Record, calendars: Calendars, now: datetime, team: Team | None = None
) -> tuple[Finding, ...]:
    """Everything a history shows that today's rules would not have allowed, in order of meaning."""
    return examined(playbook, record, calendars, now, team).findings


class Examined(Struct, frozen=True):
    """What a history amounts to, and what is to be said of it."""

    state: State
    findings: tuple[Finding, ...]


def examined(
    playbook: Playbook, record: Record, calendars: Calendars, now: datetime, team: Team | None = None
) -> Examined:
    """The same as ``findings``, with the state that the events led to."""
    state, ordered = begin(record.history, record.card)
    found: list[Finding] = []
    for event in ordered:
        about = (
            list(_about(playbook, state, ordered, event, calendars, now, team or Team()))
            if event.id not in state.undone
            else []
        )
        odd = evolve(playbook, state, event)
        if odd is not None:
            params = {
                "what": event.what,
                "step": event.step or "",
                "grade": event.data.get("grade") or "",
                "to": event.data.get("to") or "",
            }
            about = [Finding(Problem(odd, params), "warn", event, event.deal)]
        found.extend(about)
    found.extend(_backdated(ordered))
    found.extend(_standing(playbook, state, calendars, now))
    return Examined(state, tuple(found))


def _about(
    playbook: Playbook,
    state: State,
    ordered: tuple[Event, ...],
    event: Event,
    calendars: Calendars,
    now: datetime,
    team: Team,
) -> Iterator[Finding]:
    for one in objections(Asked(playbook, state, event, now, calendars, team)):
        yield _finding(state, event, one, playbook)
    if event.what == "undone":
        yield from _undone(ordered, event)
    if event.what == "imported":
        yield Finding(problem("deal.imported", stage=event.data.get("stage") or ""), "info", event, event.deal)


def _finding(state: State, event: Event, found: Problem, playbook: Playbook) -> Finding:
    severity: Severity = "warn"
    deal = state.deals.get(event.deal)
    other_version = deal is not None and deal.playbook not in (None, playbook.mark)
    if found.severity != "error" or other_version or any(found.code.startswith(code) for code in INFO_ONLY):
        severity = "info"
    return Finding(replace(found, severity=severity), severity, event, event.deal)


def _undone(ordered: tuple[Event, ...], event: Event) -> Iterator[Finding]:
    target = next((one for one in ordered if one.id == event.data.get("event")), None)
    if target is None:
        yield Finding(problem("undo.unknown", id=event.data.get("event") or ""), "warn", event, event.deal)
    elif target.by != event.by:
        yield Finding(problem("undo.not_own", who=target.by), "warn", event, event.deal)


def _backdated(ordered: tuple[Event, ...]) -> Iterator[Finding]:
    """An event was written after some event of the counter before it; one that claims less was back-dated by hand.

    The tool keeps ``recorded`` whenever a fact is told later than it happened.
    """
    told = [(event, event.counter, (event.recorded or event.at).astimezone(UTC)) for event in ordered]
    written: dict[int, list[datetime]] = {}
    for _, counter, when in told:
        written.setdefault(counter, []).append(when)
    for event, counter, when in told:
        earlier = written.get(counter - 1)
        if earlier and when < min(earlier) - SKEW:
            yield Finding(
                problem("event.backdated", at=event.at, after=min(earlier).astimezone(event.at.tzinfo)),
                "warn",
                event,
                event.deal,
            )


def _standing(playbook: Playbook, state: State, calendars: Calendars, now: datetime) -> Iterator[Finding]:
    """What the deals show as they stand: nothing moves by itself, so each of these offers the move."""
    for deal in state.deals.values():
        if deal.going:
            yield from _steps_standing(Clocks(playbook, state, deal, calendars), now)
        if deal.playbook is not None and deal.playbook != playbook.mark:
            yield Finding(
                problem("deal.other_playbook", mark=deal.playbook, here=playbook.mark), "info", deal.opened, deal.number
            )
        hold = deal.held
        if hold is not None and deal.going and hold.stated_end is not None and hold.stated_end < now:
            yield Finding(
                problem("hold.over", "resume {customer}", until=hold.stated_end), "info", hold.event, deal.number
            )
        ended = deal.closings[-1].event if deal.status in ("lost", "void") and deal.closings else None
        # A finished deal may be closed later, a contract terminated; one that was closed cannot be finished.
        if ended is not None and deal.finished is not None and ended.order < deal.finished.order:
            yield Finding(problem("deal.closed_and_finished", status=deal.status), "warn", deal.finished, deal.number)


def _steps_standing(clocks: Clocks, now: datetime) -> Iterator[Finding]:
    playbook, deal, progress = clocks.playbook, clocks.deal, clocks.progress
    for step in playbook.steps.values():
        kept = deal.steps.get(step.id)
        if step.whenever is not None or (kept is not None and kept.done is not None):
            continue
        conditional = step.condition is not None and holds(step.condition, progress.facts(step.id)) is True
        if conditional and progress.passed(step.id) and not deal.imported:
            yield Finding(
                problem("step.applies_after_all", f"back {{customer}} {step.stage} --because …", step=step.title),
                "info",
                None,
                deal.number,
            )
        if (
            step.lapses is not None
            and progress.standing(step.id) == "open"
            and (due := clocks.of_step(step.id).due) is not None
        ):
            lapsed = reckon(step.lapses, due, clocks.calendars[""]).at
            if lapsed < now:
                yield Finding(
                    problem("step.lapsed", "close {customer} lost --because …", step=step.title, at=lapsed),
                    "info",
                    None,
                    deal.number,
                )
