"""Random names: eight letters for a customer, five for an event. Clones never ask each other, so nothing is counted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from salesctl.core.events import LETTERS, Event, next_counter


def new_record_id(source: Callable[[int], bytes] = os.urandom) -> str:
    """An id for a new customer; 40 random bits."""
    return _letters(8, source)


def new_event_id(history: Iterable[Event], source: Callable[[int], bytes] = os.urandom) -> str:
    """An id for the event that comes after a history."""
    return f"{next_counter(history)}-{_letters(5, source)}"


def _letters(count: int, source: Callable[[int], bytes]) -> str:
    # 256 is a multiple of 32: every letter is equally likely.
    return "".join(LETTERS[byte & 31] for byte in source(count))
