"""Who fills which role: the people of a team, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field


class Person(Struct, frozen=True):
    """One person; ``id`` is what records keep. ``git`` holds the names and addresses by which git knows them."""

    id: str
    name: str = ""
    roles: tuple[str, ...] = ()
    git: tuple[str, ...] = ()


class Team(Struct, frozen=True):
    """The people by id, in the order of the team file; empty where there is no such file."""

    people: Mapping[str, Person] = field(default_factory=dict)

    def fillers(self, role: str) -> tuple[str, ...]:
        """Ids of everybody who fills the role, in the order of the team file."""
        return tuple(person.id for person in self.people.values() if role in person.roles)

    def fills(self, who: str, role: str) -> bool:
        """Whether the team file gives the person the role; never for somebody it does not know."""
        person = self.people.get(who)
        return person is not None and role in person.roles

    def known_as(self, claims: Iterable[str | None]) -> str | None:
        """The id of whoever goes by the first of these names or addresses that somebody has."""
        known = {
            one.casefold(): person.id
            for person in self.people.values()
            for one in (person.id, person.name, *person.git)
            if one
        }
        return next((known[claim.casefold()] for claim in claims if claim and claim.casefold() in known), None)

    def committed_as(self, name: str | None, address: str | None) -> str | None:
        """The id of whoever git knows by this name and address; an address goes before a name."""
        return self.known_as((address, name, address.partition("@")[0] if address else None))
