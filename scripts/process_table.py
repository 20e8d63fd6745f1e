"""The process in one look: a table of the stages with their steps, for the READMEs."""

from __future__ import annotations

import re
from typing import Final

from salesctl.core.playbook import Duty, Playbook, Whenever
from salesctl.i18n import LANGUAGES, speaking, text
from salesctl.store.playbook import read_playbook
from salesctl.store.shipped import shipped

_PART: Final = re.compile(r"(<!-- made: process -->\n).*?(<!-- /made -->)", re.DOTALL)
_HEADS: Final = {
    "en": "| stage | steps, in their order | and beside them |\n|---|---|---|",
    "zh": "| 阶段 | 步骤（按顺序） | 同时 |\n|---|---|---|",
}
_ALWAYS: Final = {"en": "with every customer", "zh": "对每个客户"}


def within(page: str, lang: str) -> str:
    """The page with the table in its marked place. Raises ValueError where there is none."""
    if not _PART.search(page):
        raise ValueError("no place for the table")
    table = of(lang)
    return _PART.sub(lambda found: f"{found[1]}{table}\n{found[2]}", page)


def of(lang: str) -> str:
    """The table in one language."""
    spoken = next(known for known in LANGUAGES if known == lang)
    with speaking(spoken):
        return "\n".join([_HEADS[lang], *_rows(_default(), lang)])


def _default() -> Playbook:
    return read_playbook(shipped("playbook.yaml").read_bytes(), "playbook.yaml")


def _rows(playbook: Playbook, lang: str) -> list[str]:
    rows = []
    for place, stage in enumerate(playbook.stages.values(), start=1):
        steps = [_titled(playbook, entry) for entry in stage.entries if _titled(playbook, entry)]
        beside = [text(one.title) for one in _beside(playbook) if one.stage == stage.id]
        rows.append(f"| **{place} {text(stage.title)}** | {' → '.join(steps)} | {' · '.join(beside)} |")
    always = [text(one.title) for one in _beside(playbook) if one.stage is None]
    rows.append(f"| {_ALWAYS[lang]} | | {' · '.join(always)} |")
    return rows


def _titled(playbook: Playbook, entry: str) -> str:
    """A step's title; the titles of steps that have no order among themselves in one; empty for what is no step."""
    members = playbook.expand((entry,))
    return " + ".join(text(playbook.steps[name].title) for name in members if name in playbook.steps)


def _beside(playbook: Playbook) -> list[Duty | Whenever]:
    return [*playbook.duties.values(), *playbook.whenevers.values()]
