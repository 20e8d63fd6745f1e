"""What an outcome leads to: ``go on``, ``stay``, ``again from report``, ``close lost because price``, ``nurture``."""

from __future__ import annotations

from salesctl.core.phrases.cursor import Cursor
from salesctl.core.phrases.names import Names
from salesctl.core.phrases.naming import a_name, some_names
from salesctl.core.playbook import GO_ON, STAY, Action

BEGINNINGS = ("go on", "stay", "again", "close lost", "close void", "nurture", "new deal")


def action(text: str, names: Names) -> Action:
    """An action. ``again`` alone has no target: the step itself."""
    cursor = Cursor(text)
    if cursor.skip("go", "on"):
        return cursor.end(GO_ON)
    if cursor.skip("stay"):
        return cursor.end(STAY)
    if cursor.skip("nurture"):
        return cursor.end(Action("nurture"))
    if cursor.skip("again"):
        target = a_name(cursor, ("step", "group", "stage"), names) if cursor.skip("from") else None
        return cursor.end(Action("again", target))
    if cursor.skip("close"):
        return cursor.end(_close(cursor, names))
    if cursor.skip("new", "deal"):
        target = a_name(cursor, ("stage",), names) if cursor.skip("in") else None
        return cursor.end(Action("new_deal", target))
    raise cursor.wrong("phrase.action", actions=BEGINNINGS)


def _close(cursor: Cursor, names: Names) -> Action:
    status = cursor.word()
    if status not in {"lost", "void"}:
        raise cursor.wrong("phrase.expected", expected="lost, void")
    cursor.take()
    reasons = some_names(cursor, ("reason",), names) if cursor.skip("because") else ()
    return Action("close", status, reasons)
