"""One thing that `check` or `next` has to say of a customer."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from salesctl.core.problems import Problem


class Accepted(Struct, frozen=True):
    """Who has looked at a finding and said that it is none, when, and why."""

    by: str
    at: datetime
    because: str


class Found(Struct, frozen=True):
    """One finding. The problem carries its place and its severity; ``event`` is the id of the event it is about.

    ``accepted``: it is settled, and only counted.
    """

    problem: Problem
    customer: str | None = None
    name: str | None = None
    deal: int | None = None
    event: str | None = None
    accepted: Accepted | None = None

    @property
    def is_grave(self) -> bool:
        """Whether it makes `check` fail: from a warning on."""
        return self.problem.severity != "info"
