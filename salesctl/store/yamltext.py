"""The exact lane into YAML: text to a tree of texts with places; everything risky in YAML is refused with file:line.

No tags, anchors, aliases, merge keys, duplicate keys, keys that are no text, second documents; bounded in size, depth
and number of nodes. ``Broken`` is the only exception that leaves this module.
"""

from __future__ import annotations

from salesctl.core.problems import Broken, Problem
from salesctl.store.compose import compose
from salesctl.store.decoding import MAX_BYTES, decode, guard, one_line_end, remarks
from salesctl.store.fullwidth import review
from salesctl.store.nodes import Mapping, Node, Scalar, Sequence, plain, value
from salesctl.store.parsers import YamlError
from salesctl.store.syntax import explain

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "decode", "parse", "plain", "read", "remarks", "value"]


def read(data: bytes, file: str) -> Node:
    """The tree of a file's bytes. Raises Broken with every problem that could be found at once."""
    return parse(decode(data, file), file)


def parse(text: str, file: str, *, pure: bool = False) -> Node:
    """The tree of a text. ``pure`` takes the slower parser, which is also taken where the fast one is not installed."""
    text = one_line_end(text)
    if len(text) > MAX_BYTES:
        raise Broken(Problem("yaml.too_large", {"megabytes": MAX_BYTES // 1024 // 1024}))
    guard(text, file)
    try:
        root = compose(text, file, pure=pure)
    except YamlError as error:
        raise Broken(explain(error, text, file, lambda changed: _error_of(changed, file, pure))) from None
    problems = review(root, text, file)
    if problems:
        raise Broken(*problems)
    return root


def _error_of(text: str, file: str, pure: bool) -> YamlError | None:
    """The syntax error of a text, to see whether a correction would have helped."""
    try:
        compose(text, file, pure=pure)
    except YamlError as error:
        return error
    except Broken:
        pass
    return None
