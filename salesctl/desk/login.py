"""Who the system says is working here, where git says nothing."""

from __future__ import annotations


def login() -> str:
    """The login name; empty where the system has none."""
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return ""
