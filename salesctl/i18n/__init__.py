"""Every sentence that the tool says, in Chinese and in English.

A sentence is asked for by its code; the code's first word names the catalog module where it stands.
"""

from __future__ import annotations

from salesctl.i18n.catalog import has, problem_text, say, text
from salesctl.i18n.choice import LANGUAGES, Language, from_environment, language, speaking, use

__all__ = [
    "LANGUAGES",
    "Language",
    "from_environment",
    "has",
    "language",
    "problem_text",
    "say",
    "speaking",
    "text",
    "use",
]
