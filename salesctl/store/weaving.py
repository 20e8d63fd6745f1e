"""Three texts of one customer, woven into one part by part: keys of the card, rows of contacts, events."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import TypeAlias

from msgspec.structs import replace

from salesctl.core.events import Record, Value
from salesctl.core.merging import Merged
from salesctl.core.picking import canonical, union
from salesctl.core.rows import Row, by_name, rows_of
from salesctl.store.choosing import Lines, Three, in_order, in_place, written
from salesctl.store.emit import block, items, pair
from salesctl.store.record_blocks import CARD, CONTACTS, Blocks, Part

_Keyed: TypeAlias = Mapping[str, tuple[Row, Part]]
_TEXT = re.compile(r":\s+[|>][-+0-9]*(\s+#.*)?$")


class Weaver:
    """``marks``: conflicts are shown between git's marks; without them what ``merged`` holds is written."""

    def __init__(self, base: Blocks | None, ours: Blocks, theirs: Blocks, merged: Merged, *, marks: bool) -> None:
        self.sides = _side_by_side((base or Blocks(Record("", {}, ())), ours, theirs))
        self.record = merged.record
        self.disputed = {one.path for one in merged.conflicts} if marks else set()
        together = ours.margins[1] == theirs.margins[1]
        self.split = ours.card is not None and theirs.card is not None and together
        self.indent = ours.margins[1] if self.split else 2

    def text(self) -> str:
        """The whole text."""
        lines: list[str] = []
        for key in in_place(*(one.top for one in self.sides)):
            lines += self._top(key)
        return "\n".join([*lines, *self._history()]) + "\n"

    def _top(self, key: str) -> Lines:
        base, ours, theirs = (one.top.get(key) for one in self.sides)
        if key != CARD:
            path = (key,) if key in ("salesctl", "id") else ("extra", key)
            said = [_at_top(one.record, key) for one in self.sides]
            three = Three((base, ours, theirs), (said[0], said[1], said[2]))
            return written(three, _at_top(self.record, key), disputed=path in self.disputed)
        if self.split:
            return self._card()
        cards = [one.record.card for one in self.sides]
        three = Three((base, ours, theirs), (cards[0], cards[1], cards[2]))
        disputed = any(path[0] == "card" for path in self.disputed)
        return written(three, self.record.card, disputed=disputed, anew=self._card_anew)

    def _card_anew(self) -> Lines:
        return (f"{CARD}:", *block(self.record.card, 2))

    def _card(self) -> Lines:
        lines = [*_head([one.top.get(CARD) for one in self.sides])]
        for key in in_place(*(one.card or () for one in self.sides)):
            base, ours, theirs = ((one.card or {}).get(key) for one in self.sides)
            said = [one.record.card.get(key) for one in self.sides]
            three, value = Three((base, ours, theirs), (said[0], said[1], said[2])), self.record.card.get(key)
            path = ("card", key)
            if key == CONTACTS:
                lines += self._contacts(three, value)
            else:
                lines += written(three, value, disputed=path in self.disputed)
        return tuple(lines)

    def _contacts(self, three: Three, value: Value | None) -> Lines:
        whole = ("card", CONTACTS)
        inner = any(path[:2] == whole and len(path) > 2 for path in self.disputed)
        if whole in self.disputed or (not inner and (value is None or value in three.said[1:])):
            return written(three, value, disputed=whole in self.disputed)
        margins = {one.margins[2] for one in self.sides[1:] if one.rows}
        rows = self._rows(value, margins.pop() if margins else self.indent) if len(margins) < 2 else None
        if rows is None:
            return written(three, value, disputed=inner, anew=lambda: tuple(pair(CONTACTS, value or (), self.indent)))
        return (*_head([_rows_head(part) for part in three.parts], f"{' ' * self.indent}{CONTACTS}:"), *rows)

    def _rows(self, value: Value | None, indent: int) -> Lines | None:
        """The contacts row by row; None where that can't be, because a side keeps them in brackets."""
        lists = [rows_of(one.record.card.get(CONTACTS)) for one in self.sides]
        if any(
            rows is None or (rows and one.rows is None) for rows, one in zip(lists[1:], self.sides[1:], strict=True)
        ):
            return None
        named = all(rows is not None and by_name(rows) is not None for rows in lists)
        keyed = [_keyed(one, named=named) for one in self.sides]
        kept = {_row_key(row, named=named): row for row in rows_of(value) or ()}
        lines: list[str] = []
        for name in union(*keyed) if named else tuple(kept):
            base, ours, theirs = (one.get(name, (None, None)) for one in keyed)
            three = Three((base[1], ours[1], theirs[1]), (base[0], ours[0], theirs[0]))
            disputed = ("card", CONTACTS, name) in self.disputed
            new = partial(_row_lines, kept.get(name), indent)
            lines += written(three, kept.get(name), disputed=disputed, anew=new)
        return tuple(lines) if lines else None

    def _history(self) -> Lines:
        heads = [one.head for one in self.sides]
        base, ours, theirs = (one.events for one in self.sides)
        before, left, right = ({event.id: event for event in one.record.history} for one in self.sides)
        kept = {event.id: event for event in self.record.history}
        disputed = {path[1] for path in self.disputed if path[0] == "history"}
        every = [*kept.values(), *(left[name] for name in sorted(disputed - kept.keys()))]
        if not every:
            return written(Three((heads[0], heads[1], heads[2])), "" if any(heads[1:]) else None)
        lines = [*_head(heads, "history:")]
        for name in in_order(base, ours, theirs, every):
            three = Three(
                (base.get(name), ours.get(name), theirs.get(name)),
                (before.get(name), left.get(name), right.get(name)),
            )
            lines += written(three, kept.get(name), disputed=name in disputed)
        return tuple(lines)


def _side_by_side(sides: tuple[Blocks, Blocks, Blocks]) -> tuple[Blocks, Blocks, Blocks]:
    """Where a key at the top holds a text on lines of its own, an indented comment behind it would become part of that
    text; then every comment between the keys at the top stands at the margin.
    """
    if not any(_TEXT.search(part.body[0]) for one in sides for part in one.top.values()):
        return sides
    first, second, third = (
        replace(
            one, top={key: _at_margin(part) for key, part in one.top.items()}, head=one.head and _at_margin(one.head)
        )
        for one in sides
    )
    return first, second, third


def _at_margin(part: Part) -> Part:
    return replace(part, above=tuple(line.lstrip() for line in part.above))


def _head(parts: list[Part | None], anew: str = "") -> Lines:
    """The line that begins a card or a list, as whoever changed it wrote it, opened for what follows."""
    heads = [Part((_opened(one.body[0]),), one.above, one.below) if one else None for one in parts]
    return written(Three((heads[0], heads[1], heads[2])), "", anew=lambda: (anew,))


def _rows_head(part: Part | None) -> Part | None:
    """What stands before the rows; nothing of a list in brackets, for which there are no lines below."""
    return part if part and (len(part.body) > 1 or _opened(part.body[0]) != part.body[0].rstrip()) else None


def _opened(line: str) -> str:
    return re.sub(r":\s*\[\s*\]", ":", line, count=1).rstrip()


def _keyed(side: Blocks, *, named: bool) -> _Keyed:
    rows = [(row, part) for row, part in side.rows or () if isinstance(row, Mapping)]
    return {_row_key(row, named=named): (row, part) for row, part in rows}


def _row_lines(row: Row | None, indent: int) -> Lines:
    return tuple(items((row,), indent)) if row is not None else ()


def _row_key(row: Row, *, named: bool) -> str:
    return str(row.get("name", "")) if named else canonical(row)


def _at_top(record: Record, key: str) -> Value | None:
    if key == "salesctl":
        return str(record.format)
    return record.id if key == "id" else record.extra.get(key)
