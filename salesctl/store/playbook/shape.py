"""What a key is: where it may stand and what it takes. The reader, the schema and the reference are made from it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Value = Literal[
    "text", "id", "plain", "plains", "word", "yes", "number", "decimal", "amount", "names", "fields", "field",
    "key names", "due", "every", "events", "approve", "action", "condition", "rules", "required", "strengths", "may",
    "remind", "looks", "titles", "shape", "map", "list", "entries", "together",
]  # fmt: skip


class Key(Struct, frozen=True):
    """One key of a shape. ``of`` names the shape of what stands below it; ``short`` the value that may stand instead of
    that shape; ``words`` the words it may be.
    """

    name: str
    value: Value
    en: str
    zh: str
    required: bool = False
    words: tuple[str, ...] = ()
    of: str = ""
    short: Value | None = None


class Shape(Struct, frozen=True):
    """A mapping with its keys. An entry's shape has the name of its first key."""

    name: str
    en: str
    zh: str
    keys: dict[str, Key]


class Phrase(Struct, frozen=True):
    """What a kind of value is: its grammar, an example that can be read, and its meaning."""

    grammar: str
    example: str
    en: str
    zh: str
    cases: bool = False
    """Whether a mapping of cases may stand for it."""


def shape(name: str, en: str, zh: str, *keys: Key) -> Shape:
    """A shape from its keys in the order of the page."""
    return Shape(name, en, zh, {key.name: key for key in keys})
