"""Who fills which role, role by role in the playbook's order."""

from __future__ import annotations

from salesctl.core.playbook import Playbook, Role
from salesctl.core.team import Person, Team
from salesctl.reports.table import Cell, Column, Mark, Said, Table


def build(playbook: Playbook, team: Team) -> Table:
    """One row a role; a role of ours that nobody fills is marked."""
    roles = [role for role in playbook.roles.values() if not role.outside]
    roles += [role for role in playbook.roles.values() if role.outside]
    marks: list[Mark] = ["quiet" if one.outside else "" if team.fillers(one.id) else "soon" for one in roles]
    unknown = tuple(dict.fromkeys(r for one in team.people.values() for r in one.roles if r not in playbook.roles))
    idle = tuple(called(one) for one in team.people.values() if not set(one.roles) & set(playbook.roles))
    notes = [Said("team.unknown_roles", {"roles": unknown})] if unknown else []
    notes += [Said("team.idle", {"people": idle})] if idle else []
    empty = [role.id for role in roles if not role.outside and not team.fillers(role.id)]
    notes += [Said("team.fill", {"role": empty[0]})] if empty else []
    columns = (
        Column("role", Said("team.column.role")),
        Column("id", Said("team.column.id"), priority=1),
        Column("people", Said("team.column.people")),
    )
    rows = tuple((role.title, role.id, _who(role, team)) for role in roles)
    return Table("team", Said("team.title"), columns, rows, notes=tuple(notes), marks=tuple(marks))


def called(person: Person) -> str:
    """A person as people know them, with the id that commands take."""
    return f"{person.name} ({person.id})" if person.name and person.name != person.id else person.id


def _who(role: Role, team: Team) -> Cell:
    if role.outside:
        return Said("team.outside")
    return tuple(called(team.people[one]) for one in team.fillers(role.id)) or Said("team.nobody")
