"""Whom a cell means as owner: people of the team, people whom records name, and new ones where the map lets them in."""

from __future__ import annotations

from collections.abc import Callable, Collection
from shlex import quote

from salesctl.core.folding import fold
from salesctl.core.naming import matches
from salesctl.core.near import near
from salesctl.core.problems import Broken, Problem
from salesctl.core.team import Person, Team


class Owners:
    """``known`` are ids that records have though the team has not. ``added`` fills with the new people."""

    def __init__(
        self, team: Team, known: Collection[str], role: str | None, make_id: Callable[[str], str | None], *, add: bool
    ) -> None:  # fmt: skip
        self.team, self.role, self.make_id, self.add = team, role, make_id, add
        self.added: dict[str, Person] = {}
        self._exact = {fold(one): one for one in known}
        for person in team.people.values():
            self._exact |= {fold(person.id): person.id}
        names = [fold(person.name) for person in team.people.values()]
        for person in team.people.values():
            if person.name and names.count(fold(person.name)) == 1:
                self._exact.setdefault(fold(person.name), person.id)
        self._found: dict[str, str] = {}

    def read(self, text: str, head: str) -> str:
        """The id of the owner. Raises Broken with the nearest names and the command that takes somebody in."""
        if text not in self._found:
            self._found[text] = self._read(text, head)
        return self._found[text]

    def _read(self, text: str, head: str) -> str:
        exact = self._exact.get(fold(text))
        if exact is not None:
            return exact
        if self.add:
            return self._added(text, head)
        names = {one.id: one.name or one.id for one in self.team.people.values()}
        found = matches(text, names)
        if len(found) == 1:
            return found[0]
        if found:
            params = {"column": head, "value": text, "candidates": found}
            raise Broken(Problem("intake.ambiguous_name", params))
        close = near(text, names.values(), 3)
        params = {"column": head, "value": text, "known": tuple(close or names.values())[:10]}
        command = f"team add {self.make_id(text) or 'WHO'} --name {quote(text)}"
        raise Broken(Problem("intake.unknown_owner", params, None, command))

    def _added(self, text: str, head: str) -> str:
        """Only a whole name means somebody who is there: a part of one may be a new colleague."""
        name, wanted = " ".join(text.split()), self.make_id(text)
        taken = self.team.people.get(wanted or "") or self.added.get(wanted or "")
        if wanted is None or (taken is not None and taken.name and fold(taken.name) != fold(name)):
            other = taken.name if taken is not None else ""
            params = {"column": head, "value": text, "id": wanted or "", "other": other}
            raise Broken(Problem("intake.no_person_id" if wanted is None else "intake.person_id_taken", params))
        if wanted not in self.team.people:
            self.added.setdefault(wanted, Person(wanted, name, (self.role,) if self.role else ()))
        return wanted
