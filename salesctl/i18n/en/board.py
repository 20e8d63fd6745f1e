"""The kanban."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "board.sum": "{count} · {amount:wan}",
    "board.late": "late",
    "board.nothing": "No deal is under way.",
    "help.board": "The deals that are under way, stage by stage, with count and amount; an exclamation mark means that something is late.",
    "help.board.owner": "Only deals of this person, by id or name.",
}
