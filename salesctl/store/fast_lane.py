"""The fast lane: the record in a customer's file, where the file is written as this program writes.

Not a reader of YAML. It knows one narrow way of writing, of which the exact lane can hold only one opinion, and takes
nothing else: whatever is merely unusual (another quote, another order, a tag, a tab) is left to the exact lane. Where
it answers, the exact lane has the same record, value for value and line for line, and nothing to say about the file.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from salesctl.core.events import LETTERS, Event, Record, Value
from salesctl.store.fast_blocks import WORD, UnsureError, block, pairs

#: Fewer than a million values, which is what the exact lane takes, fit in so many bytes.
_MOST_BYTES = 1_500_000
_NAME_MOST = 200
_KNOWN = ("salesctl", "id", "customer", "history")
_YEARS = ("0100", "9900")
_HEAD = re.compile(f'salesctl: 1\nid: ("?)([{LETTERS}]{{8}})\\1\ncustomer:\n')
_STAMP = "([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2}))\n"
_NAME = f'"?((?<="){WORD}(?="\n)|(?<!"){WORD}(?=\n))"?\n'
_EVENT = re.compile(
    f"- at: {_STAMP}  by: {_NAME}  what: ([a-z]{{1,40}})\n(?:  step: {_NAME})?(?:  deal: ([1-9][0-9]{{0,3}})\n)?"
    f"(?:  with:(?: {{([^\n]+)\n|\n((?:    [^\n]+\n|\n)+)))?(?:  recorded: {_STAMP})?"
    f"  id: ((0|[1-9][0-9]{{0,11}})-[{LETTERS}]{{5}})\n"
)


@lru_cache(maxsize=2)
def fast_record(data: bytes) -> Record | None:
    """The record in a file's bytes; None where the exact lane has to be asked, which says nothing against the file.

    A file that is changed is asked for as it was and as it becomes, several times each.
    """
    if len(data) > _MOST_BYTES:
        return None
    try:
        text = data.decode()
        seen = text.replace("\n", "")
        # The spaces of Chinese keyboards count as not printable, and are no danger within quotes.
        if not seen.isprintable() and not seen.replace("　", "").isprintable():
            return None
        return _record(text)
    except (UnsureError, ValueError):
        return None


def _record(text: str) -> Record | None:
    head = _HEAD.match(text)
    begin = text.find("\nhistory:", head.end()) if head else -1
    if head is None or begin < 0:
        return None
    top = text[head.end() : begin + 1]
    card, lines = block(top, 2)
    extra: dict[str, Value] = {}
    if lines < top.count("\n"):
        extra = _whole(top.split("\n", lines)[lines], 0)
    if not _allowed(card) or any(key in extra for key in _KNOWN):
        return None
    history = () if text[begin:] == "\nhistory: []\n" else _history(text, begin + 1)
    return Record(head[2], card, history, 1, extra)


def _allowed(card: dict[str, Value]) -> bool:
    """Whether the exact lane has nothing to say about the name and the contacts."""
    name, contacts = card.get("name"), card.get("contacts", ())
    if not isinstance(name, str) or len(name) > _NAME_MOST or not name.isprintable() or not name.strip():
        return False
    return isinstance(contacts, tuple) and all(
        isinstance(row, dict) and all(isinstance(item, str) for item in row.values()) for row in contacts
    )


def _history(text: str, begin: int) -> tuple[Event, ...]:
    at = begin + len("history:\n")
    if text[begin:at] != "history:\n" or at == len(text):
        raise UnsureError
    events: list[Event] = []
    counters: list[int] = []
    line, size, match = text.count("\n", 0, at) + 1, len(text), _EVENT.match
    while at < size:
        found = match(text, at)
        if found is None:
            raise UnsureError
        when, by, what, step, deal, flow, lines, recorded, name, counter = found.groups()
        if flow is not None:
            data, end = pairs(text, found.start(6))
            if end != found.end(6):
                raise UnsureError
        else:
            data = _whole(lines, 4) if lines is not None else {}
        told = _moment(recorded) if recorded is not None else None
        events.append(Event(_moment(when), by, what, step, int(deal or 1), data, told, name, line))
        counters.append(int(counter))
        end = found.end()
        line += text.count("\n", at, end)
        at = end
    if counters != sorted(set(counters)):
        if len({event.id for event in events}) < len(events):
            raise UnsureError
        events.sort(key=lambda event: event.order)
    return tuple(events)


def _whole(text: str, indent: int) -> dict[str, Value]:
    found, lines = block(text, indent)
    if lines < text.count("\n"):
        raise UnsureError
    return found


def _moment(text: str) -> datetime:
    if not _YEARS[0] <= text < _YEARS[1]:
        raise UnsureError
    return datetime.fromisoformat(text)
