"""Running text in lines: none begins with a mark that closes something, none ends with one that opens."""

from __future__ import annotations

import re
from typing import Final

from salesctl.render.layout import width, wrapped

_OPEN: Final = "“‘（「『《［"
_CLOSE: Final = "，。；：、！？）」』》］”’…"
_WIDE: Final = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
#: What stays together: a wide character or a word, with what opens before it and closes behind it.
_PIECE: Final = re.compile(f" *[{_OPEN}]*(?:[{_WIDE}]|[^ {_WIDE}{_OPEN}{_CLOSE}]+|.)?[{_CLOSE}]*", re.DOTALL)


def paragraph(text: str, columns: int) -> list[str]:
    """The lines of a text, at most ``columns`` wide; only a word that is wider itself is broken."""
    lines = [""]
    for piece in _PIECE.findall(" ".join(text.split("\n"))):
        if width(lines[-1] + piece) <= columns:
            lines[-1] += piece if lines[-1] else piece.lstrip()
            continue
        first, *more = wrapped(piece.strip(), columns) if width(piece.strip()) > columns else [piece.strip()]
        lines += [first, *more]
    return [line.rstrip() for line in lines if line.strip()] or [""]
