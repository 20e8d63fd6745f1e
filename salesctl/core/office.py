"""The world around a decision: who asks, when, among whom, by which calendars."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from salesctl.core.clocks import Calendars
from salesctl.core.team import Team


@dataclass(frozen=True, slots=True)
class Office:
    """The world around a decision: who asks, when, among whom, by which calendars."""

    now: datetime
    who: str
    calendars: Calendars
    team: Team = field(default_factory=Team)
