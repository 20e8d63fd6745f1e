"""Digests stay what they are: notes on the disk are found again by them."""

from __future__ import annotations

from hashlib import blake2b

from salesctl.store.digests import SIZE, digest


def test_a_digest_tells_where_one_part_ends_and_the_next_begins() -> None:
    assert len({digest(), digest(b""), digest(b"", b""), digest(b"ab"), digest(b"a", b"b"), digest(b"", b"ab")}) == 6


def test_a_digest_is_of_the_parts_and_of_their_lengths() -> None:
    parts = b"\x01\0\0\0\0\0\0\0a\x02\0\0\0\0\0\0\0bc"
    assert digest(b"a", b"bc") == blake2b(parts, digest_size=16).digest()
    assert len(digest(b"x")) == SIZE == 16
