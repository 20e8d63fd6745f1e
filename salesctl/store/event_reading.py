"""The history of a file to events, each checked for shape; whether it was earned is the core's question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256

from msgspec.structs import replace

from salesctl.core.events import LETTERS, Event, Value, is_event_id, next_counter
from salesctl.core.problems import Place, Problem
from salesctl.store.stamps import moment
from salesctl.store.yamltext import Mapping, Node, Scalar, Sequence, value

KEYS = ("at", "by", "what", "step", "deal", "with", "recorded", "id")
_NEEDED = ("at", "by", "what")
_DEAL = re.compile("[1-9][0-9]{0,3}")
_LINE = re.compile("[^\x00-\x1f\x7f-\x9f\u2028\u2029]{1,200}")


def read_events(node: Node | None) -> tuple[tuple[Event, ...], list[Problem]]:
    """The events in order of meaning, and everything wrong with them. A broken event is left out."""
    if node is None or (isinstance(node, Scalar) and node.blank):
        return (), []
    if not isinstance(node, Sequence):
        return (), [Problem("record.history_shape", {}, node.place)]
    reader = _Reader()
    for item in node.items:
        reader.take(item)
    return tuple(sorted(reader.events, key=lambda event: event.order)), reader.problems


class _Reader:
    def __init__(self) -> None:
        self.events: list[Event] = []
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}
        self.counter = 1

    def take(self, node: Node) -> None:
        if not isinstance(node, Mapping):
            self.problems.append(Problem("record.event_shape", {}, node.place))
            return
        found = list(_shape(node))
        self.problems += found
        if found:
            return
        event = _event(node)
        if not event.id:
            event = replace(event, id=self._derived(event))
            params = {"id": event.id}
            self.problems.append(Problem("record.event_without_id", params, node.place, severity="info"))
        elif event.id in self.lines:
            place = node.get("id")
            params = {"id": event.id, "first": str(self.lines[event.id])}
            self.problems.append(Problem("record.duplicate_event", params, (place or node).place))
            return
        self.lines[event.id] = event.line or 0
        self.counter = max(self.counter, next_counter([event]))
        self.events.append(event)

    def _derived(self, event: Event) -> str:
        """An id for an event written by hand: the same in every clone that has the same lines before it."""
        said = (event.at.astimezone(UTC).isoformat(), event.by, event.what, event.step or "", str(event.deal))
        text = "\x1f".join((*said, ascii(event.data)))
        number = int.from_bytes(sha256(text.encode()).digest())
        while True:
            derived = f"{self.counter}-" + "".join(LETTERS[number >> 5 * at & 31] for at in range(5))
            if derived not in self.lines:
                return derived
            number += 1


def _event(node: Mapping) -> Event:
    recorded = _text(node, "recorded")
    return Event(
        at=_moment(_text(node, "at")),
        by=_text(node, "by"),
        what=_text(node, "what"),
        step=_text(node, "step") or None,
        deal=int(_text(node, "deal") or 1),
        data=_data(node),
        recorded=_moment(recorded) if recorded else None,
        id=_text(node, "id"),
        line=node.place.line,
    )


def _shape(node: Mapping) -> Iterator[Problem]:
    """What keeps a mapping from being an event."""
    for key, item in node.items:
        if key.text not in KEYS:
            yield Problem("record.event_key", {"key": key.text, "known": ", ".join(KEYS)}, key.place)
        elif key.text == "with":
            if not isinstance(item, Mapping) and not (isinstance(item, Scalar) and item.blank):
                yield Problem("record.event_with", {}, item.place)
        else:
            yield from _checked(key.text, item)
    for name in _NEEDED:
        if not _text(node, name) and not isinstance(node.get(name), (Mapping, Sequence)):
            yield Problem("record.event_missing", {"key": name}, _place(node, name))


def _checked(key: str, item: Node) -> Iterator[Problem]:
    if not isinstance(item, Scalar):
        yield Problem("record.event_text", {"key": key}, item.place)
    elif not item.text:
        return
    elif key in ("at", "recorded"):
        if moment(item.text) is None:
            yield Problem("record.bad_time", {"key": key, "text": item.text[:60]}, item.place)
    elif key == "deal":
        if not _DEAL.fullmatch(item.text):
            yield Problem("record.bad_deal", {"text": item.text[:60]}, item.place)
    elif key == "id":
        if not is_event_id(item.text):
            yield Problem("record.bad_event_id", {"text": item.text[:60]}, item.place)
    elif not _LINE.fullmatch(item.text):
        yield Problem("record.event_text", {"key": key}, item.place)


def _text(node: Mapping, key: str) -> str:
    found = node.get(key)
    return found.text if isinstance(found, Scalar) else ""


def _moment(text: str) -> datetime:
    found = moment(text)
    if found is None:
        raise AssertionError(f"{text!r} was checked before")
    return found


def _data(node: Mapping) -> dict[str, Value]:
    found = node.get("with")
    return {key.text: value(item) for key, item in found.items} if isinstance(found, Mapping) else {}


def _place(node: Mapping, key: str) -> Place:
    return (node.key(key) or node).place
