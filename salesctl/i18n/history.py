"""One event of a history as a person reads it: what happened, and on a second thought why and what else was said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from salesctl.core.events import Event, Value
from salesctl.core.playbook import Playbook
from salesctl.core.team import Team
from salesctl.i18n.answers import person
from salesctl.i18n.catalog import has, say, text

_REASONS = {"held": "hold", "nurtured": "nurture", "returned": "back", "reopened": "reopen"}


def sentence(playbook: Playbook, team: Team, event: Event) -> str:
    """What happened, in one sentence without who and when; an unknown verb is shown as it stands."""
    told = _Told(playbook, team, event)
    match event.what:
        case "done" | "raised" | "amended" | "approved" | "rejected" | "graded":
            return told.step()
        case "opened" | "imported":
            return told.opened()
        case "contacted":
            return told.contacted()
        case "assigned" if told.word("role"):
            return say("history.assigned_role", who=told.person("who"), role=told.role("role"))
        case "nurtured" if told.word("review"):
            return say("history.nurtured_until", review=told.moment("review"))
        case "noted" if isinstance(accepts := event.data.get("accepts"), Mapping):
            return say("history.accepted", at=str(accepts.get("at")), text=told.word("text"))
        case "closed":
            return say("history.closed_void" if told.word("as") == "void" else "history.closed_lost")
        case "advanced" if not told.word("to"):
            return say("history.finished")
    code = f"history.{event.what}" if has(f"history.{event.what}") else "history.other"
    words = {
        "to": told.stage("to"), "when": told.moment("when"), "until": told.moment("until"), "who": told.person("who"),
        "changed": told.facts(), "event": told.word("event"), "text": told.word("text"), "what": event.what,
        "step": told.title(),
    }  # fmt: skip
    return say(code, **words).rstrip()


def beside(playbook: Playbook, event: Event) -> tuple[str, ...]:
    """The reason, the remark, and whether it was told later than it happened."""
    told = _Told(playbook, Team(), event)
    found = []
    if because := told.word("because"):
        found.append(say("history.because", because=told.reason(because)))
    if note := told.word("note"):
        found.append(say("history.note", note=note))
    if told.word("round") not in ("", "1"):
        found.append(say("history.round", round=told.word("round")))
    if told.word("override") == "yes":
        found.append(say("history.override"))
    if event.recorded is not None:
        found.append(say("history.recorded", recorded=event.recorded))
    return tuple(found)


class _Told:
    """The words of one event, with the playbook's own titles for them."""

    def __init__(self, playbook: Playbook, team: Team, event: Event) -> None:
        self.playbook, self.team, self.event = playbook, team, event

    def word(self, key: str) -> str:
        """A plain word, on one line; empty where there is none."""
        value: Value | None = self.event.data.get(key)
        return " ".join(value.split()) if isinstance(value, str) else ""

    def title(self) -> str:
        name, playbook = self.event.step or "", self.playbook
        entry = playbook.steps.get(name) or playbook.duties.get(name) or playbook.whenevers.get(name)
        return text(entry.title) if entry else name

    def step(self) -> str:
        """What was done, corrected, judged or graded."""
        playbook, what = self.playbook, self.event.what
        if what == "graded":
            grade = playbook.grades.get(self.word("grade"))
            return say("history.graded", grade=grade.title if grade else self.word("grade"))
        if what in ("approved", "rejected"):
            return say(f"history.{what}", step=self.title(), role=self.role("as"))
        name, outcome = self.event.step or "", self.word("outcome")
        if what != "done" or not outcome:
            return say(f"history.{what}", step=self.title())
        entry = playbook.steps.get(name) or playbook.duties.get(name)
        titles = {one.id: one.title for one in entry.outcomes} if entry else {}
        return say("history.done_as", step=self.title(), outcome=titles.get(outcome, outcome))

    def stage(self, key: str) -> str:
        found = self.playbook.stages.get(self.word(key))
        return text(found.title) if found else self.word(key)

    def role(self, key: str) -> str:
        found = self.playbook.roles.get(self.word(key))
        return text(found.title) if found else self.word(key)

    def person(self, key: str) -> str:
        return person(self.team, self.word(key))

    def moment(self, key: str) -> datetime | date | str:
        word = self.word(key)
        try:
            return date.fromisoformat(word) if len(word) == len("2026-03-02") else datetime.fromisoformat(word)
        except ValueError:
            return word

    def reason(self, because: str) -> str:
        move = self.word("as") if self.event.what == "closed" else _REASONS.get(self.event.what, "")
        reasons = self.playbook.moves[move].reasons if move in self.playbook.moves else {}
        return text(reasons[because]) if because in reasons else because

    def opened(self) -> str:
        channel = self.word("channel")
        labels = [
            field.choices[channel]
            for form in self.playbook.forms.values()
            for field in form.fields
            if channel in field.choices
        ]
        code = f"history.{self.event.what}" + ("_deal" if self.event.deal > 1 and self.event.what == "opened" else "")
        found = say(code, owner=self.person("owner"), number=self.event.deal, stage=self.stage("stage"))
        if not channel:
            return found
        return say("history.two", one=found, two=say("history.channel", channel=labels[0] if labels else channel))

    def contacted(self) -> str:
        kind = self.word("kind")
        label = say(f"history.kind.{kind}") if has(f"history.kind.{kind}") else kind
        code = "history.attempted" if self.word("reached") == "no" else "history.contacted"
        who = self.word("with")
        found = say(code, kind=label, text=self.word("text"))
        return say("history.two", one=found, two=say("history.with", who=who)) if who else found

    def facts(self) -> tuple[str, ...]:
        """What was corrected in the deal: an amount, a day, a title."""
        found = []
        for key, value in self.event.data.items():
            if isinstance(value, Mapping):
                continue
            label = say(f"history.fact.{key}") if has(f"history.fact.{key}") else key
            found.append(f"{label} {say('history.amount', amount=_amount(str(value))) if key == 'amount' else value}")
        return tuple(found)


def _amount(word: str) -> Decimal | str:
    try:
        return Decimal(word)
    except InvalidOperation:
        return word
