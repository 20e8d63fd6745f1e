"""Texts as people keep them: with comments of their own, other quotes, and work added to what is there."""

from __future__ import annotations

import re
from random import Random

from salesctl.core.events import Record
from salesctl.store.record_file import append_events, edit_card, new_record

_PLACE = re.compile(r"^(- at: |  [a-z_]+:|history:|our_own:)")


def commented(text: str, random: Random, mark: str) -> str:
    """The text with a few comments above events and keys."""
    lines: list[str] = []
    for line in text.split("\n"):
        if _PLACE.match(line) and random.random() < 0.25:
            lines.append(f"{'' if line[0] != ' ' else '  '}# {mark}{random.randint(0, 10**9)}")
        lines.append(line)
    return "\n".join(lines)


def requoted(text: str, random: Random) -> str:
    """The text with some plain values in single quotes."""
    return re.sub(
        r"(?<=: )(tools|x|noted|contacted)$",
        lambda found: f"'{found[0]}'" if random.random() < 0.3 else found[0],
        text,
        flags=re.MULTILINE,
    )


def base_text(record: Record, random: Random) -> str:
    """The text of a record, worked over by hand."""
    text = commented(new_record(record), random, "b")
    return text + "# the end\n" if random.random() < 0.3 else text


def worked_text(text: str, base: Record, worked: Record, random: Random, mark: str) -> str:
    """The text of a copy: events appended, the card edited in place; written anew where that is not all."""
    old = {event.id: event for event in base.history}
    new = [event for event in worked.history if event.id not in old]
    kept = tuple(event for event in worked.history if event.id in old)
    if kept != base.history or worked.extra != base.extra:
        return commented(new_record(worked), random, mark)
    card = {
        key: worked.card.get(key) for key in {**base.card, **worked.card} if worked.card.get(key) != base.card.get(key)
    }
    text = edit_card(text, card) if card else text
    text = append_events(text, new) if new else text
    return requoted(commented(text, random, mark), random) if random.random() < 0.4 else text
