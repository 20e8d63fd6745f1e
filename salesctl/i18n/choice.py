"""Which language is spoken, which year goes without saying, and whose clock is on the wall."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import tzinfo
from typing import Any, Final, Literal

from msgspec import Struct

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
_LANG_CHINESE: Final = 0x04


class _Choice(Struct):
    """The one piece of state of this room: a process speaks one language at a time."""

    language: Language = "en"
    year: int | None = None
    zone: tzinfo | None = None


_choice = _Choice()


def use(chosen: Language, *, year: int | None = None, zone: tzinfo | None = None) -> None:
    """Speak this language from now on.

    Dates of ``year`` (the year of *now*) are shown without their year, moments by the clock of ``zone``.
    """
    _choice.language = chosen
    if year is not None:
        _choice.year = year
    if zone is not None:
        _choice.zone = zone


def language() -> Language:
    """The language that is spoken."""
    return _choice.language


def year() -> int | None:
    """The year that goes without saying, or None while nobody has said what time it is."""
    return _choice.year


def zone() -> tzinfo | None:
    """The zone in which moments are shown, or None while nobody has said it: each as it was written."""
    return _choice.zone


@contextmanager
def speaking(chosen: Language) -> Iterator[None]:
    """Speak another language for a while: an export for a customer, a test."""
    before = _choice.language
    _choice.language = chosen
    try:
        yield
    finally:
        _choice.language = before


def from_environment(environment: Mapping[str, str]) -> Language:
    """Chinese where the locale says so, else English; the first of POSIX's three variables that is set decides."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "zh" if _windows_speaks_chinese() else "en"


def _windows_speaks_chinese() -> bool:
    if os.name != "nt":
        return False
    import ctypes

    kernel: Any = vars(ctypes)["windll"].kernel32
    return bool(kernel.GetUserDefaultUILanguage() & 0x3FF == _LANG_CHINESE)
