"""From a command to events, or to every reason why not. The rules are those of ``rules``; nothing is decided twice."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from salesctl.core import commands as c
from salesctl.core.conformance import findings
from salesctl.core.drafting import MAKERS
from salesctl.core.events import LETTERS, Event, Record, Value, next_counter
from salesctl.core.office import Office
from salesctl.core.playbook import Playbook
from salesctl.core.problems import Problem, Refused
from salesctl.core.replay import begin, evolve
from salesctl.core.rules import Asked, objections
from salesctl.core.rules.asked import problem
from salesctl.core.slips import slips
from salesctl.core.state import State


class Decided(Struct, frozen=True):
    """The events to append (their ids are provisional: the counter counts, the letters are the shell's to draw), the
    card's facts to change (None removes one), what is worth saying though it refuses nothing, and the state afterwards.
    """

    events: tuple[Event, ...]
    state: State
    card: Mapping[str, Value | None] = field(default_factory=dict)
    hints: tuple[Problem, ...] = ()


def decide(
    playbook: Playbook, state: State, history: tuple[Event, ...], command: c.Command, office: Office
) -> Decided | Refused:
    """The events that the command makes, or Refused with every reason.

    ``state`` is the replay of ``history`` and is not touched.
    """
    made = MAKERS[type(command)](playbook, state, command, office)
    if isinstance(made, Refused):
        return made
    drafts, card = made
    new_card = {key: value for key, value in {**state.card, **card}.items() if value is not None}
    counter = next_counter(history)
    numbered = tuple(replace(draft, id=f"{counter + place}-{LETTERS[0] * 5}") for place, draft in enumerate(drafts))
    fresh, ordered = begin((*history, *numbered), new_card)
    for event in ordered[: len(history)]:
        evolve(playbook, fresh, event)
    events, problems = list[Event](), list(_built_on(playbook, history, numbered, state, office))
    for event in numbered:
        problems.extend(objections(Asked(playbook, fresh, event, office.now, office.calendars, office.team)))
        odd = evolve(playbook, fresh, event)
        if odd is not None and not any(one.severity == "error" for one in problems):
            problems.append(
                problem(odd, step=event.step or "", grade=str(event.data.get("grade", "")), what=event.what)
            )
        events.append(event)
    refusing = tuple(one for one in problems if one.severity == "error")
    if refusing:
        return Refused(refusing)
    hints = (*(one for one in problems if one.severity != "error"), *slips(events, card, office.now))
    return Decided(tuple(events), fresh, card, hints)


def _built_on(
    playbook: Playbook, history: tuple[Event, ...], numbered: tuple[Event, ...], state: State, office: Office
) -> tuple[Problem, ...]:
    """Later events that were earned, and would not be without the one taken back."""
    if not any(event.what == "undone" for event in numbered):
        return ()
    before, after = (_unearned(playbook, events, state, office) for events in (history, (*history, *numbered)))
    later = [event for event in history if event.id in after - before]
    return tuple(
        problem("undo.built_on", "show {customer}", what=event.what, step=event.step or "", who=event.by, at=event.at)
        for event in later[:1]
    )


def _unearned(playbook: Playbook, history: tuple[Event, ...], state: State, office: Office) -> set[str]:
    found = findings(playbook, Record("", state.card, history), office.calendars, office.now)
    return {one.event.id for one in found if one.event is not None and one.severity == "warn"}
