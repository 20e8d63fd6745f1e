"""One line about how old this copy is, for the pages that somebody begins the day with."""

from __future__ import annotations

from salesctl.desk.opening import Workspace
from salesctl.i18n import say
from salesctl.render import console
from salesctl.store.sync_mark import last_synced


def tell_last_sync(workspace: Workspace) -> None:
    """Say when this copy was last synced; nothing where it never was, and nothing to programs."""
    at = None if console.screen.json else last_synced(workspace.root)
    if at is not None:
        ago = max(workspace.now - at, workspace.now - workspace.now)
        console.talk(console.Styled(say("sync.last", at=at.astimezone(workspace.now.tzinfo), ago=ago), "dim"))
