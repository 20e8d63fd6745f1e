"""Where a deal stands: which steps are done, open, waiting or skipped, and whose verdict is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Literal

from salesctl.core.conditions import FieldRef, choose, holds
from salesctl.core.events import Value
from salesctl.core.facts import DealFacts, FormValues
from salesctl.core.playbook import Approval, Playbook, Step, Strength
from salesctl.core.state import Deal, Occurrence, State, StepState, Verdict, Visit

Standing = Literal["done", "open", "waiting", "skipped"]


class Progress:
    """One deal read against its playbook. Cheap to make; nothing is kept between calls."""

    def __init__(self, playbook: Playbook, state: State, deal: Deal, occurrence: Occurrence | None = None) -> None:
        self.playbook, self.state, self.deal, self.occurrence = playbook, state, deal, occurrence

    def kept(self, name: str) -> StepState:
        """What is known of a step: in the occurrence for its own steps, else in the deal."""
        if self.occurrence is not None and name in self.occurrence.steps:
            return self.occurrence.steps[name]
        return self.deal.step(name)

    def facts(self, step: str | None = None) -> DealFacts:
        """What conditions may ask; ``step`` is who asks, where it matters to the question."""
        return DealFacts(self.playbook, self.state, self.deal, step)

    # steps -------------------------------------------------------------------------------------------------------

    def standing(self, name: str) -> Standing:
        """The state of a step; steps of a later stage wait, unfinished ones of an earlier stage are skipped."""
        step, kept = self.playbook.steps[name], self.kept(name)
        if kept.done is not None:
            return "done"
        if kept.unsettled is not None:
            return "open"
        if step.whenever is not None:
            return "skipped" if self.left_out(name) else "open" if self.ready(name) else "waiting"
        if self._stage_place(step.stage) < self._stage_place(self.deal.stage) or self.left_out(name):
            return "skipped"
        return "open" if step.stage == self.deal.stage and self.ready(name) else "waiting"

    def open_steps(self) -> Iterator[Step]:
        """The steps in order that are open; in other stages only one that was called back is."""
        for step in self.playbook.steps.values():
            if step.whenever is not None:
                continue
            if step.stage != self.deal.stage and self.kept(step.id).unsettled is None:
                continue
            if self.standing(step.id) == "open":
                yield step

    def left_out(self, name: str) -> bool:
        """Whether the step does not apply; one that comes to apply after its successors are done stays left out."""
        step, conditions = self.playbook.steps[name], self.playbook.conditions_of[name]
        if not conditions and step.approve is None:
            return False
        facts = self.facts(name)
        if any(holds(condition, facts) is not True for condition in conditions):
            return True
        if step.approve is not None and choose(step.approve, facts) is None:
            return True
        return bool(conditions) and self.passed(name)

    def passed(self, name: str) -> bool:
        """Whether a step that waits for this one is done already, though this one is not."""
        later = self.playbook.downstream.get(name, frozenset())
        return any(other in self.deal.steps and self.deal.steps[other].done is not None for other in later)

    def closed(self, name: str) -> bool:
        """Whether nobody has to do the step in this round any more."""
        return self.kept(name).done is not None or self.left_out(name)

    def required(self, name: str) -> Strength | None:
        """``block``, ``warn``, or None where the step may be left undone."""
        step = self.playbook.steps[name]
        return choose(step.required, self.facts(name)) if step.required else "block"

    def ready(self, name: str) -> bool:
        """Whether everything the step waits for is done."""
        return not self.missing(name)

    def missing(self, name: str) -> tuple[str, ...]:
        """The steps that must be done before this one, in the order of the page."""
        waits: list[str] = []
        for before in self.playbook.waits_for(name):
            waits.extend(self._unjoined(before))
        return tuple(dict.fromkeys(waits))

    def turn(self, name: str) -> datetime | None:
        """Since when the step could be done; None where that is unknown.

        What it waited for was done, or else its stage entered; and its round opened.
        """
        moments = [self.closed_at(before) for before in self.playbook.waits_for(name)] or [self.entered(name)]
        kept = self.kept(name)
        moments.extend(moment for moment in (kept.round_since, kept.unsettled) if moment is not None)
        known = [moment for moment in moments if moment is not None]
        return max(known) if known else None

    def closed_at(self, name: str) -> datetime | None:
        """When a step or a group was done; for a skipped step, when what it waited for was done."""
        group = self.playbook.groups.get(name)
        if group is None:
            kept = self.kept(name)
            return kept.done.at if kept.done else self.turn(name)
        moments = sorted(at for member in group.members if (at := self.closed_at(member)) is not None)
        if group.enough is not None:
            done = sorted(kept.done.at for one in group.members if (kept := self.kept(one)).done is not None)
            moments = done[: group.enough] or moments
        return moments[-1] if moments else None

    def entered(self, name: str) -> datetime | None:
        """The last entering of the step's stage."""
        if self.occurrence is not None and name in self.occurrence.steps:
            return self.occurrence.event.at
        stage = self.playbook.steps[name].stage
        return next((entry.at for entry in reversed(self.deal.entries) if entry.stage == stage), None)

    # verdicts ----------------------------------------------------------------------------------------------------

    def approval(self, step: Step) -> Approval | None:
        """Whose verdicts the step asks for under its conditions; None where it needs none."""
        return choose(step.approve, self.facts(step.id)) if step.approve is not None else None

    def asked(self, name: str) -> tuple[str, ...]:
        """The roles whose verdict is missing and whose turn it is now."""
        step, kept = self.playbook.steps[name], self.kept(name)
        approval = self.approval(step)
        if approval is None or kept.done is not None:
            return ()
        missing = [role for role in approval.roles if not self.stands(step, kept, role)]
        if len(approval.roles) - len(missing) >= approval.needed:
            return ()
        if approval.mode == "sequence":
            return tuple(missing[:1])
        return tuple(role for role in missing if not self._refused(step, kept, role))

    def stands(self, step: Step, kept: StepState, role: str) -> bool:
        """Whether the role's last verdict is a yes to what the forms say now (``process.md`` Time: review)."""
        verdict = latest_verdict(kept, role)
        return verdict is not None and verdict.yes and verdict.bound == self.bound(step, role)

    def bound(self, step: Step, role: str, visit_before: int | None = None) -> Mapping[str, Value | None]:
        """What the role's verdict binds: the fields it looks at, as they stand, or as of the round ``visit_before``."""
        roles = self.playbook.bound_by[step.id]
        refs = roles.get(role, roles[None])
        if visit_before is not None:
            return {name: self._value_in_round(ref, visit_before) for name, ref in refs.items()}
        forms = {
            form: FormValues(self.playbook, self.state, self.deal, form) for form in {ref.form for ref in refs.values()}
        }
        return {name: forms[ref.form].of(ref.field) for name, ref in refs.items()}

    def counted(self, step: Step) -> tuple[Verdict, ...]:
        """The verdicts that make the step done; empty while they are not enough."""
        kept, approval = self.kept(step.id), self.approval(step)
        if approval is None or sum(verdict.yes for verdict in kept.verdicts) < approval.needed:
            return ()
        standing = [
            verdict
            for role in approval.roles
            if self.stands(step, kept, role) and (verdict := latest_verdict(kept, role))
        ]
        return tuple(standing) if len(standing) >= approval.needed else ()

    def lost(self, step: Step) -> bool:
        """Whether so many said no in this round that the needed yes can't be reached."""
        kept, approval = self.kept(step.id), self.approval(step)
        if approval is None:
            return False
        refused = sum(self._refused(step, kept, role) for role in approval.roles)
        return len(approval.roles) - refused < approval.needed

    # -------------------------------------------------------------------------------------------------------------

    def _refused(self, step: Step, kept: StepState, role: str) -> bool:
        verdict = latest_verdict(kept, role)
        if verdict is None or verdict.yes or verdict.round != kept.round:
            return False
        return verdict.bound == self.bound(step, role)

    def _value_in_round(self, ref: FieldRef, number: int) -> Value | None:
        owners = self.playbook.form_owners.get(ref.form, ())
        visits = [visit for one in owners if one in self.deal.steps for visit in self.deal.steps[one].visits]
        found = [visit for visit in visits if visit.round <= number and ref.field in visit.values]
        return found[-1].values[ref.field] if found else None

    def _unjoined(self, before: str) -> tuple[str, ...]:
        group = self.playbook.groups.get(before)
        if group is None:
            if self.kept(before).done is not None:
                return ()
            waits = not self.left_out(before) and self.required(before) == "block"
            return (before,) if waits else self.missing(before)
        done = sum(self.kept(member).done is not None for member in group.members)
        if group.enough is not None and done >= group.enough:
            return ()
        return tuple(member for member in group.members if self._unjoined(member))

    def _stage_place(self, stage: str | None) -> int:
        return self.playbook.stage_places.get(stage, -1)


def latest_verdict(kept: StepState, role: str) -> Verdict | None:
    """The role's last answer, whichever round it was given in."""
    return next((verdict for verdict in reversed(kept.verdicts) if verdict.role == role), None)


def finished_visit(kept: StepState, counted: tuple[Verdict, ...], since: datetime | None) -> Visit:
    """The visit that enough verdicts make: done with the last of them, or when what they judged was filed again."""
    last = max(counted, key=lambda verdict: verdict.event.order)
    moments = [verdict.at for verdict in counted] + ([since] if since is not None else [])
    values = {key: value for verdict in counted for key, value in verdict.values.items()}
    return Visit(last.event, max(moments), last.event.by, kept.round, "approved", values)
