"""One thing that `check` or `next` has to say of a customer."""

from __future__ import annotations

from msgspec import Struct

from salesctl.core.problems import Problem


class Found(Struct, frozen=True):
    """One finding. The problem carries its place and its severity; ``event`` is the id of the event it is about."""

    problem: Problem
    customer: str | None = None
    name: str | None = None
    deal: int | None = None
    event: str | None = None

    @property
    def is_grave(self) -> bool:
        """Whether it makes `check` fail: from a warning on."""
        return self.problem.severity != "info"
