"""Where a deal stands, in a word."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "status.open": "open",
    "status.nurture": "in the nurture pool",
    "status.won": "won",
    "status.lost": "lost",
    "status.void": "void",
    "status.held": "on hold",
    "status.finished": "finished",
}
