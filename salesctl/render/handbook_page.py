"""The process as a page on the terminal, straight at any width, and as JSON."""

from __future__ import annotations

from typing import Any

from salesctl.core.playbook import Playbook
from salesctl.i18n import say, text
from salesctl.render import console
from salesctl.render.clean import clean
from salesctl.render.console import Styled
from salesctl.render.handbook import Entry, chapters
from salesctl.render.layout import padded, width
from salesctl.render.paragraph import paragraph

_WIDTH = 100
_WIDEST = 120


def show(playbook: Playbook, stage: str | None = None) -> None:
    """Write the page, or one stage of it, to stdout."""
    columns = min(console.width() or _WIDTH, _WIDEST)
    console.result(Styled(clean(text(playbook.title)), "bold"), f"  {playbook.mark}")
    for chapter in chapters(playbook, stage):
        _heading(chapter, columns)
        for entry in chapter.inner:
            _show(entry, columns)


def content(playbook: Playbook, stage: str | None = None) -> dict[str, Any]:
    """The same for a program: ids, and the sentences by what they are about."""
    head = {"id": playbook.id, "version": playbook.version, "title": playbook.title}
    return {"playbook": head, "chapters": [_as_json(one) for one in chapters(playbook, stage)]}


def _as_json(entry: Entry) -> dict[str, Any]:
    told = {"kind": entry.kind, "id": entry.id, "number": entry.number or None, "title": entry.title, "by": entry.role}
    facts = {key: list(lines) for key, lines in entry.facts.items()}
    return {**told, "facts": facts, "entries": [_as_json(one) for one in entry.inner]}


def _heading(chapter: Entry, columns: int) -> None:
    number = f"{clean(chapter.number)}  " if chapter.number else ""
    console.result(
        "\n", Styled(f"{number}{clean(chapter.title)}", "bold"), Styled(f"  {chapter.id}" if number else "", "dim")
    )
    console.result(Styled("─" * min(columns, width(number + chapter.title) + len(chapter.id) + 4), "dim"))
    _facts(chapter, columns, 0)


def _show(entry: Entry, columns: int, indent: int = 0) -> None:
    margin = " " * indent
    if entry.kind == "together":
        console.result("\n", margin, Styled(clean(entry.title), "cyan"))
    else:
        parts = [entry.number, entry.title] if entry.number else [entry.title]
        label = (
            say("process.mark", kind=say(f"process.kind.{entry.kind}")) if entry.kind in ("duty", "whenever") else ""
        )
        named = f"  {entry.id}" if entry.kind in ("step", "duty", "whenever") else ""
        if label and width(margin + "  ".join(parts) + named + label) > columns:
            label = f"\n{margin}{label}"
        console.result("\n", margin, Styled(clean("  ".join(parts)), "bold"), Styled(clean(named), "dim"), label)
    _facts(entry, columns, indent + 2)
    for one in entry.inner:
        _show(one, columns, indent + 2)


def _facts(entry: Entry, columns: int, indent: int) -> None:
    labels = {key: say(f"process.label.{key}") for key in entry.facts}
    left = max((width(label) for label in labels.values()), default=0) + 2
    for key, lines in entry.facts.items():
        for at, line in enumerate(lines):
            first, *more = paragraph(clean(line), columns - indent - left)
            label = padded("" if at else labels[key], left)
            console.result(" " * indent, Styled(label, "dim"), first)
            for rest in more:
                console.result(" " * (indent + left), rest)
