"""One customer acted out: each move is asked of the real engine, which refuses what the process does not allow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from bench import naming
from bench.wording import LANGUAGES
from salesctl.core import commands as c
from salesctl.core.clocks import Calendars
from salesctl.core.decide import decide
from salesctl.core.duties import owed_by_deal
from salesctl.core.events import Event, Value
from salesctl.core.obligations import obligations
from salesctl.core.office import Office
from salesctl.core.playbook import Playbook
from salesctl.core.problems import Refused
from salesctl.core.replay import evolve
from salesctl.core.state import Deal, State
from salesctl.core.team import Team
from salesctl.store.ids import new_event_id
from salesctl.store.stamps import stamp

REPORT = "delivery.progress_report"
_OPENS, _OFFICE_MINUTES = time(9, 0), 540


@dataclass(frozen=True)
class World:
    """What is the same for every customer. ``now`` is the moment at which the folder is looked at."""

    playbook: Playbook
    calendars: Calendars
    team: Team
    now: datetime


class RefusedError(Exception):
    """The process refused a move: the course asked for something that it does not allow."""


class Scene:
    """A customer under way. ``at`` is the present moment of its story, ``deal`` the number of the deal it is about."""

    def __init__(self, world: World, number: int, language: str, random: Random) -> None:
        self.world, self.number, self.language, self.random = world, number, language, random
        self.owner = naming.OWNERS[random.randrange(len(naming.OWNERS))][0]
        self.people = [naming.person_name(random, language) for _ in range(random.choice((1, 1, 1, 2)))]
        self.name = naming.customer_name(number, language)
        self.price = random.randrange(12, 180) * 10_000
        self.state = State(card={"name": self.name})
        self.history: tuple[Event, ...] = ()
        self.at = world.now
        self.deal = 1

    # ------------------------------------------------------------------------------------------------------- moments

    def reach(self, moment: datetime) -> None:
        """Go to a moment, or to the office hours nearest behind it; never back in time, never past the world's now."""
        calendar = self.world.calendars[""]
        local = calendar.local(moment)
        day = local.date() if calendar.works(local.date()) else calendar.next_working(local.date())
        share = (local.hour * 60 + local.minute) / 1440
        opens = datetime.combine(day, _OPENS, tzinfo=calendar.zone)
        at = opens + timedelta(minutes=int(share * _OFFICE_MINUTES))
        if self.history:
            at = max(at, self.history[-1].at + timedelta(minutes=self.random.randrange(3, 25)))
        self.at = min(at, self.world.now)

    def day(self, days: int) -> str:
        """A day as a form keeps it, counted from the present moment of the story."""
        return self.date(days).isoformat()

    def date(self, days: int) -> date:
        """The same as a date."""
        return self.world.calendars[""].local(self.at).date() + timedelta(days=days)

    def moment(self, days: int, clock: time = time(10, 0)) -> str:
        """A moment as an event keeps it."""
        return stamp(self.world.calendars[""].at(self.date(days), clock))

    # --------------------------------------------------------------------------------------------------------- words

    def say(self, key: str) -> str:
        """Something that one would say there, in the customer's language."""
        return self.random.choice(LANGUAGES[self.language][key])

    def some(self, key: str, most: int) -> list[str]:
        """A few of them, each once."""
        words = LANGUAGES[self.language][key]
        return self.random.sample(words, self.random.randint(1, min(most, len(words))))

    # --------------------------------------------------------------------------------------------------------- moves

    @property
    def going(self) -> Deal:
        """The deal that the story is about."""
        return self.state.deals[self.deal]

    def done(self, step: str, outcome: str | None = None, note: str | None = None, **values: Value) -> None:
        """Finish a step, settle a duty, raise a whenever, by whoever's turn it is."""
        playbook = self.world.playbook
        entry = playbook.steps.get(step) or playbook.duties.get(step) or playbook.whenevers[step]
        self.ask(c.Do(deal=self.deal, step=step, values=values, outcome=outcome, note=note), self.whose(entry.by))

    def judged(self, step: str, role: str, *, yes: bool = True) -> None:
        """A verdict of a role."""
        because = None if yes else self.say("because_no")
        self.ask(c.Judge(deal=self.deal, step=step, yes=yes, role=role, because=because), self.whose(role))

    def graded(self, grade: str) -> None:
        """A grade with the answers that propose it."""
        place = "ABC".index(grade)
        values = {
            "need_stated": "no" if grade == "C" else "yes",
            "budget_sufficient": "yes" if grade == "A" else "no",
            "decision_chain_clear": "yes" if grade == "A" else self.random.choice(("yes", "no")),
        }
        because = LANGUAGES[self.language]["graded"][place] if self.random.random() < 0.6 else None
        self.ask(c.SetGrade(deal=self.deal, grade=grade, because=because, values=values), self.owner)

    def advanced(self) -> None:
        """On to the next stage."""
        self.ask(c.Advance(deal=self.deal), self.owner)

    def moved(self, what: str, by: str | None = None, **data: Value) -> None:
        """One of the other moves, with what its event says."""
        self.ask(c.Move(deal=self.deal, what=what, data=data), by or self.owner)

    def ask(self, command: c.Command, who: str) -> None:
        """Let the engine decide. Raises RefusedError with its reasons."""
        world = self.world
        answer = decide(
            world.playbook, self.state, self.history, command, Office(self.at, who, world.calendars, world.team)
        )
        if isinstance(answer, Refused):
            raise RefusedError(f"{self.name}: {command}: {[str(one) for one in answer.problems]}")
        for draft in answer.events:
            id_ = new_event_id(self.history[-1:], self.random.randbytes)
            event = renamed(draft, id_)
            self.history = (*self.history, event)
            evolve(world.playbook, self.state, event)
        self.state.card = {key: value for key, value in {**self.state.card, **answer.card}.items() if value is not None}

    def whose(self, role: str) -> str:
        """Who acts for a role in this deal."""
        spec = self.world.playbook.roles[role]
        return self.owner if spec.owner or spec.outside else self.world.team.fillers(role)[0]

    # -------------------------------------------------------------------------------------------------------- duties

    def keep_reports(self, until: datetime) -> None:
        """Send the weekly reports that fell due before a moment."""
        if self.deal not in self.state.deals or "contract.order" not in self.going.steps:
            return
        world, duty = self.world, self.world.playbook.duties[REPORT]
        while True:
            waiting = owed_by_deal(world.playbook, self.state, self.going, world.calendars, duty, until)
            due = waiting[0].due if waiting else None
            if due is None or due > until:
                return
            self.at = max(due - timedelta(minutes=40), self.history[-1].at)
            light = self.random.choice(("normal", "normal", "normal", "at_risk"))
            self.done(REPORT, light=light, done=self.say("progress"), next=self.say("progress"), sent="mail")

    def late(self) -> bool:
        """Whether anything is overdue at the world's now, as `overdue` lists it."""
        world = self.world
        found = obligations(world.playbook, self.state, world.calendars, world.now, world.team)
        return any(
            one.kind != "hold" and not (one.kind == "duty" and one.strength == "info") and one.late(world.now)
            for one in found
        )


def renamed(event: Event, id_: str, deal: int | None = None, data: Mapping[str, Value] | None = None) -> Event:
    """The event under another id, and in another deal where one is named."""
    return Event(
        at=event.at, by=event.by, what=event.what, step=event.step, deal=event.deal if deal is None else deal,
        data=event.data if data is None else data, recorded=event.recorded, id=id_,
    )  # fmt: skip
