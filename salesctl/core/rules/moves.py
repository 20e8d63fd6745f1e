"""When a deal may move: to the next stage, back, on hold, to sleep, to its end, and to other hands."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from salesctl.core.arithmetic import reckon
from salesctl.core.plain import moment
from salesctl.core.problems import Problem, Severity
from salesctl.core.rules.asked import Asked, Objections, because_needed, may_move, problem
from salesctl.core.rules.forms import equal_objections, gate_objections
from salesctl.core.rules.openness import open_blockers, remedy_for


def advanced(asked: Asked) -> Objections:
    """Why the deal can't go on; an override needs a reason, and makes every blocker mere news."""
    playbook, deal, to = asked.playbook, asked.deal, asked.given("to")
    upcoming = playbook.next_stage(deal.stage)
    if to is not None and to != upcoming:
        yield problem("advance.not_next", to=playbook.stages[to].title if to in playbook.stages else to,
                      next=playbook.stages[upcoming].title if upcoming else "")  # fmt: skip
    reasons = list(blockers(asked))
    if asked.given("override") == "yes":
        yield from may_move(asked, "override")
        if asked.given("because") is None:
            yield problem("move.no_reason", move="override", reasons=())
        reasons = [Problem(one.code, one.params, one.where, one.command, "info") for one in reasons]
    yield from reasons


def blockers(asked: Asked) -> Objections:
    """Why the deal can't leave its stage now; each with the command that brings it on (``process.md`` U2)."""
    playbook, deal = asked.playbook, asked.deal
    if deal.status == "nurture":
        yield problem("advance.asleep", "resume {customer}")
    if deal.held is not None:
        yield problem("advance.held", "resume {customer}", reason=deal.held.reason or "")
    stage = playbook.stages.get(deal.stage or "")
    clocks = asked.clocks()
    progress = clocks.progress
    for step in playbook.approvals:
        if step.stage != deal.stage and step.whenever is None and progress.kept(step.id).unsettled is not None:
            yield problem("advance.called_back", remedy_for(progress, step.id), step=step.title)
    if stage is None:
        return
    if stage.leave is not None:
        yield from gate_objections(stage.leave, clocks.facts(), stage.title)
    else:
        for step in playbook.stage_steps(stage.id):
            yield from _undone(asked, step.id)
    yield from open_blockers(asked, stage.id)
    yield from no_longer_the_same(asked)
    upcoming = playbook.next_stage(deal.stage)
    if upcoming is not None:
        yield from gate_objections(playbook.stages[upcoming].enter, clocks.facts(), playbook.stages[upcoming].title)


def no_longer_the_same(asked: Asked) -> Objections:
    """Forms of the deal that had to equal another one, which has been amended since (``process.md 3.3``, ``4.1``)."""
    for name, kept in asked.deal.steps.items():
        if kept.done is None:
            continue
        for field in asked.playbook.matching_fields.get(name, ()):
            value = kept.done.values.get(field.id)
            if value is not None:
                for one in equal_objections(asked, field, value):
                    yield replace(one, command=f"amend {{customer}} {name} --set {field.id}=… --because …")


def _undone(asked: Asked, name: str) -> Objections:
    progress, step = asked.clocks().progress, asked.playbook.steps[name]
    required = progress.required(name)
    if required is None or progress.standing(name) in ("done", "skipped"):
        return
    group = asked.playbook.group_of.get(name)
    if group is not None and asked.playbook.groups[group].enough is not None:
        members = asked.playbook.groups[group].members
        if sum(progress.kept(one).done is not None for one in members) >= (asked.playbook.groups[group].enough or 0):
            return
    roles = progress.asked(name) or (step.by,)
    titles = tuple(asked.role_title(role) for role in roles)
    severity: Severity = "error" if required == "block" else "warn"
    remedy = remedy_for(progress, name)
    yield problem("advance.undone", remedy, severity, step=step.title, id=step.id, goal=step.goal or "", roles=titles)


def returned(asked: Asked) -> Objections:
    """Why the deal can't go back; only to an earlier stage."""
    playbook, deal, to = asked.playbook, asked.deal, asked.given("to")
    yield from may_move(asked, "back")
    yield from because_needed(asked, "back")
    order = playbook.stage_order
    if to in order and deal.stage in order and order.index(to) >= order.index(deal.stage):
        yield problem("back.not_earlier", to=playbook.stages[to].title, here=playbook.stages[deal.stage].title)


def held(asked: Asked) -> Objections:
    """Why the deal can't be held; a hold needs an end, and none beyond the longest that the playbook allows."""
    if asked.deal.held is not None:
        yield problem("hold.already", "resume {customer}", until=asked.deal.held.stated_end)
    yield from may_move(asked, "hold")
    yield from because_needed(asked, "hold")
    until, at = moment(asked.event.data.get("until")), asked.event.at
    if until is None:
        yield problem("hold.no_end")
    elif until <= at:
        yield problem("hold.ends_before", until=until)
    else:
        most = asked.playbook.moves["hold"].most if "hold" in asked.playbook.moves else None
        if most is not None and until > reckon(most, at, asked.calendars[""]).at + timedelta(days=1):
            yield problem(
                "hold.too_long",
                until=until,
                most=f"{most.n}{most.unit}",
                latest=reckon(most, at, asked.calendars[""]).at,
            )


def resumed(asked: Asked) -> Objections:
    """Why the hold can't be ended."""
    yield from may_move(asked, "resume")


def nurtured(asked: Asked) -> Objections:
    """Why the deal can't go to the nurture pool (``process.md 1.3``)."""
    yield from may_move(asked, "nurture")
    yield from because_needed(asked, "nurture")


def closed(asked: Asked) -> Objections:
    """Why the deal can't be closed, as lost or as void: each is a move of its own."""
    name = "void" if asked.given("as") == "void" else "lost"
    yield from may_move(asked, name)
    yield from because_needed(asked, name)


def reopened(asked: Asked) -> Objections:
    """Why the deal can't be reopened; only one that ended, and in no stage that it never reached."""
    playbook, deal, to = asked.playbook, asked.deal, asked.given("to")
    if deal.going:
        yield problem("reopen.not_closed", "show {customer}")
        return
    yield from may_move(asked, "reopen")
    yield from because_needed(asked, "reopen")
    order = playbook.stage_order
    reached = [order.index(entry.stage) for entry in deal.entries if entry.stage in order]
    if to in order and reached and not deal.imported and order.index(to) > max(reached):
        yield problem(
            "reopen.never_reached", to=playbook.stages[to].title, furthest=playbook.stages[order[max(reached)]].title
        )


def assigned(asked: Asked) -> Objections:
    """Why the deal or the role can't be handed over; a person outside the role is only worth a warning."""
    yield from may_move(asked, "assign")
    who, role = asked.given("who"), asked.given("role")
    if asked.team.people and who not in asked.team.people:
        yield problem("people.unknown", who=who or "", people=tuple(asked.team.people))
    elif (
        role is not None
        and role != asked.playbook.owner_role
        and asked.team.people
        and not asked.team.fills(who or "", role)
    ):
        yield problem(
            "people.not_in_role",
            severity="warn",
            role=asked.role_title(role),
            who=who or "",
            people=asked.team.fillers(role),
        )
