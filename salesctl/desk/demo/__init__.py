"""Living sample customers: scripts told as data, acted out by the real process, dated from the moment they are made."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from salesctl.core.team import Team
from salesctl.desk.demo.playing import play
from salesctl.desk.demo.scripts import read_scripts, suggestions
from salesctl.desk.demo.timing import Timing
from salesctl.desk.globals import Globals
from salesctl.desk.opening import open_workspace
from salesctl.i18n import LANGUAGES
from salesctl.store.names import TEAM
from salesctl.store.record_file import new_record
from salesctl.store.team_file import add_person, new_team
from salesctl.store.workspace import new_record_path, read_file, relative
from salesctl.store.writing import Change, Lock, save

__all__ = ["build", "suggestions"]


def build(root: Path, now: datetime, lang: str, who: str | None = None) -> int:
    """Put the sample customers and their team into a workspace, all or nothing; how many customers there are.

    ``who`` is the person at the desk, who gets deals of their own; else the first of the team. Raises Broken.
    """
    spoken = next(known for known in LANGUAGES if known == lang)
    told = Globals(folder=str(root), now=now.isoformat(), lang=spoken)
    with Lock(root) as lock:
        workspace = open_workspace(told)
        cast, scripts = read_scripts(lang)
        you = who or next(iter(workspace.team.people), cast.members[0].id)
        team = cast.joining(workspace.team, you)
        timing = Timing(workspace.calendars[""], workspace.now)
        known_as = cast.known_as(you)
        changes = [_team(root, workspace.team, team)]
        for script in scripts:
            record = play(script, workspace.playbook, workspace.calendars, team, known_as, timing)
            file = relative(new_record_path(root, str(record.card["name"]), record.id), root)
            changes.append(Change(file, None, new_record(record).encode()))
        save(root, [change for change in changes if change.new != change.old], lock)
    return len(scripts)


def _team(root: Path, before: Team, after: Team) -> Change:
    """In a team file that is there, only who joins or whose roles change."""
    old = read_file(root / TEAM, TEAM) if (root / TEAM).exists() else None
    if old is None:
        return Change(TEAM, old, new_team(after.people.values()).encode())
    text = old.decode("utf-8-sig")
    for person in after.people.values():
        if before.people.get(person.id) != person:
            text = add_person(text, person)
    return Change(TEAM, old, text.encode())
