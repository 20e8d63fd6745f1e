"""The world around a decision: who asks, when, among whom, by which calendars."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct, field

from salesctl.core.clocks import Calendars
from salesctl.core.team import Team


class Office(Struct, frozen=True):
    """The world around a decision: who asks, when, among whom, by which calendars."""

    now: datetime
    who: str
    calendars: Calendars
    team: Team = field(default_factory=Team)
