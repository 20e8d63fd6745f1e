"""Opening a workspace: where it is, its playbook, its team, its calendars, the moment, and who is at the desk."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from salesctl import __version__
from salesctl.core.calendar import Calendar
from salesctl.core.playbook import Playbook
from salesctl.core.problems import Broken, Problem
from salesctl.core.team import Team
from salesctl.desk.clock import present
from salesctl.desk.globals import Globals

if TYPE_CHECKING:
    from salesctl.store.nodes import Mapping as Tree

CALENDAR = "calendar.yaml"
_Understood = tuple[Playbook, Team, Mapping[str, Calendar]]


class Workspace(Struct, frozen=True, dict=True):
    """A workspace that is open. ``now`` is read once and holds for the whole command."""

    root: Path
    playbook: Playbook
    team: Team
    calendars: Mapping[str, Calendar]
    now: datetime
    asked_user: str | None
    key: str = ""
    """Stands for the playbook, the team, the calendar and this program: what is reckoned by others is worth nothing."""

    @cached_property
    def who(self) -> str:
        """The id of the person at the desk. Raises Broken (exit code 2) when the team file does not know them."""
        if self.asked_user is not None:
            from salesctl.core.naming import matches

            found = matches(self.asked_user, {one.id: one.name or one.id for one in self.team.people.values()})
            if len(found) == 1:
                return found[0]
            people = tuple(self.team.people)
            raise Broken(
                Problem(
                    "people.unknown", {"who": self.asked_user, "people": people}, None, f"team add {self.asked_user}"
                ),
                exit_code=2,
            )
        return _git_person(self.root, self.team)

    @cached_property
    def who_if_known(self) -> str | None:
        """The same, or None: for commands that only look."""
        try:
            return self.who
        except Broken:
            return None


def open_workspace(told: Globals) -> Workspace:
    """The workspace that the global options and the environment name. Raises Broken with every problem of its files."""
    from salesctl.i18n import use
    from salesctl.store.digests import digest
    from salesctl.store.index import compiled
    from salesctl.store.names import PLAYBOOK, TEAM
    from salesctl.store.workspace import find_workspace, read_file

    given = Path(told.folder) if told.folder else None
    root = find_workspace(None, given, told.home)
    written = read_file(root / PLAYBOOK, PLAYBOOK)
    team, own = (read_file(root / name, name) if (root / name).exists() else None for name in (TEAM, CALENDAR))
    key = digest(__version__.encode(), written, *(b"-" if one is None else b"+" + one for one in (team, own))).hex()
    understood: _Understood | None = compiled.load(root, key)
    if understood is None:
        playbook = _playbook(written, PLAYBOOK)
        calendars = _calendars(own, playbook)
        understood = playbook, _team(team), calendars
        compiled.save(root, key, understood)
    playbook, people, calendars = understood
    now = present(told.now, calendars[""])
    use(told.lang, year=now.year, zone=now.tzinfo)
    return Workspace(root, playbook, people, calendars, now, told.user, key)


@lru_cache(maxsize=8)
def _playbook(data: bytes, file: str) -> Playbook:
    from salesctl.store.playbook import read_playbook

    return read_playbook(data, file)


def _calendars(data: bytes | None, playbook: Playbook) -> Mapping[str, Calendar]:
    from salesctl.core.calendar_spec import differing
    from salesctl.store.calendar_file import load_calendar, placed
    from salesctl.store.nodes import plain

    node = _own_calendar(data)
    own = plain(node) if node is not None else None
    base = differing(playbook.calendar, own) if isinstance(own, dict) else dict(playbook.calendar)
    specs: dict[str, Mapping[str, Any]] = {
        "": base,
        **{name: differing(base, spec) for name, spec in playbook.calendars.items()},
    }
    try:
        return {name: load_calendar(spec) for name, spec in specs.items()}
    except Broken as broken:
        raise Broken(*(placed(one, node) if node is not None else one for one in broken.problems)) from None


def _own_calendar(data: bytes | None) -> Tree | None:
    """The workspace's own days on top of the playbook's calendar (``process.md`` Time: working day)."""
    from salesctl.store import nodes
    from salesctl.store.yamltext import read

    if data is None:
        return None
    node = read(data, CALENDAR)
    if not isinstance(node, nodes.Mapping):
        raise Broken(Problem("calendar.not_mapping", {}, node.place))
    return node


def _team(data: bytes | None) -> Team:
    from salesctl.store.names import TEAM
    from salesctl.store.team_file import read_team

    return read_team(data, TEAM) if data is not None else Team()


def _git_person(root: Path, team: Team) -> str:
    from salesctl.desk.login import login
    from salesctl.store.git_identity import git_user
    from salesctl.store.person_ids import person_id

    name, address = git_user(root, os.environ)
    shown = address or name
    found = team.committed_as(name, address)
    if found is None and not shown:
        # `init` takes the login name, or the word me, where git knows nobody: the same person must be found again.
        found = team.known_as((login(), person_id(login()), "me"))
    if found is not None:
        return found
    code = "people.git_unknown" if shown else "people.nobody"
    raise Broken(Problem(code, {"who": shown or "", "people": tuple(team.people)}, None, "team add WHO"), exit_code=2)
