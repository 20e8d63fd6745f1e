"""Which known words come near one that is not known, in a time that no length of it can stretch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

MOST_LETTERS: Final = 100
"""What follows in a longer word does not count: comparing takes time with the square of the length."""


def near(word: str, known: Iterable[str], most: int = 1, likeness: float = 0.5) -> tuple[str, ...]:
    """Up to ``most`` of the known words that are alike, the likeliest first; ``likeness`` is from 0 to 1 (the same)."""
    from difflib import get_close_matches

    whole = {one[:MOST_LETTERS]: one for one in reversed(list(known))}
    found = get_close_matches(word[:MOST_LETTERS], list(reversed(whole)), most, likeness)
    return tuple(whole[one] for one in found)
