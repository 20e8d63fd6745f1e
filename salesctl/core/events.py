"""The history of a customer as values: what happened, when, and who says so.

Every value in an event is text, a tuple of values or a mapping of values; what a text means is the playbook's matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeAlias

from msgspec import Struct, field

Value: TypeAlias = "str | tuple[Value, ...] | Mapping[str, Value]"

#: What an event can say. An event with another verb survives reading and writing, and changes nothing.
VERBS = frozenset(
    {
        "opened", "imported", "done", "amended", "approved", "rejected", "graded", "contacted", "planned", "advanced",
        "returned", "held", "resumed", "nurtured", "woken", "assigned", "noted", "closed", "reopened", "undone",
        "raised", "estimated", "forgotten",
    }
)  # fmt: skip

#: Base 32 without i, l, o and u, which are misread on paper and on the telephone.
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"

_EVENT_ID = re.compile(rf"(0|[1-9][0-9]{{0,11}})-[{LETTERS}]{{5}}")
_RECORD_ID = re.compile(rf"[{LETTERS}]{{8}}")


class Event(Struct, frozen=True, eq=False):
    """One thing that happened. ``at`` and ``recorded`` carry an offset; ``recorded`` is None when told at once.

    ``data`` is what the file keeps under ``with``. ``line`` is where the event stands in its file, and no part of
    what it says: two events that differ only in it are equal.
    """

    at: datetime
    by: str
    what: str
    step: str | None = None
    deal: int = 1
    data: Mapping[str, Value] = field(default_factory=dict)
    recorded: datetime | None = None
    id: str = ""
    line: int | None = None

    def __eq__(self, other: object) -> bool:
        """Whether both say the same, wherever they stand."""
        return isinstance(other, Event) and self._said == other._said

    def __ne__(self, other: object) -> bool:
        """The opposite; a Struct's own would ask whether both are one object."""
        return not self == other

    def __hash__(self) -> int:
        """By the id, which no two events of a customer share."""
        return hash(self.id)

    @property
    def _said(self) -> tuple[object, ...]:
        return self.at, self.by, self.what, self.step, self.deal, self.data, self.recorded, self.id

    @property
    def counter(self) -> int:
        """The event's place in the one order that holds in every clone."""
        return int(self.id.partition("-")[0])

    @property
    def letters(self) -> str:
        """The random half of the id: tells apart events that two clones made at the same place."""
        return self.id.partition("-")[2]

    @property
    def order(self) -> tuple[int, str]:
        """The sorting key of meaning; wall clocks have no say in it."""
        counter, _, letters = self.id.partition("-")
        return int(counter), letters


class Record(Struct, frozen=True):
    """One customer: an id, the card a person may edit, and the history in order of meaning.

    ``format`` is the version of the file's shape. ``extra`` holds keys at the top of the file that this version does
    not know; they are kept.
    """

    id: str
    card: Mapping[str, Value]
    history: tuple[Event, ...]
    format: int = 1
    extra: Mapping[str, Value] = field(default_factory=dict)


def next_counter(history: Iterable[Event]) -> int:
    """The counter of the next event: one more than the largest so far, 1 at the beginning."""
    return 1 + max((event.counter for event in history), default=0)


def is_event_id(text: str) -> bool:
    """Whether a text is ``<counter>-<five letters>``."""
    return _EVENT_ID.fullmatch(text) is not None


def is_record_id(text: str) -> bool:
    """Whether a text is a customer's id: eight letters of ``LETTERS``."""
    return _RECORD_ID.fullmatch(text) is not None
