"""A playbook looked over before it is used: everything wrong in it at once, and what looks wrong."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.linting import lint
from salesctl.core.playbook import Playbook
from salesctl.core.problems import Broken, Place, Problem
from salesctl.desk.globals import Globals
from salesctl.desk.opening import Workspace, open_workspace
from salesctl.store.names import PLAYBOOK, TEAM
from salesctl.store.playbook.reading import read_unjudged
from salesctl.store.shipped import shipped
from salesctl.store.team_file import read_team
from salesctl.store.workspace import find_workspace, read_file


class Look(Struct, frozen=True):
    """What was found. ``playbook`` is None where it could not even be read."""

    file: str
    playbook: Playbook | None
    problems: tuple[Problem, ...]


def shipped_workspace(told: Globals) -> Workspace:
    """The playbook that comes with the program, as if it were a workspace: where there is none, or a broken one."""
    return open_workspace(replace(told, folder=str(shipped(PLAYBOOK).parent)))


def moment_without_workspace(told: Globals) -> datetime:
    """The present moment where no calendar of a workspace can be asked."""
    return shipped_workspace(told).now


def look_over(told: Globals, named: str | None) -> Look:
    """The playbook in a file, else that of the workspace, with the team's roles where there is a team.

    Raises Broken (exit code 2) where the file is not there, or none is named and no workspace found.
    """
    root = _root(told, needed=named is None)
    path = Path(named) if named is not None else (root or Path()) / PLAYBOOK
    file = named or PLAYBOOK
    if named is not None and not path.exists():
        raise Broken(Problem("store.missing", {}, Place(named)), exit_code=2)
    filled, problems = _filled(root)
    try:
        reading = read_unjudged(read_file(path, file), file)
    except Broken as broken:
        return Look(file, None, broken.problems)
    return Look(file, reading.playbook, (*lint(reading.playbook, filled, reading.places), *problems))


def _root(told: Globals, *, needed: bool) -> Path | None:
    try:
        return find_workspace(None, Path(told.folder) if told.folder else None, told.home)
    except Broken:
        if needed:
            raise
        return None


def _filled(root: Path | None) -> tuple[frozenset[str] | None, tuple[Problem, ...]]:
    """The roles that somebody has; None where there is no team to ask."""
    if root is None or not (root / TEAM).exists():
        return None, ()
    try:
        team = read_team(read_file(root / TEAM, TEAM), TEAM)
    except Broken as broken:
        return None, broken.problems
    return frozenset(role for person in team.people.values() for role in person.roles), ()
