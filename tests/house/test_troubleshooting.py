"""Whoever looks for the words on the screen finds them: each message that the pages quote is one that the tool says."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from salesctl.i18n.catalog import _HOLE, subjects

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "troubleshooting.md", "zh": DOCS / "troubleshooting.zh.md"}


def said(lang: str) -> list[str]:
    found: list[str] = []
    for subject in subjects(lang):
        module = import_module(f"salesctl.i18n.{lang}.{subject}")
        found += getattr(module, "SENTENCES", {}).values()
        found += [message for message, _ in getattr(module, "PROBLEMS", {}).values()]
    return [re.sub(_HOLE, "…", sentence) for sentence in found]


def quoted(lang: str) -> list[str]:
    return re.findall(r"^> (.+)$", PAGES[lang].read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_quoted_message_is_one_that_is_said(lang: str) -> None:
    sentences = said(lang)
    assert [one for one in quoted(lang) if not any(one in sentence for sentence in sentences)] == []


def test_both_languages_help_with_the_same() -> None:
    assert len(quoted("en")) == len(quoted("zh")) > 40
    assert len(re.findall("^## ", PAGES["en"].read_text(encoding="utf-8"), re.MULTILINE)) == len(
        re.findall("^## ", PAGES["zh"].read_text(encoding="utf-8"), re.MULTILINE)
    )
