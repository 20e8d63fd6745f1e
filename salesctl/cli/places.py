"""Made by ``python scripts/pages.py`` from the commands: what their arguments take, in their order.

A word names a function of ``salesctl/commands/_completing.py``; "" takes what no list knows, "…" may be repeated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    "advance": ("customer",),
    "amend": ("customer", "step"),
    "approve": ("customer", "step"),
    "assign": ("customer", "person"),
    "back": ("customer", "stage"),
    "check": ("…",),
    "close": ("customer", ""),
    "deal add": ("customer",),
    "done": ("customer", "step…"),
    "edit": ("customer",),
    "forget": ("customer",),
    "grade": ("customer", ""),
    "hold": ("customer",),
    "init": ("",),
    "lead add": ("",),
    "lead import": ("",),
    "log": ("customer", ""),
    "merge": ("",),
    "next": ("customer",),
    "note": ("customer", ""),
    "nurture": ("customer",),
    "plan": ("customer", "", ""),
    "playbook check": ("",),
    "reject": ("customer", "step"),
    "reopen": ("customer", "stage"),
    "resume": ("customer",),
    "show": ("customer",),
    "team add": ("person",),
    "undo": ("customer",),
    "why": ("customer", "step"),
}
