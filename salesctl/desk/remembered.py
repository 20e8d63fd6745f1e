"""The customers' names as the index last knew them, unverified: good enough to offer, never to act on."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, json

from salesctl.store.index.frames import read_frames
from salesctl.store.index.keeping import UNUSABLE
from salesctl.store.index.sections import Sections
from salesctl.store.index.shapes import Shape, Table

_NAMES = "names"


class _Name(Struct, frozen=True, array_like=True):
    """The beginning of a row of names; the rest is not looked at."""

    id: str
    name: str
    file: str


def remembered(root: Path) -> list[tuple[str, str]] | None:
    """Ids and names in the order of files; None where nothing is remembered."""
    base = Sections.of(root)
    if base is None:
        return None
    try:
        table = Table(Shape(_NAMES), base)
        found = json.decode(table.json(range(len(table))), type=list[_Name])
        later = [row.data for one in read_frames(root)[0] for row in one.kept.rows.get(_NAMES, ())]
        fresh = json.decode(b"[" + b",".join(later) + b"]", type=list[_Name])
    except UNUSABLE:
        return None
    by_file = {one.file: one for one in (*found, *fresh)} if fresh else {}
    return [(one.id, one.name) for one in (by_file.values() if fresh else found)]
