"""The one sanitiser: nothing from a record, a file or another program reaches a terminal as a command.

Controls (CVE-2024-52005), bidirectional controls (CVE-2021-42574) and invisible characters are shown, not sent.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

# C0 and C1 controls; soft hyphen; bidirectional marks, embeddings and isolates; zero-width and other invisible
# characters; line and paragraph separators; fillers; variation selectors; byte order mark; tags and the rest of
# plane 14; lone surrogates.
_HIDDEN: Final = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)


def clean(text: str, *, page: bool = False) -> str:
    """The text with every control and invisible character as ``<U+202E>``; on a ``page`` newline and tab stay."""
    if not page and ("\n" in text or "\t" in text):
        text = text.replace("\n", "<U+000A>").replace("\t", "<U+0009>")
    return text if text.isascii() and text.isprintable() else _hidden().sub(_visible, text)


def is_clean(text: str, *, page: bool = False) -> bool:
    """Whether the text may be sent to a terminal as it is."""
    return clean(text, page=page) == text


def json_clean(document: str) -> str:
    """A JSON document with the same characters escaped as JSON escapes them: a reader gets them back unchanged."""
    return _hidden().sub(_json_escape, document)


@cache
def _hidden() -> re.Pattern[str]:
    """Made when a text first needs it: so many characters take their time."""
    return re.compile(f"[{_HIDDEN}]")


def _visible(found: re.Match[str]) -> str:
    return f"<U+{ord(found.group()):04X}>"


def _json_escape(found: re.Match[str]) -> str:
    raw = found.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{raw[at : at + 2].hex()}" for at in range(0, len(raw), 2))
