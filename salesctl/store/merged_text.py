"""The text of a merge: comments, quotes and order as they were on both sides; conflicts between git's own marks.

Where both sides say the same in different words the result does not depend on which of them is called ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.events import Record
from salesctl.core.merging import Merged, Side, merge
from salesctl.core.problems import Broken, Place, Problem
from salesctl.store.record_blocks import blocks_of, with_tail_of
from salesctl.store.record_reading import examine
from salesctl.store.weaving import Weaver


class MergedText(Struct, frozen=True):
    """The new text, with marks around every conflict, and what was merged."""

    text: str
    merged: Merged


def merge_texts(base: bytes | None, ours: bytes, theirs: bytes, file: str) -> MergedText:
    """One text from two that come from ``base`` (None or empty: both sides made the file).

    Raises Broken where one of them can't be read, or can't be taken apart and put together to the same meaning.
    """
    origin = blocks_of(base, file) if base is not None and base.strip() else None
    left, right = (blocks_of(one, file) for one in (ours, theirs))
    if origin is not None:
        left, right = with_tail_of(left, origin), with_tail_of(right, origin)
    if left.events and right.events and left.margins[0] != right.margins[0]:
        raise Broken(Problem("merge.layout", {}, Place(file)))
    before = origin.record if origin else None
    merged = merge(before, left.record, right.record)
    for side in _deciding(merged):
        decided = merge(before, left.record, right.record, side)
        _check(Weaver(origin, left, right, decided, marks=False).text(), decided.record, file)
    return MergedText(Weaver(origin, left, right, merged, marks=True).text(), merged)


def with_events(text: bytes, sources: Mapping[str, bytes], file: str) -> str:
    """The text with events that stand in other versions of the file, each at its place, as it is written there.

    ``sources``: the version for each id. Raises Broken like ``merge_texts``.
    """
    here = blocks_of(text, file)
    others = {data: blocks_of(data, file) for data in set(sources.values())}
    found = {name: others[data] for name, data in sources.items()}
    if any(here.events and one.margins[0] != here.margins[0] for one in found.values()):
        raise Broken(Problem("merge.layout", {}, Place(file)))
    history = [
        *here.record.history,
        *(one for name, other in found.items() for one in other.record.history if one.id == name),
    ]
    record = replace(here.record, history=tuple(sorted(history, key=lambda event: event.order)))
    parts = {name: other.events[name] for name, other in found.items()}
    fuller = replace(here, record=record, events={**here.events, **parts})
    new = Weaver(here, here, fuller, Merged(record), marks=False).text()
    _check(new, record, file)
    return new


def _deciding(merged: Merged) -> Sequence[Side]:
    return ("ours", "theirs") if merged.conflicts else ("ours",)


def _check(text: str, meant: Record, file: str) -> None:
    """A text that would not read back as what was merged is never handed out."""
    reading = examine(text, file)
    if reading.errors or reading.record != meant:
        raise Broken(Problem("merge.layout", {}, Place(file)))
