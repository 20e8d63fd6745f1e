"""The line that a person types."""

from __future__ import annotations

import sys
from contextlib import suppress

from salesctl.render.clean import clean
from salesctl.render.page import INDENT, columns, tell


def line(mark: str = ">") -> str:
    """What the person types on one line, without blanks at its ends. Ctrl-D stops like Ctrl-C: KeyboardInterrupt."""
    with suppress(ImportError):
        import readline  # noqa: F401  gives the line its editing keys, also over wide characters
    before, gap, end = mark.rpartition(" ")
    if gap and len(mark) * 2 > columns():
        tell(before)
        mark = end
    sys.stdout.flush()
    try:
        typed = input(f"{INDENT}{clean(mark)} ")
    except EOFError:
        raise KeyboardInterrupt from None
    return typed.encode(errors="surrogateescape").decode(errors="replace").strip()
