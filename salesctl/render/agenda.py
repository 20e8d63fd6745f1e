"""Things to do, two lines each: what, for whom and by when; and the command that can be pasted."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from msgspec import Struct

from salesctl.core.playbook import Playbook
from salesctl.i18n import say, text
from salesctl.render import console
from salesctl.render.cells import words
from salesctl.render.clean import clean
from salesctl.render.console import Style, Styled
from salesctl.render.layout import width, wrapped
from salesctl.reports.items import Item, alike
from salesctl.reports.material import World, role_title, shown_person

_DEFAULT_HEIGHT: Final = 24
Line = str | Styled


class Entry(Struct, frozen=True):
    """One thing to do, ready for a window."""

    lines: tuple[Line, ...]


def entry(world: World, item: Item, count: int = 1, *, with_person: bool = False) -> Entry:
    """An item as lines: one or two of text, one with the command; ``count`` where it stands for several."""
    parts = [
        clean(item.name if item.deal == 1 else f"{item.name}/{item.deal}"),
        words(item.what),
        when(item, world.now),
    ]
    if item.grade:
        parts.append(clean(item.grade))
    if with_person:
        parts.append(clean(shown_person(world.team, item.person) or text(role_title(world.playbook, item.role))))
    if count > 1:
        parts.append(f"×{count}")
    style: Style | None = "red" if item.late else None
    return made(" · ".join(part for part in parts if part), item.command, style, "●" if item.late else "○")


def made(sentence: str, command: str, style: Style | None = None, mark: str = "○") -> Entry:
    """A sentence and its command as lines that fit the window."""
    room = (console.width() or console.WIDEST) - 2
    first, *more = wrapped(sentence, room)
    told = [f"{mark} {first}", *(f"  {line}" for line in more)]
    painted: list[Line] = [Styled(line, style) if style else line for line in told]
    return Entry((*painted, Styled(f"    {console.pasteable(command)}", "dim")))


def when(item: Item, now: datetime) -> str:
    """How late it is, or by when it is due."""
    if item.kind == "hold" or item.due is None:
        return "" if item.kind == "hold" else say("next.no_deadline")
    if item.late:
        return say("next.late", by=now - item.due, due=item.due)
    return say("next.due", due=item.due, left=item.due - now)


def items(world: World, found: Iterable[Item], nothing: str, *, with_person: bool = False) -> None:
    """All of them, or the sentence that there are none."""
    shown = False
    for item, count in alike(found):
        show(entry(world, item, count, with_person=with_person))
        shown = True
    if not shown and nothing:
        console.result(nothing)


def show(one: Entry) -> None:
    """Write its lines to stdout."""
    for line in one.lines:
        console.result(line)


def fitting(entries: list[Entry], besides: int) -> int:
    """How many of the entries fit the window, when ``besides`` lines stand around them; at least one."""
    room, count = height() - besides, 0
    for one in entries:
        room -= sum(max(1, -(-width(_plain(line)) // (console.width() or console.WIDEST))) for line in one.lines)
        if room < (1 if count + 1 < len(entries) else 0):
            break
        count += 1
    return max(count, min(1, len(entries)))


def height() -> int:
    """The lines of the window; 24 where there is none."""
    lines = os.environ.get("LINES", "")
    if lines.isdecimal() and int(lines) > 0:
        return int(lines)
    import shutil

    return shutil.get_terminal_size((80, _DEFAULT_HEIGHT)).lines


def care(playbook: Playbook, count: int, by_duty: Mapping[str, int]) -> None:
    """The one line of care a day."""
    console.result(care_line(playbook, count, by_duty))


def care_line(playbook: Playbook, count: int, by_duty: Mapping[str, int]) -> str:
    """Which courtesies are due today, each with its count."""
    parts = tuple(f"{text(playbook.duties[name].title)} {n}" for name, n in by_duty.items())
    return say("next.care", count=count, parts=parts)


def heading(sentence: str) -> None:
    """Begin another part of the page."""
    console.result("")
    console.result(Styled(sentence, "bold"))


def _plain(line: Line) -> str:
    return line.text if isinstance(line, Styled) else line
