"""The text of a customer's file cut into parts that can be put together anew: each with the comments above it."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from salesctl.core.events import Record, Value
from salesctl.core.problems import Broken, Place, Problem
from salesctl.store import nodes
from salesctl.store.record_reading import examine
from salesctl.store.spans import last_line
from salesctl.store.yamltext import decode

HISTORY, CARD, CONTACTS = "history", "customer", "contacts"


class Part(Struct, frozen=True):
    """The lines of one thing, without their ends. ``above``: comments and blank lines that travel with it; ``below``:
    those after the last thing of a list.
    """

    body: tuple[str, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


class Blocks(Struct, frozen=True):
    """A file in parts, in the order of the file.

    ``top``: every key at the top but the history, whole. ``card``: the card's keys, None where it stands in braces;
    ``rows``: the contacts one by one, None where they do not stand one below the other. ``head``: the history's line.
    """

    record: Record
    top: dict[str, Part] = field(default_factory=dict)
    card: dict[str, Part] | None = None
    rows: tuple[tuple[Value, Part], ...] | None = None
    head: Part | None = None
    events: dict[str, Part] = field(default_factory=dict)
    margins: tuple[int, int, int] = (0, 2, 2)
    """How far the history's dashes, the card's keys and the contacts' dashes are indented."""


def blocks_of(data: bytes, file: str) -> Blocks:
    """The parts of a file. Raises Broken where it can't be read, or is laid out so that no part could be exchanged."""
    text = decode(data, file)
    reading = examine(text, file)
    if reading.errors or reading.record is None or reading.root is None:
        raise Broken(*reading.errors)
    root = reading.root
    if not text.endswith("\n"):
        text += "\n"
        if examine(text, file).record != reading.record:
            raise Broken(Problem("record.no_last_line_end", {}, Place(file, text.count("\n"))))
    if root.flow or root.place.column != 1 or (root.get(HISTORY) is not None and root.items[-1][0].text != HISTORY):
        raise Broken(Problem("merge.layout", {}, root.place))
    return _Cutter(text.split("\n")[:-1], root, reading.record).blocks()


class _Cutter:
    def __init__(self, lines: list[str], root: nodes.Mapping, record: Record) -> None:
        self.lines, self.root, self.record = lines, root, record

    def blocks(self) -> Blocks:
        top = self._keys(self.root, 1)
        head = top.pop(HISTORY, None)
        node = self.root.get(CARD)
        split = isinstance(node, nodes.Mapping) and not node.flow and (node.place.line or 0) > self._line(CARD)
        card = self._keys(node, self._line(CARD) + 1) if isinstance(node, nodes.Mapping) and split else None
        rows = self._rows(node) if card is not None and isinstance(node, nodes.Mapping) else None
        events, margin = self._events()
        if events and head is not None:
            head = replace(head, body=head.body[:1])
        elif head is not None and len(head.body) > 1:
            raise Broken(Problem("merge.layout", {}, self.root.place))
        contacts = node.get(CONTACTS) if isinstance(node, nodes.Mapping) else None
        margins = (margin, _column(node) if split else 2, _column(contacts) if rows else 2)
        return self._with_tail(Blocks(self.record, top, card, rows, head, events, margins))

    def _keys(self, mapping: nodes.Mapping, begin: int) -> dict[str, Part]:
        """The keys of a mapping in block style; ``begin`` is the line, from 1, behind what comes before."""
        found: dict[str, Part] = {}
        for key, node in mapping.items:
            start, end = key.place.line or 1, last_line(self.lines, key, node)
            if start < begin:
                raise Broken(Problem("merge.layout", {}, key.place))
            found[key.text] = Part(self._between(start, end), self._between(begin, start - 1))
            begin = end + 1
        return found

    def _rows(self, card: nodes.Mapping) -> tuple[tuple[Value, Part], ...] | None:
        found, key = card.get(CONTACTS), card.key(CONTACTS)
        if not isinstance(found, nodes.Sequence) or key is None or found.flow or not found.items:
            return None
        parts = self._items(found, key)
        if parts is None or any(not isinstance(item, nodes.Mapping) for item in found.items):
            return None
        return tuple((nodes.value(item), part) for item, part in zip(found.items, parts, strict=True))

    def _events(self) -> tuple[dict[str, Part], int]:
        found, key = self.root.get(HISTORY), self.root.key(HISTORY)
        if not isinstance(found, nodes.Sequence) or key is None or not found.items:
            return {}, 0
        parts = None if found.flow else self._items(found, key)
        if parts is None:
            raise Broken(Problem("merge.layout", {}, found.place))
        names = {event.line: event.id for event in self.record.history}
        events: dict[str, Part] = {}
        for item, part in zip(found.items, parts, strict=True):
            name = names[item.place.line]
            events[name] = part if _has_id(item) else self._with_id(item, part, name)
        return events, _column(found)

    def _items(self, found: nodes.Sequence, key: nodes.Scalar) -> list[Part] | None:
        """The items of a list in block style; None where a dash does not begin its own line."""
        parts: list[Part] = []
        begin = (key.place.line or 1) + 1
        for item in found.items:
            start, end = item.place.line or 1, last_line(self.lines, key, item)
            dash = " " * _column(found) + "-"
            while start > begin and not self.lines[start - 1].startswith(dash):
                start -= 1
            if start < begin or not self.lines[start - 1].startswith(dash):
                return None
            parts.append(Part(self._between(start, end), self._between(begin, start - 1)))
            begin = end + 1
        return parts

    def _with_id(self, item: nodes.Node, part: Part, name: str) -> Part:
        """An event written by hand keeps the id that it has here, whatever will stand before it."""
        if not isinstance(item, nodes.Mapping) or item.flow or item.key("id") is not None:
            raise Broken(Problem("merge.layout", {}, item.place))
        return replace(part, body=(*part.body, " " * ((item.place.column or 3) - 1) + f"id: {name}"))

    def _with_tail(self, found: Blocks) -> Blocks:
        """What stands after everything belongs to the last thing."""
        *_, (key, node) = self.root.items
        tail = self._between(last_line(self.lines, key, node) + 1, len(self.lines))
        if not tail:
            return found
        if found.events:
            last = next(reversed(found.events))
            return replace(found, events={**found.events, last: replace(found.events[last], below=tail)})
        if found.head is not None:
            return replace(found, head=replace(found.head, below=tail))
        return replace(found, top={**found.top, key.text: replace(found.top[key.text], below=tail)})

    def _line(self, key: str) -> int:
        found = self.root.key(key)
        return (found.place.line or 1) if found else 1

    def _between(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(self.lines[first - 1 : last])


def with_tail_of(side: Blocks, base: Blocks) -> Blocks:
    """A comment at the end of the base's file stays below what it followed, though a side has written on after it."""
    last = next(reversed(base.events), None)
    old = base.events[last] if last else base.head
    if old is None or not old.below or side.head is None or (last is not None and last not in side.events):
        return side
    names = list(side.events)
    at = names.index(last) + 1 if last is not None else 0
    if at >= len(names):
        return side
    following = side.events[names[at]]
    if following.above[: len(old.below)] != old.below:
        return side
    events = {**side.events, names[at]: replace(following, above=following.above[len(old.below) :])}
    if last is None:
        return replace(side, events=events, head=replace(side.head, below=old.below))
    return replace(side, events={**events, last: replace(events[last], below=old.below)})


def _column(node: nodes.Node | None) -> int:
    return (node.place.column or 1) - 1 if node is not None else 0


def _has_id(item: nodes.Node) -> bool:
    found = item.get("id") if isinstance(item, nodes.Mapping) else None
    return isinstance(found, nodes.Scalar) and bool(found.text)
