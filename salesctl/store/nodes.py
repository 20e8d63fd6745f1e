"""A YAML text as a tree in which every node knows where it stands. Every scalar is text; nothing is guessed."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from salesctl.core.events import Value
from salesctl.core.problems import Place

#: A line and a column, both counted from 1.
Spot: TypeAlias = tuple[int, int]

PlainValue: TypeAlias = "str | list[PlainValue] | dict[str, PlainValue]"


class Scalar(Struct):
    """A text. ``style`` is ``""`` (written plain), ``'``, ``"``, ``|``, ``>``. ``end`` is the first place after it."""

    text: str
    style: str
    place: Place
    end: Spot

    @property
    def blank(self) -> bool:
        """Nothing was written here at all, which is not the same as an empty text in quotes."""
        return not self.text and not self.style


class Sequence(Struct):
    """A list. ``flow`` when written in square brackets."""

    items: list[Node]
    place: Place
    end: Spot
    flow: bool


class Mapping(Struct):
    """Keys with their values, in the order of the text. ``flow`` when written in braces."""

    items: list[tuple[Scalar, Node]]
    place: Place
    end: Spot
    flow: bool

    def get(self, key: str) -> Node | None:
        """The value of a key, None when the key is absent."""
        return next((value for name, value in self.items if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its place."""
        return next((name for name, _ in self.items if name.text == key), None)


Node: TypeAlias = Scalar | Mapping | Sequence


def plain(node: Node) -> PlainValue:
    """The tree without places: texts, lists and dicts."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.items}


def value(node: Node) -> Value:
    """The tree without places, as the core takes it: texts, tuples and mappings."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return tuple(value(item) for item in node.items)
    return {key.text: value(item) for key, item in node.items}
