"""Making a workspace: the shipped process, the user alone in every role, a folder for customers, and git."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct

from salesctl.core.playbook import Playbook
from salesctl.core.problems import Broken, Place, Problem
from salesctl.core.team import Person, Team
from salesctl.desk.globals import Globals
from salesctl.desk.login import login
from salesctl.desk.looking_over import shipped_workspace
from salesctl.store.faults import refusal
from salesctl.store.git_driver import install_driver
from salesctl.store.git_identity import git_user
from salesctl.store.git_setup import ATTRIBUTES, IGNORED, Made, make_repository, repository_of, with_lines
from salesctl.store.names import CUSTOMERS, PLAYBOOK, TEAM
from salesctl.store.person_ids import person_id
from salesctl.store.shipped import shipped
from salesctl.store.team_file import add_person, is_person_id, new_team, read_team
from salesctl.store.workspace import here, read_file
from salesctl.store.writing import Change, Lock, save


class Founded(Struct, frozen=True):
    """A workspace that was just made. ``git``: what became of the repository; ``inside``: there was one already."""

    root: Path
    playbook: Playbook
    person: Person
    files: tuple[str, ...]
    git: Made | Literal["inside", "left_out"]
    now: datetime


def folder_of(told: Globals, named: str | None) -> Path:
    """Where the new workspace goes: the folder that was named, else that of ``-C``, else the present one."""
    folder = Path(named or told.folder or ".")
    return folder if folder.is_absolute() else (here() / folder).absolute()


def establish(told: Globals, root: Path, *, git: bool = True) -> Founded:
    """A new workspace in a folder, all of it or nothing.

    Raises Broken: 2 where there is a playbook already, 5 where nothing can be written.
    """
    model = shipped_workspace(told)
    if (root / PLAYBOOK).exists() or (root / PLAYBOOK).is_symlink():
        raise Broken(Problem("init.exists", {"folder": str(root)}, Place(PLAYBOOK), "playbook show"), exit_code=2)
    _made(root)
    inside = repository_of(root) is not None
    person = _user(told, root, model.playbook)
    with Lock(root) as lock:
        changes = _changes(root, read_file(shipped(PLAYBOOK), PLAYBOOK), person)
        save(root, [change for change in changes if change.new != change.old], lock)
    outcome: Made | Literal["inside", "left_out"] = "inside" if inside else "left_out"
    if git and not inside:
        outcome = make_repository(root, os.environ)
    if git and outcome in ("made", "inside"):
        # The workspace stands without it; `git install` says what kept git from it.
        with suppress(Broken):
            install_driver(root)
    return Founded(root, model.playbook, person, tuple(change.path for change in changes), outcome, model.now)


def _made(root: Path) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise Broken(Problem("init.not_a_folder", {"folder": str(root)}), exit_code=2) from None
    except OSError as error:
        raise refusal(error, str(root)) from None


def _changes(root: Path, playbook: bytes, person: Person) -> list[Change]:
    old = _present(root, TEAM)
    keep = f"{CUSTOMERS}/.gitkeep"
    ignored, attributes = _present(root, ".gitignore"), _present(root, ".gitattributes")
    return [
        Change(PLAYBOOK, None, playbook),
        Change(TEAM, old, _team(old, person)),
        Change(keep, _present(root, keep), b""),
        Change(".gitignore", ignored, with_lines(ignored, IGNORED)),
        Change(".gitattributes", attributes, with_lines(attributes, ATTRIBUTES)),
    ]


def _team(old: bytes | None, person: Person) -> bytes:
    """A team that is there already stays; the user joins it unless they are in it."""
    team = Team() if old is None else read_team(old, TEAM)
    if old is None:
        return new_team([person]).encode()
    known = {one.casefold() for member in team.people.values() for one in (member.id, *member.git)}
    if known & {one.casefold() for one in (person.id, *person.git)}:
        return old
    return add_person(old.decode("utf-8-sig"), person).encode()


def _present(root: Path, name: str) -> bytes | None:
    path = root / name
    return read_file(path, name) if path.exists() or path.is_symlink() else None


def _user(told: Globals, root: Path, playbook: Playbook) -> Person:
    """Who is at the desk: as told, else as git knows them, else as the system does."""
    name, address = git_user(root, os.environ)
    roles = tuple(role.id for role in playbook.roles.values() if not role.outside)
    git = (address,) if address else (name,) if name else ()
    if told.user is None:
        called = name or address or login()
        return Person(
            person_id(called) or person_id(address or "") or person_id(login()) or "me", name or "", roles, git
        )
    if is_person_id(told.user):
        return Person(told.user, "" if name is None or person_id(name) != told.user else name, roles, git)
    proposed = person_id(told.user)
    if proposed is None:
        raise Broken(Problem("team.bad_id", {"id": told.user}), exit_code=2)
    return Person(proposed, told.user, roles, git)
