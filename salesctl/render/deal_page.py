"""One deal on a page: where it stands, its checklist, who owes what by when, what blocks, the forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from salesctl.core.problems import Problem
from salesctl.core.progress import Progress
from salesctl.core.state import Deal, Occurrence, StepState
from salesctl.i18n import say, text
from salesctl.i18n.forms import shown
from salesctl.render import agenda, console, form_page, page, problems
from salesctl.render.cells import words
from salesctl.render.clean import clean
from salesctl.render.console import Style, Styled
from salesctl.render.layout import padded, width
from salesctl.reports.dossier import DealView
from salesctl.reports.dossier import Item as Line
from salesctl.reports.filled import filled
from salesctl.reports.items import Item
from salesctl.reports.material import Read, World, ref_of, role_title, shown_person

_MARKS: Final = {"done": "✓", "open": "○", "late": "●", "waiting": "·", "skipped": "–"}
_STYLES: Final[dict[str, Style]] = {"done": "green", "late": "red", "waiting": "dim", "skipped": "dim"}
_MOST_OWED: Final = 8


def show(world: World, customer: Read, view: DealView, items: Sequence[Item]) -> None:
    """The whole deal. ``items``: what it owes."""
    deal = view.deal
    name = say("dossier.deal", number=deal.number) + (f" · {deal.title}" if deal.title else "")
    page.head(name, f"{ref_of(customer, deal.number)} · {status(world, deal)}")
    _standing(world, view)
    if view.checklist:
        page.head(say("dossier.checklist"))
        for line in view.checklist:
            _line(world, customer, view, line, items)
    rest = [one for one in items if one.kind in ("duty", "plan", "hold")]
    if rest:
        page.head(say("dossier.owed"))
        owed(world, rest)
    if view.blocked_by:
        page.head(say("dossier.blocked", count=len(view.blocked_by)))
        for place, problem in enumerate(view.blocked_by):
            told_before = place > 0 and view.blocked_by[place - 1].command == problem.command
            _blocker(problem, None if told_before else ref_of(customer, deal.number))
    found = filled(world.playbook, deal)
    if found:
        page.head(say("dossier.forms"))
        for one in found:
            form_page.show(world, one)


def owed(world: World, items: Sequence[Item]) -> None:
    """Duties, follow-ups and holds: what, whose, by when."""
    for one in items[:_MOST_OWED]:
        who = shown_person(world.team, one.person) or text(role_title(world.playbook, one.role))
        parts = [words(one.what), who, agenda.when(one, world.now)]
        state = "late" if one.late else "open"
        page.tell(
            " · ".join(part for part in parts if part), _STYLES.get(state), label=_MARKS[state], mark=_STYLES.get(state)
        )
    if len(items) > _MOST_OWED:
        page.tell(say("dossier.more", count=len(items) - _MOST_OWED), "dim")


def status(world: World, deal: Deal) -> str:
    """Open, won, on hold with its end, lost with its reason."""
    moves = world.playbook.moves
    if deal.held is not None:
        reasons = moves["hold"].reasons if "hold" in moves else {}
        reason = reasons.get(deal.held.reason or "")
        return say("dossier.held", until=deal.held.stated_end, reason=reason or deal.held.reason or "").rstrip(" :：")
    if deal.status in ("lost", "void") and deal.closed_because:
        reasons = moves[deal.status].reasons if deal.status in moves else {}
        reason = reasons.get(deal.closed_because)
        return say("dossier.because", status=say(f"status.{deal.status}"), reason=reason or deal.closed_because)
    found = say(f"status.{deal.status}")
    return f"{found} · {say('status.finished')}" if deal.finished is not None else found


def _blocker(problem: Problem, ref: str | None) -> None:
    """What blocks, and the command against it; without a ``ref`` the command stands a line above already."""
    told = problems.as_json(problem)
    page.tell(told["message"], label="·")
    if problem.command and ref is not None:
        console.result("      ", Styled(console.pasteable(problem.command.replace("{customer}", ref)), "bold"))


def _standing(world: World, view: DealView) -> None:
    """The stage among the stages, and the deal's facts."""
    deal, playbook = view.deal, world.playbook
    order = playbook.stage_order
    if deal.stage in order:
        place = order.index(deal.stage) + 1
        bar = "●" * place + "○" * (len(order) - place)
        title = text(playbook.stages[deal.stage].title)
        page.tell(f"{title} · {say('dossier.stage_of', place=place, count=len(order))}", "bold", label=bar, mark="cyan")
    grade = playbook.grades.get(deal.grade or "")
    channels = [
        field.choices
        for form in playbook.forms.values()
        for field in form.fields
        if (deal.channel or "") in field.choices
    ]
    kind = playbook.kinds.get(deal.kind or "")
    roles = ", ".join(
        f"{text(role_title(playbook, role))} {shown_person(world.team, who)}" for role, who in deal.roles.items()
    )
    facts = {
        "owner": shown_person(world.team, deal.owner), "grade": text(grade.title) if grade else deal.grade,
        "amount": shown(view.amount) if view.amount is not None else None, "kind": text(kind) if kind else deal.kind,
        "channel": text(channels[0][deal.channel or ""]) if channels else deal.channel, "sign_by": deal.sign_by,
        "roles": roles,
    }  # fmt: skip
    page.tell(" · ".join(f"{say(f'dossier.{key}')} {value}" for key, value in facts.items() if value))


def _line(world: World, customer: Read, view: DealView, line: Line, items: Sequence[Item]) -> None:
    step = world.playbook.steps[line.step]
    state = "late" if line.late and line.state == "open" else line.state
    title = text(step.title) + (f" #{line.occurrence}" if line.occurrence is not None else "")
    longest = max(
        width(text(world.playbook.steps[one.step].title)) + 3 * (one.occurrence is not None) for one in view.checklist
    )
    parts = _said(world, customer, view, line, items)
    if line.round > 1:
        parts.append(say("dossier.round", round=line.round))
    if not line.required and line.occurrence is None and line.state in ("open", "waiting"):
        parts.append(say("dossier.optional"))
    label = f"{_MARKS[state]} {padded(clean(title), longest)}"
    page.tell(" · ".join(part for part in parts if part), label=label, mark=_STYLES.get(state))


def _said(world: World, customer: Read, view: DealView, line: Line, items: Sequence[Item]) -> list[str]:
    """How a step stands, in words."""
    occurrence = _occurrence(world, view.deal, line)
    kept = _kept(view.deal, line, occurrence)
    if line.state == "done" and kept.done is not None:
        step = world.playbook.steps[line.step]
        spec = step.outcome(kept.done.outcome)
        ending = [text(spec.title)] if spec else []
        return [*ending, say("dossier.done", at=kept.done.at, who=shown_person(world.team, kept.done.by))]
    if line.state == "skipped":
        return [say("dossier.skipped")]
    if line.state == "waiting":
        missing = Progress(world.playbook, customer.state, view.deal, occurrence).missing(line.step)
        before = tuple(text(world.playbook.steps[one].title) for one in missing)
        return [say("dossier.waiting", before=before) if before else say("dossier.later")]
    mine = [one for one in items if one.step == line.step and one.occurrence == line.occurrence]
    if line.asked:
        asked = tuple(text(role_title(world.playbook, role)) for role in line.asked)
        people = [say("dossier.asked", role=asked)]
    else:
        who = mine[0].person if mine else None
        people = [shown_person(world.team, who) or text(role_title(world.playbook, line.by))]
    if line.since is not None:
        people.append(say("dossier.since", since=line.since))
    if line.due is None:
        return [*people, say("dossier.open")]
    by = world.now - line.due
    return [*people, say("dossier.late", by=by, due=line.due) if line.late else say("dossier.due", due=line.due)]


def _occurrence(world: World, deal: Deal, line: Line) -> Occurrence | None:
    whenever = world.playbook.steps[line.step].whenever
    same = deal.occurrences.get(whenever or "", [])
    return next((one for one in same if one.number == line.occurrence), None)


def _kept(deal: Deal, line: Line, occurrence: Occurrence | None) -> StepState:
    return occurrence.steps[line.step] if occurrence is not None else deal.steps.get(line.step, StepState())
