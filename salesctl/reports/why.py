"""Why what a deal owes is due then: the ledger of every clock, line by line (``process.md`` Time)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from salesctl.core.clocks import Clock, Clocks
from salesctl.core.conditions import choose
from salesctl.core.duties import Owed, owed_by_deal
from salesctl.core.ledger import LedgerLine, explain, explain_before
from salesctl.core.playbook import Duty, Happening, Step, Text
from salesctl.core.state import Deal, Occurrence
from salesctl.reports.material import Read, World
from salesctl.reports.table import Said

Standing = Literal["done", "open", "waiting", "skipped", "owed", "coming", "nothing_owed"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One step or duty: how it stands, since when, due when, and the ledger; when it was ``done``, and ``by`` whom."""

    id: str
    title: Text
    standing: Standing
    roles: tuple[str, ...]
    since: datetime | None
    due: datetime | None
    late: bool
    lines: tuple[Said, ...]
    done: datetime | None = None
    by: str | None = None


def of_open(world: World, customer: Read, deal: Deal) -> tuple[Reason, ...]:
    """The reasons of everything that is open in the deal, occurrences included."""
    found: list[Reason] = []
    if deal.going:
        clocks = Clocks(world.playbook, customer.state, deal, world.calendars)
        found.extend(
            _of_step(world, clocks, step)
            for step in world.playbook.steps.values()
            if step.whenever is None and clocks.progress.standing(step.id) == "open"
        )
        for occurrences in deal.occurrences.values():
            for one in occurrences:
                found.extend(_inner(world, customer, deal, one, only_open=True))
    for duty in world.playbook.duties.values():
        owed = owed_by_deal(world.playbook, customer.state, deal, world.calendars, duty, world.now)
        found.extend(_of_duty(world, customer, deal, one) for one in owed if duty.strength != "info")
    return tuple(found)


def of_entry(world: World, customer: Read, deal: Deal, name: str, number: int | None = None) -> tuple[Reason, ...]:
    """The reasons of one step, duty or whenever, also when it is done or still waits."""
    playbook = world.playbook
    if name in playbook.duties:
        owed = owed_by_deal(playbook, customer.state, deal, world.calendars, playbook.duties[name], world.now)
        duty = playbook.duties[name]
        nothing = Reason(name, duty.title, "nothing_owed", (duty.by,), None, None, late=False, lines=())
        return tuple(_of_duty(world, customer, deal, one) for one in owed) or (nothing,)
    step = playbook.steps.get(name)
    whenever = name if step is None else step.whenever
    if whenever is None and step is not None:
        return (_of_step(world, Clocks(playbook, customer.state, deal, world.calendars), step),)
    among = [one for one in deal.occurrences.get(str(whenever), []) if number in (None, one.number)]
    found = [reason for one in among for reason in _inner(world, customer, deal, one, only_open=False)]
    kept = tuple(one for one in found if step is None or one.id == name)
    entry = step or playbook.whenevers[name]
    return kept or (Reason(name, entry.title, "nothing_owed", (entry.by,), None, None, late=False, lines=()),)


def _inner(world: World, customer: Read, deal: Deal, one: Occurrence, *, only_open: bool) -> Iterator[Reason]:
    clocks = Clocks(world.playbook, customer.state, deal, world.calendars, one)
    for name in one.steps:
        if not only_open or clocks.progress.standing(name) == "open":
            yield _of_step(world, clocks, world.playbook.steps[name])


def _of_step(world: World, clocks: Clocks, step: Step) -> Reason:
    playbook, progress = world.playbook, clocks.progress
    standing, visit = progress.standing(step.id), progress.kept(step.id).done
    clock = clocks.of_step(step.id)
    lines: list[Said] = []
    if standing == "waiting":
        before = tuple(playbook.steps[one].title for one in progress.missing(step.id))
        here = playbook.stages[step.stage].title
        lines.append(
            Said("why.waits_for", {"before": before}) if before else Said("why.waits_for_stage", {"stage": here})
        )
    elif standing == "skipped":
        lines.append(Said("why.skipped"))
    if standing in ("open", "done"):
        lines.extend(said(clocks.explain(clock, step.id)) or [Said("why.no_deadline")])
    if step.ours and clock.phrase is not None and "due" in step.ours:
        lines.append(Said("why.ours"))
    end = visit.at if visit else world.now
    late = clock.due is not None and clock.due < end and standing in ("open", "done")
    roles = progress.asked(step.id) or (step.by,)
    return Reason(
        step.id, step.title, standing, roles, clock.since, clock.due, late, tuple(lines),
        visit.at if visit else None, visit.by if visit else None,
    )  # fmt: skip


def _of_duty(world: World, customer: Read, deal: Deal, one: Owed) -> Reason:
    duty, late = one.duty, one.due is not None and one.due < world.now
    lines = tuple(said(_ledger(world, customer, deal, one)))
    standing: Standing = "owed" if one.due is None or one.due <= world.now else "coming"
    return Reason(duty.id, duty.title, standing, (duty.by,), one.since, one.due, late, lines)


def _ledger(world: World, customer: Read, deal: Deal, one: Owed) -> Iterable[LedgerLine]:
    duty, calendar = one.duty, world.calendars[""]
    clocks = Clocks(world.playbook, customer.state, deal, world.calendars)
    if duty.every is None:
        phrase = choose(duty.due, clocks.facts())
        return (
            clocks.explain(Clock(one.since, one.due, phrase=phrase))
            if phrase and one.row is None
            else _plainly(duty, one)
        )
    if duty.every.kind == "interval" and duty.every.amount is not None and one.since is not None:
        told = explain(
            duty.every.amount, one.since, calendar, () if duty.lasts == "with the customer" else clocks.pauses()
        )
        return (
            (LedgerLine("ledger.rule", {"rule": duty.every.text}), *told)
            if told[-1].params.get("at") == one.due
            else _plainly(duty, one)
        )
    if duty.every.kind == "before" and duty.every.amount is not None and one.slot:
        day = date.fromisoformat(one.slot.rpartition(" ")[2])
        return (LedgerLine("ledger.rule", {"rule": duty.every.text}), *explain_before(duty.every.amount, day, calendar))
    return _plainly(duty, one)


def _plainly(duty: Duty, one: Owed) -> Iterator[LedgerLine]:
    """The rule and what it came to, where there is no arithmetic to show."""
    rule = duty.every.text if duty.every else next((case.then.text for case in duty.due if case.then), "")
    if rule:
        yield LedgerLine("ledger.rule", {"rule": rule})
    if one.since is not None:
        yield LedgerLine("ledger.started", {"at": one.since})
    if one.due is not None:
        yield LedgerLine("ledger.due", {"at": one.due})


def said(lines: Iterable[LedgerLine]) -> list[Said]:
    """Ledger lines as sentences; what started a clock is named by its title, or by what happened."""
    return [_said(line) for line in lines]


def _said(line: LedgerLine) -> Said:
    what = line.params.get("what")
    if line.code == "ledger.started_by" and not what:
        return Said("ledger.started", line.params)
    if line.code == "ledger.started_by" and what in get_args(Happening):
        return Said(f"why.began.{what}", line.params)
    return Said(line.code, line.params)
