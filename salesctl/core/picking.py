"""One value out of two that come from a third: the smallest step of a merge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, TypeAlias, TypeVar

from msgspec import Struct, field

from salesctl.core.events import Event, Value

Side: TypeAlias = Literal["ours", "theirs"]
#: None: it is not there on that side.
Held: TypeAlias = "Value | Event | None"
T = TypeVar("T")


class Conflict(Struct, frozen=True):
    """One place that both sides changed in different ways.

    ``path`` is ``("card", KEY)``, ``("card", "contacts", NAME)``, ``("history", EVENT ID)``, ``("extra", KEY)``,
    ``("id",)`` or ``("salesctl",)``.
    """

    path: tuple[str, ...]
    base: Held
    ours: Held
    theirs: Held


class Redacted(Struct, frozen=True):
    """What one side's tombstones, unseen by the other, took away: keys under ``card``, ids under ``events``."""

    places: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def by(cls, tombstones: Iterable[Event]) -> Redacted:
        """What these tombstones cover together."""
        places: set[tuple[str, str]] = set()
        for one in tombstones:
            places |= {("card", key) for key in _names(one.data.get("card"))}
            places |= {("history", name) for name in _names(one.data.get("events"))}
        return cls(frozenset(places))

    def covers(self, path: tuple[str, ...]) -> bool:
        """Whether a place is one of those."""
        return path[:2] in self.places


class Picks(Struct):
    """Picks value by value and notes the disagreements.

    ``ours`` and ``theirs``: what a tombstone redacted on that side wins where both changed; where both redacted, the
    emptier value stands. ``deciding``: the side for which conflicts are decided; without one the base's value stands.
    """

    ours: Redacted = Redacted()
    theirs: Redacted = Redacted()
    deciding: Side | None = None
    conflicts: list[Conflict] = field(default_factory=list)

    def value(
        self, path: tuple[str, ...], base: Value | None, ours: Value | None, theirs: Value | None
    ) -> Value | None:
        """The value that stands after both changes; None where there is none."""
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        return self._decided(Conflict(path, base, ours, theirs), base, ours, theirs, _weight)

    def event(self, base: Event | None, ours: Event, theirs: Event) -> Event | None:
        """The same for an event that both sides have."""
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        conflict = Conflict(("history", ours.id), base, ours, theirs)
        return self._decided(
            conflict, base, ours, theirs, lambda one: _weight({**one.data, "": str(one)} if one else "")
        )

    def fields(
        self, path: tuple[str, ...], base: Mapping[str, Value], ours: Mapping[str, Value], theirs: Mapping[str, Value]
    ) -> dict[str, Value]:
        """Key by key; what one side took out and the other left alone is gone."""
        found: dict[str, Value] = {}
        for key in union(base, ours, theirs):
            picked = self.value((*path, key), base.get(key), ours.get(key), theirs.get(key))
            if picked is not None:
                found[key] = picked
        return found

    def _decided(self, conflict: Conflict, base: T, ours: T, theirs: T, weight: Callable[[T], tuple[int, str]]) -> T:
        left, right = (side.covers(conflict.path) for side in (self.ours, self.theirs))
        if len(conflict.path) > 2:
            # Inside the contacts a tombstone speaks for whom it took out, and not for whom somebody added since.
            left, right = left and conflict.ours is None, right and conflict.theirs is None
        if left and right:
            return min(ours, theirs, key=weight)
        if left or right:
            return ours if left else theirs
        self.conflicts.append(conflict)
        if self.deciding is None:
            return base
        return ours if self.deciding == "ours" else theirs


def union(base: Mapping[str, object], ours: Mapping[str, object], theirs: Mapping[str, object]) -> tuple[str, ...]:
    """Every key once: the base's in their order, then the new ones by name, so that the sides may change places."""
    return (*base, *sorted({*ours, *theirs} - {*base}))


def canonical(value: Value | None) -> str:
    """A text by which values can be ordered; the order of keys has no say in it."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, Mapping):
        return "\x1f".join(f"{key}\x1e{canonical(value[key])}" for key in sorted(value))
    return "\x1d".join(canonical(one) for one in value)


def _weight(value: Value | None) -> tuple[int, str]:
    text = canonical(value)
    return len(text), text


def _names(value: Value | None) -> tuple[str, ...]:
    if value is None or isinstance(value, Mapping):
        return ()
    return (value,) if isinstance(value, str) else tuple(one for one in value if isinstance(one, str))
