"""Customers as they stood at an earlier moment: what had happened by then, under the card of today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.events import Record
from salesctl.core.playbook import Playbook
from salesctl.core.replay import replay
from salesctl.core.state import State
from salesctl.reports.material import Read


class Past(Struct, frozen=True):
    """A customer as it stood at an earlier moment: what had happened by then, under the card of today."""

    today: Read
    record: Record
    state: State

    @property
    def file(self) -> str:
        """As today."""
        return self.today.file

    @property
    def id(self) -> str:
        """As today."""
        return self.today.id

    @property
    def name(self) -> str:
        """As today."""
        return self.today.name


def as_of(playbook: Playbook, customers: Iterable[Read], moment: datetime) -> Iterator[Past]:
    """The customers that had come in by a moment, as they stood then."""
    for one in customers:
        history = tuple(event for event in one.record.history if event.at <= moment)
        state = replay(playbook, history, one.record.card)
        if state.deals:
            yield Past(one, replace(one.record, history=history), state)
