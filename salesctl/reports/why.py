"""Why what a deal owes is due then: the ledger of every clock, line by line (``process.md`` Time)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Literal, get_args

from msgspec import Struct

from salesctl.core.clocks import Clock, Clocks
from salesctl.core.conditions import choose
from salesctl.core.duties import Owed, owed_by_deal
from salesctl.core.explaining import explain_clock
from salesctl.core.ledger import LedgerLine, explain, explain_before
from salesctl.core.playbook import Due, Every, Happening, Step, Text
from salesctl.core.state import Deal, Occurrence
from salesctl.reports.material import Read, World
from salesctl.reports.table import Said

Standing = Literal["done", "open", "waiting", "skipped", "owed", "coming", "nothing_owed"]


class Reason(Struct, frozen=True):
    """One step or duty: how it stands, since when, due when, and the ledger; when it was ``done``, and ``by`` whom.

    ``rule`` is the phrase of the playbook that the ledger follows.
    """

    id: str
    title: Text
    standing: Standing
    roles: tuple[str, ...]
    since: datetime | None
    due: datetime | None
    late: bool
    lines: tuple[Said, ...]
    rule: Due | Every | None = None
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
        lines.extend(said(explain_clock(clocks, clock, step.id)) or [Said("why.no_deadline")])
    if step.ours and clock.phrase is not None and "due" in step.ours:
        lines.append(Said("why.ours"))
    end = visit.at if visit else world.now
    late = clock.due is not None and clock.due < end and standing in ("open", "done")
    roles = progress.asked(step.id) or (step.by,)
    return Reason(
        step.id, step.title, standing, roles, clock.since, clock.due, late, tuple(lines),
        clock.phrase if standing in ("open", "done") else None,
        visit.at if visit else None, visit.by if visit else None,
    )  # fmt: skip


def _of_duty(world: World, customer: Read, deal: Deal, one: Owed) -> Reason:
    duty, late = one.duty, one.due is not None and one.due < world.now
    clocks = Clocks(world.playbook, customer.state, deal, world.calendars)
    rule = duty.every or choose(duty.due, clocks.facts())
    standing: Standing = "owed" if one.due is None or one.due <= world.now else "coming"
    lines = tuple(said(_ledger(clocks, one, rule)))
    return Reason(duty.id, duty.title, standing, (duty.by,), one.since, one.due, late, lines, rule)


def _ledger(clocks: Clocks, one: Owed, rule: Due | Every | None) -> Iterable[LedgerLine]:
    """The arithmetic of an occurrence where there is any; else its start and its end."""
    calendar = clocks.calendars[""]
    told: tuple[LedgerLine, ...] = ()
    if isinstance(rule, Due):
        told = explain_clock(clocks, Clock(one.since, one.due, phrase=rule)) if one.row is None else ()
    elif rule is not None and rule.amount is not None and rule.kind == "interval" and one.since is not None:
        pauses = () if one.duty.lasts == "with the customer" else clocks.pauses()
        told = explain(rule.amount, one.since, calendar, pauses)
    elif rule is not None and rule.amount is not None and rule.kind == "before" and one.slot:
        told = explain_before(rule.amount, date.fromisoformat(one.slot.rpartition(" ")[2]), calendar)
    return (
        told if any(line.params.get("at") == one.due for line in told if line.code == "ledger.due") else _plainly(one)
    )


def _plainly(one: Owed) -> Iterator[LedgerLine]:
    if one.since is not None:
        yield LedgerLine("ledger.started", {"at": one.since})
    if one.due is not None:
        yield LedgerLine("ledger.due", {"at": one.due})


def said(lines: Iterable[LedgerLine]) -> list[Said]:
    """Ledger lines as sentences, the rule left aside; a start is named by its step's title, or by what happened."""
    return [_said(line) for line in lines if line.code != "ledger.rule"]


def _said(line: LedgerLine) -> Said:
    what = line.params.get("what")
    if line.code == "ledger.started_by" and not what:
        return Said("ledger.started", line.params)
    if line.code == "ledger.started_by" and what in get_args(Happening):
        return Said(f"why.began.{what}", line.params)
    return Said(line.code, line.params)
