"""Which known names come near a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable

_FEW = 8


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three names, the likeliest first; where none is like it, all of a few, else the three least unlike."""
    from difflib import SequenceMatcher, get_close_matches

    names = list(dict.fromkeys(known))
    end = _end(name)
    ends = dict.fromkeys(_end(one) for one in names)
    close = get_close_matches(name, names, 3) or get_close_matches(end, ends, 3)
    likely = [one for one in names if _end(one) == end]
    likely += [one for word in close for one in names if word in (one, _end(one)) and one not in likely]
    if likely:
        return tuple(likely[:3])
    if len(names) <= _FEW:
        return tuple(names)
    return tuple(sorted(names, key=lambda one: -SequenceMatcher(None, name, one).ratio())[:3])


def _end(name: str) -> str:
    return name.rpartition(".")[2]
