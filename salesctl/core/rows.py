"""Lists of contacts made one: people are told apart by name where every list allows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from salesctl.core.events import Value
from salesctl.core.picking import Conflict, Picks, canonical, union

Row: TypeAlias = Mapping[str, Value]
Rows: TypeAlias = tuple[Row, ...]


def merge_rows(
    picks: Picks, path: tuple[str, ...], base: Value | None, ours: Value | None, theirs: Value | None
) -> Value | None:
    """The list after both changes.

    With a name of its own for every row the rows are merged one by one, field by field. Otherwise two lists to which
    rows were only added are united, and anything else is a conflict about the whole list.
    """
    lists = [rows_of(one) for one in (base, ours, theirs)]
    if theirs in (ours, base) or ours == base or any(one is None for one in lists):
        return picks.value(path, base, ours, theirs)
    first, left, right = (one or () for one in lists)
    named = [by_name(one) for one in (first, left, right)]
    if all(one is not None for one in named):
        found = _one_by_one(picks, path, *(one or {} for one in named))
        return found or (None if ours is None or theirs is None else ())
    if picks.ours.covers(path) or picks.theirs.covers(path):
        found = _after_a_tombstone(picks, path, first, left, right)
        return found or (None if ours is None or theirs is None else ())
    added = [_added(first, one) for one in (left, right)]
    if any(one is None for one in added):
        return picks.value(path, base, ours, theirs)
    new = {canonical(row): row for rows in added for row in rows or ()}
    return (*first, *(new[key] for key in sorted(new)))


def rows_of(value: Value | None) -> Rows | None:
    """The rows of a list of mappings, none for a list that is not there; None for any other value."""
    if value is None or value == "":
        return ()
    if isinstance(value, str | Mapping):
        return None
    rows = tuple(row for row in value if isinstance(row, Mapping))
    return rows if len(rows) == len(value) else None


def by_name(rows: Rows) -> dict[str, Row] | None:
    """The rows under their names; None when a name is missing or stands there twice."""
    found = {str(row.get("name", "")): row for row in rows}
    return found if len(found) == len(rows) and "" not in found else None


def _one_by_one(
    picks: Picks, path: tuple[str, ...], base: Mapping[str, Row], ours: Mapping[str, Row], theirs: Mapping[str, Row]
) -> Rows:
    found: list[Row] = []
    for name in union(base, ours, theirs):
        row = _row(picks, (*path, name), base.get(name), ours.get(name), theirs.get(name))
        if isinstance(row, Mapping):
            found.append(row)
    return tuple(found)


def _row(picks: Picks, path: tuple[str, ...], base: Row | None, ours: Row | None, theirs: Row | None) -> Value | None:
    """Fields are merged inside a row; a disagreement about one of them is shown as one about the row."""
    if ours is None or theirs is None:
        return picks.value(path, base, ours, theirs)
    inner = Picks(deciding=picks.deciding)
    row = inner.fields(path, base or {}, ours, theirs)
    if inner.conflicts:
        picks.conflicts.append(Conflict(path, base, ours, theirs))
        return row if picks.deciding else base
    return row


def _added(base: Rows, rows: Rows) -> Rows | None:
    """The rows that came to the base's; None when one of those is no longer there."""
    left = list(rows)
    for row in base:
        if row not in left:
            return None
        left.remove(row)
    return tuple(left)


def _after_a_tombstone(picks: Picks, path: tuple[str, ...], base: Rows, ours: Rows, theirs: Rows) -> Rows:
    """What the tombstone's side left, and whom the other side has added; a namesake counts as the one forgotten."""
    names = {canonical(row.get("name")) for row in base}
    new: dict[str, Row] = {}
    for rows, redacted in ((ours, picks.ours), (theirs, picks.theirs)):
        for row in rows:
            if row not in base and (redacted.covers(path) or canonical(row.get("name")) not in names):
                new[canonical(row)] = row
    return (*(row for row in base if row in ours and row in theirs), *(new[key] for key in sorted(new)))
