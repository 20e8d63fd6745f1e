"""How Chinese names are spelled in letters, as far as somebody was ever looked for by letters.

Reckoning it for thousands of names takes a second.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import MsgspecError
from msgspec.msgpack import Decoder, encode

from salesctl.store.index import SPELLED, bound

Spelled = tuple[str, ...]
_INSIDE: Final = Decoder(dict[str, tuple[str, ...]])


def load(root: Path, key: str) -> dict[str, Spelled]:
    """Names with their spellings, as they were saved under a key; nothing where any byte is not as it was written."""
    inside = bound.load(root, SPELLED, key)
    try:
        return _INSIDE.decode(inside) if inside is not None else {}
    except MsgspecError:
        return {}


def save(root: Path, key: str, known: Mapping[str, Spelled]) -> None:
    """Keep spellings under a key; a disk that refuses is no harm, nor a name that is no text."""
    with suppress(UnicodeEncodeError):
        bound.save(root, SPELLED, key, encode(known))
