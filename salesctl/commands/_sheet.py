"""A form while a person fills it in: what is asked next, what stands there already, and the draft behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct, field

from salesctl.commands._answers import fields_of, reading_of
from salesctl.core.asking import Question, questions
from salesctl.core.commands import Command
from salesctl.core.events import Value
from salesctl.core.playbook import Duty, Field, Outcome, Step, Whenever
from salesctl.core.problems import Broken, Refused
from salesctl.core.values import Reading, read_value
from salesctl.desk.customers import Found
from salesctl.desk.foreseeing import Foreseen, foreseen
from salesctl.desk.opening import Workspace
from salesctl.store.drafts import find_draft, keep_draft

Made = Callable[[dict[str, Value], str | None], Command]
"""The command that these values and this outcome make."""


class Sheet(Struct):
    """The answers so far (an empty text: left empty on purpose). ``kept``: where the draft lies, if there is one."""

    workspace: Workspace
    found: Found
    entry: Step | Duty | Whenever
    number: int | None
    make: Made
    values: dict[str, Value]
    outcome: str | None
    offered: dict[str, Value] = field(default_factory=dict)
    """What a draft holds: shown filled in."""
    kept: str | None = None
    looked_at: Mapping[str, Value | None] = field(default_factory=dict)
    """What a verdict is about, by ``form.field``."""

    @property
    def reading(self) -> Reading:
        return reading_of(self.workspace)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return () if isinstance(self.entry, Whenever) else self.entry.outcomes

    @property
    def name(self) -> str:
        """How a command names the step."""
        return f"{self.entry.id}/{self.number}" if self.number is not None else self.entry.id

    def questions(self, outcome: str | None = None) -> tuple[Question, ...]:
        """Every field that is asked, judged by the answers so far."""
        customer = self.found.customer
        deal = customer.deal(self.found.number)
        forms, chosen = self.entry.forms, outcome or self.outcome
        return questions(self.workspace.playbook, customer.state, deal, self.entry.id, forms, self.values, chosen)

    def outcome_decides(self) -> bool:
        """Whether it depends on the outcome which fields are required: then it is asked first."""
        needed = {frozenset(one.field.id for one in self.questions(spec.id) if one.required) for spec in self.outcomes}
        return len(needed) > 1

    def proposed(self, question: Question) -> Value | None:
        """What is shown filled in: the draft's, what must be equal, the last round's, what another form knows."""
        name = question.field.id
        if self.values.get(name):
            return self.values[name]
        if name in self.offered:
            return self.offered[name] or None
        if question.field.same_as is not None and question.known is not None:
            return question.known
        return question.last if question.last is not None else question.known

    def note(self, name: str, value: Value) -> None:
        """An answer, kept in the draft at once: a closed window loses nothing."""
        self.values[name] = value
        self.keep()

    def keep(self) -> None:
        form = {**self.offered, **self.values}
        content: dict[str, Value] = {"form": form}
        if self.outcome:
            content["outcome"] = self.outcome
        self.kept = keep_draft(self.workspace.root, draft_name(self.found, self.name), content)

    def take_up(self) -> bool:
        """Fill in what a draft holds and can still be read. Whether there was one."""
        draft = find_draft(self.workspace.root, draft_name(self.found, self.name))
        form, outcome = draft.get("form"), draft.get("outcome")
        fields = fields_of(self.workspace.playbook, self.entry.forms)
        for name, raw in (form if isinstance(form, Mapping) else {}).items():
            if name in fields and name not in self.values:
                self._offer(fields[name], raw)
        if self.outcome is None and isinstance(outcome, str) and any(one.id == outcome for one in self.outcomes):
            self.outcome = outcome
        return bool(self.offered)

    def foreseen(self) -> Foreseen | Refused:
        """What saving would come to."""
        return foreseen(self.workspace, self.found, [self.make(dict(self.values), self.outcome)])

    def _offer(self, spec: Field, raw: object) -> None:
        try:
            self.offered[spec.id] = "" if raw in ("", [], {}) else read_value(spec, raw, self.reading)
        except Broken:
            return


def draft_name(found: Found, step: str) -> str:
    return f"{found.customer.id}-{found.number}-{step}"
