"""What a person may ask for, as values in the imperative; ``decide.py`` turns them into events or refuses.

``at`` is when it happened; None means now.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from msgspec import Struct, field

from salesctl.core.events import Value
from salesctl.core.state import Values


class Command(Struct, frozen=True, kw_only=True):
    """What all commands have: the deal's number, and when it happened."""

    deal: int = 1
    at: datetime | None = None


class Open(Command, frozen=True, kw_only=True):
    """A new deal. ``values`` are fields of the opening step's form; those of the card go there."""

    owner: str
    kind: str | None = None
    title: str | None = None
    amount: Decimal | None = None
    sign_by: str | None = None
    values: Values = field(default_factory=dict)


class Do(Command, frozen=True, kw_only=True):
    """Finish a step, settle a duty, raise a whenever. ``occurrence``: which one, where several are open."""

    step: str
    values: Values = field(default_factory=dict)
    outcome: str | None = None
    role: str | None = None
    note: str | None = None
    because: str | None = None
    occurrence: int | None = None


class Amend(Command, frozen=True, kw_only=True):
    """Correct the filed form of a step or duty: ``values`` are only those that change."""

    step: str
    values: Values
    because: str | None
    occurrence: int | None = None


class Judge(Command, frozen=True, kw_only=True):
    """One verdict of one role. ``role`` None: the only one asked that the person fills."""

    step: str
    yes: bool
    role: str | None = None
    values: Values = field(default_factory=dict)
    because: str | None = None
    occurrence: int | None = None


class SetGrade(Command, frozen=True, kw_only=True):
    """Give the deal a grade by its id (``process.md 1.3``)."""

    grade: str
    because: str | None = None
    values: Values = field(default_factory=dict)


class Advance(Command, frozen=True, kw_only=True):
    """On to the next stage; ``override``: in spite of what blocks, which needs ``because``."""

    override: bool = False
    because: str | None = None


class Move(Command, frozen=True, kw_only=True):
    """One of the other moves: its event, and what it says. ``data`` holds only what was given."""

    what: str
    data: Values = field(default_factory=dict)


class Undo(Command, frozen=True, kw_only=True):
    """Take back one's own last event of the customer."""

    because: str | None = None


class Correct(Command, frozen=True, kw_only=True):
    """Change facts of the card (None removes one) and plain facts of the deal."""

    card: Mapping[str, Value | None] = field(default_factory=dict)
    facts: Values = field(default_factory=dict)
