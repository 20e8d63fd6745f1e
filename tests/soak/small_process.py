"""The process of `small.yaml` told a second time, in plain Python and without the program: who may do what, and when.

A deal is what its facts make of it, one after the other; what was taken back is left out and the rest told again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

STAGES = ("talk", "offer", "close")
OWNER, OTHER = "wang.lei", "li.min"
FILLS = {OWNER: {"seller", "boss", "expert"}, OTHER: {"expert"}}
JUDGES = {"boss": ("price",), "expert": ("price", "terms")}
TWO_OF = ("close.letter", "close.visit", "close.photo")


class Step(NamedTuple):
    """``after``: what must be done before it; ``fields``: of its form, True where one is needed."""

    id: str
    by: str
    after: tuple[str, ...] = ()
    fields: dict[str, bool] = {}  # noqa: RUF012  nobody changes it
    outcomes: tuple[str, ...] = ()


_PAGE = (
    Step("talk.enter", "seller"),
    Step("talk.grading", "seller", ("talk.enter",), {}, ("A", "B", "C")),
    Step("talk.call", "seller", ("talk.enter",), {"said": True, "people": False}, ("reached", "silent")),
    Step("offer.write", "seller", (), {"price": True, "terms": True, "extra": False}),
    Step("offer.judge", "boss", ("offer.write",)),
    Step("offer.answer", "client", ("offer.judge",), {"words": True}, ("agreed", "change", "refused")),
    Step("close.sign", "seller"),
    Step("close.letter", "seller", ("close.sign",)),
    Step("close.visit", "expert", ("close.sign",)),
    Step("close.photo", "seller", ("close.sign",)),
    Step("close.thanks", "seller", TWO_OF),
)
STEPS = {step.id: step for step in _PAGE}


@dataclass
class Fact:
    """Something that happened, as the history tells it. ``place`` is its number among the customer's."""

    what: str
    at: datetime
    by: str
    deal: int = 1
    step: str | None = None
    told: dict[str, Any] = field(default_factory=dict)
    place: int = 0
    gone: bool = False


class Visit(NamedTuple):
    """A step done once."""

    at: datetime
    round: int
    outcome: str | None
    form: dict[str, str]


@dataclass
class Kept:
    """What is known of a step."""

    round: int = 1
    since: datetime | None = None
    recalled: datetime | None = None
    done: Visit | None = None
    visits: list[Visit] = field(default_factory=list)
    verdicts: list[tuple[str, bool, int, datetime, tuple[str | None, ...]]] = field(default_factory=list)


@dataclass
class Pause:
    """A time in which the clocks stand still."""

    start: datetime
    until: datetime | None = None
    stated: datetime | None = None

    @property
    def end(self) -> datetime | None:
        """When they go on."""
        return min((one for one in (self.until, self.stated) if one), default=None)


class Deal:
    """Where a deal stands after its facts."""

    def __init__(self, opened: Fact) -> None:
        self.opened, self.owner, self.number = opened.at, str(opened.told["owner"]), opened.deal
        self.title, self.estimate = opened.told.get("title"), opened.told.get("amount")
        self.stage, self.status, self.grade, self.finished = 0, "open", None, False
        self.roles: dict[str, str] = {}
        self.steps = {name: Kept() for name in STEPS}
        self.steps["talk.enter"].done = Visit(opened.at, 1, None, {})
        self.steps["talk.enter"].visits.append(Visit(opened.at, 1, None, {}))
        self.entered = [(0, opened.at)]
        self.holds: list[Pause] = []
        self.sleeps: list[Pause] = []
        self.ends: list[Pause] = []
        self.woken: datetime | None = None
        self.contacts: list[Fact] = []
        self.plan: Fact | None = None

    @property
    def going(self) -> bool:
        """Neither closed nor finished."""
        return self.status in ("open", "nurture", "won") and not self.finished

    @property
    def held(self) -> Pause | None:
        """The hold that nobody has ended."""
        return self.holds[-1] if self.holds and self.holds[-1].until is None else None

    @property
    def amount(self) -> str | None:
        """The offer's price, else what was guessed."""
        written = self.steps["offer.write"].done
        return written.form["price"] if written else self.estimate

    # steps -----------------------------------------------------------------------------------------------------------

    def state(self, name: str) -> str:
        """How the step stands."""
        kept, stage = self.steps[name], stage_of(name)
        if kept.done:
            return "done"
        if kept.recalled:
            return "open"
        if stage < self.stage:
            return "skipped"
        return "open" if stage == self.stage and not self.missing(name) else "waiting"

    def missing(self, name: str) -> list[str]:
        """What must be done before."""
        after = STEPS[name].after
        open_ = [one for one in after if not self.steps[one].done]
        return [] if after == TWO_OF and len(after) - len(open_) >= 2 else open_

    def required(self, name: str) -> bool:
        """Whether the stage can't be left without it."""
        if name in TWO_OF:
            return sum(self.steps[one].done is not None for one in TWO_OF) < 2
        return name != "close.thanks"

    def asked(self) -> tuple[str, ...]:
        """Whose verdict on the offer is missing."""
        if self.steps["offer.judge"].done:
            return ()
        return tuple(role for role in JUDGES if not self._stands(role))

    def looked_at(self, role: str) -> tuple[str | None, ...]:
        """What the role's verdict is about, as it stands."""
        written = self.steps["offer.write"].done
        return tuple(written.form.get(one) if written else None for one in JUDGES[role])

    def _stands(self, role: str) -> bool:
        given = [one for one in self.steps["offer.judge"].verdicts if one[0] == role]
        return bool(given) and given[-1][1] and given[-1][4] == self.looked_at(role)

    # clocks ----------------------------------------------------------------------------------------------------------

    def turn(self, name: str) -> datetime | None:
        """Since when the step could be done."""
        kept = self.steps[name]
        found = [self._closed(one) for one in STEPS[name].after]
        if STEPS[name].after == TWO_OF:
            done = sorted(visit.at for one in TWO_OF if (visit := self.steps[one].done))
            found = [*(done[:2] or found)]
        if not STEPS[name].after:
            found = [next((at for stage, at in reversed(self.entered) if stage == stage_of(name)), None)]
        return max((one for one in (*found, kept.since, kept.recalled) if one), default=None)

    def _closed(self, name: str) -> datetime | None:
        kept = self.steps[name]
        return kept.done.at if kept.done else self.turn(name)

    def clock(self, name: str) -> tuple[datetime | None, datetime | None]:
        """Since when the step is owed, and until when."""
        start, hours = self._start(name)
        turn, since = self.turn(name), self.steps[name].since
        if hours is None:
            return turn, None
        if start is not None and since is not None and name != "offer.write":
            start = max(start, since)
        if start is None:
            return None, None
        due = self._paused(start, hours)
        still = min((one.start for one in (*self.sleeps, *self.ends) if one.end is None), default=None)
        return (start, None) if still is not None and due > still else (start, due)

    def _start(self, name: str) -> tuple[datetime | None, int | None]:
        match name:
            case "talk.grading":
                return max(one for one in (self.opened, self.woken) if one), 4
            case "talk.call":
                return max(one for one in (self.opened, self.woken) if one), 24
            case "offer.write":
                return self.turn(name), 48
            case "offer.judge":
                return self._last("offer.write"), 24
            case "offer.answer":
                turn = self.turn(name)
                reached = [one.at for one in self.contacts if one.told.get("reached") != "no"]
                met = max((at for at in reached if turn is None or at >= turn), default=None)
                return max((at for at in (self._last("offer.judge"), met) if at), default=None), 72
            case "close.sign":
                return self._last("offer.answer", "agreed"), 7 * 24
            case "close.letter":
                return self._last("close.sign"), 24
            case "close.photo":
                known = [at for one in ("close.letter", "close.visit") if (at := self._last(one))]
                return max(known, default=None), 48
        return None, None

    def _last(self, name: str, outcome: str | None = None) -> datetime | None:
        fitting = [
            one.at for one in self.steps[name].visits if one.outcome == outcome or (not outcome and one.outcome != "no")
        ]
        return max(fitting, default=None)

    def _paused(self, start: datetime, hours: int) -> datetime:
        """So many hours of a running clock after the start."""
        due = start + timedelta(hours=hours)
        over = start
        for start_, until in sorted((one.start, one.end) for one in (*self.holds, *self.sleeps, *self.ends) if one.end):
            since = max(start_, over)
            if since < until and since < due:
                due += until - since
                over = until
        return due


def stage_of(name: str) -> int:
    """The place of a step's stage."""
    return STAGES.index(name.partition(".")[0])


def owed(deal: Deal) -> Iterator[dict[str, Any]]:
    """What is owed in a deal: steps that are open, verdicts that are asked, the plan, the end of a hold."""
    if not deal.going:
        return
    for name, step in STEPS.items():
        if deal.status != "nurture" and deal.state(name) == "open":
            since, due = deal.clock(name)
            for role in (deal.asked() if name == "offer.judge" else ()) or (step.by,):
                yield {"step": name, "role": role, "person": _person(deal, role), "since": since, "due": due}
    if deal.plan is not None:
        when = datetime.fromisoformat(deal.plan.told["when"])
        met = (one for one in deal.contacts if one.told.get("reached") != "no" and one.place > deal.plan.place)
        if not any(one.at.date() >= when.date() for one in met):
            yield {"step": None, "role": "seller", "person": deal.owner, "since": deal.plan.at, "due": when}
    if deal.held is not None:
        hold = {"step": None, "role": "seller", "person": deal.owner, "since": deal.held.start, "due": deal.held.stated}
        yield {**hold, "hold": True}


def _person(deal: Deal, role: str) -> str | None:
    if role in ("seller", "client"):
        return deal.owner
    fillers = [who for who, roles in FILLS.items() if role in roles]
    return deal.roles.get(role) or (fillers[0] if len(fillers) == 1 else None)


def standing(facts: Iterable[Fact]) -> dict[int, Deal]:
    """The deals after everything that was not taken back."""
    from tests.soak.small_changes import happen

    deals: dict[int, Deal] = {}
    for fact in facts:
        if not fact.gone:
            happen(deals, fact)
    return deals
