"""Who fills which role: the people of a team, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    """One person; ``id`` is what records keep. ``git`` holds the names and addresses by which git knows them."""

    id: str
    name: str = ""
    roles: tuple[str, ...] = ()
    git: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Team:
    """The people by id, in the order of the team file; empty where there is no such file."""

    people: Mapping[str, Person] = field(default_factory=dict)

    def fillers(self, role: str) -> tuple[str, ...]:
        """Ids of everybody who fills the role, in the order of the team file."""
        return tuple(person.id for person in self.people.values() if role in person.roles)

    def fills(self, who: str, role: str) -> bool:
        """Whether the team file gives the person the role; never for somebody it does not know."""
        person = self.people.get(who)
        return person is not None and role in person.roles
