"""Blockers and ledgers on a terminal."""

from __future__ import annotations

from salesctl.core.playbook import Every
from salesctl.core.problems import Problem
from salesctl.i18n import say, text
from salesctl.i18n.wording import times
from salesctl.render import console, problems
from salesctl.render.cells import words
from salesctl.render.clean import clean
from salesctl.render.console import Styled
from salesctl.render.layout import wrapped
from salesctl.reports.material import World, role_title, shown_person
from salesctl.reports.why import Reason


def blocked(found: list[Problem], *, going: bool) -> None:
    """Every blocker with its remedy, or that there is none."""
    if not going:
        console.result(say("why.over"))
    elif not found:
        console.result(Styled(say("why.free"), "green"))
    else:
        console.result(Styled(say("why.blocked", count=len(found)), "bold"))
        for one in found:
            rest = problems.parts(one)[1:]
            console.result(Styled("·", "bold red" if one.severity == "error" else "yellow"), *rest)


def reason(world: World, one: Reason) -> None:
    """One step: how it stands, then its ledger line by line."""
    console.result("")
    roles = "/".join(text(role_title(world.playbook, role)) for role in one.roles)
    due = f" · {say('why.due', due=one.due)}" if one.due is not None else ""
    code = f"why.standing.{'late' if one.late and one.standing == 'open' else one.standing}"
    standing = say(code, at=one.done, who=shown_person(world.team, one.by))
    console.result(Styled(clean(f"{text(one.title)} · {roles} · {standing}{due}"), "red" if one.late else "bold"))
    if one.late and one.done is not None:
        console.result("  ", Styled(say("why.done_late", by=one.done - one.due if one.due else None), "red"))
    for line in sentences(world, one):
        for at, piece in enumerate(wrapped(line, (console.width() or console.WIDEST) - 4)):
            console.result("  - " if not at else "    ", piece)


def sentences(world: World, one: Reason) -> list[str]:
    """The rule in words, and the ledger line by line."""
    told = [words(line) for line in one.lines]
    if one.rule is None:
        return told
    rule = times.every(world.playbook, one.rule) if isinstance(one.rule, Every) else times.due(world.playbook, one.rule)
    return [clean(say("ledger.rule", rule=rule)), *told]
