"""Digests of what was read. ``hashlib`` loads OpenSSL first, which a list that answers at once can't afford."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

SIZE = 16


def digest(*parts: bytes) -> bytes:
    """16 bytes that stand for these bytes in this division."""
    found = blake2b(digest_size=SIZE)
    for part in parts:
        found.update(len(part).to_bytes(8, "little"))
        found.update(part)
    return found.digest()
