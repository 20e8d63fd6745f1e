"""Text in a cell of a table that a spreadsheet will open: never a formula, and the same text again when it comes back.

OWASP's list of first characters, with their full-width sisters, also behind blanks and what nobody sees. Our own quote
is guarded too: so taking one quote away on import is right for every cell that we wrote.
"""

from __future__ import annotations

import re

_UNSEEN = (
    r"\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e0fff"
)
_RISKY = re.compile(rf"[\t\r\n']|[{_UNSEEN}]*[=+\-@＝＋－＠]")


def guarded(text: str) -> str:
    """The text with a leading ``'`` where a spreadsheet could take it for a formula. `-` alone means *nothing*."""
    return f"'{text}" if _RISKY.match(text) and text != "-" else text


def unguarded(text: str) -> str:
    """What `guarded` was given; any other text as it is."""
    return text[1:] if text.startswith("'") and _RISKY.match(text[1:]) and text != "'-" else text
