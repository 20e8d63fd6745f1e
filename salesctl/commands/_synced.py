"""How old this copy is and who is missing in it, for the pages that somebody begins the day with."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from salesctl.desk.opening import Workspace
from salesctl.i18n import say
from salesctl.render import console
from salesctl.render.layout import wrapped

if TYPE_CHECKING:
    from salesctl.core.silence import Silent

NAMED = 3
"""How many of those who are missing are named."""


def tell_last_sync(workspace: Workspace) -> None:
    """Say when this copy was last synced, and of whom nothing had come by then for a working day.

    Nothing where it never was synced, and nothing to programs.
    """
    if console.screen.json:
        return
    from salesctl.store.sync_mark import last_synced

    at = last_synced(workspace.root)
    if at is None:
        return
    ago = max(workspace.now - at, workspace.now - workspace.now)
    zone = workspace.now.tzinfo
    lines = [say("sync.last", at=at.astimezone(zone), ago=ago)]
    missing = _missing(workspace, at)
    if missing:
        code = "sync.silent_more" if len(missing) > NAMED else "sync.silent"
        names = tuple(_named(workspace, one) for one in missing[:NAMED])
        lines.append(say(code, names=names, more=len(missing) - NAMED))
    for line in lines:
        for part in wrapped(line, console.width() or console.WIDEST):
            console.talk(console.Styled(part, "dim"))


def _missing(workspace: Workspace, at: datetime) -> list[Silent]:
    from salesctl.store.sync_mark import last_awaited, last_heard

    heard = last_heard(workspace.root)
    if not heard:
        return []
    from salesctl.core.silence import silent

    awaited = last_awaited(workspace.root)
    return silent(workspace.team, heard, awaited, at, workspace.calendars[""], workspace.who_if_known)


def _named(workspace: Workspace, one: Silent) -> str:
    from salesctl.i18n.answers import person

    name = person(workspace.team, one.who)
    if one.since is None:
        return say("sync.never_heard", name=name)
    return say("sync.heard", name=name, at=one.since.astimezone(workspace.now.tzinfo))
