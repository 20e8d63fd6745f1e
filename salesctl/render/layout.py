"""How wide things are on a terminal, and which columns fit: pure functions over text that is already clean."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from msgspec import Struct

GAP = 2
_LEAST = 12  # a column of text is not squeezed under six Chinese characters
_BARE_LEAST = 4


class Room(Struct, frozen=True):
    """What a column asks for: its natural width, whether it may wrap, and when it leaves (0 never, larger first)."""

    natural: int
    wraps: bool = True
    priority: int = 0


def width(text: str) -> int:
    """Terminal columns of a text: wide and full-width characters take two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled with spaces to a number of columns."""
    fill = " " * max(columns - width(text), 0)
    return fill + text if right else text + fill


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most ``columns``: between words, or between any two wide characters."""
    if "\n" not in text and not text.startswith(" ") and width(text) <= columns:
        return [text.rstrip()]
    return _between_words(text, columns) if text.isascii() else _anywhere(text, columns)


def _between_words(text: str, columns: int) -> list[str]:
    """The same for a text without wide characters, a word at a time."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = gap = ""
        for word in part.split(" "):
            if gap and len(line) == columns:
                lines.append(line.rstrip())
                line = gap = ""
            line += gap if line else ""
            if line and len(line) + len(word) > columns:
                lines.append(line.rstrip())
                line = ""
            rest = word
            while not line and len(rest) > columns:
                lines.append(rest[:columns])
                rest = rest[columns:]
            line, gap = line + rest, " "
        lines.append(line.rstrip())
    return lines


def _anywhere(text: str, columns: int) -> list[str]:
    """The same for any text, a character at a time."""
    lines: list[str] = []
    line = word = ""
    line_wide = word_wide = 0
    for character in text:
        if character == "\n":
            lines.append((line + word).rstrip())
            line, word, line_wide, word_wide = "", "", 0, 0
            continue
        wide = _WIDTHS[character]
        if character == " " or wide == 2:
            line, line_wide, word, word_wide = line + word, line_wide + word_wide, "", 0
            if line_wide + wide > columns:
                lines.append(line.rstrip())
                line, line_wide = "", 0
            if character != " " or line:
                line, line_wide = line + character, line_wide + wide
            continue
        if line_wide + word_wide + 1 > columns:
            if line:
                lines.append(line.rstrip())
                line, line_wide = "", 0
            else:  # one word that is longer than the column
                lines.append(word)
                word, word_wide = "", 0
        word, word_wide = word + character, word_wide + wide
    lines.append((line + word).rstrip())
    return lines


def fitted(rooms: Sequence[Room], total: int | None, *, gap: int = GAP) -> dict[int, int]:
    """Which columns stay, and how wide each is, in a window of ``total`` columns (None: everything, naturally)."""
    kept = list(range(len(rooms)))
    if total is None:
        return {index: rooms[index].natural for index in kept}

    def least(index: int, bound: int) -> int:
        room = rooms[index]
        return min(room.natural, bound) if room.wraps else room.natural

    def needed(bound: int) -> int:
        return sum(least(index, bound) for index in kept) + gap * (len(kept) - 1)

    while needed(_LEAST) > total and any(rooms[index].priority for index in kept):
        kept.remove(max(kept, key=lambda index: (rooms[index].priority, index)))
    bound = _LEAST if needed(_LEAST) <= total else _BARE_LEAST
    widths = {index: rooms[index].natural for index in kept}
    while sum(widths.values()) + gap * (len(kept) - 1) > total:
        shrinkable = [index for index in kept if widths[index] > least(index, bound)]
        if not shrinkable:
            break
        widths[max(shrinkable, key=lambda index: widths[index])] -= 1
    return widths


class _Widths(dict[str, int]):
    """Of each character that was ever asked for: a page asks for few, again and again."""

    def __missing__(self, character: str) -> int:
        wide = unicodedata.east_asian_width(character) in {"W", "F"}
        self[character] = 0 if unicodedata.combining(character) else 2 if wide else 1
        return self[character]


_WIDTHS = _Widths()
