"""What is defined and never used, and roles that nobody fills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from salesctl.core.conditions import Case, Compare, Fact, Literally, OutcomeOf
from salesctl.core.linting.graph import told
from salesctl.core.playbook import Approval, Duty, EventRef, Field, Playbook, Reminder, Step
from salesctl.core.problems import Place, Problem


def unused(playbook: Playbook, places: Mapping[str, Place]) -> Iterator[Problem]:
    """Roles, grades, kinds, forms that nothing names, and outcomes that make no difference."""
    mentions = _Mentions(playbook)
    for role in playbook.roles:
        if role not in mentions.roles:
            yield told("lint.unused.role", places, f"roles/{role}", severity="info", name=role)
    for grade in playbook.grades:
        if grade not in mentions.grades:
            yield told("lint.unused.grade", places, f"grades/{grade}", severity="info", name=grade)
    for kind in list(playbook.kinds)[1:]:
        if kind not in mentions.kinds:
            yield told("lint.unused.kind", places, "playbook/kinds", severity="info", name=kind)
    for form in playbook.forms.values():
        if form.id not in playbook.form_owners and not form.on_card:
            yield told("lint.unused.form", places, f"forms/{form.id}", severity="info", name=form.id)
    yield from _outcomes(playbook, mentions, places)


def unfilled(playbook: Playbook, filled: frozenset[str] | None, places: Mapping[str, Place]) -> Iterator[Problem]:
    """Roles that the process needs and nobody in the team has. The owner's role is filled by whoever owns a deal."""
    if filled is None:
        return
    needed = _Mentions(playbook).roles
    for role in playbook.roles.values():
        if role.id in needed and role.id not in filled and not role.outside and not role.owner:
            yield told(
                "lint.role_unfilled", places, f"roles/{role.id}", severity="warn", role=role.id, title=role.title
            )


def _outcomes(playbook: Playbook, mentions: _Mentions, places: Mapping[str, Place]) -> Iterator[Problem]:
    doings: list[Step | Duty] = [*playbook.steps.values(), *playbook.duties.values()]
    for doing in doings:
        if isinstance(doing, Step) and doing.done_by is not None:
            continue
        same = [(one.action, one.must, one.tell) for one in doing.outcomes]
        for at, one in enumerate(doing.outcomes):
            named = (doing.id, one.id) in mentions.outcomes or one.id in mentions.answers
            if not named and same.index(same[at]) < at:
                path = f"outcomes/{doing.id}/{one.id}"
                first = doing.outcomes[same.index(same[at])].id
                yield told(
                    "lint.unused.outcome", places, path, severity="info", name=one.id, step=doing.id, first=first
                )


class _Mentions:
    """Everything that some phrase of the playbook names."""

    def __init__(self, playbook: Playbook) -> None:
        self.roles: set[str] = set()
        self.grades: set[str] = set()
        self.kinds: set[str] = set()
        self.outcomes: set[tuple[str, str]] = set()
        self.answers: set[str] = set()
        parts: tuple[Mapping[str, Any], ...] = (
            playbook.steps, playbook.duties, playbook.whenevers, playbook.groups, playbook.stages,
            playbook.forms, playbook.grades, playbook.moves,
        )  # fmt: skip
        for part in parts:
            self._all(part.values())
        self._all(playbook.remind)

    def _all(self, values: Any) -> None:
        for value in values:
            if isinstance(value, tuple):
                self._all(value)
            elif isinstance(value, Struct):
                self._one(value)

    def _one(self, value: Any) -> None:
        match value:
            case Compare(Fact(name), _, Literally(text)):
                {"grade": self.grades, "kind": self.kinds, "outcome": self.answers}.get(name, set()).add(text)
            case Compare(OutcomeOf(step), _, Literally(text)):
                self.outcomes.add((step, text))
            case EventRef("step", step, outcome) if outcome is not None:
                self.outcomes.add((step, outcome))
            case Approval():
                self.roles.update(value.roles)
            case Reminder():
                self.roles.update(value.who)
            case _:
                self._inside(value)

    def _inside(self, value: Any) -> None:
        if isinstance(value, Step) and value.done_by == "graded":
            self.grades.update(one.id for one in value.outcomes)
        if isinstance(value, Case) and isinstance(value.then, tuple):
            self.roles.update(one for one in value.then if isinstance(one, str))
        for name in ("by", "helpers", "tell"):
            said = getattr(value, name, ())
            self.roles.update((said,) if isinstance(said, str) else said)
        self._all(
            getattr(value, name)
            for name in value.__struct_fields__
            if not isinstance(value, Field) or name == "required"
        )
