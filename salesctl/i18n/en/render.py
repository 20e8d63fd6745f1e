"""Words around tables and problems."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "render.severity.error": "Error:",
    "render.severity.warn": "Warning:",
    "render.severity.info": "Note:",
    "render.empty": "Nothing to show.",
    "render.hidden": "The window is too narrow for: {columns}. A wider one shows them, and so does --json.",
}
