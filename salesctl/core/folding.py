"""Texts made equal that a person takes for the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """A text for comparing: full and half width, case and blanks made one."""
    return re.sub(r"[\s_]+", "", unicodedata.normalize("NFKC", text)).casefold()
