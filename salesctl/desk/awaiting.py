"""Who is waited for although nothing of theirs has ever come: who is in the team for a working day, and owns deals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesctl.core.problems import Broken
from salesctl.core.silence import is_past, unheard
from salesctl.desk.everyone import everyone
from salesctl.desk.globals import Globals
from salesctl.desk.opening import open_workspace
from salesctl.store.git_history import as_of
from salesctl.store.names import TEAM
from salesctl.store.sync_mark import last_heard, mark_awaited
from salesctl.store.team_file import read_team

if TYPE_CHECKING:
    from salesctl.desk.cores import Bar


def note_awaited(told: Globals, bar: Bar) -> None:
    """Keep beside the mark of the last sync who was waited for by then.

    Somebody new was not, nor somebody without a deal of their own: they may have nothing to tell yet. Where the
    workspace can't be read nobody is.
    """
    try:
        workspace = open_workspace(told)
        awaited = unheard(workspace.team, last_heard(workspace.root))
        if awaited:
            calendar = workspace.calendars[""]
            data = as_of(workspace.root, TEAM, lambda at: is_past(at, workspace.now, calendar))
            awaited &= frozenset(read_team(data, TEAM).people) if data is not None else frozenset()
        if awaited:
            awaited &= {deal.owner for deal in everyone(workspace, bar).deals()}
    except Broken:
        return
    mark_awaited(workspace.root, awaited)
