"""The files that come with the program: in a wheel under ``salesctl/data``, in a checkout beside the package."""

from __future__ import annotations

from pathlib import Path

from salesctl.core.problems import Broken, Place, Problem

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """Where a shipped file or folder is, e.g. ``playbook.yaml``. Raises Broken (70) if it is nowhere."""
    for root in (_PACKAGE / "data", _PACKAGE.parent):
        if (root / name).exists():
            return root / name
    raise Broken(Problem("shipped.missing", {"name": name}, Place(str(_PACKAGE / "data" / name))), exit_code=70)


def shipped_text(name: str) -> str:
    """The text of a shipped file."""
    return shipped(name).read_text(encoding="utf-8")
