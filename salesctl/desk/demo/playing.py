"""A script acted out: each line is asked of the process at its moment, by the person whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from msgspec import Struct, field
from msgspec.structs import replace

from salesctl.core import commands as c
from salesctl.core.clocks import Calendars
from salesctl.core.decide import decide
from salesctl.core.duties import owed_by_deal
from salesctl.core.events import Event, Record, Value
from salesctl.core.office import Office
from salesctl.core.playbook import Duty, Playbook, Step, Whenever
from salesctl.core.problems import Broken, Refused
from salesctl.core.replay import evolve
from salesctl.core.state import State
from salesctl.core.team import Team
from salesctl.core.values import Reading, read_money, read_value
from salesctl.desk.demo.scripts import Habit, Line, Script
from salesctl.desk.demo.timing import Timing
from salesctl.store.ids import new_event_id, new_record_id
from salesctl.store.stamps import stamp

_EARLY = timedelta(minutes=40)
"""How long before the end somebody keeps a duty."""

_OPENED, _DONE, _GRADED, _ADVANCED = "opened", "done", "graded", "advanced"
_VERDICTS = {"approved": True, "rejected": False}
_SUBJECT = {
    "contacted": "text", "noted": "text", "planned": "text", "held": "because", "nurtured": "because",
    "closed": "because", "assigned": "who",
}  # fmt: skip
"""Under which name an event keeps what its line is about."""
_ASIDE = frozenset({"deal", "by", "form"})


def play(
    script: Script, playbook: Playbook, calendars: Calendars, team: Team, known_as: Mapping[str, str], timing: Timing
) -> Record:  # fmt: skip
    """The customer that the script amounts to. Raises Broken (70) with the reasons where the process refuses a line."""
    scene = _Scene(script, playbook, calendars, team, known_as, timing, State(card={"name": script.name}))
    for line in script.lines:
        scene.act(line)
    scene.keep_habits(timing.now)
    return Record(new_record_id(), scene.state.card, scene.history)


class _Scene(Struct):
    script: Script
    playbook: Playbook
    calendars: Calendars
    team: Team
    known_as: Mapping[str, str]
    timing: Timing
    state: State
    history: tuple[Event, ...] = ()
    kept: dict[str, int] = field(default_factory=dict)

    def act(self, line: Line) -> None:
        at = self.timing.moment(line.at)
        self.keep_habits(at)
        at = self._not_before_the_last(at)
        self._ask(self._command(line, at), self._who(line), at)

    def keep_habits(self, until: datetime) -> None:
        """Settle what fell due before a moment."""
        for habit in self.script.habits if self.history else ():
            duty = self.playbook.duties[habit.duty]
            while (due := self._due(habit, until)) is not None:
                at = self._not_before_the_last(due - _EARLY)
                form = habit.forms[min(self.kept.get(duty.id, 0), len(habit.forms) - 1)]
                self._ask(c.Do(step=duty.id, values=self._values(duty.forms, form, at)), self._whose(duty.by, 1), at)
                self.kept[duty.id] = self.kept.get(duty.id, 0) + 1

    def _due(self, habit: Habit, until: datetime) -> datetime | None:
        """When the duty next falls due; None where nothing of it may be kept before ``until``."""
        duty, now = self.playbook.duties[habit.duty], self.timing.now
        waiting = owed_by_deal(self.playbook, self.state, self.state.deals[1], self.calendars, duty, now)
        passed = [one.due for one in waiting if one.due is not None and one.due <= now]
        kept = passed[: len(passed) - habit.missed]
        return kept[0] if kept and kept[0] <= until else None

    def _not_before_the_last(self, at: datetime) -> datetime:
        return max(at, self.history[-1].at) if self.history else at

    def _ask(self, command: c.Command, who: str, at: datetime) -> None:
        office = Office(at, who, self.calendars, self.team)
        answer = decide(self.playbook, self.state, self.history, command, office)
        if isinstance(answer, Refused):
            raise Broken(*answer.problems, exit_code=70)
        for event in answer.events:
            numbered = replace(event, id=new_event_id(self.history))
            self.history = (*self.history, numbered)
            evolve(self.playbook, self.state, numbered)
        self.state.card = {key: value for key, value in {**self.state.card, **answer.card}.items() if value is not None}

    def _command(self, line: Line, at: datetime) -> c.Command:
        if line.verb == _OPENED:
            return self._opening(line, at)
        if line.verb == _DONE:
            values = self._values(self._entry(line.subject).forms, line.form(), at)
            outcome, note = line.word("outcome"), line.word("note")
            return c.Do(deal=line.deal, step=line.subject, values=values, outcome=outcome, note=note)
        if line.verb == _GRADED:
            step = self.playbook.grading_step
            values = self._values(step.forms if step else (), line.form(), at)
            return c.SetGrade(deal=line.deal, grade=line.subject, because=line.word("because"), values=values)
        if line.verb in _VERDICTS:
            yes, because = _VERDICTS[line.verb], line.word("because")
            return c.Judge(deal=line.deal, step=line.subject, yes=yes, role=line.word("as"), because=because)
        if line.verb == _ADVANCED:
            return c.Advance(deal=line.deal)
        return c.Move(deal=line.deal, what=line.verb, data=self._told(line, at))

    def _opening(self, line: Line, at: datetime) -> c.Open:
        step = self.playbook.opening_step
        amount = line.word("amount")
        sign_by = line.word("sign_by")
        return c.Open(
            owner=self.known_as[line.subject], kind=line.word("kind"), title=line.word("title"),
            amount=read_money(amount) or Decimal(0) if amount else None,
            sign_by=self.timing.day(sign_by).isoformat() if sign_by else None,
            values=self._values(step.forms if step else (), line.form() or self.script.card, at),
        )  # fmt: skip

    def _told(self, line: Line, at: datetime) -> dict[str, Value]:
        """What an event of a move says: ``when`` and ``until`` to the minute, other days as days."""
        told = {key: value for key, value in line.more.items() if key not in _ASIDE}
        told[_SUBJECT[line.verb]] = line.subject
        for key in ("when", "until"):
            if key in told:
                told[key] = stamp(self.timing.moment(str(told[key])))
        if line.verb == "assigned":
            told["who"] = self.known_as[line.subject]
        return {key: self.timing.dated(value, at) for key, value in told.items()}

    def _values(self, forms: tuple[str, ...], told: Mapping[str, Value], at: datetime) -> dict[str, Value]:
        fields = {one.id: one for _, one in self.playbook.fields_of(forms)}
        reading = Reading(at, lambda name: self.known_as[name], _fingerprint)
        return {key: read_value(fields[key], self.timing.dated(value, at), reading) for key, value in told.items()}

    def _who(self, line: Line) -> str:
        """Who acts: as the script says, else whose turn it is, else the deal's owner."""
        by = line.word("by")
        if by is not None:
            return self.known_as[by]
        if line.verb == _OPENED:
            return self.known_as[line.subject]
        if line.verb in _VERDICTS:
            return self._whose(line.word("as") or "", line.deal)
        if line.verb == _DONE:
            return self._whose(self._entry(line.subject).by, line.deal)
        return self.state.deals[line.deal].owner

    def _whose(self, role: str, number: int) -> str:
        spec, deal = self.playbook.roles[role], self.state.deals[number]
        if spec.owner or spec.outside:
            return deal.owner
        return deal.roles.get(role) or self.team.fillers(role)[0]

    def _entry(self, name: str) -> Step | Duty | Whenever:
        playbook = self.playbook
        return playbook.steps.get(name) or playbook.duties.get(name) or playbook.whenevers[name]


def _fingerprint(name: str) -> Mapping[str, Value]:
    """A file that is only told of: its name stands for its bytes."""
    return {"name": name, "sha256": sha256(name.encode()).hexdigest()}
