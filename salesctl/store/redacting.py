"""The text of a record from which persons were taken out: in place, so that the rest stays as it was written.

Comments are texts too. Where a text can't be changed in place it is written anew, without its comments.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from salesctl.core.events import Record
from salesctl.core.problems import Broken
from salesctl.store import nodes
from salesctl.store.card_text import remove_key, set_key
from salesctl.store.record_file import UnmeantTextError, new_record
from salesctl.store.record_reading import examine

_COMMENT = re.compile(r"(^|\s)#.*$", re.MULTILINE)


def redacted_text(text: str, meant: Record, clean: Callable[[str], str], file: str) -> str:
    """The text of a file after its record has become ``meant``. ``clean`` takes persons out of a comment.

    Raises Broken where the file can't be read.
    """
    before = examine(text, file)
    if before.errors or before.record is None:
        raise Broken(*before.errors)
    try:
        changed = _in_place(text, before.record, meant, file)
        changed = _COMMENT.sub(lambda comment: clean(comment[0]), changed)
    except (Broken, UnmeantTextError, ValueError, IndexError):
        return new_record(meant)
    after = examine(changed, file)
    return changed if not after.errors and after.record == meant else new_record(meant)


def _in_place(text: str, before: Record, meant: Record, file: str) -> str:
    for key, value in before.card.items():
        new = meant.card.get(key)
        if new is None:
            text = remove_key(text, _below(text, file, "customer"), key)
        elif new != value:
            text = set_key(text, _below(text, file, "customer"), key, new)
    for key, value in before.extra.items():
        if meant.extra[key] != value:
            text = set_key(text, _root(text, file), key, meant.extra[key])
    for old, event in zip(before.history, meant.history, strict=True):
        if old.data != event.data:
            text = set_key(text, _event(text, file, event.id), "with", event.data)
    return text


def _root(text: str, file: str) -> nodes.Mapping:
    root = examine(text, file).root
    if root is None:
        raise UnmeantTextError(file)
    return root


def _below(text: str, file: str, key: str) -> nodes.Mapping:
    found = _root(text, file).get(key)
    if not isinstance(found, nodes.Mapping):
        raise UnmeantTextError(file)
    return found


def _event(text: str, file: str, name: str) -> nodes.Mapping:
    reading = examine(text, file)
    lines = {event.line for event in reading.record.history if event.id == name} if reading.record else set()
    history = reading.root.get("history") if reading.root else None
    for item in history.items if isinstance(history, nodes.Sequence) else ():
        if isinstance(item, nodes.Mapping) and item.place.line in lines:
            return item
    raise UnmeantTextError(file)
