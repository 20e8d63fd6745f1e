"""What waits for somebody."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "inbox.nothing": "Nothing waits for you.",
    "inbox.escalated": "Told to you, owed by others ({count})",
    "inbox.told": "Done lately, and yours to know ({count})",
    "inbox.told_line": "{at} · {name} · {title} ({who})",
    "inbox.told_outcome": "{at} · {name} · {title}: {outcome} ({who})",
    "help.inbox": "What waits for you, or for a role, by the time that is left; with the command for each.\nBelow it: what was escalated to you, and what your roles were told in the last seven days.",
    "help.inbox.role": "What waits for this role, whoever fills it.",
}
