"""The two lanes into a customer's file: the fast one where the file is written as usual, else the exact one.

Whoever only reads asks here; whoever changes a file's text in its middle needs the tree of the exact lane.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesctl.core.events import Record
from salesctl.store.fast_lane import fast_record

if TYPE_CHECKING:
    from salesctl.store.record_reading import Reading


def read_record(data: bytes, file: str) -> Record:
    """The record of a file. Raises Broken (exit code 4) with every error in it."""
    record = fast_record(data)
    if record is None:
        from salesctl.store import record_reading as exact

        return exact.read_record(data, file)
    return record


def examine(data: bytes, file: str) -> Reading:
    """The record, and whatever is worth knowing about the file; without its tree where the fast lane has answered."""
    from salesctl.store import record_reading as exact

    record = fast_record(data)
    return exact.examine(data, file) if record is None else exact.Reading(record, ())
