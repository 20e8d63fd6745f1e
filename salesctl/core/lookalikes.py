"""Names that a reader cannot tell apart though they are written with other characters (Unicode TR 39)."""

from __future__ import annotations

import unicodedata
from typing import Final

_CYRILLIC: Final = ("АВЕЅІЈКМНОРСТУХаеіјкморсстухѕһԁԛԝѵ", "ABESIJKMHOPCTYXaeijkmopcctyxshdqwv")
_GREEK: Final = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχγ", "ABEZHIKMNOPTYXaikvopuxy")
_OTHERS: Final = ("ıɡօոսᴏ‐‑‒–—−ー一", "igonuo--------")
_SEEN_AS: Final = str.maketrans(
    "".join((_CYRILLIC[0], _GREEK[0], _OTHERS[0])), "".join((_CYRILLIC[1], _GREEK[1], _OTHERS[1]))
)
_UNSEEN: Final = ("Cf", "Cc", "Mn", "Zs", "Zl", "Zp", "Co", "Cn")


def skeleton(name: str) -> str:
    """What an eye makes of a name: no case, no width, no blanks, nothing invisible, one script."""
    plain = unicodedata.normalize("NFKC", name).translate(_SEEN_AS)
    seen = (char for char in unicodedata.normalize("NFKC", plain) if unicodedata.category(char) not in _UNSEEN)
    return "".join(seen).casefold().translate(_SEEN_AS)


def strange(name: str, other: str) -> tuple[str, ...]:
    """The characters by which two names differ that nobody can type by mistake, as ``U+0430``."""
    differing = sorted(set(name) ^ set(other))
    return tuple(f"U+{ord(char):04X}" for char in differing if not char.isascii()) or tuple(
        f"U+{ord(char):04X}" for char in differing
    )
