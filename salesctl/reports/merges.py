"""What a merge has to say: where both sides disagree, with the values, and what a person might not expect."""

from __future__ import annotations

from salesctl.core.events import Event, Value
from salesctl.core.merging import Merged
from salesctl.core.picking import Conflict, canonical
from salesctl.core.problems import Place, Problem


def told(merged: Merged, file: str) -> tuple[Problem, ...]:
    """Every conflict, events that are back in the file, and what was written without knowing of a tombstone."""
    place = Place(file)
    found = [_conflict(one, place) for one in merged.conflicts]
    if merged.returned:
        found.append(Problem("merge.returned", {"ids": merged.returned}, place, severity="info"))
    if merged.unseen:
        found.append(Problem("merge.unseen", {"ids": merged.unseen}, place, severity="warn"))
    return tuple(found)


def _conflict(one: Conflict, place: Place) -> Problem:
    match one.path:
        case ("history", name):
            what = next((held.what for held in (one.ours, one.theirs) if isinstance(held, Event)), "")
            return Problem("merge.event", {"id": name, "what": what}, place)
        case ("card", _, name):
            return Problem("merge.contact", {"name": name}, place)
        case _:
            values = {"base": _shown(one.base), "ours": _shown(one.ours), "theirs": _shown(one.theirs)}
            return Problem("merge.field", {"key": one.path[-1], **values}, place)


def _shown(value: Value | Event | None) -> str:
    if value is None or isinstance(value, Event):
        return "–"
    return (
        value
        if isinstance(value, str)
        else canonical(value).replace("\x1f", "; ").replace("\x1e", ": ").replace("\x1d", " | ")
    )
