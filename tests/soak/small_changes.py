"""What each fact makes of a deal of the process in `small.yaml`, told without the program."""

from __future__ import annotations

from datetime import datetime

from tests.soak.small_process import JUDGES, STAGES, STEPS, Deal, Fact, Kept, Pause, Visit, stage_of

_SLEEPY = {"talk.grading": "C", "talk.call": "silent"}


def happen(deals: dict[int, Deal], fact: Fact) -> None:
    """Let it happen."""
    if fact.what == "opened":
        deals[fact.deal] = Deal(fact)
    elif fact.what not in ("noted", "undone", "forgotten"):
        globals()[f"_{fact.what}"](deals[fact.deal], fact)


def _done(deal: Deal, fact: Fact) -> None:
    name, outcome = str(fact.step), fact.told.get("outcome")
    kept = deal.steps[name]
    visit = Visit(fact.at, kept.round, outcome, dict(fact.told.get("form", {})))
    kept.visits.append(visit)
    if outcome != "change":
        kept.done, kept.recalled = visit, None
    if name == "close.sign" and deal.status in ("open", "nurture"):
        deal.status = "won"
    _settle(deal, fact)
    if outcome == "change":
        _again(deal, "offer.write", fact.at)
    elif outcome == "refused":
        _end(deal, "lost", fact.at)
    elif outcome == "silent":
        _sleep(deal, fact.at)


def _amended(deal: Deal, fact: Fact) -> None:
    kept = deal.steps[str(fact.step)]
    if kept.done is None:
        # Somebody tries whether what it amends could be undone.
        return
    changed = kept.done._replace(form={**kept.done.form, **fact.told["form"]})
    kept.visits[kept.visits.index(kept.done)] = changed
    kept.done = changed
    _settle(deal, fact)


def _approved(deal: Deal, fact: Fact) -> None:
    _judged(deal, fact, yes=True)
    _settle(deal, fact)


def _rejected(deal: Deal, fact: Fact) -> None:
    kept = _judged(deal, fact, yes=False)
    kept.visits.append(Visit(fact.at, kept.round, "no", {}))
    kept.done = None
    _again(deal, "offer.write", fact.at)


def _judged(deal: Deal, fact: Fact, *, yes: bool) -> Kept:
    kept, role = deal.steps["offer.judge"], fact.told["as"]
    kept.verdicts.append((role, yes, kept.round, fact.at, deal.looked_at(role)))
    return kept


def _settle(deal: Deal, fact: Fact) -> None:
    """The offer has passed once every judge said yes to what it says; it is called back when what it says changes."""
    kept = deal.steps["offer.judge"]
    if not kept.verdicts:
        return
    if kept.done is None and not deal.asked() and deal.state("offer.judge") == "open":
        last = [max(one[3] for one in kept.verdicts if one[0] == role and one[1]) for role in JUDGES]
        turn = deal.turn("offer.judge")
        visit = Visit(max([*last, *([turn] if turn else [])]), kept.round, "yes", {})
        kept.visits.append(visit)
        kept.done, kept.recalled = visit, None
    elif kept.done is not None and fact.what == "amended":
        passed, kept.done = kept.done, None
        if deal.asked():
            kept.recalled = fact.at
        else:
            kept.done = passed


def _graded(deal: Deal, fact: Fact) -> None:
    grade, kept = fact.told["grade"], deal.steps["talk.grading"]
    if deal.status == "nurture" and grade != "C":
        _wake(deal, fact.at)
    deal.grade = grade
    kept.done = Visit(fact.at, kept.round, grade, {})
    kept.visits.append(kept.done)
    if grade == "C" and deal.stage == 0:
        _sleep(deal, fact.at)


def _advanced(deal: Deal, fact: Fact) -> None:
    if "to" not in fact.told:
        deal.finished = True
    else:
        _enter(deal, STAGES.index(fact.told["to"]), fact.at)


def _returned(deal: Deal, fact: Fact) -> None:
    _again_stage(deal, STAGES.index(fact.told["to"]), fact.at)


def _reopened(deal: Deal, fact: Fact) -> None:
    for pauses in (deal.ends, deal.sleeps):
        if pauses and pauses[-1].until is None:
            pauses[-1].until = fact.at
    deal.finished, deal.status = False, "open"
    _again_stage(deal, STAGES.index(fact.told["to"]), fact.at)


def _again_stage(deal: Deal, stage: int, at: datetime) -> None:
    first = next(name for name, step in STEPS.items() if stage_of(name) == stage and not step.after)
    _again(deal, first, at, leave=False)
    _enter(deal, stage, at)
    if deal.status in ("won", "open"):
        deal.status = "won" if deal.steps["close.sign"].done else "open"


def _again(deal: Deal, first: str, at: datetime, *, leave: bool = True) -> None:
    """A new round of the step and of all that comes after it, where it was reached; a deal opens only once."""
    for name in list(STEPS)[list(STEPS).index(first) :]:
        kept = deal.steps[name]
        judged = any(one[2] == kept.round for one in kept.verdicts)
        visited = bool(kept.visits) and kept.visits[-1].round == kept.round
        if name != "talk.enter" and (kept.done or judged or visited):
            _new_round(kept, at)
    if leave and deal.stage != stage_of(first):
        _enter(deal, stage_of(first), at)


def _new_round(kept: Kept, at: datetime) -> None:
    kept.round += 1
    kept.since, kept.done, kept.recalled = at, None, None


def _enter(deal: Deal, stage: int, at: datetime) -> None:
    deal.stage = stage
    deal.entered.append((stage, at))


def _held(deal: Deal, fact: Fact) -> None:
    deal.holds.append(Pause(fact.at, None, datetime.fromisoformat(fact.told["until"])))


def _resumed(deal: Deal, fact: Fact) -> None:
    deal.holds[-1].until = fact.at


def _nurtured(deal: Deal, fact: Fact) -> None:
    _sleep(deal, fact.at)


def _woken(deal: Deal, fact: Fact) -> None:
    _wake(deal, fact.at)


def _closed(deal: Deal, fact: Fact) -> None:
    _end(deal, fact.told["as"], fact.at)


def _sleep(deal: Deal, at: datetime) -> None:
    if deal.status in ("open", "won"):
        deal.status = "nurture"
    if not deal.sleeps or deal.sleeps[-1].until is not None:
        deal.sleeps.append(Pause(at))


def _wake(deal: Deal, at: datetime) -> None:
    deal.status = "won" if deal.steps["close.sign"].done else "open"
    if deal.sleeps and deal.sleeps[-1].until is None:
        deal.sleeps[-1].until = at
    deal.woken = at
    for name, outcome in _SLEEPY.items():
        kept = deal.steps[name]
        if kept.done and kept.done.outcome == outcome:
            _new_round(kept, at)


def _end(deal: Deal, status: str, at: datetime) -> None:
    deal.status = status
    deal.ends.append(Pause(at))
    for pause in (deal.held, deal.sleeps[-1] if deal.sleeps else None):
        if pause is not None and pause.until is None:
            pause.until = at


def _assigned(deal: Deal, fact: Fact) -> None:
    role = fact.told.get("role")
    if role in (None, "seller"):
        deal.owner = fact.told["who"]
    else:
        deal.roles[role] = fact.told["who"]


def _contacted(deal: Deal, fact: Fact) -> None:
    deal.contacts.append(fact)


def _planned(deal: Deal, fact: Fact) -> None:
    deal.plan = fact


def _estimated(deal: Deal, fact: Fact) -> None:
    deal.estimate = fact.told.get("amount", deal.estimate)
    deal.title = fact.told.get("title", deal.title)
