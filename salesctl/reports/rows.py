"""What lists and reports ask of a customer, as plain rows: no history behind them, nothing that depends on the moment.

A row holds for a while (``summary.py`` says how long); late, shown and told are asked of it with a moment.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct

from salesctl.core.ladders import Rung
from salesctl.core.problems import Problem

UNKNOWN: Final = 1 << 62
"""A moment that nobody knows, and that lies behind all others."""


class OwedRow(Struct, frozen=True, array_like=True):
    """One obligation. ``said`` is the code of the sentence that names it, ``about`` what that sentence is about.

    ``ref`` names the deal in a command; ``role`` or ``person`` owes it. It is owed from ``appears`` until ``lapses``.
    """

    customer: str
    name: str
    deal: int
    ref: str
    stage: str | None
    grade: str | None
    kind: Literal["step", "verdict", "duty", "plan", "hold"]
    step: str | None
    role: str | None
    person: str | None
    owner: str
    since: datetime | None
    due: datetime | None
    said: str
    about: dict[str, str] | str | None
    command: str
    strength: Literal["info", "warn", "block"]
    tried: int
    round: int
    occurrence: int | None
    provisional: bool
    shown_from: datetime | None
    ladder: tuple[Rung, ...]
    appears: datetime | None
    lapses: datetime | None


class Matter(Struct, frozen=True, array_like=True):
    """What many obligations have in common: everything about one but whose customer's it is, and when."""

    kind: Literal["step", "verdict", "duty", "plan", "hold"]
    step: str | None
    role: str | None
    person: str | None
    stage: str | None
    grade: str | None
    deal: int
    said: str
    about: dict[str, str] | str | None
    strength: Literal["info", "warn", "block"]
    tried: int
    round: int


class Listed(Struct, frozen=True):
    """Obligations in columns, for long lists: of each when it is due, the customer's name, the deal's owner, and the
    number of its matter.
    """

    due: list[datetime | None]
    names: list[str]
    owners: list[str]
    codes: list[int]
    matters: list[Matter]

    def __len__(self) -> int:
        return len(self.due)


class DealRow(Struct, frozen=True, array_like=True):
    """One deal. ``ready``: nothing but a warning stands between it and its next stage, or its end.

    ``entries`` are the stages it came into, each with its moment; ``won`` and ``ended`` are when it was won, or closed
    for the last time; ``words`` is what a search for text looks through.
    """

    customer: str
    name: str
    ref: str
    deal: int
    title: str | None
    stage: str | None
    grade: str | None
    owner: str
    status: Literal["open", "nurture", "won", "lost", "void"]
    going: bool
    held: bool
    finished: bool
    ready: bool
    planned: bool
    amount: Decimal | None
    sign_by: str | None
    channel: str | None
    kind: str | None
    industry: str | None
    opened: datetime | None
    entries: tuple[tuple[str, datetime | None], ...]
    won: datetime | None
    ended: datetime | None
    words: str


class Course(Struct, frozen=True, array_like=True):
    """What a funnel counts of a deal: the stages it ever came into, those of them that count, and what became of it.

    ``going``, ``won`` and ``ended`` say whether it counts as under way, as a win, as over; ``worth``: whether it has
    been won at all.
    """

    passed: tuple[str, ...]
    entered: tuple[str, ...]
    status: Literal["open", "nurture", "won", "lost", "void"]
    finished: bool
    worth: bool
    going: bool
    won: bool
    ended: bool


class HeardRow(Struct, frozen=True, array_like=True):
    """Something done of which somebody must be told: ``tell`` are the roles. ``what`` is a step, whenever or duty."""

    customer: str
    name: str
    deal: int
    ref: str
    owner: str
    what: str
    outcome: str | None
    at: datetime
    by: str
    tell: tuple[str, ...]


class CrossedRow(Struct, frozen=True, array_like=True):
    """Two people's moves that certainly contradict each other; ``concerns`` are the two and the deal's owner."""

    customer: str
    name: str
    deal: int
    event: str
    concerns: tuple[str, ...]
    problem: Problem


class CustomerRow(Struct, frozen=True, array_like=True, gc=False):
    """One customer as the register has it; stage, owner and follow-up are those of the deal under way, else the last.

    ``came_in`` is in microseconds of the epoch, ``UNKNOWN`` where an import could not know it.
    """

    came_in: int
    name: str
    industry: str | None
    contact: str | None
    position: str | None
    reach: str | None
    need: str | None
    stage: str | None
    owner: str | None
    follow_up: datetime | None


class NameRow(Struct, frozen=True, array_like=True):
    """What a customer is looked for by: the name as typed, folded, without what companies are called by, and as it
    looks; and the digits of every telephone number.
    """

    id: str
    name: str
    file: str
    folded: str
    core: str
    looks: str
    phones: tuple[str, ...]


class Summary(Struct, frozen=True, array_like=True):
    """Everything that is kept of one customer."""

    customer: CustomerRow
    deals: tuple[DealRow, ...]
    owed: tuple[OwedRow, ...]
    heard: tuple[HeardRow, ...]
    crossed: tuple[CrossedRow, ...]
    name: NameRow
