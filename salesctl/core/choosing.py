"""Choosing among names: when a piece of a name is enough, and how the names are listed for whoever has to choose."""

from __future__ import annotations

from collections.abc import Mapping

from salesctl.core.playbook import Text

_MOST_WITH_LABELS = 12
_MOST = 20


def is_part(wanted: str, words: str) -> bool:
    """Whether a folded text means something as a piece of folded words: a lone letter or digit stands in too many."""
    return wanted in words and (len(wanted) > 1 or not wanted.isascii())


def offered(names: Mapping[str, Text | str]) -> tuple[Text | str, ...]:
    """The names as a message lists them: each id with its label while they are few, else the ids alone."""
    if len(names) > _MOST_WITH_LABELS:
        return tuple(names)[:_MOST]
    return tuple(_labelled(name, label) for name, label in names.items())


def _labelled(name: str, label: Text | str) -> Text | str:
    if isinstance(label, str):
        return _beside(name, label)
    return {language: _beside(name, words) for language, words in label.items()} or name


def _beside(name: str, label: str) -> str:
    if label.startswith(f"{name} "):
        return label
    return name if label.casefold() in ("", name.casefold()) else f"{name} ({label})"
