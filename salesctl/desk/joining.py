"""Taking somebody into the team: who is meant, what they do from now on, and the team file saved."""

from __future__ import annotations

import os
from collections.abc import Sequence
from shlex import quote

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.folding import fold
from salesctl.core.naming import read_role
from salesctl.core.problems import Broken, Problem
from salesctl.core.team import Person, Team
from salesctl.desk.opening import Workspace
from salesctl.store.faults import finished
from salesctl.store.git_identity import git_user
from salesctl.store.names import TEAM
from salesctl.store.person_ids import person_id
from salesctl.store.team_file import add_person, is_person_id, new_team, read_team
from salesctl.store.workspace import read_file
from salesctl.store.writing import Change, Lock, save


class Joined(Struct, frozen=True):
    """Somebody as they stand in the team now. ``new``: they were not in it before."""

    person: Person
    new: bool
    changed: bool
    hints: tuple[Problem, ...] = ()


def join(workspace: Workspace, who: str, name: str, roles: Sequence[str], git: Sequence[str]) -> Joined:
    """Add a person, or roles and names to one who is there. Raises Broken (exit code 2) with the candidates."""
    playbook = workspace.playbook
    wanted = tuple(dict.fromkeys(read_role(playbook, role) for role in roles))
    path = workspace.root / TEAM
    with Lock(workspace.root) as lock:
        data = read_file(path, TEAM) if path.exists() else None
        team = Team() if data is None else read_team(data, TEAM)
        before = _meant(team, who)
        old = before or Person(_new_id(who, wanted))
        added = tuple(role for role in wanted if role not in old.roles)
        claims = tuple(claim for claim in dict.fromkeys(git) if claim not in old.git)
        person = replace(old, name=name or old.name, roles=(*old.roles, *added), git=(*old.git, *claims))
        text = new_team([person]) if data is None else add_person(data.decode("utf-8-sig"), person)
        if person != before:
            save(workspace.root, [Change(TEAM, data, text.encode())], lock)
        hints = finished(lock.recovered)
    outside = tuple(playbook.roles[role].title for role in wanted if playbook.roles[role].outside)
    hints += (Problem("team.outside_role", {"roles": outside}, severity="info"),) if outside else ()
    return Joined(person, before is None, person != before, hints)


def introduction(workspace: Workspace) -> str:
    """The command with which somebody whom the team does not know joins it, as far as git knows them."""
    name, address = git_user(workspace.root, os.environ)
    called = workspace.asked_user or name or address or ""
    proposed = called if is_person_id(called) else person_id(called) or "WHO"
    roles = [role.id for role in workspace.playbook.roles.values() if not role.outside]
    words = ["team add", proposed]
    words += ["--name", quote(name)] if name and not workspace.asked_user else []
    words += ["--role", workspace.playbook.owner_role or next(iter(roles), "ROLE")]
    return " ".join([*words, "--git", quote(address)] if address else words)


def _meant(team: Team, who: str) -> Person | None:
    """Only a whole id or name means somebody who is there: a part of one may be a new colleague."""
    people = team.people.values()
    for spelled in (
        [one for one in people if fold(one.id) == fold(who)],
        [one for one in people if fold(one.name) == fold(who)],
    ):
        if len(spelled) == 1:
            return spelled[0]
        if spelled:
            ids = tuple(one.id for one in spelled)
            raise Broken(Problem("name.ambiguous", {"kind": "person", "name": who, "candidates": ids}), exit_code=2)
    return None


def _new_id(who: str, roles: Sequence[str]) -> str:
    if is_person_id(who):
        return who
    proposed = person_id(who)
    command = (
        f"team add {proposed} --name {quote(who)}" + "".join(f" --role {role}" for role in roles) if proposed else None
    )
    raise Broken(Problem("team.bad_id", {"id": who}, None, command), exit_code=2)
