"""An event that was once committed stays as it was: what has become of it, as a question of values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from salesctl.core.events import Event, Record
from salesctl.core.forgetting import is_redaction

Fate: TypeAlias = Literal["kept", "edited", "missing"]


def fate(committed: Event, record: Record) -> Fate:
    """What a record says today of an event as it was first committed; what a tombstone names may be redacted."""
    present = next((event for event in record.history if event.id == committed.id), None)
    if present is None:
        return "missing"
    if present == committed or (is_covered(committed, record) and is_redaction(committed, present)):
        return "kept"
    return "edited"


def is_covered(event: Event, record: Record) -> bool:
    """Whether a tombstone of the record speaks of this event; one that names nothing speaks of all before it."""
    return any(_covers(one.data, event.id) for one in record.history if one.what == "forgotten" and one.id != event.id)


def _covers(told: Mapping[str, object], name: str) -> bool:
    if "events" not in told and "card" not in told:
        return True
    named = told.get("events", ())
    return isinstance(named, tuple) and name in named
