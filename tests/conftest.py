"""No test depends on whose machine this is: language, clock, width, colour, git's configuration are all set here."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from salesctl.i18n import choice, speaking

# How long an example takes says how busy the machine is, and nothing about the program.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

_OURS = ("SALESCTL_", "LC_", "LANG", "GIT_", "NO_COLOR", "COLUMNS", "FORCE_COLOR", "TERM", "_SALESCTL_COMPLETE")


@pytest.fixture(autouse=True)
def _hermetic(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(_OURS):
            monkeypatch.delenv(name)
    monkeypatch.setattr(choice._choice, "zone", None)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setenv("PYTHONUTF8", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Wang Lei")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "wang.lei@example.com")


@pytest.fixture
def zh() -> Iterator[None]:
    """Speak Chinese for one test."""
    with speaking("zh"):
        yield


@pytest.fixture
def en() -> Iterator[None]:
    """Speak English for one test."""
    with speaking("en"):
        yield
