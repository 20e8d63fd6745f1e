"""Parser events to our own tree. No constructor of a YAML library ever runs, so no text can become an object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from salesctl.core.problems import Broken, Place, Problem
from salesctl.store.nodes import Mapping, Node, Scalar, Sequence, Spot
from salesctl.store.parsers import YamlError, fast_events, pure_events

MAX_DEPTH = 32
MAX_NODES = 1_000_000
_MOST_REPORTED = 50
#: Letters up to which a text that the fast parser refuses is shown to the slow one: about two seconds' worth.
_SECOND_OPINION_MOST = 200_000
_NO_MISTAKE = "found unexpected ':'"
"""What the fast parser says of a time of day in brackets: worth a second opinion whatever it costs."""


def compose(text: str, file: str, *, pure: bool = False) -> Node:
    """The tree of one document. Raises Broken for what we refuse, YamlError for what is no YAML."""
    events = None if pure else fast_events(text)
    if events is None:
        return _built(pure_events(text), file)
    try:
        return _built(events, file)
    except YamlError as error:
        # The fast parser knows YAML 1.1 only, where [09:00-12:00] and {why: really?} have to be quoted.
        if len(text) > _SECOND_OPINION_MOST and error.problem != _NO_MISTAKE:
            raise
        try:
            return _built(pure_events(text), file)
        except YamlError as second:
            # Where the other parser came further, what the fast one stumbled over was no mistake.
            raise (second if (second.line, second.column) > (error.line, error.column) else error) from None


def _built(events: Iterator[Any], file: str) -> Node:
    builder = _Builder(file)
    for event in events:
        builder.take(event)
    return builder.finish()


def _as_typed(tag: str) -> str:
    """`!!name`, as it stands in the file, for what the parser has made `tag:yaml.org,2002:name` of."""
    return tag.replace("tag:yaml.org,2002:", "!!", 1)


def _end(event: Any) -> Spot:
    """The first place after what the event tells of."""
    return event.end_mark.line + 1, event.end_mark.column + 1


class _Open:
    """A collection whose end has not come yet."""

    def __init__(self, node: Mapping | Sequence) -> None:
        self.node = node
        self.lines: dict[str, int] = {}
        self.key: Scalar | None = None


class _Builder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.nodes = 0
        self.documents = 0
        self.handlers = {
            "ScalarEvent": self._scalar,
            "MappingStartEvent": self._mapping,
            "SequenceStartEvent": self._sequence,
            "MappingEndEvent": self._close,
            "SequenceEndEvent": self._close,
            "AliasEvent": self._alias,
            "DocumentStartEvent": self._document,
            "DocumentEndEvent": self._document_end,
        }

    def take(self, event: Any) -> None:
        handler = self.handlers.get(event.__class__.__name__)
        if handler:
            handler(event)

    def finish(self) -> Node:
        if self.problems:
            raise Broken(*self.problems)
        if self.root is None or (isinstance(self.root, Scalar) and self.root.blank):
            raise Broken(Problem("yaml.empty", {}, Place(self.file)))
        return self.root

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1)

    def _scalar(self, event: Any) -> None:
        place = self._place(event)
        self._refuse_names(event, place)
        text = event.value
        if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
            self._problem("yaml.bad_escape", place)
        self._add(Scalar(text, event.style or "", place, _end(event)), place)

    def _alias(self, event: Any) -> None:
        place = self._place(event)
        self._problem("yaml.alias", place, name=str(event.anchor))
        self._add(Scalar("", "", place, _end(event)), place)

    def _mapping(self, event: Any) -> None:
        place = self._place(event)
        node = Mapping([], place, _end(event), bool(event.flow_style))
        self._open(event, node)

    def _sequence(self, event: Any) -> None:
        place = self._place(event)
        node = Sequence([], place, _end(event), bool(event.flow_style))
        self._open(event, node)

    def _open(self, event: Any, node: Mapping | Sequence) -> None:
        self._refuse_names(event, node.place)
        self._add(node, node.place)
        self.stack.append(_Open(node))
        if len(self.stack) > MAX_DEPTH:
            raise Broken(*self.problems, Problem("yaml.too_deep", {"depth": MAX_DEPTH}, node.place))

    def _close(self, event: Any) -> None:
        node = self.stack.pop().node
        if node.flow:
            node.end = _end(event)
        elif node.items:
            # A block ends where its last part ends; the parser's own mark lies behind comments and blank lines.
            last = node.items[-1][1] if isinstance(node, Mapping) else node.items[-1]
            node.end = last.end

    def _add(self, node: Node, place: Place) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise Broken(*self.problems, Problem("yaml.too_many_nodes", {"nodes": MAX_NODES}, place))
        if not self.stack:
            self.root = self.root or node
            return
        top = self.stack[-1]
        if isinstance(top.node, Sequence):
            top.node.items.append(node)
        elif top.key is None:
            top.key = self._key(node, top)
        else:
            self._pair(top.node, top.key, node)
            top.key = None

    def _pair(self, mapping: Mapping, key: Scalar, node: Node) -> None:
        mapping.items.append((key, node))
        alone = isinstance(node, Scalar) and node.blank
        if mapping.flow and alone and not key.style and ":" in key.text:
            self._problem("yaml.no_space", key.place, text=key.text[:80])

    def _key(self, node: Node, top: _Open) -> Scalar:
        if not isinstance(node, Scalar):
            self._problem("yaml.key_not_text", node.place)
            return Scalar("", '"', node.place, node.end)
        if node.text == "<<" and not node.style:
            self._problem("yaml.merge_key", node.place)
        if node.text in top.lines:
            self._problem("yaml.duplicate_key", node.place, key=node.text, first=str(top.lines[node.text]))
        top.lines.setdefault(node.text, node.place.line or 0)
        return node

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise Broken(*self.problems, Problem("yaml.several_documents", {}, self._place(event)))
        if getattr(event, "version", None) or getattr(event, "tags", None):
            self._problem("yaml.directive", Place(self.file, 1, 1))

    def _document_end(self, event: Any) -> None:
        if getattr(event, "explicit", False):
            self._problem("yaml.directive", self._place(event))

    def _refuse_names(self, event: Any, place: Place) -> None:
        if event.anchor:
            self._problem("yaml.anchor", place, name=str(event.anchor))
        tag = event.tag
        if tag:
            self._problem("yaml.tag", place, tag=_as_typed(str(tag)))

    def _problem(self, code: str, place: Place, **params: str | int) -> None:
        self.problems.append(Problem(code, params, place))
        if len(self.problems) == _MOST_REPORTED:
            raise Broken(*self.problems)
