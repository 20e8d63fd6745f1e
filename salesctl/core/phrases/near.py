"""Which known names come near a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from salesctl.core.near import MOST_LETTERS, near

_FEW = 8
_LIKENESS = 0.6


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three names, the likeliest first; where none is like it, all of a few, else the three least unlike."""
    return _nearest(name[:MOST_LETTERS], tuple(dict.fromkeys(known)))


@lru_cache(maxsize=64)
def _nearest(name: str, names: tuple[str, ...]) -> tuple[str, ...]:
    end = _end(name)
    ends = dict.fromkeys(_end(one) for one in names)
    close = near(name, names, 3, _LIKENESS) or near(end, ends, 3, _LIKENESS)
    likely = [one for one in names if _end(one) == end]
    likely += [one for word in close for one in names if word in (one, _end(one)) and one not in likely]
    if likely or len(names) > _FEW:
        return tuple(sorted(likely or names, key=lambda one: -_likeness(name, one))[:3])
    return names


def _likeness(name: str, other: str) -> float:
    from difflib import SequenceMatcher

    return max(SequenceMatcher(None, name, other).ratio(), SequenceMatcher(None, name, _end(other)).ratio())


def _end(name: str) -> str:
    return name.rpartition(".")[2]
