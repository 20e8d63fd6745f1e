"""The text of a customer's file: made new, added to, edited in place; read back and compared before anyone gets it.

Whoever edits by hand keeps their comments, quotes and order: adding an event only adds lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from salesctl.core.events import Event, Record, Value
from salesctl.core.problems import Broken, Place, Problem
from salesctl.store import nodes
from salesctl.store.emit import block, pair, scalar
from salesctl.store.fast_lane import fast_record
from salesctl.store.spans import index_of, line_end
from salesctl.store.stamps import stamp

if TYPE_CHECKING:
    from salesctl.store.record_reading import Reading

_NEW = "(new)"


class UnmeantTextError(Exception):
    """A text that was built does not read back as what was meant: a bug, caught before anything was written."""


def new_record(record: Record) -> str:
    """The whole text of a record. Raises Broken (exit code 2) when the record itself is not allowed."""
    lines = [f"salesctl: {record.format}", f"id: {scalar(record.id)}", "customer:", *block(record.card, 2)]
    lines += block(record.extra)
    lines += ["history:", *event_lines(record.history)] if record.history else ["history: []"]
    return _checked("\n".join(lines) + "\n", record, _NEW)


def append_events(text: str, events: Sequence[Event], file: str = _NEW) -> str:
    """The text with events added at its end. Raises Broken when the file is broken or leaves no room for lines."""
    usual = _fast(text)
    if usual is not None:
        # In a file that the fast lane takes, the history stands last and its dashes at the margin.
        begun = text if usual.history else text.removesuffix(" []\n") + "\n"
        return _checked(begun + "".join(line + "\n" for line in event_lines(events)), _with(usual, events), file)
    reading, root, record = _readable(text, file)
    end = line_end(text)
    key, history = root.items[-1]
    if root.flow:
        raise Broken(Problem("record.in_brackets", {"key": "customer"}, root.place))
    if root.get("history") is None:
        text = _closed(text, end, file) + " " * _margin(root) + "history:" + end
        added = event_lines(events, _margin(root))
    elif key.text != "history":
        raise Broken(*(replace(problem, severity="error") for problem in _misplaced(reading)))
    elif isinstance(history, nodes.Sequence) and history.flow:
        if history.items:
            raise Broken(Problem("record.in_brackets", {"key": "history"}, history.place))
        start, stop = index_of(text, history.place), index_of(text, history.end)
        text = _closed(text[:start].rstrip(" ") + text[stop:], end, file)
        added = event_lines(events, _margin(root))
    else:
        block_list = isinstance(history, nodes.Sequence)
        text = _closed(text, end, file)
        added = event_lines(events, (history.place.column or 1) - 1 if block_list else _margin(root))
    return _checked(text + "".join(line + end for line in added), _with(record, events), file)


def edit_card(text: str, changes: Mapping[str, Value | None], file: str = _NEW) -> str:
    """The text with card keys set, or removed where the value is None; lines of other keys stay as they are.

    Raises Broken (exit code 2) when the card would no longer be allowed, as without a name.
    """
    from salesctl.store.card_text import remove_key, set_key

    _, root, record = _readable(text, file)
    meant = dict(record.card)
    for place, (key, value) in enumerate(changes.items()):
        if place:
            _, root, record = _readable(text, file)
        card = root.get("customer")
        if not isinstance(card, nodes.Mapping):
            raise UnmeantTextError(file)
        if value is None:
            text = remove_key(text, card, key)
            meant.pop(key, None)
        else:
            text = set_key(text, card, key, value)
            meant[key] = value
        _checked(text, replace(record, card=meant), file)
    return text


def event_lines(events: Sequence[Event], indent: int = 0) -> list[str]:
    """The lines of events, keys in their fixed order, the id last."""
    lines: list[str] = []
    for event in events:
        parts = [f"at: {stamp(event.at)}", *pair("by", event.by), *pair("what", event.what)]
        parts += pair("step", event.step) if event.step else []
        parts += [f"deal: {event.deal}"] if event.deal != 1 else []
        parts += pair("with", event.data) if event.data else []
        parts += [f"recorded: {stamp(event.recorded)}"] if event.recorded else []
        parts += [f"id: {event.id}"]
        margin = " " * indent
        lines += [f"{margin}- {parts[0]}", *(f"{margin}  {part}" if part else "" for part in parts[1:])]
    return lines


def _fast(text: str) -> Record | None:
    """The record of a text in the usual layout."""
    return fast_record(text.encode("utf-8", "surrogatepass"))


def _with(record: Record, events: Sequence[Event]) -> Record:
    return replace(record, history=tuple(sorted((*record.history, *events), key=lambda event: event.order)))


def _readable(text: str, file: str) -> tuple[Reading, nodes.Mapping, Record]:
    from salesctl.store.record_reading import examine

    reading = examine(text, file)
    if reading.errors or reading.root is None or reading.record is None:
        raise Broken(*reading.errors)
    return reading, reading.root, reading.record


def _checked(text: str, meant: Record, file: str) -> str:
    """The text, when it reads back as what was meant."""
    usual = _fast(text)
    if usual is not None and _settled(usual) == _settled(meant):
        return text
    from salesctl.store.record_reading import examine

    reading = examine(text, file)
    if any(not problem.code.startswith("record.") for problem in reading.errors):
        raise UnmeantTextError(f"{file}: {[str(problem) for problem in reading.errors]}")
    if reading.errors:
        raise Broken(*reading.errors, exit_code=2)
    if reading.record is None or _settled(reading.record) != _settled(meant):
        raise UnmeantTextError(file)
    return text


def _settled(record: Record) -> Record:
    """Lists as tuples and mappings as dicts, so that equal contents are equal."""
    history = tuple(replace(event, data=_data(event.data)) for event in record.history)
    return replace(record, card=_data(record.card), extra=_data(record.extra), history=history)


def _data(value: Mapping[str, Value]) -> dict[str, Value]:
    return {key: _value(item) for key, item in value.items()}


def _value(value: Value) -> Value:
    if isinstance(value, str):
        return value
    return _data(value) if isinstance(value, Mapping) else tuple(_value(item) for item in value)


def _margin(root: nodes.Mapping) -> int:
    return (root.place.column or 1) - 1


def _misplaced(reading: Reading) -> list[Problem]:
    return [problem for problem in reading.problems if problem.code == "record.history_not_last"]


def _closed(text: str, end: str, file: str) -> str:
    """The text with its last line ended. A text block at the very end would grow by that line end, so it is refused."""
    if text.endswith("\n"):
        return text
    from salesctl.store.record_reading import examine

    closed = text + end
    before, after = examine(text, file), examine(closed, file)
    if before.record != after.record:
        raise Broken(Problem("record.no_last_line_end", {}, Place(file, closed.count("\n"))))
    return closed
