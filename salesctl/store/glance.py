"""A look at the first lines of a customer's file: enough to say who it is, without reading the history.

Only the plainest way of writing is understood; whatever else stands there is left to the exact reader.
"""

from __future__ import annotations

import re

_HEAD = re.compile(
    rb"salesctl: 1\nid: (?P<id>[0-9a-hjkmnp-tv-z]{8})\ncustomer:\n"
    rb"  name: (?:(?P<plain>[^\s\"'\[\]{},#&*!|>%@`:?-][^\n:#\"]*)|\"(?P<quoted>[^\"\\\n]+)\")\n"
)


def glance(data: bytes) -> tuple[str, str] | None:
    """Id and name of the customer in a file's bytes; None where only the exact reader can tell."""
    found = _HEAD.match(data)
    if found is None:
        return None
    written = found["plain"] or found["quoted"]
    try:
        name = written.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return (found["id"].decode(), name) if name == name.strip() and name.isprintable() else None


def mentions(data: bytes, digits: str) -> bool:
    """Whether a telephone number of these digits may stand in a file, however it is grouped."""
    return digits.encode() in re.sub(rb"[^0-9]+", b"", data)
