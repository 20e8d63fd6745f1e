"""Text in a cell of a table that a spreadsheet will open: never a formula, and the same text again when it comes back.

OWASP's list of first characters, with their full-width sisters. Our own quote is guarded too: so taking one quote away
on import is right for every cell that we wrote.
"""

from __future__ import annotations

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def guarded(text: str) -> str:
    """The text with a leading ``'`` where a spreadsheet could take it for a formula. `-` alone means *nothing*."""
    return f"'{text}" if text.startswith(_RISKY) and text != "-" else text


def unguarded(text: str) -> str:
    """What `guarded` was given; any other text as it is."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_RISKY) and text != "'-" else text
