"""Who may do what and when in the process of `small.yaml`, told without the program."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.soak.small_process import FILLS, STAGES, STEPS, Deal, Fact, stage_of

_ANYTIME = {"opened", "reopened", "noted", "contacted", "planned", "assigned", "estimated"}
_AFTER_THE_END = {"amended", "graded", "closed"}


def may(deals: dict[int, Deal], fact: Fact, *, people: bool = True) -> bool:  # noqa: C901  one answer for each kind of fact
    """Whether the process allows it now; without ``people`` whoever did it: roles change hands."""
    if fact.what == "opened":
        return True
    deal, told = deals[fact.deal], fact.told
    if not deal.going and fact.what not in _ANYTIME and (
        deal.status in ("lost", "void") or fact.what not in _AFTER_THE_END
    ):  # fmt: skip
        return False

    def able(role: str) -> bool:
        return not people or _is(deal, fact.by, role)

    match fact.what:
        case "done":
            step = STEPS[fact.step or ""]
            filled = all(told.get("form", {}).get(name) for name, needed in step.fields.items() if needed)
            ending = told.get("outcome") in step.outcomes if step.outcomes else "outcome" not in told
            return step.id != "offer.judge" and deal.state(step.id) == "open" and filled and ending and able(step.by)
        case "amended":
            step = STEPS[fact.step or ""]
            return bool(deal.steps[step.id].done) and able(step.by)
        case "approved" | "rejected":
            role = told["as"]
            return deal.state("offer.judge") == "open" and role in deal.asked() and able(role)
        case "graded":
            return able("seller")
        case "advanced":
            following = told.get("to") in (None, *STAGES[deal.stage + 1 : deal.stage + 2])
            return following and (able("boss") if told.get("override") else not blocked(deal))
        case "returned":
            return STAGES.index(told["to"]) < deal.stage
        case "held":
            until = datetime.fromisoformat(told["until"])
            fits = fact.at < until <= fact.at + timedelta(days=31)
            return deal.held is None and deal.steps["talk.call"].done is not None and fits
        case "resumed":
            return deal.held is not None
        case "woken":
            return deal.status == "nurture"
        case "nurtured":
            return deal.status != "won"
        case "reopened":
            return not deal.going and STAGES.index(told["to"]) <= max(stage for stage, _ in deal.entered)
    return True


def blocked(deal: Deal) -> bool:
    """Whether the deal can't leave its stage."""
    if deal.status == "nurture" or deal.held is not None:
        return True
    if deal.steps["offer.judge"].recalled and deal.stage != 1:
        return True
    here = [name for name in STEPS if stage_of(name) == deal.stage and deal.required(name)]
    return any(deal.state(name) not in ("done", "skipped") for name in here)


def _is(deal: Deal, who: str, role: str) -> bool:
    mine = role in ("seller", "client") and who == deal.owner
    return mine or role in FILLS[who] or deal.roles.get(role) == who
