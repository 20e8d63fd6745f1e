"""The phrases of a playbook, parsed: spans of time, events, deadlines, recurrences, approvals, actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from salesctl.core.conditions import FieldRef

Text = Mapping[str, str]
"""The playbook's own words: by language (``zh``, ``en``), or under ``""`` when one text serves every language."""

Unit = Literal["h", "wh", "wd", "d", "w", "mo"]
Strength = Literal["info", "warn", "block"]
FieldType = Literal["text", "number", "money", "date", "time", "choice", "choices", "yes_no", "list", "file", "person"]
Happening = Literal[
    "opened",
    "graded",
    "upgraded",
    "contacted",
    "nurtured",
    "woken",
    "held",
    "resumed",
    "won",
    "closed",
    "reopened",
    "raised",
]


class Amount(Struct, frozen=True):
    """A span of time. Units never convert into each other.

    Clock hours (``h``), working hours (``wh``), working days (``wd``), days, weeks, months.
    """

    n: int
    unit: Unit


class EventRef(Struct, frozen=True):
    """An event that starts or ends something: a step done (with one outcome, if named), every step of a group, the
    entering of a stage, a happening of the deal, or a date in a form (``customer.FIELD`` for the card).
    """

    kind: Literal["step", "group", "stage", "happening", "date", "whenever"]
    name: str
    outcome: str | None = None
    date: FieldRef | None = None


class Events(Struct, frozen=True):
    """``A or B``: the latest that happened. ``A and B``: all must have happened, the latest counts."""

    refs: tuple[EventRef, ...]
    every: bool = False


class Term(Struct, frozen=True):
    """``N unit after EVENTS``, ``N unit before DATE``, ``DATE`` (amount None), bare ``N unit`` (since the step's turn).

    ``each``: after each of the events anew (a duty owes one for every one that happened).
    """

    relation: Literal["turn", "after", "before", "on"]
    amount: Amount | None = None
    events: Events | None = None
    date: FieldRef | None = None
    holiday: str | None = None
    each: bool = False


class Bound(Struct, frozen=True):
    """``but not before TERM`` or ``but not after TERM``."""

    side: Literal["before", "after"]
    term: Term


class Due(Struct, frozen=True):
    """A deadline as written. ``text`` is the phrase of the playbook, for explaining."""

    term: Term
    bounds: tuple[Bound, ...] = ()
    roll: Literal["before", "after"] | None = None
    calendar: str | None = None
    text: str = ""


class Every(Struct, frozen=True):
    """When a recurring duty is owed: weekly, every N units, N units before named days or dates, or an RFC 5545 rule."""

    kind: Literal["weekly", "interval", "before", "rule"]
    amount: Amount | None = None
    weekday: int | None = None
    """Monday is 0."""
    at: str | None = None
    """HH:MM; none means the closing hour of the day."""
    roll: Literal["before", "after"] | None = None
    holidays: tuple[str, ...] = ()
    dates: tuple[FieldRef, ...] = ()
    rule: str | None = None
    text: str = ""


class Approval(Struct, frozen=True):
    """Who must say yes: ``all`` of the roles, ``any`` (needed = 1), ``n`` of them, or each in turn (``sequence``)."""

    mode: Literal["all", "any", "n", "sequence"]
    roles: tuple[str, ...]
    needed: int


class Action(Struct, frozen=True):
    """What an outcome leads to.

    ``target``: the step, group or stage of ``again``, the status of ``close``, the stage of ``new_deal``.
    """

    kind: Literal["go_on", "stay", "again", "close", "nurture", "new_deal"]
    target: str | None = None
    reasons: tuple[str, ...] = ()


GO_ON = Action("go_on")
STAY = Action("stay")
